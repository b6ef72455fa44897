package page

import (
	"html/template"
	"io/fs"
	"strings"

	"baogao/generator/content"
	"baogao/generator/search"
	"baogao/generator/site"
)

// SingleView is the whole report in one file: its styles, scripts and search data are in it, and it asks for no other.
type SingleView struct {
	FullView
	Policy   string
	Styles   template.HTML // whole elements, as the scripts are
	Scripts  template.HTML
	Errata   []ErratumRow
	Facts    []Fact
	Glossary []TermNote
	Licence  string
}

// TermNote is a term with its explanation, which a mark in the text leads to.
type TermNote struct{ ID, Name, Definition string }

// alone is the style and the script of the one-file edition, as its elements hold them. They are the same for every report, so that one
// policy lets all of them run.
type alone struct {
	style, script         string
	styleHash, scriptHash string // as a policy names them
}

// A page alone has nothing to load: go.js is stood in for, and the data is in a block beside the script, which no browser executes. The texts are on the
// page; text gives that of a block without what is no text; where it is not there, the search says that it cannot be trusted.
const (
	aloneBefore = `window.baogao={list:function(){return Promise.resolve([])},run:function(){return Promise.resolve()},text:function(_,id){` +
		`var e=document.getElementById(id),t="";if(!e)baogao.engine.wrong="no text "+id;else ` +
		`for(var w=document.createTreeWalker(e,5,function(n){return n.nodeType===1&&n.hasAttribute("data-ui")?2:1});w.nextNode();)t+=w.currentNode.data||"";return t}};`
	aloneData = `baogaoSearch(JSON.parse(document.getElementById("search-data").textContent));`
)

// loadAlone makes the style and the script of the one-file edition, of those that pages load.
func (a *Assets) loadAlone(static fs.FS) error {
	var texts [6]string
	for i, name := range []string{"style.css", "print.css", "fold.js", "search.js", "results.js", "walk.js"} {
		text, err := readStatic(static, name)
		if err == nil {
			text, err = a.minified(name, string(text))
		}
		if err != nil {
			return err
		}
		texts[i] = string(text)
	}
	a.alone = alone{
		style:  inElement(texts[0] + "@media print{" + texts[1] + "}"),
		script: inElement(aloneBefore + "\n" + texts[2] + ";\n" + texts[3] + ";\n" + string(search.TraditionalData()) + aloneData + "\n" + texts[4] + ";\n" + texts[5]),
	}
	a.alone.styleHash, a.alone.scriptHash = hashOf(a.alone.style), hashOf(a.alone.script)
	return nil
}

// Single writes the one-file edition; data is the report's search data as JSON, whose places are all on the page itself.
func (r *Renderer) Single(report *site.Report, data []byte) error {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	return w.onPaper(func() error { return w.single(data) })
}

func (w *reportPages) single(data []byte) error {
	view := SingleView{FullView: w.fullView("single.html", true)}
	view.Licence = w.Config.Licence
	own := w.Assets.alone
	block := strings.ReplaceAll(string(data), "<", `\u003c`)
	// Not every judge of policies knows that a block of data is not executed.
	view.Policy = "default-src 'none'; script-src " + own.scriptHash + " " + hashOf(block) + "; style-src " + own.styleHash + "; img-src data:; form-action 'self'; base-uri 'none'"
	view.Styles = template.HTML("<style>" + own.style + "</style>")
	view.Scripts = template.HTML(`<script type="application/json" id="search-data">` + block + "</script>" +
		`<script data-root="">` + own.script + "</script>")
	view.Errata, view.Facts = w.errataRows(), w.facts()
	for _, t := range w.report.Terms {
		view.Glossary = append(view.Glossary, TermNote{t.ID, t.Name, t.Definition})
	}
	for i := range view.Errata {
		view.Errata[i].Href = view.Errata[i].Href[strings.Index(view.Errata[i].Href, "#")+1:]
	}
	return w.write("single", "single.html", view)
}

// inElement keeps a script or a style, in whose strings alone this can stand, from ending its element or opening a comment in it.
func inElement(script string) string {
	return strings.NewReplacer("</", `<\/`, "<!--", `<\!--`).Replace(script)
}

// alternates are the report's other forms, and its open data where it has any.
func (w *reportPages) alternates() []Alternate {
	var all []Alternate
	for _, e := range w.Config.EditionForms() {
		all = append(all, Alternate{e.File, e.Type, w.editionName(e)})
	}
	if len(w.report.Figures)+len(w.report.Commitments)+len(w.report.Pairs) > 0 {
		all = append(all, Alternate{"data/datapackage.json", "application/json", w.strings.Get("download-data")})
	}
	return all
}

// editionName is what a form is called on pages.
func (w *reportPages) editionName(e content.EditionForm) string {
	return w.strings.Get(map[string]string{
		"single.html": "download-single", "report.epub": "download-report-epub", "published.txt": "download-published", "corrected.txt": "download-corrected",
		"report.md": "download-report-md", "report.akn.xml": "download-report-akn",
	}[e.File])
}
