package page

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strconv"
)

// mostCards is how many reports a home page shows as cards besides its table.
const mostCards = 12

// latestCorrections is how many the home page shows.
const latestCorrections = 5

// fill puts the latest report and the latest corrections on the home page.
func (h *HomeView) fill(of *Around) error {
	latest := -1
	for i, report := range of.Reports {
		if latest < 0 || report.Date > of.Reports[latest].Date {
			latest = i
		}
		h.Changed = append(h.Changed, report.Corrections...)
	}
	for i, report := range of.Reports {
		if i != latest {
			h.Others = append(h.Others, report.Card)
		}
	}
	slices.SortStableFunc(h.Changed, func(a, b CorrectionRow) int { return cmp.Compare(b.Date, a.Date) })
	h.Changed = h.Changed[:min(len(h.Changed), latestCorrections)]
	if latest < 0 {
		return nil
	}
	front, err := of.Front(latest)
	h.Latest = &Latest{of.Reports[latest], front}
	return err
}

// HomePlace is the reports of one place on the home page of a series.
type HomePlace struct {
	Name    string
	Reports []HomeReport
}

// HomeReport is a report in the table of the home page.
type HomeReport struct{ Href, Year, Title string }

// places is the table of the home page, and its picture: one square for a report, by place and year, as large as its text.
func (w *seriesPages) places(cards map[string]ReportCard) ([]HomePlace, template.HTML) {
	var rows []HomePlace
	longest := 1 // characters
	for _, p := range w.series.Places {
		row := HomePlace{Name: w.placeName(p.Name)}
		for _, r := range p.Reports {
			row.Reports = append(row.Reports, HomeReport{r.ID + "/index.html", w.year(r.Year), r.Name})
			longest = max(longest, cards[r.ID].Characters)
		}
		rows = append(rows, row)
	}
	return rows, w.picture(rows, cards, longest)
}

// mostPlaces is how many places a picture can show that somebody still reads.
const mostPlaces = 60

// pictureWidth is as wide as the column of the home page, so that its labels are as large as the text beside.
const pictureWidth = 736

func (w *seriesPages) picture(rows []HomePlace, cards map[string]ReportCard, longest int) template.HTML {
	first, last := 0, 0
	for _, y := range w.series.Years {
		if first == 0 {
			first = y
		}
		last = y
	}
	if first == last || len(rows) > mostPlaces {
		return ""
	}
	const row, most, names = 26, 20.0, 110.0
	return w.html("", func(t *writer) {
		t.raw(`<svg class="chart series-picture" viewBox="0 0 `, strconv.Itoa(pictureWidth), " ", strconv.Itoa(len(rows)*row+20), `" role="group" aria-label="`)
		t.text(w.strings.Get("series-picture"))
		t.raw(`">`)
		for i, p := range w.series.Places {
			y := float64(i * row)
			t.label(0, y+row-8, "start", "chart-label", clip(rows[i].Name, 7))
			t.bar("chart-line", names, y+row-3, pictureWidth-names, 1)
			for j, r := range p.Reports {
				if r.Year == 0 {
					continue
				}
				side := max(most*math.Sqrt(float64(cards[r.ID].Characters)/float64(longest)), 4)
				x := names + float64(r.Year-first)/float64(last-first)*(pictureWidth-names-most)
				t.raw(`<a href="`)
				t.text(rows[i].Reports[j].Href)
				t.raw(`"><title>`)
				t.text(rows[i].Reports[j].Year + " " + r.Title)
				t.raw("</title>")
				t.bar("square", x, y+row-3-side, side, side)
				t.raw("</a>")
			}
		}
		bottom := float64(len(rows)*row + 14)
		t.label(names, bottom, "start", "chart-value", strconv.Itoa(first))
		t.label(pictureWidth, bottom, "end", "chart-value", strconv.Itoa(last))
		t.raw("</svg>")
	})
}
