package page

import (
	"html/template"

	"baogao/generator/site"
)

// entries is the contents of the report.
func (w *reportPages) entries(up string) []ContentsEntry {
	var entries []ContentsEntry
	longest := 1
	for _, p := range w.report.Parts[1:] {
		if p.Parent == nil {
			longest = max(longest, p.Characters)
			entries = append(entries, w.entry(up, p))
		}
	}
	for i := range entries {
		setShares(&entries[i], longest)
	}
	return entries
}

func setShares(e *ContentsEntry, longest int) {
	e.Share = max(e.Characters*100/longest, 1)
	for i := range e.Children {
		setShares(&e.Children[i], longest)
	}
}

func (w *reportPages) entry(up string, p *site.Part) ContentsEntry {
	e := ContentsEntry{Href: up + PathOf(p.Part), Number: p.Meta.Number, Title: w.title(p), Lang: w.lang(p), Characters: p.Characters, Minutes: p.Minutes, Share: 100}
	for _, passage := range p.Passages {
		for _, s := range passage.Segments {
			if s.Level == 1 {
				e.Topics = append(e.Topics, Link{e.Href + "#" + s.ID, passage.Text[s.Start : s.End-s.Stop]})
			}
		}
	}
	for _, c := range p.Children {
		e.Children = append(e.Children, w.entry(up, c))
	}
	return e
}

// stretch is where a part begins and ends, in hundredths of the report's characters.
func (w *reportPages) stretch(p *site.Part) (from, to int) {
	before := 0
	for _, other := range w.report.Parts {
		if other == p {
			break
		}
		before += other.Characters
		for _, c := range other.Children {
			before -= c.Characters
		}
	}
	all := max(w.report.Characters, 1)
	return before * 100 / all, min((before+p.Characters)*100/all, 100)
}

func onPage(p *site.Part) []OnPage {
	var found []OnPage
	for _, passage := range p.Passages {
		if passage.Level > 0 {
			found = append(found, OnPage{"#" + passage.ID, passage.Text, passage.Level > 3})
			continue
		}
		topic := false
		for _, s := range passage.Segments {
			if s.Level > 0 {
				found = append(found, OnPage{"#" + s.ID, passage.Text[s.Start : s.End-s.Stop], topic && s.Level == 2})
				topic = topic || s.Level == 1
			}
		}
	}
	return found
}

// contents is the report's table of contents with one part marked as the current one and not linked.
func (w *reportPages) contents(up string, current *site.Part) template.HTML {
	return w.html(up, func(t *writer) {
		t.raw("<ol>")
		for _, p := range w.report.Parts {
			if p.Parent != nil {
				continue
			}
			t.raw("<li>")
			w.contentsLine(t, p, current)
			if len(p.Children) > 0 {
				t.raw("<ol>")
				for _, c := range p.Children {
					t.raw("<li>")
					w.contentsLine(t, c, current)
					t.raw("</li>")
				}
				t.raw("</ol>")
			}
			t.raw("</li>")
		}
		t.raw("</ol>")
	})
}

func (w *reportPages) contentsLine(t *writer, p, current *site.Part) {
	if p == current {
		t.raw(`<span aria-current="page"`, langAttribute(w.lang(p)), ">")
	} else {
		t.raw(`<a href="`, t.up, PathOf(p.Part), `"`, langAttribute(w.lang(p)), ">")
	}
	t.text(p.Meta.Number + w.title(p))
	if p == current {
		t.raw("</span>")
		return
	}
	t.raw("</a>")
}
