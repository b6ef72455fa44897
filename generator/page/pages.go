package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/series"
	"baogao/generator/site"
)

// Summary is what pages of the site say of a report. Its addresses lead from the site's folder.
type Summary struct {
	ID          string
	Card        ReportCard
	Corrections []CorrectionRow // the latest first
	Terms       bool
	Pages       int
	Date        string
}

// Front is what the home page says of the latest report besides.
type Front struct {
	First    Link
	FullHref string
	Door
}

// Latest is the report that the home page begins with.
type Latest struct {
	Summary
	Front
}

// Around is what the pages around the reports are made of.
type Around struct {
	Project *content.Project
	Reports []Summary
	Series  *series.Series // nil where there is one report alone
	Across  []string       // the paths of the pages that cross reports

	// Of a report by its index:
	Front func(report int) (Front, error)
	Paths func(report int) ([]string, error) // of its pages
}

// Summarize takes from a report what the site's pages need; it has so many pages.
func (r *Renderer) Summarize(report *site.Report, pages int) Summary {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	c := card(report)
	return Summary{ID: report.ID, Card: c, Corrections: w.corrections(report.ID + "/"), Terms: len(report.Terms) > 0, Pages: pages, Date: c.Date}
}

// Front takes from a report what the home page needs if it is the latest.
func (r *Renderer) Front(report *site.Report) Front {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	up := report.ID + "/"
	f := Front{Door: w.door(up), FullHref: up + "full.html"}
	if next := report.Parts[0].Next; next != nil {
		f.First = w.link(up, next)
	}
	return f
}

// Site writes the pages around the reports: home, free pages, search, 404 and, with a base address, sitemap.xml and robots.txt.
func (r *Renderer) Site(of *Around) (pages int, err error) {
	s, p, reports := r.Layouts.Strings, of.Project, of.Reports
	home := HomeView{Frame: r.frame("index.html", r.Config.Title, cmp.Or(r.Config.Description, p.Home.Meta.Description)), Heading: cmp.Or(p.Home.Meta.Title, r.Config.Title), Body: template.HTML(p.Home.HTML)}
	links := make([]Link, len(reports))
	for i, report := range reports {
		links[i] = Link{report.Card.Href, report.Card.Title}
	}
	if err := home.fill(of); err != nil {
		return 0, err
	}
	paths := []string{"index.html", "search.html"}
	if of.Series != nil {
		cards := map[string]ReportCard{}
		for _, report := range reports {
			cards[report.ID] = report.Card
		}
		w := &seriesPages{reportPages{Renderer: r, strings: s}, of.Series}
		home.Places, home.Squares = w.places(cards)
		if len(reports) > mostCards {
			home.Others = nil // the table has them
		}
		names := map[string]string{} // titles may be the same
		for _, d := range of.Series.Reports {
			names[d.ID] = d.Name
		}
		for i, report := range reports {
			links[i].Text = names[report.ID]
		}
		paths = append(paths, of.Across...)
	}
	if err := r.write("home", "index.html", home); err != nil {
		return 0, err
	}
	search := SearchView{Frame: r.frame("search.html", s.Get("nav-search")+" · "+r.Config.Title, s.Get("search-description", r.Config.Title)), Reports: links, Series: r.Shards}
	for _, report := range reports {
		if report.Terms && search.TermsHref == "" {
			search.TermsHref = report.ID + "/terms/index.html"
		}
	}
	if err := r.write("search", "search.html", search); err != nil {
		return 0, err
	}
	for _, page := range p.Pages {
		name := page.Name + ".html"
		view := PageView{Frame: r.frame(name, page.Meta.Title+" · "+r.Config.Title, cmp.Or(page.Meta.Description, page.Meta.Title)), Heading: page.Meta.Title, Body: template.HTML(page.HTML), Reports: links}
		view.Kind = "page-" + page.Name
		if err := r.write("page", name, view); err != nil {
			return 0, err
		}
		paths = append(paths, name)
	}
	missing := MissingView{Frame: r.frame("404.html", s.Get("missing-title")+" · "+r.Config.Title, s.Get("missing-text")), Reports: links}
	missing.Canonical = ""
	if base := r.Config.BaseURL; base != "" {
		// A host shows this page at whatever address was asked for, where relative links lead astray.
		missing.Root = base
		missing.Reports = make([]Link, len(links))
		for i, l := range links {
			missing.Reports[i] = Link{base + l.Href, l.Text}
		}
	}
	if err := r.write("missing", "404.html", missing); err != nil {
		return 0, err
	}
	if err := r.panels(); err != nil {
		return 0, err
	}
	if err := r.manifest(); err != nil {
		return 0, err
	}
	if r.Config.BaseURL == "" {
		return len(paths) + 1, nil
	}
	return len(paths) + 1, r.forRobots(paths, of)
}

func (r *Renderer) write(layout, name string, view any) error {
	data, err := r.Layouts.append(nil, layout, view)
	if err != nil {
		return err
	}
	return r.Sink.Write(name, data)
}

// panels writes panels.js: what scripts put into a page when the reader asks for it, so that no page carries it.
//
//	baogao.html={"aids":"<section id=…","keys":"<dialog id=…"}
//
// "shards" is there if the search reads shards, so that the script that does need not wait for the index.
func (r *Renderer) panels() error {
	html := map[string]string{}
	for _, name := range []string{"aids", "keys", "words"} {
		var b bytes.Buffer
		if err := r.Layouts.partials.ExecuteTemplate(&b, name+".html", nil); err != nil {
			return err
		}
		html[name] = b.String()
	}
	if r.Shards {
		html["shards"] = "1"
	}
	data, err := json.Marshal(html)
	if err != nil {
		return err
	}
	return r.Sink.Write("panels.js", slices.Concat([]byte("baogao.html="), data, []byte("\n")))
}

// webManifest is site.webmanifest, by the W3C: what a system needs to keep the site among its programs.
type webManifest struct {
	Name       string         `json:"name"`
	Lang       string         `json:"lang"`
	Start      string         `json:"start_url"`
	Scope      string         `json:"scope"`
	Display    string         `json:"display"`
	Background string         `json:"background_color"`
	Theme      string         `json:"theme_color"`
	Icons      []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Source string `json:"src"`
	Sizes  string `json:"sizes"`
	Type   string `json:"type"`
}

func (r *Renderer) manifest() error {
	data, err := json.MarshalIndent(webManifest{
		Name: r.Config.Title, Lang: "zh-Hans", Start: "index.html", Scope: "./", Display: "minimal-ui", Background: "#fbfaf6", Theme: "#9c2a20",
		Icons: []manifestIcon{{"icon.svg", "any", "image/svg+xml"}, {"icon-180.png", "180x180", "image/png"}, {"icon-512.png", "512x512", "image/png"}},
	}, "", " ")
	if err != nil {
		return err
	}
	return r.Sink.Write("site.webmanifest", append(data, '\n'))
}

// WriteStatic writes the files of static/: styles and scripts as assets, those that are joined as one, the others as they are.
func (r *Renderer) WriteStatic(problems *diag.List) error {
	for _, name := range r.Assets.files() {
		if err := r.Sink.Write(name, r.Assets.data[name]); err != nil {
			return err
		}
	}
	return fs.WalkDir(r.Static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".go" || r.Assets.paths[name] != "" {
			return err
		}
		data, err := fs.ReadFile(r.Static, name)
		if err != nil {
			return err
		}
		small, err := minified(name, data)
		if err != nil {
			problems.Errorf(&diag.File{Path: "static/" + name}, diag.Span{}, "cannot be minified: %v", err).SetHelp("mend the file's syntax")
			return nil
		}
		return r.Sink.Write(name, small)
	})
}

// minified makes a style or script small; other files stay as they are.
func minified(name string, data []byte) ([]byte, error) {
	kind := mediaType(name)
	if kind == "" {
		return data, nil
	}
	return minifier().Bytes(kind, data)
}
