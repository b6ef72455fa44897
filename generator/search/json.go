package search

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// The data are written as JSON straight into their files: encoding/json reads what a type writes of itself again for every list that it is in.

// encode is a value as encoding/json writes it, where HTML is not escaped.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// isPlain tells whether JSON escapes nothing of a text.
func isPlain(text []byte) bool {
	for i, c := range text {
		if c < ' ' || c == '"' || c == '\\' || c == 0xe2 && bytes.HasPrefix(text[i:], []byte("\u2028")[:2]) && len(text) > i+2 && text[i+2]|1 == 0xa9 {
			return false
		}
	}
	return utf8.Valid(text)
}

// appendQuoted adds what a function appends as a string.
func appendQuoted(b []byte, text func([]byte) []byte) []byte {
	start := len(b)
	b = text(append(b, '"'))
	if isPlain(b[start+1:]) {
		return append(b, '"')
	}
	data, err := encode(string(b[start+1:]))
	if err != nil {
		panic(err) // a string has a form
	}
	return append(b[:start], data...)
}

func appendString(b []byte, text string) []byte {
	return appendQuoted(b, func(b []byte) []byte { return append(b, text...) })
}

// appendList adds a list, each of its values by a function.
func appendList[T any](b []byte, all []T, each func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(b, v)
	}
	return append(b, ']')
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// appendTo adds [number, parts, passages]: a part is [report, page, place, title], a passage [part, id, text, headings, facets, block]. What is empty
// at a passage's end is left out. Texts, places and titles are in codes.
func (s *textShard) appendTo(b []byte) []byte {
	coded := func(b []byte, text string) []byte {
		return appendQuoted(b, func(b []byte) []byte { return s.code.append(b, text) })
	}
	b = append(appendInt(append(b, '['), s.number), ',')
	b = append(appendList(b, s.parts, func(b []byte, p shardPart) []byte {
		b = append(appendInt(append(b, '['), p.report), ',')
		b = append(appendString(b, p.of[0]), ',')
		b = append(coded(b, p.of[1]), ',')
		return append(coded(b, p.of[2]), ']')
	}), ',')
	b = appendList(b, s.passages, func(b []byte, p shardPassage) []byte {
		b = append(appendInt(append(b, '['), p.part), ',')
		b = append(appendString(b, p.of.ID), ',')
		b = coded(b, p.of.Text)
		if p.block > 0 || len(p.facets) > 0 || len(p.of.Heads) > 0 {
			b = appendList(append(b, ','), p.of.Heads, appendInt)
		}
		if p.block > 0 || len(p.facets) > 0 {
			b = appendList(append(b, ','), p.facets, appendInt)
		}
		if p.block > 0 {
			b = appendInt(append(b, ','), p.block)
		}
		return append(b, ']')
	})
	return append(b, ']')
}

// appendTo adds [number, keys and postings]: bits in base64.
func (s *keyShard) appendTo(b []byte) []byte {
	b = append(appendInt(append(b, '['), s.number), `,"`...)
	return append(base64.StdEncoding.AppendEncode(b, s.bits), `"]`...)
}

// appendTo adds [number, names]: a name is [kind, id of its page, names, reports, reading, more, block]. What is empty at a name's end is left
// out. The page of the term "a-b" of the report 2017 is 2017/terms/a-b.html.
func (s *nameShard) appendTo(b []byte) []byte {
	b = append(appendInt(append(b, '['), s.number), ',')
	return append(appendList(b, s.names, func(b []byte, n shardName) []byte {
		kind := 0
		if n.of.Kind == "indicator" {
			kind = 1
		}
		b = append(appendInt(append(b, '['), kind), ',')
		b = append(appendString(b, n.of.id()), ',')
		b = append(appendList(b, n.of.Names, appendString), ',')
		b = appendString(b, n.of.reports())
		says := false
		for _, p := range n.of.places {
			says = says || p.of.More != ""
		}
		if n.block > 0 || says || n.of.Read != "" {
			b = appendString(append(b, ','), n.of.Read)
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
				b = appendString(b, p.of.More)
			}
			b = append(b, ']')
		}
		if n.block > 0 {
			b = appendInt(append(b, ','), n.block)
		}
		return append(b, ']')
	}), ']')
}
