package page

import (
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/site"
)

// SingleView is the whole report in one file: its styles, scripts and search data are in it, and it asks for no other.
type SingleView struct {
	FullView
	Styles   template.HTML // whole elements, as the scripts are
	Scripts  template.HTML
	Errata   []ErratumRow
	Facts    []Fact
	Glossary []TermNote
	Licence  string
}

// TermNote is a term with its explanation, which a mark in the text leads to.
type TermNote struct{ ID, Name, Definition string }

// alone stands in for go.js, which loads the site's files: here they are in the page.
const alone = `window.baogao={list:function(){return Promise.resolve([])},run:function(){return Promise.resolve()}}`

// Single writes the one-file edition; data are the scripts of search data, whose places are all on the page itself.
func (r *Renderer) Single(report *site.Report, data ...[]byte) error {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	view := SingleView{FullView: w.fullView("single.html", true)}
	read := func(name string) ([]byte, error) {
		text, err := fs.ReadFile(r.Static, name)
		if err != nil {
			return nil, err
		}
		return minified(name, text)
	}
	style, err := read("style.css")
	if err != nil {
		return err
	}
	print, err := read("print.css")
	if err != nil {
		return err
	}
	view.Licence = r.Config.Licence
	view.Styles = template.HTML("<style>" + inElement(style) + "</style><style media=\"print\">" + inElement(print) + "</style>")
	search, err := read("search.js")
	if err != nil {
		return err
	}
	results, err := read("results.js")
	if err != nil {
		return err
	}
	view.Scripts = `<script data-root="">` + alone + "</script>"
	for _, script := range slices.Concat([][]byte{search}, data, [][]byte{results}) {
		view.Scripts += template.HTML("<script>" + inElement(script) + "</script>")
	}
	view.Errata, view.Facts = w.errataRows(), w.facts()
	for _, t := range report.Terms {
		view.Glossary = append(view.Glossary, TermNote{t.ID, t.Name, t.Definition})
	}
	for i := range view.Errata {
		view.Errata[i].Href = view.Errata[i].Href[strings.Index(view.Errata[i].Href, "#")+1:]
	}
	page, err := r.Layouts.append(nil, "single", view)
	if err != nil {
		return err
	}
	return r.Sink.Write(path.Join(report.ID, "single.html"), page)
}

// inElement keeps a script or a style, in whose strings alone this can stand, from ending its element or opening a comment in it.
func inElement(script []byte) string {
	return strings.NewReplacer("</", `<\/`, "<!--", `<\!--`).Replace(string(script))
}

// editionName is what a form is called on pages.
func (w *reportPages) editionName(e content.EditionForm) string {
	return w.strings.Get(map[string]string{
		"single.html": "download-single", "report.epub": "download-report-epub", "published.txt": "download-published", "corrected.txt": "download-corrected",
		"report.md": "download-report-md", "report.akn.xml": "download-report-akn",
	}[e.File])
}
