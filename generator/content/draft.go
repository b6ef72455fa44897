package content

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"baogao/generator/diag"
	"baogao/generator/outline"
	"baogao/generator/source"
)

// Draft makes the content of a received report from its outline, as published: no erratum is applied yet.
// PlainText of the result is o.Text, byte for byte.
func Draft(id string, received *source.Received, o *outline.Outline) *Report {
	d := &drafter{text: o.Text, report: &Report{ID: id, Source: &diag.File{Path: "source.txt", Text: o.Text}}}
	d.meta(received, o)
	for i, b := range o.Masthead {
		d.report.Meta.Masthead = append(d.report.Meta.Masthead, d.place(MastheadID(i), b.Parts, false))
	}
	d.part(&Part{ID: "lead", Role: Lead, Path: "_index.md"}, o.Lead, false)
	for i := range o.Chapters {
		d.chapter(i+1, &o.Chapters[i])
	}
	if len(o.Closing) > 0 {
		d.part(&Part{ID: "closing", Role: Closing, Path: "closing.md", Meta: PartMeta{Weight: len(o.Chapters) + 1}}, o.Closing, false)
	}
	for i, a := range o.Annexes {
		p := &Part{ID: fmt.Sprintf("a%d", i+1), Role: Annex, Path: fmt.Sprintf("annex-%d.md", i+1)}
		p.Meta.Weight = len(o.Chapters) + 2 + i
		d.heading(p, a.Parts, "", a.Title, "", outline.Alone)
		d.part(p, a.Body, false)
	}
	d.glossary(o)
	d.terms(o)
	d.report.Layout = d.layout(o.Noise)
	for i, s := range o.Suspects {
		if e, ok := d.suspect(i+1, s); ok {
			d.report.Errata = append(d.report.Errata, e)
		}
	}
	return d.report
}

type drafter struct {
	text   string
	report *Report
	placed []placed
}

// placed is a block with the stretches of the text that it is made of.
type placed struct {
	id       string
	spans    []outline.Span
	sameLine bool // it follows a run-in heading
}

func (d *drafter) meta(received *source.Received, o *outline.Outline) {
	m := &d.report.Meta
	m.Title, m.Occasion, m.Speaker, m.Office, m.Place = o.Title, o.Occasion, o.Speaker, o.Office, o.Place
	m.Title = cmp.Or(m.Title, d.report.ID)
	if date, err := time.Parse(time.DateOnly, o.Date); err == nil {
		m.Date = date
	}
	m.Weight = m.Date.Year()
	if m.Date.IsZero() {
		m.Weight = 0
	}
	m.Source = Received{
		File: received.Name, Format: received.Format, Encoding: received.Encoding, BOM: received.BOM,
		SHA256: received.SHA256, Size: received.Size, Copies: received.Copies,
	}
	for _, h := range received.Headings {
		m.Source.Headings = append(m.Source.Headings, [2]int{h.Line, h.Level})
	}
}

// place records a block and gives its text.
func (d *drafter) place(id string, spans []outline.Span, sameLine bool) string {
	d.placed = append(d.placed, placed{id, spans, sameLine})
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(d.text[s.Start:s.End])
	}
	return b.String()
}

func (d *drafter) chapter(n int, c *outline.Division) {
	dir := strconv.Itoa(n)
	p := &Part{ID: "c" + dir, Role: Chapter, Chapter: n, Path: dir + "/_index.md", Meta: PartMeta{Weight: n}}
	d.heading(p, c.Parts, c.Number, c.Title, c.Stop, c.Form)
	d.part(p, c.Intro, p.RunIn())
	for i := range c.Sections {
		s := &c.Sections[i]
		p := &Part{ID: fmt.Sprintf("c%d-s%d", n, i+1), Role: Section, Chapter: n, Section: i + 1, Path: fmt.Sprintf("%s/%d.md", dir, i+1), Meta: PartMeta{Weight: i + 1}}
		d.heading(p, s.Parts, s.Number, s.Title, s.Stop, s.Form)
		d.part(p, s.Intro, p.RunIn())
	}
	if len(c.Closing) > 0 {
		p := &Part{ID: fmt.Sprintf("c%d-closing", n), Role: ChapterClosing, Chapter: n, Path: dir + "/closing.md", Meta: PartMeta{Weight: len(c.Sections) + 1}}
		d.part(p, c.Closing, false)
	}
}

// heading fills a part's front matter so that number, title and stop joined are the heading as published; white space between
// them is layout.
func (d *drafter) heading(p *Part, spans []outline.Span, number, title, stop string, form outline.Form) {
	spans = tighten(d.text, spans, number+title+stop)
	joined := d.place(p.ID, spans, false)
	p.Meta.Form = cmp.Or(string(form), formAlone)
	if !strings.HasPrefix(joined, number) {
		number = ""
	}
	if !strings.HasSuffix(joined, stop) || len(joined) < len(number)+len(stop) {
		stop = ""
	}
	p.Meta.Number, p.Meta.Stop = number, stop
	p.Meta.Title = joined[len(number) : len(joined)-len(stop)]
}

// tighten drops from spans the white space that want does not have, where want is their text but for white space.
func tighten(text string, spans []outline.Span, want string) []outline.Span {
	var tight []outline.Span
	rest := want
	for _, s := range spans {
		start := -1
		for i := s.Start; i < s.End; {
			r, size := utf8.DecodeRuneInString(text[i:s.End])
			if strings.HasPrefix(rest, text[i:i+size]) {
				if start < 0 {
					start = i
				}
				rest = rest[size:]
			} else if outline.IsLayout(r) {
				if start >= 0 {
					tight = append(tight, outline.Span{Start: start, End: i})
					start = -1
				}
			} else {
				return spans
			}
			i += size
		}
		if start >= 0 {
			tight = append(tight, outline.Span{Start: start, End: s.End})
		}
	}
	if rest != "" {
		return spans
	}
	return tight
}

// part adds a part with its paragraphs; sameLine says that the first stands behind the part's run-in heading.
func (d *drafter) part(p *Part, blocks []outline.Block, sameLine bool) {
	d.report.Parts = append(d.report.Parts, p)
	var texts, headings, topics int
	for i, b := range blocks {
		sameLine := sameLine && i == 0
		if b.Kind == outline.Heading {
			headings++
			id := fmt.Sprintf("%s-h%d", p.ID, headings)
			text := d.place(id, b.Parts, sameLine)
			p.Paragraphs = append(p.Paragraphs, Paragraph{ID: id, Level: min(max(b.Level, 3), 5), Pieces: []Piece{{Text: text}}})
			continue
		}
		texts++
		id := fmt.Sprintf("%s-p%d", p.ID, texts)
		text := d.place(id, b.Parts, sameLine)
		p.Paragraphs = append(p.Paragraphs, Paragraph{ID: id, Pieces: pieces(p.ID, id, text, b.Heads, &topics)})
	}
}

// pieces cuts a paragraph at its run-in headings. A heading whose text or stop is not as it must be stays text.
func pieces(part, paragraph, text string, heads []outline.Head, topics *int) []Piece {
	var out []Piece
	at, subtopics := 0, 0
	for _, h := range heads {
		stop := stopAt(text, h.End)
		if h.Start < at || h.End+len(stop) >= len(text) {
			continue
		}
		if h.Start > at {
			out = append(out, Piece{Text: text[at:h.Start]})
		}
		// A topic opens its paragraph, and what opens a paragraph behind another is a topic: the files say no more than that.
		level := h.Level
		if h.Start > 0 {
			level = 2
		} else if !strings.HasSuffix(paragraph, "-p1") {
			level = 1
		}
		piece := Piece{Level: level, Text: text[h.Start:h.End], Stop: stop}
		if level == 1 {
			*topics++
			piece.ID = fmt.Sprintf("%s-t%d", part, *topics)
		} else {
			subtopics++
			piece.ID = fmt.Sprintf("%s-u%d", paragraph, subtopics)
		}
		out = append(out, piece)
		at = h.End + len(stop)
	}
	if at < len(text) || len(out) == 0 {
		out = append(out, Piece{Text: text[at:]})
	}
	return out
}

func stopAt(text string, at int) string {
	if at < len(text) {
		if r, size := utf8.DecodeRuneInString(text[at:]); strings.ContainsRune("。：！；:;.", r) {
			return text[at : at+size]
		}
	}
	return ""
}

func (d *drafter) glossary(o *outline.Outline) {
	if len(o.Glossary) == 0 {
		return
	}
	p := &Part{ID: "glossary", Role: Glossary, Path: "glossary.md", Meta: PartMeta{Weight: len(o.Chapters) + len(o.Annexes) + 2}}
	if len(o.GlossaryHeading) > 0 {
		d.heading(p, o.GlossaryHeading, "", o.GlossaryTitle, "", outline.Alone)
	}
	var blocks []outline.Block
	for _, n := range o.Glossary {
		blocks = append(blocks, outline.Block{Kind: outline.Text, Parts: n.Parts})
	}
	d.part(p, blocks, false)
	for i := range o.Glossary {
		if t, ok := d.term(i, &o.Glossary[i]); ok {
			d.report.Terms = append(d.report.Terms, t)
		}
	}
}

// term drafts the entry of terms.toml for a note of the glossary. Its kind is left to the editor.
func (d *drafter) term(i int, n *outline.Note) (Term, bool) {
	if n.Term == "" || n.Definition == "" {
		return Term{}, false
	}
	t := Term{
		ID: fmt.Sprintf("note-%d", i+1), Name: n.Term, Definition: n.Definition,
		Source: "report", Quote: n.Definition, Passage: fmt.Sprintf("glossary-p%d", i+1), Draft: true,
	}
	if bare := strings.NewReplacer("“", "", "”", "").Replace(n.Term); bare != n.Term && strings.Contains(d.text, bare) {
		t.Aliases = []string{bare}
	}
	number := strings.Trim(n.Mark, "[]［］〔〕【】()（）.．、注 ")
	if number == "" {
		number = strconv.Itoa(i + 1)
	}
	for _, form := range []string{"[%s]", "［%s］", "〔%s〕", "【%s】", "〖%s〗"} {
		if mark := fmt.Sprintf(form, number); strings.Contains(d.text, mark) {
			t.Marks = append(t.Marks, mark)
		}
	}
	return t, true
}

// layout finds the rule of the white space between blocks, and what is not by it.
func (d *drafter) layout(noise []outline.Noise) Layout {
	type gap struct {
		id, text string
		sameLine bool
	}
	var gaps []gap
	l := DefaultLayout()
	at := 0
	before := func(id string, until int, sameLine bool) {
		for len(noise) > 0 && noise[0].Span.End <= until {
			n := noise[0]
			d.report.Noise = append(d.report.Noise, Noise{Before: id, Gap: d.text[at:n.Span.Start], Text: d.text[n.Span.Start:n.Span.End], Why: n.Why})
			at, noise = n.Span.End, noise[1:]
		}
		gaps = append(gaps, gap{id, d.text[at:until], sameLine})
	}
	for i, p := range d.placed {
		if len(p.spans) == 0 {
			continue
		}
		before(p.id, p.spans[0].Start, p.sameLine || i == 0)
		at = p.spans[0].Start
		characters := 0
		for _, s := range p.spans {
			if s.Start > at {
				l.Inside = append(l.Inside, Inside{p.id, characters, d.text[at:s.Start]})
			}
			characters += utf8.RuneCountInString(d.text[s.Start:s.End])
			at = s.End
		}
	}
	before(endOfText, len(d.text), false)
	l.End = gaps[len(gaps)-1].text
	counts := map[string]int{}
	for _, g := range gaps[:len(gaps)-1] {
		if !g.sameLine {
			counts[g.text]++
		}
	}
	for _, text := range slices.Sorted(maps.Keys(counts)) {
		if counts[text] > counts[l.Between] {
			l.Between = text
		}
	}
	s := &space{layout: l}
	for _, g := range gaps {
		if g.text != s.rule(g.id, g.sameLine) {
			l.Gaps = append(l.Gaps, Gap{g.id, g.text})
		}
	}
	return l
}

// suspect drafts an erratum for text that looks injected.
func (d *drafter) suspect(n int, s outline.Suspect) (Erratum, bool) {
	for _, p := range d.placed {
		characters := 0
		for _, span := range p.spans {
			if span.Start <= s.Span.Start && s.Span.End <= span.End {
				return Erratum{
					ID: fmt.Sprintf("e%d", n), Place: p.id,
					At:        characters + utf8.RuneCountInString(d.text[span.Start:s.Span.Start]),
					Published: d.text[s.Span.Start:s.Span.End], Kind: "injected", Reason: s.Why, Draft: true,
				}, true
			}
			characters += utf8.RuneCountInString(d.text[span.Start:span.End])
		}
	}
	return Erratum{}, false
}

// Correct applies errata to a report as published. A place that is not there, or a text that is not what the entry says, is an error.
func Correct(r *Report, errata []Erratum) error {
	r.Errata = errata
	byPlace := r.ErrataByPlace()
	for i, line := range r.Meta.Masthead {
		var err error
		if r.Meta.Masthead[i], err = Apply(line, byPlace[MastheadID(i)]); err != nil {
			return err
		}
	}
	for _, p := range r.Parts {
		if p.HasHeading() && len(byPlace[p.ID]) > 0 {
			heading, err := Apply(p.Heading(), byPlace[p.ID])
			if err != nil {
				return err
			}
			heading = strings.TrimPrefix(heading, p.Meta.Number)
			p.Meta.Title = strings.TrimSuffix(heading, p.Meta.Stop)
		}
		for i := range p.Paragraphs {
			if err := correctParagraph(&p.Paragraphs[i], byPlace[p.Paragraphs[i].ID]); err != nil {
				return err
			}
		}
	}
	return nil
}

// correctParagraph applies each erratum to the piece it stands in.
func correctParagraph(p *Paragraph, errata []Erratum) error {
	for i := len(errata) - 1; i >= 0; i-- {
		e, at, done := errata[i], 0, false
		for j := range p.Pieces {
			n := utf8.RuneCountInString(p.Pieces[j].Text)
			if e.At >= at && e.At <= at+n && !done {
				e.At -= at
				text, err := Apply(p.Pieces[j].Text, []Erratum{e})
				if err != nil {
					return err
				}
				p.Pieces[j].Text, done = text, true
			}
			at += n + utf8.RuneCountInString(p.Pieces[j].Stop)
		}
		if !done {
			return diag.Say("erratum %q: character %d of %s is in a heading's stop", e.ID, e.At, p.ID)
		}
	}
	return nil
}
