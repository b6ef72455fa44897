package page

import (
	"encoding/json"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/content"
	"baogao/generator/site"
)

// IndicatorView is everything the report says of one quantity.
type IndicatorView struct {
	Frame
	Name, Theme string
	Draft       int
	Answers     []Answer
	Rows        []FigureRow
	Pairs       []PairRow
	Sums        []SumRow
}

// Answer is a line of an indicator's summary: reached, promised, growth, rank.
type Answer struct {
	Label, Value, Href string
}

// DataView is the table of figures, of commitments or of pairs.
type DataView struct {
	Frame
	Filters     Filters
	Rows        []FigureRow
	Commitments []CommitmentRow
	AsOf        string // the day that the states of tasks are of
	Deadlines   []DeadlineGroup
	Pairs       []PairRow
	Sums        []SumRow
	Unpaired    []FigureRow
	Draft       int
	Charts      []Chart
	Downloads   []Link
	Dataset     template.JS // schema.org, JSON-LD
}

func (w *reportPages) indicators() error {
	const up = "../"
	for _, of := range w.report.Indicators {
		name := "indicators/" + of.ID + ".html"
		view := IndicatorView{
			Frame: w.frame("figures", name, of.Name, w.strings.Get("indicator-description", of.Name, w.report.Meta.Title)),
			Name:  of.Name, Theme: of.Theme,
		}
		view.Crumbs = append(view.Crumbs, PartLink{up + "figures.html", w.strings.Get("nav-figures"), w.strings.Foreign()})
		for _, f := range of.Figures {
			view.Rows = append(view.Rows, w.figureRow(up, f))
			if f.Draft {
				view.Draft++
			}
		}
		view.Answers = w.answers(of)
		for _, p := range w.report.Pairs {
			if slices.Contains(of.Figures, p.Review.Figure) || slices.Contains(of.Figures, p.Plan.Figure) {
				view.Pairs = append(view.Pairs, w.pairRow(up, p))
			}
		}
		for _, s := range w.report.Sums {
			if slices.Contains(of.Figures, s.Total) || slices.ContainsFunc(s.Parts, func(f *site.Figure) bool { return f.Of == of }) {
				view.Sums = append(view.Sums, w.sumRow(s))
			}
		}
		if err := w.write("indicator", name, view); err != nil {
			return err
		}
	}
	return nil
}

// answers puts the questions that readers come with, in their order, as far as the report answers them.
func (w *reportPages) answers(of *site.Indicator) []Answer {
	var found []Answer
	first := func(label string, is func(*site.Figure) bool) {
		for _, f := range of.Figures {
			if is(f) {
				found = append(found, Answer{w.strings.Get(label), w.value(f), "#" + f.ID})
				return
			}
		}
	}
	level := func(f *site.Figure) bool {
		return f.Measure != "growth" && f.Measure != "diff" && f.Measure != "rank"
	}
	first("answer-actual", func(f *site.Figure) bool { return f.Kind == "actual" && level(f) })
	first("answer-change", func(f *site.Figure) bool { return f.Kind == "change" })
	first("answer-rank", func(f *site.Figure) bool { return f.Kind == "rank" })
	first("answer-target", func(f *site.Figure) bool { return f.Kind == "target" && level(f) })
	first("answer-target-change", func(f *site.Figure) bool { return f.Kind == "target" && !level(f) })
	first("answer-later", func(f *site.Figure) bool { return f.Kind == "target-later" })
	return found
}

// value is a figure as a reader says it: 1748亿元, 增长8.5%以上, 5–10家, 第5位.
func (w *reportPages) value(f *site.Figure) string {
	s := content.Number(f.Value)
	if f.ValueMax != nil {
		s += "–" + content.Number(*f.ValueMax)
	}
	if f.Measure == "rank" {
		return scope(f) + w.strings.Get("rank", s)
	}
	s += f.Unit
	if f.Bound != "" {
		s = w.strings.Get("say-"+f.Bound, s)
	}
	if f.Measure != "growth" && f.Measure != "diff" {
		return s
	}
	switch {
	case f.Direction == "down":
		return w.strings.Get("moved-down", s)
	case f.Direction == "flat":
		return w.strings.Get("moved-flat", s)
	case f.Measure == "growth":
		return w.strings.Get("moved-growth", s)
	case f.Unit == "个百分点":
		return w.strings.Get("moved-points", s)
	}
	return w.strings.Get("moved-more", s)
}

// scope is among whom a rank is one, in the words of its clause: 全省; "" where they do not say.
func scope(f *site.Figure) string {
	before := f.Passage.Text[:f.Number]
	clause := before[strings.LastIndexAny(before, "，。；：、")+1:]
	for _, of := range []string{"全省", "全国", "全市", "中部", "西部", "全球", "世界"} {
		if strings.Contains(clause, of) {
			return of
		}
	}
	return ""
}

func (w *reportPages) figureRow(up string, f *site.Figure) FigureRow {
	row := FigureRow{
		ID: f.ID, Indicator: f.Indicator, IndicatorHref: up + "indicators/" + f.Of.ID + ".html", Number: content.Number(f.Value),
		Value: w.value(f), Kind: w.strings.Get("kind-" + f.Kind), KindKey: f.Kind, BoundKey: f.Bound,
		Theme: f.Theme, Quote: f.Quote, Place: w.place(f.Passage), Draft: f.Draft, Note: f.Note,
		Href: addressOf(up, f.Passage, f.Number),
	}
	if f.Bound != "" {
		row.Bound = w.strings.Get("bound-" + f.Bound)
	}
	if f.Year != 0 {
		row.Year = strconv.Itoa(f.Year)
	}
	return row
}

func (w *reportPages) figures() error {
	if len(w.report.Figures) == 0 {
		return nil
	}
	view := DataView{Frame: w.frame("figures", "figures.html", w.strings.Get("nav-figures"), w.report.Meta.Title+w.strings.Get("figures-description"))}
	for _, f := range w.report.Figures {
		view.Rows = append(view.Rows, w.figureRow("", f))
		if f.Draft {
			view.Draft++
		}
	}
	for _, s := range w.report.Sums {
		view.Sums = append(view.Sums, w.sumRow(s))
	}
	view.Filters = w.filters(len(view.Rows))
	for _, r := range view.Rows {
		view.Filters.offer("theme", w.strings.Get("col-theme"), r.Theme)
		view.Filters.offer("kind", w.strings.Get("col-kind"), r.Kind)
		view.Filters.offer("bound", w.strings.Get("col-bound"), r.Bound)
	}
	view.Charts = w.charts()
	for _, name := range []string{"figures", "indicators", "commitments", "pairs"} {
		if name == "commitments" && len(w.report.Commitments) == 0 || name == "pairs" && len(w.report.Pairs) == 0 {
			continue
		}
		for _, form := range []string{".csv", ".json"} {
			view.Downloads = append(view.Downloads, Link{"data/" + name + form, name + form})
		}
	}
	view.Downloads = append(view.Downloads, Link{"data/outline.json", "outline.json"}, Link{"data/datapackage.json", "datapackage.json"})
	var err error
	if view.Dataset, err = w.dataset(view.Frame, view.Downloads); err != nil {
		return err
	}
	return w.write("figures", "figures.html", view)
}

// linkedDataset is schema.org's Dataset; files of the site are named relative to the page.
type linkedDataset struct {
	Context      string           `json:"@context"`
	Type         string           `json:"@type"`
	Name         string           `json:"name"`
	Description  string           `json:"description"`
	Language     string           `json:"inLanguage"`
	Published    string           `json:"datePublished,omitempty"`
	URL          string           `json:"url,omitempty"`
	Distribution []linkedDownload `json:"distribution"`
}

type linkedDownload struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	Format string `json:"encodingFormat"`
	URL    string `json:"contentUrl"`
}

func (w *reportPages) dataset(f Frame, downloads []Link) (template.JS, error) {
	d := linkedDataset{
		Context: "https://schema.org", Type: "Dataset", Name: f.Title, Description: f.Description, Language: "zh-Hans",
		Published: day(w.report.Meta.Date), URL: f.Canonical,
	}
	base := ""
	if w.Config.BaseURL != "" {
		base = w.Config.BaseURL + w.report.ID + "/"
	}
	for _, l := range downloads {
		format := "application/json"
		if strings.HasSuffix(l.Href, ".csv") {
			format = "text/csv"
		}
		d.Distribution = append(d.Distribution, linkedDownload{"DataDownload", l.Text, format, base + l.Href})
	}
	data, err := json.Marshal(d) // escapes <, > and &, so it may stand in a script element
	return template.JS(data), err
}

// IndicatorSays says of an indicator what its page answers, on one line: 完成值 1748亿元 · 目标增幅 增长8.5%以上.
func (r *Renderer) IndicatorSays(report *site.Report) func(*site.Indicator) string {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	says := make(map[*site.Indicator]string, len(report.Indicators))
	var line []byte
	for _, of := range report.Indicators {
		line = line[:0]
		for i, a := range w.answers(of) {
			if i > 0 {
				line = append(line, " · "...)
			}
			line = append(append(append(line, a.Label...), ' '), a.Value...)
		}
		says[of] = string(line)
	}
	return func(of *site.Indicator) string { return says[of] }
}
