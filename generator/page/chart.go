package page

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strconv"

	"baogao/generator/content"
	"baogao/generator/site"
)

// Chart answers one question with a picture and the same numbers as a table.
type Chart struct {
	ID, Question string
	Columns      []string // of the table, the first is what the rows are of
	SVG          template.HTML
	Rows         []ChartRow
}

// ChartRow is a line of a chart's table.
type ChartRow struct {
	Label, Href string
	Cells       []string
}

// charts are the pictures that the figures of a report allow; none where there is nothing to compare.
func (w *reportPages) charts() []Chart {
	var found []Chart
	for _, c := range []Chart{w.growthChart(), w.rankChart()} {
		if len(c.Rows) >= 3 {
			found = append(found, c)
		}
	}
	return found
}

// growthChart: how fast did it grow, and how fast is it to grow?
func (w *reportPages) growthChart() Chart {
	s := w.strings
	c := Chart{ID: "growth", Question: s.Get("chart-growth"), Columns: []string{s.Get("col-indicator"), s.Get("chart-reached"), s.Get("chart-promised")}}
	var bars [][2]float64
	for _, of := range w.report.Indicators {
		reached, promised := find(of, isGrowth("change")), find(of, isGrowth("target"))
		if reached == nil || promised == nil || reached.Unit != "%" || promised.Unit != "%" {
			continue
		}
		bars = append(bars, [2]float64{reached.Value, promised.Value})
		c.Rows = append(c.Rows, ChartRow{of.Name, "indicators/" + of.ID + ".html", []string{w.value(reached), w.value(promised)}})
	}
	c.SVG = w.barPairs(c, bars)
	return c
}

// rankChart: where does it stand in the province?
func (w *reportPages) rankChart() Chart {
	s := w.strings
	c := Chart{ID: "rank", Question: s.Get("chart-rank"), Columns: []string{s.Get("col-indicator"), s.Get("answer-rank")}}
	type ranked struct {
		row  ChartRow
		rank float64
	}
	var all []ranked
	for _, of := range w.report.Indicators {
		if f := find(of, func(f *site.Figure) bool { return f.Kind == "rank" }); f != nil {
			all = append(all, ranked{ChartRow{of.Name, "indicators/" + of.ID + ".html", []string{w.value(f)}}, f.Value})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	var ranks []float64
	for _, r := range all {
		c.Rows = append(c.Rows, r.row)
		ranks = append(ranks, r.rank)
	}
	c.SVG = w.dots(c, ranks)
	return c
}

func find(of *site.Indicator, is func(*site.Figure) bool) *site.Figure {
	for _, f := range of.Figures {
		if is(f) {
			return f
		}
	}
	return nil
}

func isGrowth(kind string) func(*site.Figure) bool {
	return func(f *site.Figure) bool { return f.Kind == kind && f.Measure == "growth" && f.Direction != "down" }
}

// The drawing, in units of the view box: rows of one height, labels at the left, a scale at the right.
const (
	chartWidth  = 640
	chartLabel  = 200
	chartRow    = 34
	chartMargin = 60 // for the value behind a bar
)

// open begins a picture that says what it is to who cannot see it: its question, and its rows.
func (t *writer) open(c Chart, height int) {
	t.raw(`<svg class="chart" role="img" viewBox="0 0 `, strconv.Itoa(chartWidth), " ", strconv.Itoa(height), `" aria-labelledby="`, c.ID, `-title `, c.ID, `-desc"><title id="`, c.ID, `-title">`)
	t.text(c.Question)
	t.raw(`</title><desc id="`, c.ID, `-desc">`)
	for i, row := range c.Rows {
		if i > 0 {
			t.text("；")
		}
		t.text(row.Label)
		for j, cell := range row.Cells {
			t.text(" " + c.Columns[j+1] + " " + cell)
		}
	}
	t.raw("</desc>")
}

func (t *writer) label(x, y float64, anchor, class, s string) {
	t.raw(`<text class="`, class, `" x="`, units(x), `" y="`, units(y), `" text-anchor="`, anchor, `">`)
	t.text(s)
	t.raw("</text>")
}

func (t *writer) bar(class string, x, y, width, height float64) {
	t.raw(`<rect class="`, class, `" x="`, units(x), `" y="`, units(y), `" width="`, units(math.Max(width, 1)), `" height="`, units(height), `"/>`)
}

func units(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// barPairs draws two bars a row: what was reached, and what is promised.
func (w *reportPages) barPairs(c Chart, bars [][2]float64) template.HTML {
	most := 1.0
	for _, b := range bars {
		most = max(most, b[0], b[1])
	}
	scale := float64(chartWidth-chartLabel-chartMargin) / most
	return w.html("", func(t *writer) {
		t.open(c, len(bars)*chartRow+4)
		for i, b := range bars {
			y := float64(i * chartRow)
			t.label(chartLabel-8, y+21, "end", "chart-label", c.Rows[i].Label)
			for j, class := range []string{"bar-reached", "bar-promised"} {
				width := math.Round(b[j]*scale*10) / 10
				t.bar(class, chartLabel, y+5+float64(j*13), width, 11)
				t.label(chartLabel+width+6, y+14+float64(j*13), "start", "chart-value", c.Rows[i].Cells[j])
			}
		}
		t.raw("</svg>")
	})
}

// dots draws a rank a row on a scale that begins with the first place.
func (w *reportPages) dots(c Chart, ranks []float64) template.HTML {
	last := 2.0
	for _, r := range ranks {
		last = max(last, r)
	}
	step := float64(chartWidth-chartLabel-chartMargin) / (last - 1)
	return w.html("", func(t *writer) {
		t.open(c, len(ranks)*chartRow+4)
		for i, r := range ranks {
			y := float64(i*chartRow) + 17
			t.label(chartLabel-8, y+4, "end", "chart-label", c.Rows[i].Label)
			t.bar("chart-line", chartLabel+10, y-0.5, step*(last-1), 1)
			x := chartLabel + 10 + math.Round((r-1)*step*10)/10
			t.raw(`<circle class="bar-promised" cx="`, units(x), `" cy="`, units(y), `" r="11"/>`)
			t.label(x, y+4, "middle", "chart-inside", content.Number(r))
		}
		t.raw("</svg>")
	})
}
