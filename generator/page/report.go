package page

import (
	"cmp"
	"html/template"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"baogao/generator/content"
	"baogao/generator/output"
	"baogao/generator/permanence"
	"baogao/generator/search"
	"baogao/generator/site"
)

// Renderer writes the pages of a site. It is safe for use by several goroutines.
type Renderer struct {
	Config  content.Config
	Layouts *Layouts
	Static  fs.FS // styles, scripts, icon
	Assets  *Assets
	Sink    output.Sink
	Several bool // the site has pages that cross reports
	Shards  bool // the search is of the large size

	// First are pages that somebody waits for: they go before all others, which then leave a core to who reads them. Not set by a build.
	First []string
}

// pageStep writes pages of one kind. Their paths begin so, below the report's folder; those of the text's parts are told by none of the others.
type pageStep struct {
	write func(*reportPages) error
	begin string
}

func pageSteps() []pageStep {
	return []pageStep{
		{(*reportPages).front, "index.html"}, {(*reportPages).parts, ""}, {(*reportPages).full, "full."}, {(*reportPages).terms, "terms/"},
		{(*reportPages).indicators, "indicators/"}, {(*reportPages).figures, "figures."}, {(*reportPages).commitments, "commitments."}, {(*reportPages).pairs, "pairs."},
		{(*reportPages).about, "about."}, {(*reportPages).changes, "changes."}, {(*reportPages).cards, "cards."}, {(*reportPages).citing, "cite."}, {(*reportPages).moved, "-"},
	}
}

// waited puts the steps that write what somebody waits for before the others, and tells how many these are.
func (r *Renderer) waited(steps []pageStep, report string) int {
	n := 0
	for _, page := range r.First {
		below, ours := strings.CutPrefix(page, report+"/")
		if !ours {
			continue
		}
		at := slices.IndexFunc(steps, func(s pageStep) bool { return s.begin != "" && strings.HasPrefix(below, s.begin) })
		if at < 0 {
			at = slices.IndexFunc(steps, func(s pageStep) bool { return s.begin == "" })
		}
		if at >= n {
			steps[n], steps[at] = steps[at], steps[n]
			n++
		}
	}
	return n
}

// Report writes all pages of one report and gives their paths, sorted, for the site map.
func (r *Renderer) Report(report *site.Report) ([]string, error) {
	steps := pageSteps()
	waited := r.waited(steps, report.ID)
	paths := make([][]string, len(steps))
	summary := card(report)
	departed := permanence.Departed(report)
	several := runtime.GOMAXPROCS(0)
	do := func(steps []pageStep, paths [][]string) error {
		var group errgroup.Group
		group.SetLimit(several)
		for i, step := range steps {
			group.Go(func() error {
				w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings, card: summary, departed: departed}
				err := w.onPaper(func() error { return step.write(w) })
				paths[i] = w.paths
				return err
			})
		}
		return group.Wait()
	}
	if waited > 0 {
		if err := do(steps[:waited], paths); err != nil {
			return nil, err
		}
		several = 1
	}
	if err := do(steps[waited:], paths[waited:]); err != nil {
		return nil, err
	}
	all := slices.Concat(paths...)
	slices.Sort(all)
	return all, nil
}

// reportPages writes pages of one report, one after another.
type reportPages struct {
	*Renderer
	report   *site.Report
	strings  *Strings
	card     ReportCard
	departed []permanence.Gone
	paths    []string
	places   map[*site.Passage]string // what place said
	paper
}

// paper is the last page's bytes, and those of the last piece of one, for the next to be written over.
type paper struct{ page, piece []byte }

// papers are used again from report to report: the largest pages are as long as the report.
var papers = sync.Pool{New: func() any { return &paper{} }}

// onPaper lends the paper of an earlier report to what is written.
func (w *reportPages) onPaper(write func() error) error {
	lent := papers.Get().(*paper)
	defer papers.Put(lent)
	w.paper = *lent
	err := write()
	*lent, w.paper = w.paper, paper{}
	return err
}

// frame is a page's frame; name is its path below the report's folder.
func (w *reportPages) frame(kind, name, title, description string) Frame {
	up := strings.Repeat("../", strings.Count(name, "/"))
	window := w.report.Meta.Title
	if title != "" {
		window = title + " · " + window
	}
	f := w.Renderer.frame(w.report.ID+"/"+name, window, cmp.Or(description, window))
	f.Up, f.Kind, f.Report, f.ReportID, f.Page = up, kind, w.report.Meta.Title, w.report.ID, name
	if r := w.report; len(r.Picture) > 0 && w.Config.BaseURL != "" {
		f.Picture = w.Config.BaseURL + path.Join(r.ID, content.PictureName)
	}
	f.Terms, f.Figures = len(w.report.Terms) > 0, len(w.report.Figures) > 0
	f.Commitments, f.Pairs = len(w.report.Commitments) > 0, len(w.report.Pairs) > 0
	f.Gone = w.gone(name, up)
	if name == "full.html" {
		f.Gone = w.allGone()
	}
	if name != "index.html" {
		f.Crumbs = append(make([]PartLink, 0, 2), PartLink{Href: up + "index.html", Text: w.report.Meta.Title})
	}
	return f
}

// frame is the frame of any page of the site by its path.
func (r *Renderer) frame(name, title, description string) Frame {
	f := Frame{
		Language: r.Layouts.Strings.Language, Title: title, Description: clip(cmp.Or(description, title), 110), Site: r.Config.Title,
		Root:   strings.Repeat("../", strings.Count(name, "/")),
		Series: r.Several,
	}
	if r.Config.BaseURL != "" {
		f.Feed = true
		f.Canonical = r.Config.BaseURL + strings.TrimSuffix(name, "index.html")
	}
	return f
}

// clip shortens a text to so many characters.
func clip(s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

func (w *reportPages) write(layout, name string, view any) error {
	data, err := w.Layouts.append(w.page[:0], layout, view)
	if err != nil {
		return err
	}
	w.page = data
	name = w.report.ID + "/" + name
	w.paths = append(w.paths, name)
	return w.Sink.Write(name, data)
}

func (w *reportPages) html(up string, fill func(*writer)) template.HTML {
	t := &writer{out: w.piece[:0], up: up, strings: w.strings}
	w.piece = nil // what fills it may write a piece of its own
	fill(t)
	w.piece = t.out
	return template.HTML(t.out)
}

func card(r *site.Report) ReportCard {
	c := ReportCard{
		Href: r.ID + "/index.html", Title: r.Meta.Title, Occasion: r.Meta.Occasion,
		Byline: strings.TrimSpace(r.Meta.Office + " " + r.Meta.Speaker), Characters: r.Characters, Minutes: site.Minutes(r.Characters),
		Terms: len(r.Terms), Figures: len(r.Figures), Commitments: len(r.Commitments), Pairs: len(r.Pairs),
	}
	if !r.Meta.Date.IsZero() {
		c.Date = r.Meta.Date.Format("2006-01-02")
	}
	for _, p := range r.Parts {
		switch p.Role {
		case content.Chapter:
			c.Chapters++
		case content.Section:
			c.Sections++
		}
	}
	return c
}

func (w *reportPages) front() error {
	lead := w.report.Parts[0]
	view := ReportView{
		Frame:    w.frame("report", "index.html", "", w.report.Meta.Description),
		Masthead: w.html("", w.masthead),
		Lead:     w.html("", func(t *writer) { t.passages(lead, 2) }),
		Chapters: w.entries(""),
		Card:     w.card,
		Door:     w.door(""),
	}
	if view.Description == view.Title {
		view.Description = w.report.Meta.Title + " " + w.card.Occasion + " " + w.card.Byline
	}
	if lead.Next != nil {
		view.First = w.link("", lead.Next)
	}
	w.toPrograms(&view.Frame, nil)
	view.Frame.Alternates = w.alternates()
	if err := w.write("report", "index.html", view); err != nil {
		return err
	}
	return w.beside()
}

// beside writes what all pages of the report share: its running title on paper, and its picture. The running title is not where the title itself is
// printed, nor in an official document; that is said here again, for Chromium weighs rules for sheets within one file only.
func (w *reportPages) beside() error {
	title := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(w.report.Meta.Title)
	running := `@page{@top-center{content:"` + title + `";font:9pt serif}}@page whole:first{@top-center{content:none}}@page official{@top-center{content:none}}`
	if err := w.Sink.Write(path.Join(w.report.ID, "running.css"), []byte(running)); err != nil {
		return err
	}
	if len(w.report.Picture) == 0 {
		return nil
	}
	return w.Sink.Write(path.Join(w.report.ID, content.PictureName), w.report.Picture)
}

func (t *writer) passages(p *site.Part, level int) {
	for _, passage := range p.Passages {
		t.passage(passage, level)
	}
}

// title is a part's name on the site: its heading's title as corrected, or the interface's word where the text has none.
func (w *reportPages) title(p *site.Part) string {
	if p.Meta.Title != "" {
		return p.Meta.Title
	}
	return w.strings.Get("part-"+role(p), strconv.Itoa(p.Chapter))
}

// placeName is a part's name in references to its passages.
func (w *reportPages) placeName(p *site.Part) string {
	if p.Meta.Title != "" {
		return p.Meta.Title
	}
	return w.strings.Get("place-"+role(p), strconv.Itoa(p.Chapter))
}

// role is what a part without a title is called by.
func role(p *site.Part) string {
	switch p.Role {
	case content.Lead:
		return "lead"
	case content.ChapterClosing:
		return "chapter-closing"
	case content.Annex:
		return "annex"
	case content.Glossary:
		return "glossary"
	case content.Chapter:
		return "chapter"
	}
	return "closing"
}

func (w *reportPages) link(up string, p *site.Part) Link {
	text := w.title(p)
	if p.Meta.Number != "" {
		text = p.Meta.Number + text
	}
	return Link{up + PathOf(p.Part), text}
}

func (w *reportPages) partLink(up string, p *site.Part) PartLink {
	l := w.link(up, p)
	return PartLink{l.Href, l.Text, w.lang(p)}
}

// lang is the language of a part's name where it differs from the report's: of the interface's own words.
func (w *reportPages) lang(p *site.Part) string {
	if p.Meta.Title != "" {
		return ""
	}
	return w.strings.Foreign()
}

// place says where a passage stands: 三（一）第2段, 三（结尾）第1段, 三·狠抓环境第2段 where a section has no number. It is a name in the report's language, whatever that of the interface.
func (w *reportPages) place(p *site.Passage) string {
	if p == nil || p.Part == nil {
		return ""
	}
	s, said := w.places[p]
	if said {
		return s
	}
	if p.Part.Role == content.Lead { // its title is the report's
		s = w.strings.Get("place-lead")
	} else if parent := p.Part.Parent; parent != nil {
		s = strings.TrimRight(cmp.Or(parent.Meta.Number, strconv.Itoa(parent.Chapter)), "、．. ")
	}
	if p.Part.Meta.Number != "" {
		s += strings.TrimRight(p.Part.Meta.Number, "、．. ")
	} else if p.Part.Role != content.Lead {
		if s != "" && p.Part.Meta.Title != "" {
			s += "·"
		}
		s += w.placeName(p.Part)
	}
	if p.Paragraph > 0 {
		s += w.strings.Get("place-paragraph", strconv.Itoa(p.Paragraph))
	}
	if w.places == nil {
		w.places = map[*site.Passage]string{}
	}
	w.places[p] = s
	return s
}

func (w *reportPages) parts() error {
	waited := func(p *site.Part) bool { return slices.Contains(w.First, path.Join(w.report.ID, PathOf(p.Part))) }
	for _, now := range []bool{true, false} {
		for _, p := range w.report.Parts[1:] {
			if waited(p) != now {
				continue
			}
			if err := w.part(p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *reportPages) part(p *site.Part) error {
	name := PathOf(p.Part)
	up := strings.Repeat("../", strings.Count(name, "/"))
	view := PartView{
		Frame:      w.frame("part", name, p.Meta.Number+w.title(p), w.describe(p)),
		Contents:   w.contents(up, p),
		OnPage:     onPage(p),
		Characters: p.Characters, Minutes: p.Minutes,
		Related:  w.related(up, p),
		FullHref: up + "full.html#" + p.ID,
	}
	w.toPrograms(&view.Frame, p)
	view.From, view.To = w.stretch(p)
	view.Heading = w.html(up, func(t *writer) {
		if p.Heading != nil {
			t.heading("h1", "heading "+p.Meta.Form, p.Heading)
			return
		}
		t.raw("<h1", langAttribute(w.lang(p)), ">")
		t.text(w.title(p))
		t.raw("</h1>")
	})
	view.Text = w.html(up, func(t *writer) { t.passages(p, 2) })
	if p.Parent != nil {
		view.Crumbs = append(view.Crumbs, w.partLink(up, p.Parent))
	}
	longest := 1
	for _, c := range p.Children {
		view.Children = append(view.Children, w.entry(up, c))
		longest = max(longest, c.Characters)
	}
	for i := range view.Children {
		setShares(&view.Children[i], longest)
	}
	if p.Previous != nil {
		l := w.partLink(up, p.Previous)
		view.Previous = &l
	}
	if p.Next != nil {
		l := w.partLink(up, p.Next)
		view.Next = &l
	}
	return w.write("part", name, view)
}

// describe is the beginning of a part's text, for search engines and previews.
func (w *reportPages) describe(p *site.Part) string {
	if p.Meta.Description != "" {
		return p.Meta.Description
	}
	for _, passage := range p.Passages {
		if passage.Level == 0 {
			return passage.Text
		}
	}
	return w.title(p)
}

// context is a mention with the words around it, linked to its sentence.
func (w *reportPages) context(up string, m site.Mention) Context {
	c := Context{Place: w.place(m.Passage)}
	c.Href = addressOf(up, m.Passage, m.Start)
	c.Before, c.Name, c.After = m.Excerpt(24)
	return c
}

// PartPage says where the page of a part is, below the report's folder, and what the site calls it.
func (r *Renderer) PartPage(report *site.Report) func(*site.Part) (page, title string) {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	return func(p *site.Part) (string, string) { return PathOf(p.Part), w.title(p) }
}

// SearchPart says how the pages of a report are called in search results.
func (r *Renderer) SearchPart(report *site.Report) func(*site.Part) search.Part {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	return func(p *site.Part) search.Part {
		place := strings.TrimRight(p.Meta.Number, "、．. ")
		if p.Parent != nil {
			place = strings.TrimRight(p.Parent.Meta.Number, "、．. ") + place
		}
		return search.Part{Path: path.Join(report.ID, PathOf(p.Part)), Place: place, Title: w.title(p)}
	}
}
