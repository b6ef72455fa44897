package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/terms"
)

// Link resolves a loaded report. What cannot be resolved is a problem: a term that the text never uses.
func Link(c *content.Report, problems *diag.List) *Report {
	return LinkWith(c, Names(c.Terms), problems)
}

// LinkWith is Link with the finder of the report's terms, which reports with the same terms share.
func LinkWith(c *content.Report, names *terms.Finder, problems *diag.List) *Report {
	r := &Report{Report: c, Passages: map[string]*Passage{}}
	all := make([]Term, len(c.Terms))
	for i := range c.Terms {
		all[i].Term = &c.Terms[i]
		r.Terms = append(r.Terms, &all[i])
	}
	r.parts()
	r.corrections()
	r.mentions(names, problems)
	r.data()
	r.relations()
	return r
}

// parts builds passages and the neighbourhood of parts.
func (r *Report) parts() {
	for i, line := range r.Meta.Masthead {
		r.Masthead = append(r.Masthead, r.passage(&Passage{ID: content.MastheadID(i), Text: line, Segments: whole(line)}))
	}
	chapters := map[int]*Part{}
	for _, c := range r.Report.Parts {
		p := &Part{Part: c}
		if c.HasHeading() {
			p.Heading = r.passage(&Passage{ID: c.ID, Part: p, Text: c.Heading(), RunIn: c.RunIn(), Segments: whole(c.Heading())})
		}
		texts := 0
		for i := range c.Paragraphs {
			para := &c.Paragraphs[i]
			passage := &Passage{ID: para.ID, Part: p, Level: para.Level, Text: para.Text(), Segments: segments(para)}
			if para.Level == 0 {
				texts++
				passage.Paragraph = texts
			}
			p.Passages = append(p.Passages, r.passage(passage))
		}
		switch c.Role {
		case content.Chapter:
			chapters[c.Chapter] = p
		case content.Section, content.ChapterClosing:
			if p.Parent = chapters[c.Chapter]; p.Parent != nil {
				p.Parent.Children = append(p.Parent.Children, p)
			}
		}
		r.Parts = append(r.Parts, p)
	}
	if len(r.Parts) > 0 {
		for _, m := range r.Masthead {
			m.Part = r.Parts[0]
		}
	}
	for i, p := range r.Parts {
		if i > 0 {
			p.Previous, r.Parts[i-1].Next = r.Parts[i-1], p
		}
		own := characters(p)
		p.Characters += own
		if p.Parent != nil {
			p.Parent.Characters += own
		}
		r.Characters += own
	}
	for _, p := range r.Parts {
		p.Minutes = Minutes(p.Characters)
	}
}

// charactersAMinute is a calm reading speed for official Chinese.
const charactersAMinute = 400

// Minutes to read so many characters, rounded up.
func Minutes(characters int) int { return (characters + charactersAMinute - 1) / charactersAMinute }

func characters(p *Part) int {
	n := 0
	count := func(s string) {
		for _, r := range s {
			if !unicode.IsSpace(r) {
				n++
			}
		}
	}
	if p.Heading != nil {
		count(p.Heading.Text)
	}
	for _, passage := range p.Passages {
		count(passage.Text)
	}
	return n
}

func (r *Report) passage(p *Passage) *Passage {
	switch {
	case p.Paragraph > 0:
		// Run-in headings are sentences of their own: a stop ends each, so the cut does not depend on knowing them.
		p.Sentences = sentences(p.Text)
		p.Items = items(p.Text, p.Sentences)
	default:
		p.Sentences = nil
	}
	r.Passages[p.ID] = p
	return p
}

func whole(text string) []Segment { return []Segment{{End: len(text)}} }

func segments(p *content.Paragraph) []Segment {
	out := make([]Segment, len(p.Pieces))
	at := 0
	for i, piece := range p.Pieces {
		end := at + len(piece.Text) + len(piece.Stop)
		out[i] = Segment{Level: piece.Level, ID: piece.ID, Start: at, End: end, Stop: len(piece.Stop)}
		at = end
	}
	return out
}

// corrections puts the errata in their places. A draft is shown where its published reading stands.
func (r *Report) corrections() {
	errata := map[string]*Erratum{}
	for i := range r.Report.Errata {
		e := &Erratum{Erratum: &r.Report.Errata[i]}
		e.Passage = r.Passages[e.Place]
		r.Errata = append(r.Errata, e)
		errata[e.ID] = e
	}
	for _, b := range r.Blocks() {
		found, err := r.Corrections(b)
		if err != nil {
			continue // content has said so
		}
		p := r.Passages[b.ID]
		if p.Paragraph > 0 && len(found) > 0 {
			p.Sentences = publishedSentences(p.Text, found)
			p.Items = items(p.Text, p.Sentences)
		}
		for _, c := range found {
			e := errata[c.ID]
			e.Start, e.End = c.Start, c.End
			p.Marks = append(p.Marks, Mark{Start: c.Start, End: c.End, Erratum: e})
		}
	}
	for _, e := range r.Errata {
		if !e.Draft || e.Passage == nil || e.Published == "" {
			continue
		}
		if i := strings.Index(e.Passage.Text, e.Published); i >= 0 {
			e.Start, e.End = i, i+len(e.Published)
			e.Passage.Marks = append(e.Passage.Marks, Mark{Start: e.Start, End: e.End, Erratum: e})
		}
	}
}

// Excerpt is the sentence around a mention, cut to so many characters on either side, with what was cut marked.
func (m Mention) Excerpt(around int) (before, name, after string) {
	text := m.Passage.Text
	start, end := 0, len(text)
	if n := m.Passage.SentenceAt(m.Start); n > 0 {
		start = m.Passage.Sentences[n-1].Start
		end = max(m.Passage.Sentences[n-1].End, m.End)
	}
	before, after = text[start:m.Start], text[m.End:end]
	cut := len(before)
	for n := 0; n < around && cut > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(before[:cut])
		cut -= size
	}
	if cut > 0 {
		before = "…" + before[cut:]
	}
	if short := First(after, around); short != after {
		after = short + "…"
	}
	return before, text[m.Start:m.End], after
}

// First is so many characters of a text, or all of it.
func First(text string, most int) string {
	for i := range text {
		if most == 0 {
			return text[:i]
		}
		most--
	}
	return text
}
