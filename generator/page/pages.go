package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/series"
	"baogao/generator/site"
)

// Summary is what pages of the site say of a report; it is all that outlives the report's own pages. Its addresses lead from the site's folder.
type Summary struct {
	ID       string
	Card     ReportCard
	First    Link
	FullHref string
	Door
	Corrections []CorrectionRow // the latest first
	Terms       bool
	Paths       []string // its pages
	Date        string
}

// Summarize takes from a report what the site's pages need.
func (r *Renderer) Summarize(report *site.Report, paths []string) Summary {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	up, c := report.ID+"/", card(report)
	s := Summary{ID: report.ID, Card: c, Door: w.door(up), Corrections: w.corrections(up), Terms: len(report.Terms) > 0, Paths: paths, Date: c.Date}
	s.FullHref = up + "full.html"
	if next := report.Parts[0].Next; next != nil {
		s.First = w.link(up, next)
	}
	return s
}

// mostCards is how many reports a home page shows as cards besides its table.
const mostCards = 12

// latestCorrections is how many the home page shows.
const latestCorrections = 5

// front puts the latest report and the latest corrections on the home page.
func (h *HomeView) front(reports []Summary) {
	for i := range reports {
		if h.Latest == nil || reports[i].Date > h.Latest.Date {
			h.Latest = &reports[i]
		}
		h.Changed = append(h.Changed, reports[i].Corrections...)
	}
	for i := range reports {
		if &reports[i] != h.Latest {
			h.Others = append(h.Others, reports[i].Card)
		}
	}
	slices.SortStableFunc(h.Changed, func(a, b CorrectionRow) int { return cmp.Compare(b.Date, a.Date) })
	h.Changed = h.Changed[:min(len(h.Changed), latestCorrections)]
}

// Site writes the pages around the reports: home, free pages, search, 404 and, with a base address, sitemap.xml and robots.txt. Crossing are the
// paths of the pages that cross them.
func (r *Renderer) Site(p *content.Project, reports []Summary, of *series.Series, crossing []string) (pages int, err error) {
	s := r.Layouts.Strings
	home := HomeView{Frame: r.frame("index.html", r.Config.Title, cmp.Or(r.Config.Description, p.Home.Meta.Description)), Heading: cmp.Or(p.Home.Meta.Title, r.Config.Title), Body: template.HTML(p.Home.HTML)}
	links := make([]Link, len(reports))
	for i, report := range reports {
		links[i] = Link{report.Card.Href, report.Card.Title}
	}
	home.front(reports)
	paths := []string{"index.html", "search.html"}
	if of != nil {
		cards := map[string]ReportCard{}
		for _, report := range reports {
			cards[report.ID] = report.Card
		}
		w := &seriesPages{reportPages{Renderer: r, strings: s}, of}
		home.Places, home.Squares = w.places(cards)
		if len(reports) > mostCards {
			home.Others = nil // the table has them
		}
		names := map[string]string{} // titles may be the same
		for _, d := range of.Reports {
			names[d.ID] = d.Name
		}
		for i, report := range reports {
			links[i].Text = names[report.ID]
		}
		paths = append(paths, crossing...)
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
	return len(paths) + 1, r.forRobots(paths, reports)
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

// siteMap is sitemap.xml, by the protocol of sitemaps.org.
type siteMap struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteMapURL
}

type siteMapURL struct {
	XMLName xml.Name `xml:"url"`
	Loc     string   `xml:"loc"`
	LastMod string   `xml:"lastmod,omitempty"`
}

type siteMapIndex struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []siteMapPart
}

type siteMapPart struct {
	XMLName xml.Name `xml:"sitemap"`
	Loc     string   `xml:"loc"`
}

func (r *Renderer) forRobots(paths []string, reports []Summary) error {
	var urls []siteMapURL
	add := func(name, date string) {
		urls = append(urls, siteMapURL{Loc: r.Config.BaseURL + strings.TrimSuffix(name, "index.html"), LastMod: date})
	}
	slices.Sort(paths)
	for _, name := range paths {
		add(name, "")
	}
	for _, report := range reports {
		for _, name := range report.Paths {
			add(name, report.Date)
		}
	}
	if err := r.siteMaps(urls, mostURLs); err != nil {
		return err
	}
	return r.Sink.Write("robots.txt", []byte("User-agent: *\nAllow: /\nSitemap: "+r.Config.BaseURL+"sitemap.xml\n"))
}

// mostURLs is how many addresses a site map may have, says sitemaps.org.
const mostURLs = 50_000

// siteMaps writes sitemap.xml: the addresses, or, where they are too many for one file, the list of the files that have them.
func (r *Renderer) siteMaps(urls []siteMapURL, most int) error {
	if len(urls) <= most {
		return r.writeXML("sitemap.xml", siteMap{URLs: urls})
	}
	var index siteMapIndex
	for part := range slices.Chunk(urls, most) {
		name := "sitemap-" + strconv.Itoa(len(index.Maps)+1) + ".xml"
		if err := r.writeXML(name, siteMap{URLs: part}); err != nil {
			return err
		}
		index.Maps = append(index.Maps, siteMapPart{Loc: r.Config.BaseURL + name})
	}
	return r.writeXML("sitemap.xml", index)
}

func (r *Renderer) writeXML(name string, value any) error {
	data, err := xml.MarshalIndent(value, "", " ")
	if err != nil {
		return err
	}
	return r.Sink.Write(name, append([]byte(xml.Header), append(data, '\n')...))
}

// WriteStatic writes the files of static/: styles and scripts as assets, the others as they are.
func (r *Renderer) WriteStatic(problems *diag.List) error {
	for _, name := range slices.Sorted(maps.Keys(r.Assets.data)) {
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
