package search

import (
	"encoding/base64"
	"maps"
	"slices"

	"baogao/generator/jsontext"
)

// appendTo adds [number, parts, passages]: a part is [report, page, place, title], a passage [part, id, text, headings, facets, block]. What is empty
// at a passage's end is left out. Texts, places and titles are in codes.
func (s *textShard) appendTo(b []byte) []byte {
	coded := func(b []byte, text string) []byte {
		return jsontext.Quoted(b, func(b []byte) []byte { return s.code.append(b, text) })
	}
	b = append(jsontext.Int(append(b, '['), s.number), ',')
	b = append(jsontext.List(b, s.parts, func(b []byte, p shardPart) []byte {
		b = append(jsontext.Int(append(b, '['), p.report), ',')
		b = append(jsontext.String(b, p.of[0]), ',')
		b = append(coded(b, p.of[1]), ',')
		return append(coded(b, p.of[2]), ']')
	}), ',')
	b = jsontext.List(b, s.passages, func(b []byte, p shardPassage) []byte {
		b = append(jsontext.Int(append(b, '['), p.part), ',')
		b = append(jsontext.String(b, p.of.ID), ',')
		b = coded(b, p.of.Text)
		if p.block > 0 || len(p.facets) > 0 || len(p.of.Heads) > 0 {
			b = jsontext.List(append(b, ','), p.of.Heads, jsontext.Int)
		}
		if p.block > 0 || len(p.facets) > 0 {
			b = jsontext.List(append(b, ','), p.facets, jsontext.Int)
		}
		if p.block > 0 {
			b = jsontext.Int(append(b, ','), p.block)
		}
		return append(b, ']')
	})
	return append(b, ']')
}

// size is about how many bytes that takes.
func (s *textShard) size() (n int) {
	for _, p := range s.passages {
		n += len(p.of.ID) + len(p.of.Text) + len(`[100,"","",[1,2],[3]],`)
	}
	return n
}

// appendTo adds [number, keys and postings]: bits in base64.
func (s *keyShard) appendTo(b []byte) []byte {
	b = append(jsontext.Int(append(b, '['), s.number), `,"`...)
	return append(base64.StdEncoding.AppendEncode(b, s.bits), `"]`...)
}

// appendTo adds [number, names]: a name is [kind, id of its page, names, reports, reading, more, block]. What is empty at a name's end is left
// out. The page of the term "a-b" of the report 2017 is 2017/terms/a-b.html.
func (s *nameShard) appendTo(b []byte) []byte {
	b = append(jsontext.Int(append(b, '['), s.number), ',')
	return append(jsontext.List(b, s.names, func(b []byte, n shardName) []byte {
		kind := 0
		if n.of.Kind == "indicator" {
			kind = 1
		}
		b = append(jsontext.Int(append(b, '['), kind), ',')
		b = append(jsontext.String(b, n.of.id), ',')
		b = append(jsontext.List(b, n.of.Names, jsontext.String), ',')
		b = jsontext.String(b, n.of.reports())
		says := false
		for _, p := range n.of.places {
			says = says || p.more != ""
		}
		if n.block > 0 || says || n.of.Read != "" {
			b = jsontext.String(append(b, ','), n.of.Read)
		}
		if n.block > 0 || says {
			b = append(b, ',', '[')
			for i, p := range n.of.places {
				if !says {
					break
				}
				if i > 0 {
					b = append(b, ',')
				}
				b = jsontext.String(b, p.more)
			}
			b = append(b, ']')
		}
		if n.block > 0 {
			b = jsontext.Int(append(b, ','), n.block)
		}
		return append(b, ']')
	}), ']')
}

// appendTo adds [["a阿啊", "ai爱"], [["银行", 1, "hang"]]]: syllables with the characters that are usually read so, then surroundings in
// which the character at a place is read otherwise, longer ones first.
func (r *readings) appendTo(b []byte) []byte {
	of := map[string][]rune{}
	for c, sound := range r.usual {
		of[sound] = append(of[sound], c)
	}
	b = append(jsontext.List(append(b, '['), slices.Sorted(maps.Keys(of)), func(b []byte, sound string) []byte {
		slices.Sort(of[sound])
		return jsontext.String(b, sound+string(of[sound]))
	}), ',')
	var odd []surrounding
	for _, c := range slices.Sorted(maps.Keys(r.odd)) {
		odd = append(odd, r.odd[c]...)
	}
	return append(jsontext.List(b, odd, func(b []byte, s surrounding) []byte {
		b = append(jsontext.String(append(b, '['), string(s.text)), ',')
		b = append(jsontext.Int(b, s.at), ',')
		return append(jsontext.String(b, s.reading), ']')
	}), ']')
}
