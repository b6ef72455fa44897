package page

import (
	"regexp"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/permanence"
)

// GoneRow is a published address that the text no longer has: what became of it, and where to go on.
type GoneRow struct {
	ID     string // "" where the address holds other words now
	Name   string // the address, to be read
	Lead   string // where a browser goes on by itself; "" where it has to choose or to stop
	Kind   string // in words
	Reason string
	To     []Link
}

// MovedView is the page of an address whose page is gone.
type MovedView struct {
	Frame
	To string // where it leads by itself; "" where it cannot
}

// gone gives the rows of a page by its path; up leads from the page to the report's folder.
func (w *reportPages) gone(name, up string) []GoneRow {
	var rows []GoneRow
	for _, g := range w.departed {
		if pageOf(g.ID) == name {
			rows = append(rows, w.goneRow(g, up))
		}
	}
	for _, old := range w.report.Renamed {
		if entryPages[old.Kind] == name {
			rows = append(rows, GoneRow{ID: old.ID, Name: old.ID, Lead: "#" + old.To, Kind: w.strings.Get("gone-moved"), Reason: old.Reason, To: []Link{{"#" + old.To, old.To}}})
		}
	}
	return rows
}

// entryPages are the pages that show the entries of the files beside the text, each with its id; a term has a page of its own.
var entryPages = map[string]string{"figure": "figures.html", "commitment": "commitments.html", "pair": "pairs.html", "erratum": "about.html"}

// renamedTerms writes a page for every term's old id, which leads on to the new one.
func (w *reportPages) renamedTerms() error {
	for _, old := range w.report.Renamed {
		if old.Kind != "term" {
			continue
		}
		to := old.To + ".html"
		view := MovedView{Frame: w.frame("moved", "terms/"+old.ID+".html", w.strings.Get("moved-title"), w.strings.Get("moved-text")), To: to}
		view.Gone = []GoneRow{{Name: old.ID, Kind: w.strings.Get("gone-moved"), Reason: old.Reason, To: []Link{{to, old.To}}}}
		if view.Canonical != "" {
			view.Canonical = w.Config.BaseURL + w.report.ID + "/terms/" + to
		}
		if err := w.write("moved", "terms/"+old.ID+".html", view); err != nil {
			return err
		}
		w.paths = w.paths[:len(w.paths)-1] // a page that leads away is not for the site map
	}
	return nil
}

// allGone are the rows of the page of the whole text.
func (w *reportPages) allGone() []GoneRow {
	var rows []GoneRow
	for _, g := range w.departed {
		rows = append(rows, w.goneRow(g, ""))
	}
	return rows
}

func (w *reportPages) goneRow(g permanence.Gone, up string) GoneRow {
	row := GoneRow{ID: g.ID, Name: g.ID, Kind: w.strings.Get("gone-" + g.Tombstone.Kind), Reason: g.Tombstone.Reason}
	if g.Reused {
		row.ID = ""
	}
	for _, id := range g.To {
		row.To = append(row.To, Link{up + pageOf(id) + "#" + id, w.placeOf(id)})
	}
	if len(row.To) == 1 {
		row.Lead = row.To[0].Href
	}
	return row
}

// placeOf is the place of an address as readers say it, with the title of a heading: 三（二）抓机遇、扩增量. A sentence is called by its passage.
func (w *reportPages) placeOf(id string) string {
	for at := id; at != ""; at = at[:max(strings.LastIndexByte(at, '-'), 0)] {
		p := w.report.Passages[at]
		if p == nil || p.Part == nil {
			continue
		}
		if p.Part.ID == at && p.Part.Meta.Number != "" {
			return w.place(p) + p.Part.Meta.Title
		}
		return w.place(p)
	}
	return id
}

var partOf = regexp.MustCompile(`^(?:c(\d+)(?:-s(\d+)|-(closing))?|(closing|glossary)|a(\d+))(?:-|$)`)

// pageOf is the page that an address is on, below the report's folder, whether the report still has it or not.
func pageOf(id string) string {
	m := partOf.FindStringSubmatch(id)
	switch {
	case m == nil:
		return "index.html"
	case m[2] != "":
		return m[1] + "/" + m[2] + ".html"
	case m[3] != "":
		return m[1] + "/closing.html"
	case m[1] != "":
		return m[1] + "/index.html"
	case m[5] != "":
		return "annex-" + m[5] + ".html"
	}
	return m[4] + ".html"
}

// moved writes a page for every page that published addresses were on and that the report no longer has.
func (w *reportPages) moved() error {
	if err := w.renamedTerms(); err != nil {
		return err
	}
	var names []string
	for _, g := range w.departed {
		name := pageOf(g.ID)
		if !slices.Contains(names, name) && !slices.ContainsFunc(w.report.Report.Parts, func(p *content.Part) bool { return PathOf(p) == name }) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		up := strings.Repeat("../", strings.Count(name, "/"))
		view := MovedView{Frame: w.frame("moved", name, w.strings.Get("moved-title"), w.strings.Get("moved-text"))}
		view.To = view.Gone[0].Lead // the shortest id: the part's own where it has one
		if to, _, ok := strings.Cut(strings.TrimPrefix(view.To, up), "#"); ok && view.Canonical != "" {
			view.Canonical = w.Config.BaseURL + w.report.ID + "/" + strings.TrimSuffix(to, "index.html")
		}
		if err := w.write("moved", name, view); err != nil {
			return err
		}
		w.paths = w.paths[:len(w.paths)-1] // a page that leads away is not for the site map
	}
	return nil
}
