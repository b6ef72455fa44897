// Package address writes what the site's one box and its citing menu read: which places a report has, what they are called, and the forms
// of reference that static/cite.js fills in.
//
// The format is a classic script that hands one value to a function, loaded when a reader first uses the box or the menu:
//
//	baogao.address({"format":1,"id":"2017","title":"…","url":"https://example.org/2017/",
//	 "parts":[["c3-s1","3/1.html","三（一）","补短板…",[1,22,3]]],  // id, page, number, title, sentences of each paragraph
//	 "heads":[["c3-s1-t1",7,"推进工业经济提质增效"]],              // id, index of its part, words
//	 "terms":[["321-gong-cheng","321工程"]],                      // id, name, aliases
//	 "indicators":[["gdp-2016","生产总值","完成值 1748亿元 · 目标增幅 增长8.5%以上"]], // id, name, what the report says of it
//	 "corrected":["c1"], "edition":"校订2版", "forms":[["gb2025","GB/T …","",["侯红. …[R",["url","/OL"],…]]]})
//
// address.js in the site's folder lists the reports: baogao.reports([["2017","2017年开封市政府工作报告"]]).
package address

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"

	"baogao/generator/cite"
	"baogao/generator/site"
)

// Format is the version of the data that this package writes.
const Format = 1

// File is what the scripts are called, in the site's folder and in each report's.
const File = "address.js"

type data struct {
	Format     int        `json:"format"`
	ID         string     `json:"id"`
	Title      string     `json:"title"`
	URL        string     `json:"url,omitempty"` // of the report's folder on the site; "" for a site in a folder
	Parts      []part     `json:"parts"`
	Heads      []head     `json:"heads"`
	Terms      [][]string `json:"terms,omitempty"`
	Indicators [][]string `json:"indicators,omitempty"`
	Corrected  []string   `json:"corrected,omitempty"`
	Edition    string     `json:"edition,omitempty"` // what references call the text of those
	Forms      []form     `json:"forms"`
}

type part struct {
	id, page, number, title string
	sentences               []int
}

// MarshalJSON writes a part as an array, which costs half of an object.
func (p part) MarshalJSON() ([]byte, error) {
	return array(p.id, p.page, p.number, p.title, p.sentences)
}

type head struct {
	id   string
	part int
	text string
}

// MarshalJSON writes a heading as an array.
func (h head) MarshalJSON() ([]byte, error) { return array(h.id, h.part, h.text) }

type form cite.Form

// MarshalJSON writes a form as an array; a piece without a condition is a plain string.
func (f form) MarshalJSON() ([]byte, error) {
	pieces := make([]any, len(f.Pieces))
	for i, p := range f.Pieces {
		pieces[i] = []string{p.If, p.Text}
		if p.If == "" {
			pieces[i] = p.Text
		}
	}
	return array(f.Key, f.Name, f.Escape, pieces)
}

func array(values ...any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(values)
	return b.Bytes(), err
}

// Data is the script of one report. base is the site's address, "" without one; describe gives a part's page below the report's folder and
// its title as the site shows it, says what its page answers of an indicator.
func Data(r *site.Report, base string, forms []cite.Form, describe func(*site.Part) (page, title string), says func(*site.Indicator) string) ([]byte, error) {
	d := data{Format: Format, ID: r.ID, Title: r.Meta.Title, Heads: []head{}}
	if base != "" {
		d.URL = base + r.ID + "/"
	}
	for i, p := range r.Parts {
		of := part{id: p.ID, number: cite.Place(p), sentences: []int{}}
		of.page, of.title = describe(p)
		for _, passage := range p.Passages {
			if passage.Level > 0 {
				d.Heads = append(d.Heads, head{passage.ID, i, passage.Text})
				continue
			}
			of.sentences = append(of.sentences, len(passage.Sentences))
			for _, s := range passage.Segments {
				if s.Level > 0 {
					d.Heads = append(d.Heads, head{s.ID, i, passage.Text[s.Start : s.End-s.Stop]})
				}
			}
		}
		d.Parts = append(d.Parts, of)
	}
	for _, t := range r.Terms {
		d.Terms = append(d.Terms, append([]string{t.ID, t.Name}, t.Aliases...))
	}
	for _, of := range r.Indicators {
		d.Indicators = append(d.Indicators, []string{of.ID, of.Name, says(of)})
	}
	for _, e := range r.Errata {
		if !e.Draft && !slices.Contains(d.Corrected, e.Place) {
			d.Corrected = append(d.Corrected, e.Place)
		}
	}
	d.Edition = cite.Edition(r.Edition())
	for _, f := range forms {
		d.Forms = append(d.Forms, form(f))
	}
	return script("baogao.address", d)
}

// Report is a report in the list of reports.
type Report struct{ ID, Title string }

// Index is the script that lists the reports of the site.
func Index(reports []Report) ([]byte, error) {
	list := [][2]string{}
	for _, r := range reports {
		list = append(list, [2]string{path.Clean(r.ID), r.Title})
	}
	return script("baogao.reports", list)
}

func script(function string, value any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(function + "(")
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	b.Truncate(b.Len() - 1)
	b.WriteString(");\n")
	return b.Bytes(), nil
}
