package page

import (
	"strconv"
	"strings"
	"time"
)

func (w *reportPages) about() error {
	m := &w.report.Meta
	view := AboutView{
		Frame:   w.frame("about", "about.html", w.strings.Get("nav-about"), m.Title+w.strings.Get("about-description")),
		Licence: w.Config.Licence,
		Noise:   len(w.report.Noise),
	}
	for _, a := range w.alternates() {
		view.Downloads = append(view.Downloads, Link{a.Href, a.Title})
	}
	view.Facts, view.Errata = w.facts(), w.errataRows()
	view.Citations = w.citations()
	return w.write("about", "about.html", view)
}

// facts say where the text comes from.
func (w *reportPages) facts() []Fact {
	m := &w.report.Meta
	var facts []Fact
	fact := func(key, value string) {
		if value != "" {
			facts = append(facts, Fact{w.strings.Get(key), value, chinese(value)})
		}
	}
	fact("fact-title", m.Title)
	fact("fact-occasion", m.Occasion)
	fact("fact-byline", strings.TrimSpace(m.Office+" "+m.Speaker))
	fact("fact-date", day(m.Date))
	fact("fact-publisher", m.Publisher)
	fact("fact-url", m.URL)
	fact("fact-file", m.Source.File)
	fact("fact-transcriber", m.Source.By)
	fact("fact-size", w.strings.Get("bytes", strconv.Itoa(m.Source.Size)))
	fact("fact-sha256", m.Source.SHA256)
	fact("fact-encoding", strings.ToUpper(m.Source.Encoding))
	if m.Source.Copies > 1 {
		fact("fact-copies", w.strings.Get("copies", strconv.Itoa(m.Source.Copies)))
	}
	fact("fact-characters", strconv.Itoa(w.report.Characters))
	return facts
}

func (w *reportPages) errataRows() []ErratumRow {
	var rows []ErratumRow
	for _, e := range w.report.Errata {
		row := ErratumRow{
			ID: e.ID, Published: e.Published, Corrected: e.Corrected, Kind: w.strings.Get("erratum-" + e.Kind), Reason: e.Reason,
			By: e.By, Date: day(e.Date), Draft: e.Draft, Place: w.place(e.Passage),
		}
		if e.Passage != nil && e.Passage.Part != nil {
			row.Href = PathOf(e.Passage.Part.Part) + "#" + e.Passage.ID
		}
		rows = append(rows, row)
	}
	return rows
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
