package page

import (
	"cmp"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/pinyin"
	"baogao/generator/site"
)

// terms writes the index of terms, by kind and by the first letter of their pinyin, and a page for each.
func (w *reportPages) terms() error {
	if len(w.report.Terms) == 0 {
		return nil
	}
	view := TermsView{
		Frame: w.frame("terms", "terms/index.html", w.strings.Get("nav-terms"), w.report.Meta.Title+w.strings.Get("terms-description")),
		Count: len(w.report.Terms),
	}
	kinds, letters := map[string]*TermGroup{}, map[string]*TermGroup{}
	group := func(groups map[string]*TermGroup, id, name string, e TermEntry) {
		g := groups[id]
		if g == nil {
			g = &TermGroup{ID: id, Name: name}
			groups[id] = g
		}
		g.Terms = append(g.Terms, e)
	}
	for _, k := range byReading(w.report.Terms) {
		t := k.term
		kind := cmp.Or(t.Kind, "unsorted")
		e := TermEntry{Href: t.ID + ".html", Name: t.Name, Uses: len(t.Mentions), Defined: t.Definition != ""}
		group(kinds, kind, w.strings.Get("term-"+kind), e)
		letter := pinyin.Initial(k.key)
		group(letters, "letter-"+strings.ToLower(strings.Replace(letter, "#", "other", 1)), letter, e)
	}
	for _, kind := range append(slices.Clone(content.TermKinds), "unsorted") {
		if g := kinds[kind]; g != nil {
			view.Kinds = append(view.Kinds, *g)
		}
	}
	for _, id := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "other"} {
		if g := letters["letter-"+id]; g != nil {
			view.Letters = append(view.Letters, *g)
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

// keyed is a term with what it sorts by.
type keyed struct {
	key  string
	term *site.Term
}

// byReading is the terms in the order of their pinyin, of that which an entry gives or that of its name.
func byReading(terms []*site.Term) []keyed {
	all := make([]keyed, len(terms))
	for i, t := range terms {
		all[i] = keyed{t.Pinyin, t}
		if t.Pinyin == "" {
			all[i].key = pinyin.Sort(t.Name)
		}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.term.ID, b.term.ID)) })
	return all
}

// reading is how a name is said, tones and all.
func reading(name string) string {
	said := make([]byte, 0, 128)
	for s := range pinyin.Each(name) {
		if len(said) > 0 {
			said = append(said, ' ')
		}
		said = append(said, s.Toned...)
	}
	return string(said)
}

func (w *reportPages) term(t *site.Term) error {
	const up = "../"
	name := "terms/" + t.ID + ".html"
	view := TermView{
		Frame: w.frame("terms", name, t.Name, w.strings.Get("term-page-description", t.Name, w.report.Meta.Title)),
		Name:  t.Name, Kind: w.strings.Get("term-" + cmp.Or(t.Kind, "unsorted")), Draft: t.Draft, Aliases: t.Aliases, Definition: t.Definition,
		Reference: t.Reference, Quote: t.Quote, Uses: len(t.Mentions), Unexplained: t.Definition == "",
		Members: t.Members, Reading: reading(t.Name),
	}
	view.Crumbs = append(view.Crumbs, PartLink{"index.html", w.strings.Get("nav-terms"), w.strings.Foreign()})
	if t.Source != "" {
		view.Source = w.strings.Get("source-" + t.Source)
		view.DefinitionClass = t.Source
	}
	if p := w.report.Passages[t.Passage]; p != nil {
		view.QuoteHref = addressOf(up, p, max(strings.Index(p.Text, t.Quote), 0))
		view.QuotePlace = w.place(p)
	}
	for _, long := range t.Within {
		view.Within = append(view.Within, Link{long.ID + ".html", long.Name})
	}
	for _, id := range t.See {
		for _, other := range w.report.Terms {
			if other.ID == id {
				view.See = append(view.See, Link{id + ".html", other.Name})
			}
		}
	}
	var before *site.Part
	for _, m := range t.Mentions {
		if part := m.Passage.Part; part != before {
			place := part.Meta.Number + w.placeName(part)
			if part.Parent != nil {
				place = strings.TrimRight(part.Parent.Meta.Number, "、") + " " + place
			}
			view.Backlinks = append(view.Backlinks, Backlink{Href: up + PathOf(part.Part), Place: place})
			before = part
		}
		last := &view.Backlinks[len(view.Backlinks)-1]
		last.Uses = append(last.Uses, w.context(up, m))
	}
	return w.write("term", name, view)
}
