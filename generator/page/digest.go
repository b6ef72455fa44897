package page

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/series"
	"baogao/generator/site"
)

// titleYear is a year in a report's title, for one that has no date.
var titleYear = regexp.MustCompile(`(?:19|20)[0-9][0-9]`)

// Digest is what the pages of the series say of a report.
func (r *Renderer) Digest(report *site.Report) *series.Given {
	w := &reportPages{Renderer: r, report: report, strings: r.Layouts.Strings}
	d := &series.Given{Head: series.Head{ID: report.ID, Title: report.Meta.Title, Place: report.Meta.Place}}
	if !report.Meta.Date.IsZero() {
		d.Year = report.Meta.Date.Year()
	} else if y := titleYear.FindString(report.Meta.Title); y != "" {
		d.Year, _ = strconv.Atoi(y)
	}
	d.Name = w.called(&d.Head)
	up := report.ID + "/"
	d.Figures = slices.Grow(d.Figures, len(report.Figures))
	for _, f := range report.Figures {
		d.Figures = append(d.Figures, series.Figure{
			ID: f.ID, Indicator: f.Indicator, Kind: f.Kind, Measure: f.Measure,
			Direction: f.Direction, Bound: f.Bound, Unit: f.Unit, Year: f.Year, Value: f.Value,
			Said: w.value(f), Quote: f.Quote, Href: addressOf(up, f.Passage, f.Number), Where: w.place(f.Passage), Draft: f.Draft,
		})
	}
	for _, t := range report.Terms {
		if len(t.Mentions) > 0 {
			d.Terms = append(d.Terms, series.Term{ID: t.ID, Name: t.Name, Kind: t.Kind, Href: up + "terms/" + t.ID + ".html",
				Definition: t.Definition, Source: t.Source, Uses: len(t.Mentions), Draft: t.Draft})
		}
	}
	d.Commitments = slices.Grow(d.Commitments, len(report.Commitments))
	for _, c := range report.Commitments {
		d.Commitments = append(d.Commitments, series.Commitment{ID: c.ID, Figures: c.Commitment.Figures, Name: cmp.Or(c.Name, c.Quote), Deadline: day(c.Deadline), Status: c.Status(report.AsOf), Href: up + "commitments.html#" + c.ID})
	}
	for _, p := range report.Parts {
		for _, passage := range p.Passages {
			where := w.place(passage)
			for _, s := range passage.Sentences {
				if s.End-s.Start >= series.LeastSentence {
					d.Sentences = append(d.Sentences, series.Sentence{Text: passage.Text[s.Start:s.End], Href: addressOf(up, passage, s.Start), Where: where})
				}
			}
		}
	}
	d.Has = series.Counts{Figures: len(d.Figures), Terms: len(d.Terms), Commitments: len(d.Commitments)}
	return d
}

// called is a report's title, with what tells it from those of other places and years where the title does not say it.
func (w *reportPages) called(d *series.Head) string {
	var more []string
	if d.Place != "" && !strings.Contains(d.Title, d.Place) {
		more = append(more, d.Place)
	}
	if year := strconv.Itoa(d.Year); d.Year != 0 && !strings.Contains(d.Title, year) {
		more = append(more, w.strings.Get("year-of", year))
	}
	switch {
	case len(more) > 0:
		return d.Title + "（" + strings.Join(more, "，") + "）"
	case d.Year == 0 && d.Title != d.ID:
		return d.Title + "（" + d.ID + "）"
	}
	return d.Title
}
