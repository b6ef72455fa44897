package site

import (
	"cmp"
	"slices"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/terms"
)

// Names makes the finder of a report's terms. Reports that share their terms can share it: it is never changed.
func Names(all []content.Term) *terms.Finder {
	var names []terms.Name
	add := func(scoped bool) {
		for i := range all {
			t := &all[i]
			if (len(t.Scope) > 0) != scoped {
				continue
			}
			for _, forms := range [][]string{{t.Name}, t.Aliases, t.Marks} {
				for _, form := range forms {
					names = append(names, terms.Name{Text: form, Owner: i})
				}
			}
		}
	}
	add(true) // of two terms with one name, the one that claims the place
	add(false)
	return terms.NewFinder(names)
}

// mentions finds the terms in every heading and paragraph, never across an erratum or the edge of a run-in heading, and never in the
// note that explains it.
func (r *Report) mentions(finder *terms.Finder, problems *diag.List) {
	for _, p := range r.Masthead {
		r.mentionsIn(finder, p.Part, p)
	}
	for _, part := range r.Parts {
		passages := part.Passages
		if part.Heading != nil {
			passages = append([]*Passage{part.Heading}, passages...)
		}
		for _, p := range passages {
			r.mentionsIn(finder, part, p)
		}
	}
	r.within(finder)
	r.Terms = slices.DeleteFunc(r.Terms, func(t *Term) bool { return t.Shared && len(t.Mentions) == 0 && len(t.Within) == 0 })
	for _, t := range r.Terms {
		if len(t.Mentions) > 0 || len(t.Within) > 0 || t.Draft {
			continue
		}
		w := problems.Warnf(&diag.File{Path: content.Root + "/" + r.ID + "/terms.toml"}, diag.Span{}, "term %q: the text never says %q nor an alias of it", t.ID, t.Name)
		if len(t.Scope) > 0 {
			w.SetHelp("write the name as the text has it, or widen its scope")
		} else {
			w.SetHelp("write the name as the text has it, or add that as an alias")
		}
	}
}

// within finds, for terms that the text says only inside longer names, the terms with those names: 一带一路 in a fund's.
func (r *Report) within(finder *terms.Finder) {
	for _, long := range r.Terms {
		if len(long.Mentions) == 0 {
			continue
		}
		for _, form := range append([]string{long.Name}, long.Aliases...) {
			for _, h := range finder.Find(form, func(h terms.Hit) bool { return len(r.Terms[h.Owner].Mentions) == 0 }) {
				if t := r.Terms[h.Owner]; !slices.Contains(t.Within, long) {
					t.Within = append(t.Within, long)
				}
			}
		}
	}
}

func (r *Report) mentionsIn(finder *terms.Finder, part *Part, p *Passage) {
	errata := p.Marks
	hits := finder.Find(p.Text, func(h terms.Hit) bool {
		t := r.Terms[h.Owner]
		return t.Covers(part.ID, p.ID) &&
			!(part.Role == content.Glossary && t.Passage == p.ID) &&
			!crosses(p.Segments, h.Start, h.End) &&
			!slices.ContainsFunc(errata, func(k Mark) bool { return h.Start < k.End && k.Start < h.End })
	})
	for _, h := range hits {
		t := r.Terms[h.Owner]
		p.Marks = append(p.Marks, Mark{Start: h.Start, End: h.End, Term: t})
		t.Mentions = append(t.Mentions, Mention{p, h.Start, h.End})
	}
	slices.SortFunc(p.Marks, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
}

// crosses tells whether a stretch runs over the edge of a run-in heading.
func crosses(segments []Segment, start, end int) bool {
	for _, s := range segments {
		if start < s.End {
			return end > s.End
		}
	}
	return false
}
