// Package search is the site's search: the data that static/search.js reads, and the same search in Go.
//
// A report is found by its passages. survey.go reads all reports once, to lay the data out; format.go writes them, for one report its text; series.go,
// chunks.go and postings.go, for a series, postings that lead to shards of text; docs/search-format.md describes them. A phrase is compared by one
// folding (fold.go) on both sides, a query is read by query.go, and find.go says which passages answer it, in which order.
package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"baogao/generator/site"
)

// Report is one report as it is searched.
type Report struct {
	ID, Title, Year string
	Parts           [][3]string // page from the site's folder, place, title
	Passages        []Passage
	Facets          map[string][]int // 主题:民生, 类型:指标: the passages that each holds
	Names           []Name
}

// Passage is what a hit leads to. Heads are the starts and ends of the headings in it, in UTF-16 units.
type Passage struct {
	Part     int
	ID, Text string
	Heads    []int

	folded *folded
	utf16  []uint16
}

// isHeading tells whether a passage is a heading and nothing else.
func (p *Passage) isHeading() bool {
	return len(p.Heads) > 0 && p.Heads[0] == 0 && p.Heads[1] == p.length()
}

// Part is what search results say of a page: its path from the site's folder, its place and its title.
type Part struct{ Path, Place, Title string }

// Index is a report made ready to be searched. describe says how pages are called, says what the report says of an indicator.
func Index(r *site.Report, describe func(*site.Part) Part, says func(*site.Indicator) string) *Report {
	d := &Report{ID: r.ID, Facets: map[string][]int{}}
	if !r.Meta.Date.IsZero() {
		d.Year = strconv.Itoa(r.Meta.Date.Year())
	}
	d.Title = called(r.Meta.Title, r.Meta.Place, d.Year)
	index := map[*site.Passage]int{}
	add := func(part int, p *site.Passage) {
		index[p] = len(d.Passages)
		d.Passages = append(d.Passages, Passage{Part: part, ID: p.ID, Text: p.Text, Heads: heads(p)})
	}
	for i, p := range r.Parts {
		of := describe(p)
		d.Parts = append(d.Parts, [3]string{of.Path, of.Place, of.Title})
		if i == 0 {
			for _, m := range r.Masthead {
				add(i, m)
			}
		}
		if p.Heading != nil {
			add(i, p.Heading)
		}
		for _, passage := range p.Passages {
			add(i, passage)
		}
	}
	d.facets(r, index)
	d.Names = slices.Grow(d.Names, len(r.Indicators)+len(r.Terms))
	for _, of := range r.Indicators {
		d.Names = append(d.Names, Name{Kind: "indicator", Page: r.ID + "/indicators/" + of.ID + ".html", Names: []string{of.Name}, More: says(of)})
	}
	for _, t := range r.Terms {
		d.Names = append(d.Names, Name{Kind: "term", Page: r.ID + "/terms/" + t.ID + ".html", Names: append([]string{t.Name}, t.Aliases...), Read: t.Pinyin})
	}
	return d
}

// called is a title that says place and year, so that reports of a series with the same title are told apart.
func called(title, place, year string) string {
	for _, more := range []string{place, year} {
		if !strings.Contains(title, more) {
			title = more + " " + title
		}
	}
	return title
}

// TraditionalData is the script with all traditional characters.
func TraditionalData() []byte {
	return []byte("baogao.traditional(\"" + strings.TrimSpace(pairs) + "\");\n")
}

// heads are the stretches of a passage that are headings; a heading with a block of its own is one whole.
func heads(p *site.Passage) []int {
	length := func(s string) int { return len(utf16.Encode([]rune(s))) }
	if p.Paragraph == 0 {
		return []int{0, length(p.Text)}
	}
	var found []int
	for _, s := range p.Segments {
		if s.Level > 0 {
			start := length(p.Text[:s.Start])
			found = append(found, start, start+length(p.Text[s.Start:s.End]))
		}
	}
	return found
}

// facets lists the passages that hold terms, documents, indicators and tasks, and those of each theme.
func (r *Report) facets(of *site.Report, index map[*site.Passage]int) {
	add := func(facet string, p *site.Passage) {
		if i, ok := index[p]; ok {
			r.Facets[facet] = append(r.Facets[facet], i)
		}
	}
	theme := func(name string, p *site.Passage) {
		if name != "" {
			add("主题:"+name, p)
		}
	}
	for _, t := range of.Terms {
		for _, m := range t.Mentions {
			add("类型:术语", m.Passage)
			if t.Kind == "policy-document" {
				add("类型:文件", m.Passage)
			}
		}
	}
	for _, f := range of.Figures {
		add("类型:指标", f.Passage)
		theme(f.Theme, f.Passage)
	}
	for _, c := range of.Commitments {
		add("类型:承诺", c.Passage)
		theme(c.Commitment.Theme, c.Passage)
	}
	for name, list := range r.Facets {
		slices.Sort(list)
		r.Facets[name] = slices.Compact(list)
	}
}

// facetsOf gives of each passage the numbers of its facets.
func (r *Report) facetsOf(number map[string]int) [][]int {
	all := make([][]int, len(r.Passages))
	for name, list := range r.Facets {
		for _, i := range list {
			all[i] = append(all[i], number[name])
		}
	}
	for i := range all {
		slices.Sort(all[i])
	}
	return all
}
