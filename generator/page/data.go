package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"baogao/generator/content"
	"baogao/generator/site"
)

func (w *reportPages) terms() error {
	if len(w.report.Terms) == 0 {
		return nil
	}
	view := TermsView{
		Frame: w.frame("terms", "terms/index.html", w.strings.Get("nav-terms"), w.report.Meta.Title+w.strings.Get("terms-description")),
		Count: len(w.report.Terms),
	}
	for _, kind := range append(slices.Clone(content.TermKinds), "") {
		k := TermKind{ID: cmp.Or(kind, "unsorted"), Name: w.strings.Get("term-" + cmp.Or(kind, "unsorted"))}
		for _, t := range w.report.Terms {
			if t.Kind == kind {
				k.Terms = append(k.Terms, TermEntry{t.ID + ".html", t.Name, len(t.Mentions)})
			}
		}
		slices.SortStableFunc(k.Terms, func(a, b TermEntry) int { return cmp.Compare(w.pinyin(a.Href), w.pinyin(b.Href)) })
		if len(k.Terms) > 0 {
			view.Kinds = append(view.Kinds, k)
		}
	}
	if err := w.write("terms", "terms/index.html", view); err != nil {
		return err
	}
	for _, t := range w.report.Terms {
		if err := w.term(t); err != nil {
			return err
		}
	}
	return nil
}

// pinyin is what a term sorts by.
func (w *reportPages) pinyin(href string) string {
	for _, t := range w.report.Terms {
		if t.ID+".html" == href {
			return cmp.Or(t.Pinyin, t.ID)
		}
	}
	return href
}

func (w *reportPages) term(t *site.Term) error {
	const up = "../"
	name := "terms/" + t.ID + ".html"
	view := TermView{
		Frame: w.frame("terms", name, t.Name, w.strings.Get("term-page-description", t.Name, w.report.Meta.Title)),
		Name:  t.Name, Kind: w.strings.Get("term-" + cmp.Or(t.Kind, "unsorted")), Draft: t.Draft, Aliases: t.Aliases, Definition: t.Definition,
		Reference: t.Reference, Quote: t.Quote, Uses: len(t.Mentions), Unexplained: t.Definition == "",
	}
	view.Crumbs = append(view.Crumbs, Link{"index.html", w.strings.Get("nav-terms")})
	if t.Source != "" {
		view.Source = w.strings.Get("source-" + t.Source)
		view.DefinitionClass = t.Source
	}
	if p := w.report.Passages[t.Passage]; p != nil {
		view.QuoteHref = up + w.addressOf(p, max(strings.Index(p.Text, t.Quote), 0))
		view.QuotePlace = w.place(p)
	}
	for _, id := range t.See {
		for _, other := range w.report.Terms {
			if other.ID == id {
				view.See = append(view.See, Link{id + ".html", other.Name})
			}
		}
	}
	for _, m := range t.Mentions {
		part := m.Passage.Part
		href := up + pathOf(part.Part)
		if len(view.Backlinks) == 0 || view.Backlinks[len(view.Backlinks)-1].Href != href {
			place := w.link(up, part).Text
			if part.Parent != nil {
				place = strings.TrimRight(part.Parent.Meta.Number, "、") + " " + place
			}
			view.Backlinks = append(view.Backlinks, Backlink{Href: href, Place: place})
		}
		last := &view.Backlinks[len(view.Backlinks)-1]
		last.Uses = append(last.Uses, w.context(up, m))
	}
	return w.write("term", name, view)
}

func (w *reportPages) about() error {
	m := &w.report.Meta
	view := AboutView{
		Frame:   w.frame("about", "about.html", w.strings.Get("nav-about"), m.Title+w.strings.Get("about-description")),
		Licence: w.Config.Licence,
		Noise:   len(w.report.Noise),
		Downloads: []Link{
			{"published.txt", w.strings.Get("download-published")},
			{"corrected.txt", w.strings.Get("download-corrected")},
		},
	}
	fact := func(key, value string) {
		if value != "" {
			view.Facts = append(view.Facts, Fact{w.strings.Get(key), value})
		}
	}
	fact("fact-title", m.Title)
	fact("fact-occasion", m.Occasion)
	fact("fact-byline", strings.TrimSpace(m.Office+" "+m.Speaker))
	fact("fact-date", day(m.Date))
	fact("fact-publisher", m.Publisher)
	fact("fact-url", m.URL)
	fact("fact-file", m.Source.File)
	fact("fact-size", w.strings.Get("bytes", strconv.Itoa(m.Source.Size)))
	fact("fact-sha256", m.Source.SHA256)
	fact("fact-encoding", strings.ToUpper(m.Source.Encoding))
	if m.Source.Copies > 1 {
		fact("fact-copies", w.strings.Get("copies", strconv.Itoa(m.Source.Copies)))
	}
	fact("fact-characters", strconv.Itoa(w.report.Characters))
	for _, e := range w.report.Errata {
		row := ErratumRow{
			ID: e.ID, Published: e.Published, Corrected: e.Corrected, Kind: w.strings.Get("erratum-" + e.Kind), Reason: e.Reason,
			By: e.By, Date: day(e.Date), Draft: e.Draft, Place: w.place(e.Passage),
		}
		if e.Passage != nil && e.Passage.Part != nil {
			row.Href = pathOf(e.Passage.Part.Part) + "#" + e.Passage.ID
		}
		view.Errata = append(view.Errata, row)
	}
	view.Citations = w.citations()
	return w.write("about", "about.html", view)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
