// Package merge joins a corrected text with what editors made of the text before it, three ways: the text as it was published is the base,
// the editors' files are one side, the corrected text is the other.
//
// Its unit is the block: a line of the title block, a heading, a paragraph. What one side changed is as that side has it; a block that both
// changed to other words is a problem that shows both, and so is every word of an editor that would find no place.
package merge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"baogao/generator/content"
	"baogao/generator/diag"
)

// Outcome is what a merge gives.
type Outcome struct {
	Report  *content.Report   // the corrected text with the editors' work in it, to be formatted
	From    map[string]string // the path of a part → the path that it had
	Moved   map[string]string // the id of a block → the id that it has now, where that is another
	Settled []string          // errata that the corrected text has taken over
	Dropped []string          // errata that import suspected, in text that is no more

	Changed, Added, Removed int // blocks of the text
}

// merger holds the three sides while they are joined. Blocks have the published words.
type merger struct {
	base, ours, theirs *content.Report
	old, new           []content.Block
	pairs              []pair
	source             *diag.File  // the corrected text
	spans              []diag.Span // of new, in source
	out                *Outcome
	problems           *diag.List
}

// Reports merges. base is what import makes of the published text and theirs what it makes of the corrected one, both without errata; ours is
// loaded from the editors' files and gives the published text back. source is the corrected text, for messages. theirs becomes the outcome's
// report; where there are problems it is not to be used.
func Reports(base, ours, theirs *content.Report, source *diag.File, problems *diag.List) *Outcome {
	m := &merger{
		base: base, ours: ours, theirs: theirs, old: base.Blocks(), new: theirs.Blocks(), source: source, problems: problems,
		out: &Outcome{Report: theirs, From: map[string]string{}, Moved: map[string]string{}},
	}
	if !m.dividedAlike() {
		return m.out
	}
	_, m.spans = theirs.Assemble(m.new)
	m.pairs = align(m.old, m.new)
	m.out.Added, m.out.Removed = len(m.new)-len(m.pairs), len(m.old)-len(m.pairs)
	kept := m.places()
	if problems.Errors() > 0 {
		return m.out
	}
	if err := content.Correct(theirs, kept); err != nil {
		problems.Errorf(&diag.File{Path: source.Path}, diag.Span{}, "%v", err).SetHelp("read errata.toml against the corrected source")
		return m.out
	}
	m.paragraphs()
	m.parts()
	m.meta()
	for i, n := range theirs.Noise {
		for _, was := range ours.Noise {
			if was.Text == n.Text {
				theirs.Noise[i].Why = was.Why
			}
		}
	}
	renumber(theirs)
	return m.out
}

// dividedAlike tells whether the editors' files divide the text as import does. Where they do not, nothing says what their divisions are of the
// corrected text.
func (m *merger) dividedAlike() bool {
	blocks := m.ours.Blocks()
	for i, b := range blocks {
		if i < len(m.old) && b.ID == m.old[i].ID && b.Headings == m.old[i].Headings {
			continue
		}
		f, span := b.Span()
		m.problems.Errorf(f, span, "%s was divided by hand, so that a corrected source cannot be merged", b.ID).
			SetHelp("say in %s what the line is, or take what import makes with --overwrite", content.OverridesFile)
		return false
	}
	return len(blocks) == len(m.old)
}

// places says what becomes of every block, and gives the errata that stay, where they stand now.
func (m *merger) places() []content.Erratum {
	at := map[string]pair{}
	for _, p := range m.pairs {
		at[m.old[p.old].ID] = p
		if from, to := m.old[p.old].ID, m.new[p.new].ID; from != to {
			m.out.Moved[from] = to
		}
		if !p.same {
			m.out.Changed++
		}
	}
	agreed, applied := map[string]bool{}, m.ours.ErrataByPlace()
	for _, b := range m.old {
		p, there := at[b.ID]
		if there && !p.same {
			corrected, err := content.Apply(b.Text, applied[b.ID])
			agreed[b.ID] = err == nil && corrected == m.new[p.new].Text
		}
	}
	var kept []content.Erratum
	for _, e := range m.ours.Errata {
		p, there := at[e.Place]
		switch {
		case there && p.same:
			e.Place = m.new[p.new].ID
			kept = append(kept, e)
		case e.Draft:
			m.out.Dropped = append(m.out.Dropped, e.ID)
		case agreed[e.Place]:
			m.out.Settled = append(m.out.Settled, e.ID)
		case there:
			m.both(e, p)
		default:
			f, span := m.spanOf(e.Place, e.Corrected)
			m.problems.Errorf(f, span, "%s: the corrected source does not have this text, which erratum %q corrects", e.Place, e.ID).
				SetHelp("where the text is to go, put %q back and take the erratum out of errata.toml, then import again", e.Published)
		}
	}
	return kept
}

// both says that an editor and the corrected text changed one block to other words.
func (m *merger) both(e content.Erratum, p pair) {
	was, is := m.old[p.old].Text, m.new[p.new].Text
	front, back := content.Apart(was, is)
	f, span := m.spanOf(e.Place, e.Corrected)
	here := m.spans[p.new]
	if here.End-here.Start == len(is) { // not where lines are broken inside
		here = diag.Span{Start: here.Start + front, End: here.End - back}
	}
	m.problems.Errorf(f, span, "%s was changed on both sides: erratum %q reads %q for %q, the corrected source has %q for %q", e.Place, e.ID, e.Corrected, e.Published,
		is[front:len(is)-back], was[front:len(was)-back]).
		See(m.source, here, "the corrected source is here").
		SetHelp("where the source is right, put the published words back and take the erratum out of errata.toml, then import again; it can be added anew after")
}

// spanOf finds words of a block in the editors' file.
func (m *merger) spanOf(id, words string) (*diag.File, diag.Span) {
	for _, b := range m.ours.Blocks() {
		if b.ID != id {
			continue
		}
		f, span := b.Span()
		if i := strings.Index(f.Text[span.Start:span.End], words); words != "" && i >= 0 {
			return f, diag.Span{Start: span.Start + i, End: span.Start + i + len(words)}
		}
		return f, span
	}
	return &diag.File{Path: m.source.Path}, diag.Span{}
}

// paragraphs carries over the run-in headings that editors made or took away.
func (m *merger) paragraphs() {
	base, ours, theirs := paragraphsOf(m.base), paragraphsOf(m.ours), paragraphsOf(m.theirs)
	at := map[string]pair{}
	for _, p := range m.pairs {
		at[m.old[p.old].ID] = p
	}
	for _, b := range m.old {
		was, mine := base[b.ID], ours[b.ID]
		if was == nil || mine == nil || sameShape(was, mine) {
			continue
		}
		p, there := at[b.ID]
		if there && p.same {
			theirs[m.new[p.new].ID].Pieces = slices.Clone(mine.Pieces)
			continue
		}
		f, span := m.spanOf(b.ID, "")
		problem := m.problems.Errorf(f, span, "%s: its run-in headings were made by hand, and the corrected source changes the paragraph", b.ID)
		if there {
			problem.See(m.source, m.spans[p.new], "the corrected source is here")
		}
		problem.SetHelp("make the file as import would, import again, and make the headings anew; or take what import makes with --overwrite")
	}
}

func paragraphsOf(r *content.Report) map[string]*content.Paragraph {
	all := map[string]*content.Paragraph{}
	for _, p := range r.Parts {
		for i := range p.Paragraphs {
			all[p.Paragraphs[i].ID] = &p.Paragraphs[i]
		}
	}
	return all
}

// sameShape tells whether two paragraphs of the same words, but for errata, have the same headings in them.
func sameShape(a, b *content.Paragraph) bool {
	return a.Level == b.Level && slices.EqualFunc(a.Pieces, b.Pieces, func(a, b content.Piece) bool { return a.Level == b.Level && a.Stop == b.Stop })
}

// parts carries over front matter.
func (m *merger) parts() {
	at := map[string]*content.Part{}
	for _, p := range m.pairs {
		if m.old[p.old].Headings {
			at[m.old[p.old].ID] = m.new[p.new].Part
		}
	}
	for _, mine := range m.ours.Parts {
		was, now := m.base.Part(mine.ID), at[mine.ID]
		if now == nil {
			now = m.theirs.Part(m.without(mine, at))
		}
		if was == nil || now == nil {
			m.orphan(mine)
			continue
		}
		m.out.From[now.Path] = mine.Path
		if mine.Role == content.Lead {
			continue
		}
		f := m.field(mine.File)
		meta := &now.Meta
		meta.Description, meta.Aliases, meta.Draft = mine.Meta.Description, mine.Meta.Aliases, mine.Meta.Draft
		if mine.HasHeading() && was.Heading() == now.Heading() || slices.ContainsFunc(m.ours.Errata, func(e content.Erratum) bool { return e.Place == mine.ID }) {
			meta.Number, meta.Title, meta.Stop = mine.Meta.Number, mine.Meta.Title, mine.Meta.Stop
		} else {
			f.text("title", was.Meta.Title, mine.Meta.Title, &meta.Title)
			f.text("number", was.Meta.Number, mine.Meta.Number, &meta.Number)
			f.text("stop", was.Meta.Stop, mine.Meta.Stop, &meta.Stop)
		}
		f.text("form", was.Meta.Form, mine.Meta.Form, &meta.Form)
		f.number("weight", was.Meta.Weight, mine.Meta.Weight, &meta.Weight)
	}
}

// without is the id in the corrected text of a part that no heading tells.
func (m *merger) without(p *content.Part, headings map[string]*content.Part) string {
	if p.HasHeading() {
		return ""
	}
	if p.Role == content.ChapterClosing {
		if chapter := headings["c"+strconv.Itoa(p.Chapter)]; chapter != nil {
			return chapter.ID + "-closing"
		}
	}
	return p.ID
}

// orphan says that a part is gone which has words of an editor.
func (m *merger) orphan(p *content.Part) {
	if p.Meta.Description == "" && len(p.Meta.Aliases) == 0 && !p.Meta.Draft {
		return
	}
	m.problems.Errorf(p.File, p.File.LineSpan(1), "the corrected source has no such part any more, and you wrote in its front matter").
		SetHelp("take description, aliases and draft out where they are to go, then import again")
}

// meta carries over the report's own front matter.
func (m *merger) meta() {
	was, mine, now := &m.base.Meta, &m.ours.Meta, &m.theirs.Meta
	f := m.field(m.ours.Parts[0].File)
	f.text("title", was.Title, mine.Title, &now.Title)
	f.text("occasion", was.Occasion, mine.Occasion, &now.Occasion)
	f.text("speaker", was.Speaker, mine.Speaker, &now.Speaker)
	f.text("office", was.Office, mine.Office, &now.Office)
	f.text("place", was.Place, mine.Place, &now.Place)
	f.number("weight", was.Weight, mine.Weight, &now.Weight)
	day := now.Date.Format(time.DateOnly)
	f.text("date", was.Date.Format(time.DateOnly), mine.Date.Format(time.DateOnly), &day)
	if day == mine.Date.Format(time.DateOnly) {
		now.Date = mine.Date
	}
	now.Description, now.Draft, now.Aliases, now.Publisher, now.URL = mine.Description, mine.Draft, mine.Aliases, mine.Publisher, mine.URL
}

// field merges single keys of one file's front matter.
type field struct {
	*merger
	file *diag.File
}

func (m *merger) field(f *diag.File) field { return field{m, f} }

// text leaves in now what the key is.
func (f field) text(key, was, mine string, now *string) {
	switch {
	case mine == was || mine == *now:
	case *now == was:
		*now = mine
	default:
		f.problems.Errorf(f.file, f.file.Find(cmp.Or(mine, key)), "%s was changed on both sides: yours is %q, that of the corrected source %q, and it was %q", key, mine, *now, was).
			SetHelp("write %s = %q where the source is right, then import again", key, was)
	}
}

func (f field) number(key string, was, mine int, now *int) {
	text := strconv.Itoa(*now)
	f.text(key, strconv.Itoa(was), strconv.Itoa(mine), &text)
	*now, _ = strconv.Atoi(text) // it is one of three numbers
}

// renumber gives headings inside of paragraphs their numbers.
func renumber(r *content.Report) {
	for _, p := range r.Parts {
		topics := 0
		for i := range p.Paragraphs {
			subtopics := 0
			for j := range p.Paragraphs[i].Pieces {
				switch piece := &p.Paragraphs[i].Pieces[j]; piece.Level {
				case 1:
					topics++
					piece.ID = p.ID + "-t" + strconv.Itoa(topics)
				case 2:
					subtopics++
					piece.ID = p.Paragraphs[i].ID + "-u" + strconv.Itoa(subtopics)
				}
			}
		}
	}
}
