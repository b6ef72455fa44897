// Package figures reads the figures of a report out of its outline: each quantity with what it is of, whether it was reached or is
// promised, and for which year. It makes drafts: an editor reads them, and Unsure says where to look first.
//
//	全市生产总值完成1748亿元，增长8.5%，增幅居全省第5位
//	→ 生产总值 1748亿元 actual level 2016 · 生产总值 8.5% change growth up 2016 · 生产总值 5位 rank rank 2016
//
// It knows how reports are written, and no report: sentences of clauses, subjects that are carried on, lists that share one.
package figures

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"baogao/generator/outline"
	"baogao/generator/quantity"
)

// Figure is one quantity of the text.
//
//	{"start":218,"end":224,"passage":"c1-s1-p1","sentence":1,"surface":"1748亿元","value":1748,"unit":"亿元","base_value":174800000000,
//	 "base_unit":"元","indicator":"生产总值","subject":"全市生产总值","kind":"actual","measure":"level","year":2016}
type Figure struct {
	Start    int    `json:"start"` // code points of Outline.Text; the span holds number and unit
	End      int    `json:"end"`
	Passage  string `json:"passage"`  // id: "c1-s1-p1"; of a heading its part's: "c1-s1"
	Sentence int    `json:"sentence"` // in the passage, from one
	Surface  string `json:"surface"`  // "1748亿元"

	Value     float64  `json:"value"` // in Unit
	ValueMax  *float64 `json:"value_max,omitempty"`
	Unit      string   `json:"unit"` // as printed, but % for shares that print none and 万人 for 2.46万贫困人口
	BaseValue float64  `json:"base_value"`
	BaseUnit  string   `json:"base_unit"`

	Indicator string `json:"indicator"`           // the subject in full: "城镇居民人均可支配收入"
	Subject   string `json:"subject"`             // the words it was read from: "城乡居民人均可支配收入"
	Kind      string `json:"kind"`                // actual change rank target target-later fact spec
	Measure   string `json:"measure"`             // level count growth diff share rank gap contribution duration
	Direction string `json:"direction,omitempty"` // up down flat
	Bound     string `json:"bound,omitempty"`     // at-least at-most about below above
	Year      int    `json:"year,omitempty"`      // 0 where the text names none
	Per       string `json:"per,omitempty"`       // "年", "人", "人·年"
	Unsure    string `json:"unsure,omitempty"`    // what an editor should look at: "no subject"
}

// Read gives the figures of a report in the order of its text.
func Read(o *outline.Outline) []Figure {
	r := &reader{outline: o, found: []Figure{}}
	w := &walk{}
	w.plan, w.guessed = planYear(o)
	w.visit = func(id string, parts []outline.Span, p period) { r.passage(id, parts, p, w.plan) }
	w.report(o)
	return r.found
}

// walk goes through the passages of a report's body in its order. Their ids are those that content.Draft gives them.
type walk struct {
	plan    int  // the year that the report plans for
	guessed bool // it is read out of the text, so what names no year has none
	visit   func(id string, parts []outline.Span, p period)
}

func (w *walk) report(o *outline.Outline) {
	w.blocks("lead", o.Lead, period{role: other, year: w.plan})
	role := other
	for i := range o.Chapters {
		role = w.chapter(fmt.Sprintf("c%d", i+1), &o.Chapters[i], role)
	}
	w.blocks("closing", o.Closing, period{role: role, year: w.plan})
	for i := range o.Annexes {
		w.blocks(fmt.Sprintf("a%d", i+1), o.Annexes[i].Body, period{role: other, year: w.plan})
	}
	if len(o.Lead)+len(o.Chapters)+len(o.Closing) == 0 {
		for i, b := range o.Masthead {
			w.visit(fmt.Sprintf("m%d", i+1), b.Parts, period{role: other, year: w.plan}) // a few lines that are no report
		}
	}
}

func (w *walk) chapter(id string, c *outline.Division, before role) role {
	p := w.period(c, before)
	w.visit(id, c.Parts, p)
	w.blocks(id, c.Intro, p)
	for i := range c.Sections {
		s := &c.Sections[i]
		sid := fmt.Sprintf("%s-s%d", id, i+1)
		w.visit(sid, s.Parts, p)
		w.blocks(sid, s.Intro, p)
	}
	w.blocks(id+"-closing", c.Closing, p)
	return p.role
}

func (w *walk) blocks(part string, blocks []outline.Block, p period) {
	texts, headings := 0, 0
	for _, b := range blocks {
		if b.Kind == outline.Heading {
			headings++
			w.visit(fmt.Sprintf("%s-h%d", part, headings), b.Parts, p)
			continue
		}
		texts++
		w.visit(fmt.Sprintf("%s-p%d", part, texts), b.Parts, p)
	}
}

// reader collects figures.
type reader struct {
	outline *outline.Outline
	found   []Figure

	bytes, points int // a place in the text, in both counts: it only goes forward

	parts        []outline.Span // the passage that point is in
	part, before int            // which of its parts, and the bytes of those before it
}

// passage reads one block of text.
func (r *reader) passage(id string, parts []outline.Span, p period, plan int) {
	if len(parts) == 0 {
		return
	}
	text := join(r.outline.Text, parts)
	quantities := quantity.Scan(text)
	if len(quantities) == 0 {
		return
	}
	from := 0
	for i, end := range sentenceEnds(text) {
		n := 0
		for n < len(quantities) && quantities[n].Start < end {
			n++
		}
		if n > 0 {
			s := &sentence{text: text[from:end], period: p, plan: plan}
			for _, f := range s.read(shift(quantities[:n], from)) {
				f.Passage, f.Sentence = id, i+1
				f.Start = r.point(parts, f.Start+from)
				f.End = r.point(parts, f.End+from-1) + 1
				r.found = append(r.found, f)
			}
			quantities = quantities[n:]
		}
		from = end
	}
}

func join(text string, parts []outline.Span) string {
	if len(parts) == 1 {
		return text[parts[0].Start:parts[0].End]
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(text[p.Start:p.End])
	}
	return b.String()
}

func shift(quantities []quantity.Quantity, by int) []quantity.Quantity {
	moved := make([]quantity.Quantity, len(quantities))
	for i, q := range quantities {
		q.Start, q.End = q.Start-by, q.End-by
		moved[i] = q
	}
	return moved
}

// point turns a byte of joined parts into a code point of the whole text: that of the character that holds the byte. Asked in the order
// of the text, all of them together cost one pass.
func (r *reader) point(parts []outline.Span, at int) int {
	if len(r.parts) == 0 || &r.parts[0] != &parts[0] || at < r.before {
		r.parts, r.part, r.before = parts, 0, 0
	}
	for r.part+1 < len(parts) && at-r.before >= parts[r.part].End-parts[r.part].Start {
		r.before += parts[r.part].End - parts[r.part].Start
		r.part++
	}
	text := r.outline.Text
	at += parts[r.part].Start - r.before
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	if at < r.bytes {
		r.bytes, r.points = 0, 0
	}
	r.points += utf8.RuneCountInString(text[r.bytes:at])
	r.bytes = at
	return r.points
}
