package terms

import (
	"fmt"
	"strings"

	"baogao/generator/outline"
)

// Passage is a block of an outline with the address that content gives it.
type Passage struct {
	Part, ID string // "c1-s1", "c1-s1-p2"; of a heading both are the part's
	Parts    []outline.Span
	Text     string // the parts joined
	Heads    []outline.Head
	Back     bool // of an annex or the glossary
	Note     int  // the glossary's entry, from one; 0 elsewhere
}

// Walk goes through all of a report's text in its order.
func Walk(o *outline.Outline, visit func(Passage)) {
	w := &walk{o.Text, visit, false}
	for i, b := range o.Masthead {
		w.visitAt("lead", fmt.Sprintf("m%d", i+1), b.Parts, nil, 0)
	}
	w.blocks("lead", o.Lead)
	for i := range o.Chapters {
		c := &o.Chapters[i]
		id := fmt.Sprintf("c%d", i+1)
		w.visitAt(id, id, c.Parts, nil, 0)
		w.blocks(id, c.Intro)
		for j := range c.Sections {
			s := &c.Sections[j]
			sid := fmt.Sprintf("%s-s%d", id, j+1)
			w.visitAt(sid, sid, s.Parts, nil, 0)
			w.blocks(sid, s.Intro)
		}
		w.blocks(id+"-closing", c.Closing)
	}
	w.blocks("closing", o.Closing)
	w.back = true
	for i := range o.Annexes {
		id := fmt.Sprintf("a%d", i+1)
		w.visitAt(id, id, o.Annexes[i].Parts, nil, 0)
		w.blocks(id, o.Annexes[i].Body)
	}
	if len(o.Glossary) > 0 {
		w.visitAt("glossary", "glossary", o.GlossaryHeading, nil, 0)
	}
	for i, n := range o.Glossary {
		w.visitAt("glossary", fmt.Sprintf("glossary-p%d", i+1), n.Parts, nil, i+1)
	}
}

type walk struct {
	text  string
	visit func(Passage)
	back  bool
}

func (w *walk) visitAt(part, id string, parts []outline.Span, heads []outline.Head, note int) {
	if len(parts) == 0 {
		return
	}
	var b strings.Builder
	for _, s := range parts {
		b.WriteString(w.text[s.Start:s.End])
	}
	w.visit(Passage{part, id, parts, b.String(), heads, w.back, note})
}

func (w *walk) blocks(part string, blocks []outline.Block) {
	texts, headings := 0, 0
	for _, b := range blocks {
		if b.Kind == outline.Heading {
			headings++
			w.visitAt(part, fmt.Sprintf("%s-h%d", part, headings), b.Parts, nil, 0)
			continue
		}
		texts++
		w.visitAt(part, fmt.Sprintf("%s-p%d", part, texts), b.Parts, b.Heads, 0)
	}
}

// Place is the byte of the whole text that a byte of the passage's text stands at. As an end, it is behind the byte before.
func (p *Passage) Place(at int, end bool) int {
	for _, s := range p.Parts {
		n := s.End - s.Start
		if at < n || end && at == n {
			return s.Start + at
		}
		at -= n
	}
	return p.Parts[len(p.Parts)-1].End
}
