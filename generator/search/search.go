// Package search is the site's search: the data that static/search.js reads, and the same search in Go. For one report the index is its text.
//
// The format is a classic script that hands one value to a function, so that any host and any folder can serve it:
//
//	baogaoSearch({"format":2,"id":"2017","title":"…","year":"2017","fold":"開开","parts":[["2017/1/1.html","一（一）","稳增长保态势，…"]],
//	 "passages":[[0,"c1-s1","（一）稳增长保态势，…。",[0,20]],[0,"c1-s1-p1","从发展速度看，…"]],"facets":{"主题:民生":[1,5],"类型:指标":[1]}})
//
// A part is its page from the site's folder, its place and its title; a passage is its part's index, its id, its text as the site reads it and
// where headings stand in it, in UTF-16 units. Fold has the traditional characters of the text, each with the simplified one behind it. A facet
// lists the passages that it holds. A script that meets another format number says so and does not guess.
package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"baogao/generator/site"
)

// Format is the version of the data that this package writes.
const Format = 2

// TraditionalFile is the script with all traditional characters, which is read only when a query has one that no text has.
const TraditionalFile = "traditional.js"

// Report is one report as it is searched.
type Report struct {
	Format   int              `json:"format"`
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Year     string           `json:"year"`
	Fold     string           `json:"fold"`
	Parts    [][3]string      `json:"parts"`
	Passages []Passage        `json:"passages"`
	Facets   map[string][]int `json:"facets"`
}

// Passage is what a hit leads to. Heads are the starts and ends of the headings in it, in UTF-16 units.
type Passage struct {
	Part     int
	ID, Text string
	Heads    []int

	folded *folded
	utf16  []uint16
}

// MarshalJSON writes a passage as an array, which costs a third less than an object.
func (p Passage) MarshalJSON() ([]byte, error) {
	if len(p.Heads) == 0 {
		return array(p.Part, p.ID, p.Text)
	}
	return array(p.Part, p.ID, p.Text, p.Heads)
}

func array(values ...any) ([]byte, error) { return encode(values) }

func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Part is what search results say of a page: its path from the site's folder, its place and its title.
type Part struct{ Path, Place, Title string }

// Index is a report made ready to be searched. describe says how pages are called.
func Index(r *site.Report, describe func(*site.Part) Part) *Report {
	d := &Report{Format: Format, ID: r.ID, Title: r.Meta.Title, Facets: map[string][]int{}}
	if !r.Meta.Date.IsZero() {
		d.Year = strconv.Itoa(r.Meta.Date.Year())
	}
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
	d.Fold = traditional(d.Passages)
	return d
}

// Data is the search script's input for one report.
func (r *Report) Data() ([]byte, error) {
	data, err := encode(r)
	return slices.Concat([]byte("baogaoSearch("), data, []byte(");\n")), err
}

// JSON is the same data alone, for a page that holds it.
func (r *Report) JSON() ([]byte, error) { return encode(r) }

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

// traditional has the characters of the texts that the folding makes simplified, each with the simplified one behind it, sorted.
func traditional(passages []Passage) string {
	found := map[rune]bool{}
	for _, p := range passages {
		for _, c := range norm.NFKC.String(p.Text) {
			if _, ok := simplified()[c]; ok {
				found[c] = true
			}
		}
	}
	var all []rune
	for c := range found {
		all = append(all, c)
	}
	slices.Sort(all)
	var b strings.Builder
	for _, c := range all {
		b.WriteRune(c)
		b.WriteRune(simplified()[c])
	}
	return b.String()
}
