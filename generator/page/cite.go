package page

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"

	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/site"
)

// CiteView is how a report is cited, in every form as plain text.
type CiteView struct {
	Frame
	Citations []Citation // GB/T 7714, and the editor's own
	Exchange  []Citation // for programs
	Edition   string     // what the site's text is, in words
}

// Tag is a meta element of the page's head.
type Tag struct{ Name, Content string }

func (w *reportPages) citing() error {
	view := CiteView{
		Frame:   w.frame("cite", "cite.html", w.strings.Get("cite"), w.report.Meta.Title+w.strings.Get("cite-description")),
		Edition: w.strings.Get("edition-published"),
	}
	if e := w.report.Edition(); e.Number > 1 {
		view.Edition = w.strings.Get("edition-corrected", strconv.Itoa(e.Number), day(e.Date))
	}
	forms := cite.Forms(w.report, w.Config.Cite.Template, w.Config.Cite.Name)
	values := w.cited()
	for _, f := range forms {
		c := Citation{f.Name, strings.TrimSuffix(f.Write(values), "\n")}
		if values["url"] == "" {
			c.Form = strings.Replace(c.Form, "/OL]", "]", 1)
		}
		switch {
		case f.Escape != cite.Plain:
			view.Exchange = append(view.Exchange, c)
		case strings.HasSuffix(f.Key, "-eb") && values["url"] == "": // a web page without an address is none
		default:
			view.Citations = append(view.Citations, c)
		}
	}
	w.toPrograms(&view.Frame, nil)
	return w.write("cite", "cite.html", view)
}

// cited is what references to the whole report add to its forms: its address and, where that is not the publisher's own, the edition.
func (w *reportPages) cited() cite.Values {
	values := cite.Values{"url": cite.Address(w.report, w.Config.BaseURL)}
	if w.report.Meta.URL == "" {
		values["edition"] = cite.Edition(w.report.Edition())
	}
	return values
}

// citations are the report's references by GB/T 7714, editions 2025 and 2015.
func (w *reportPages) citations() []Citation {
	report, _ := cite.Items(w.report)
	values := w.cited()
	return []Citation{
		{"GB/T 7714—2025", cite.Form{Pieces: report.GB2025()}.Write(values)},
		{"GB/T 7714—2015", cite.Form{Pieces: report.GB2015()}.Write(values)},
	}
}

// toPrograms says to programs what a page of the text is: to reference managers by citation_ tags, to others by schema.org. part is nil for
// the whole report.
func (w *reportPages) toPrograms(f *Frame, part *site.Part) {
	m := &w.report.Meta
	item, _ := cite.Items(w.report)
	tag := func(name, value string) {
		if value != "" {
			f.Tags = append(f.Tags, Tag{name, value})
		}
	}
	tag("citation_title", item.Title)
	tag("citation_author", item.Author)
	if !m.Date.IsZero() {
		tag("citation_publication_date", m.Date.Format("2006/01/02"))
	}
	tag("citation_technical_report_institution", item.Body)
	tag("citation_language", "zh-CN")
	tag("citation_public_url", f.Canonical)
	if part != nil {
		tag("citation_firstpage", cite.Place(part))
	}
	f.Schema = w.schema(f, part)
}

// work is schema.org's Report, or a part of one.
type work struct {
	Context   string   `json:"@context,omitempty"`
	Type      string   `json:"@type"`
	Name      string   `json:"name"`
	Headline  string   `json:"headline,omitempty"`
	Position  string   `json:"position,omitempty"`
	Language  string   `json:"inLanguage,omitempty"`
	Published string   `json:"datePublished,omitempty"`
	URL       string   `json:"url,omitempty"`
	Author    *agent   `json:"author,omitempty"`
	Publisher *agent   `json:"publisher,omitempty"`
	Place     *named   `json:"spatialCoverage,omitempty"`
	PartOf    *work    `json:"isPartOf,omitempty"`
	Parts     []work   `json:"hasPart,omitempty"`
	Copies    []copyOf `json:"encoding,omitempty"`
}

type agent struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	Job  string `json:"jobTitle,omitempty"`
}

type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type copyOf struct {
	Type   string `json:"@type"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
}

// schema is the JSON-LD of a page; addresses are those of the site, and left out of a site in a folder.
func (w *reportPages) schema(f *Frame, part *site.Part) template.JS {
	m := &w.report.Meta
	item, _ := cite.Items(w.report)
	base := ""
	if w.Config.BaseURL != "" {
		base = w.Config.BaseURL + w.report.ID + "/"
	}
	report := work{Type: "Report", Name: m.Title, URL: base}
	if part == nil {
		report.Headline, report.Language, report.Published = item.Title, "zh-Hans", day(m.Date)
		if m.Speaker != "" {
			report.Author = &agent{"Person", m.Speaker, m.Office}
		}
		if item.Body != "" {
			report.Publisher = &agent{Type: "GovernmentOrganization", Name: item.Body}
		}
		if m.Place != "" {
			report.Place = &named{"Place", m.Place}
		}
		for _, p := range w.report.Parts[1:] {
			if p.Parent == nil {
				report.Parts = append(report.Parts, w.partOfWork(base, p))
			}
		}
		if base != "" {
			report.Copies = []copyOf{{"MediaObject", "text/plain", base + "published.txt"}}
		}
		report.Context = "https://schema.org"
		return marshalled(report)
	}
	p := w.partOfWork(base, part)
	p.Context, p.Language, p.Published, p.PartOf = "https://schema.org", "zh-Hans", day(m.Date), &report
	return marshalled(p)
}

func (w *reportPages) partOfWork(base string, p *site.Part) work {
	part := work{Type: "CreativeWork", Name: w.title(p), Position: cite.Place(p)}
	if base != "" {
		part.URL = base + PathOf(p.Part)
		if p.Role == content.Chapter {
			part.URL = strings.TrimSuffix(part.URL, "index.html")
		}
	}
	return part
}

func marshalled(w work) template.JS {
	data, err := json.Marshal(w) // escapes <, > and &, so it may stand in a script element
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	return template.JS(data)
}
