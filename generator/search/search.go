// Package search writes what the search script reads: for one report the index is its text.
//
// The format is a classic script that hands one value to a function, so that any host and any folder can serve it:
//
//	baogaoSearch({"format":1,"id":"2017","title":"…","parts":[["2017/1/1.html","一（一）","稳增长保态势，…"]],
//	 "passages":[[0,"c1-s1","（一）稳增长保态势，…。"],[0,"c1-s1-p1","从发展速度看，…"]]})
//
// A part is its page from the site's folder, its place and its title; a passage is its part's index, its id and its text as the
// site reads it. A script that meets another format number says so and does not guess.
package search

import (
	"bytes"
	"encoding/json"

	"baogao/generator/site"
)

// Format is the version of the data that this package writes.
const Format = 1

type data struct {
	Format   int         `json:"format"`
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Parts    [][3]string `json:"parts"`
	Passages []passage   `json:"passages"`
}

type passage struct {
	part     int
	id, text string
}

// MarshalJSON writes a passage as an array, which costs a third less than an object.
func (p passage) MarshalJSON() ([]byte, error) { return json.Marshal([]any{p.part, p.id, p.text}) }

// Part is what search results say of a page: its path from the site's folder, its place and its title.
type Part struct{ Path, Place, Title string }

// Data is the search script's input for one report. describe says how pages are called.
func Data(r *site.Report, describe func(*site.Part) Part) ([]byte, error) {
	d := data{Format: Format, ID: r.ID, Title: r.Meta.Title}
	add := func(part int, p *site.Passage) {
		d.Passages = append(d.Passages, passage{part, p.ID, p.Text})
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
	var b bytes.Buffer
	b.WriteString("baogaoSearch(")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(");\n")
	return b.Bytes(), nil
}
