package content

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"baogao/generator/diag"
)

// Block is one stretch of the published text that has an address: a line of the title block, a heading, a paragraph.
type Block struct {
	ID       string
	Text     string // as the site reads it: errata applied
	RunIn    bool   // the next block stands on the same line
	Part     *Part  // whose file it is in
	Headings bool   // it is a part's heading
}

// Blocks are all blocks of the report in reading order.
func (r *Report) Blocks() []Block {
	n := len(r.Meta.Masthead)
	for _, p := range r.Parts {
		n += 1 + len(p.Paragraphs)
	}
	blocks := make([]Block, 0, n)
	for i, line := range r.Meta.Masthead {
		blocks = append(blocks, Block{ID: MastheadID(i), Text: line, Part: r.Parts[0]})
	}
	for _, p := range r.Parts {
		if p.HasHeading() {
			blocks = append(blocks, Block{ID: p.ID, Text: p.Heading(), RunIn: p.RunIn(), Part: p, Headings: true})
		}
		for i := range p.Paragraphs {
			blocks = append(blocks, Block{ID: p.Paragraphs[i].ID, Text: p.Paragraphs[i].Text(), Part: p})
		}
	}
	return blocks
}

// MastheadID is the id of line i (from zero) of the title block.
func MastheadID(i int) string { return fmt.Sprintf("m%d", i+1) }

// PlainText puts the published text together: every block with its errata undone, and the layout between them.
// It equals source.txt, byte for byte, unless somebody changed the report's words without an erratum.
func (r *Report) PlainText() (string, error) {
	errata := r.ErrataByPlace()
	blocks := r.Blocks()
	for i, b := range blocks {
		published, err := Undo(b.Text, errata[b.ID])
		if err != nil {
			return "", fmt.Errorf("%s: %w", b.ID, err)
		}
		blocks[i].Text = published
	}
	text, _ := r.Assemble(blocks)
	return text, nil
}

// CorrectedText is the text as the site reads it, laid out as published.
func (r *Report) CorrectedText() string {
	text, _ := r.Assemble(r.Blocks())
	return text
}

// endOfText names what stands behind the last block in layout.toml and noise.toml.
const endOfText = "end"

// space answers what stands before and inside blocks.
type space struct {
	layout Layout
	gaps   map[string]string
	noise  map[string][]Noise
	inside map[string][]Inside
}

func (r *Report) space() *space {
	s := &space{layout: r.Layout, gaps: map[string]string{}, noise: map[string][]Noise{}, inside: map[string][]Inside{}}
	for _, g := range r.Layout.Gaps {
		s.gaps[g.Before] = g.Text
	}
	for _, n := range r.Noise {
		s.noise[n.Before] = append(s.noise[n.Before], n)
	}
	for _, in := range r.Layout.Inside {
		s.inside[in.In] = append(s.inside[in.In], in)
	}
	return s
}

// rule is what stands before a block where neither file says otherwise.
func (s *space) rule(id string, sameLine bool) string {
	switch {
	case id == endOfText:
		return s.layout.End
	case sameLine:
		return ""
	}
	return s.layout.Between
}

func (s *space) before(out *strings.Builder, id string, sameLine bool) {
	for _, n := range s.noise[id] {
		out.WriteString(n.Gap)
		out.WriteString(n.Text)
	}
	if gap, ok := s.gaps[id]; ok {
		out.WriteString(gap)
		return
	}
	out.WriteString(s.rule(id, sameLine))
}

func (s *space) write(out *strings.Builder, id, text string) {
	at := 0
	for _, in := range s.inside[id] {
		for ; at < in.At && text != ""; at++ {
			_, size := utf8.DecodeRuneInString(text)
			out.WriteString(text[:size])
			text = text[size:]
		}
		out.WriteString(in.Text)
	}
	out.WriteString(text)
}

// Span finds a block's line in its file, for messages.
func (b *Block) Span() (f *diag.File, span diag.Span) {
	f = b.Part.File
	if f == nil {
		return &diag.File{Path: b.Part.Path}, diag.Span{}
	}
	if b.Headings {
		return f, f.Find(b.Part.Meta.Title)
	}
	for _, p := range b.Part.Paragraphs {
		if p.ID == b.ID && len(p.Pieces) > 0 {
			return f, diag.Span{Start: p.Pieces[0].Span.Start, End: p.Pieces[len(p.Pieces)-1].Span.End}
		}
	}
	return f, f.Find("masthead")
}

// TextOf is the text as it was read on a day: the errata up to it are applied, later ones are not.
func (r *Report) TextOf(day time.Time) (string, error) {
	errata := r.ErrataByPlace()
	blocks := r.Blocks()
	for i, b := range blocks {
		text, err := Undo(b.Text, errata[b.ID])
		if err != nil {
			return "", fmt.Errorf("%s: %w", b.ID, err)
		}
		var known []Erratum
		for _, e := range errata[b.ID] {
			if was, ok := e.On(day); ok {
				known = append(known, was)
			}
		}
		if text, err = Apply(text, known); err != nil {
			return "", fmt.Errorf("%s: %w", b.ID, err)
		}
		blocks[i].Text = text
	}
	text, _ := r.Assemble(blocks)
	return text, nil
}
