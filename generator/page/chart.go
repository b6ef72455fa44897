package page

import (
	"html/template"
	"math"
	"strconv"

	"baogao/generator/site"
)

// Chart answers one question with a picture and the same numbers as a table.
type Chart struct {
	ID, Question string
	Note         string   // what to keep in mind
	Columns      []string // of the table, the first is what the rows are of
	Legend       []ChartKey
	SVG          template.HTML
	Rows         []ChartRow
}

// ChartKey says what a colour is: "reached" or "promised".
type ChartKey struct{ Class, Text string }

// ChartRow is a line of a chart's table.
type ChartRow struct {
	Label, Href string
	Cells       []string
}

// ChartCell is a cell of a row; Text tells whether its words are the report's and not the interface's.
type ChartCell struct {
	Value string
	Text  bool
}

// Values are the row's cells with their language.
func (r ChartRow) Values() []ChartCell {
	cells := make([]ChartCell, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = ChartCell{c, chinese(c)}
	}
	return cells
}

// enough keeps the charts that have something to compare.
func enough(rows int, charts ...Chart) []Chart {
	var found []Chart
	for _, c := range charts {
		if len(c.Rows) >= rows {
			found = append(found, c)
		}
	}
	return found
}

func find(of *site.Indicator, is func(*site.Figure) bool) *site.Figure {
	for _, f := range of.Figures {
		if is(f) {
			return f
		}
	}
	return nil
}

// The drawing, in units of the view box. Each row has its name on a line of its own, so that a narrow screen can read it.
const (
	chartWidth = 400
	chartName  = 20  // the height of a row's name
	chartBar   = 12  // the height of a bar
	chartSpace = 10  // between rows
	chartTail  = 110 // for the value behind the longest bar, at least
)

// open begins a picture that says what it is to who cannot see it: its question, and its rows.
func (t *writer) open(c Chart, height int) {
	t.raw(`<svg class="chart" role="img" viewBox="0 0 `, strconv.Itoa(chartWidth), " ", strconv.Itoa(height), `" aria-labelledby="`, c.ID, `-title" aria-describedby="`, c.ID, `-desc"><title id="`, c.ID, `-title">`)
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
	t.labelIn("", x, y, anchor, class, s)
}

// labelIn is a label in a language of its own, "" for that of the chart, which is Chinese.
func (t *writer) labelIn(language string, x, y float64, anchor, class, s string) {
	t.raw(`<text class="`, class, `"`, langAttribute(language), ` x="`, units(x), `" y="`, units(y), `" text-anchor="`, anchor, `">`)
	t.text(s)
	t.raw("</text>")
}

func (t *writer) bar(class string, x, y, width, height float64) {
	t.raw(`<rect class="`, class, `" x="`, units(x), `" y="`, units(y), `" width="`, units(math.Max(width, 1)), `" height="`, units(height), `"/>`)
}

func (t *writer) dot(class string, x, y, r float64) {
	t.raw(`<circle class="`, class, `" cx="`, units(x), `" cy="`, units(y), `" r="`, units(r), `"/>`)
}

// units writes a length to a tenth.
func units(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// valueWidth is about how wide a value is behind its bar, the gap before it included: Chinese characters are 12 units wide, others up to 8.
func valueWidth(s string) int {
	width := 8
	for _, r := range s {
		if r >= 0x2e80 {
			width += 12
		} else {
			width += 8
		}
	}
	return width
}

// bars draws a bar for each value of a row, as long as its share of the row's largest.
func (w *reportPages) bars(c Chart, values [][]float64, largest func(row int) float64) template.HTML {
	classes := []string{"bar-reached", "bar-promised"}
	row := chartName + len(classes)*(chartBar+2) + chartSpace
	longest := chartWidth - chartTail
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			longest = min(longest, chartWidth-valueWidth(cell))
		}
	}
	longest = max(longest, chartWidth/3)
	return w.html("", func(t *writer) {
		t.open(c, len(values)*row)
		for i, vs := range values {
			y := float64(i * row)
			t.label(0, y+15, "start", "chart-label", c.Rows[i].Label)
			for j, v := range vs {
				width := v / largest(i) * float64(longest)
				at := y + chartName + float64(j*(chartBar+2))
				if math.IsNaN(v) { // no value: its cell says so
					t.label(0, at+10, "start", "chart-value", c.Rows[i].Cells[j])
					continue
				}
				t.bar(classes[j], 0, at, width, chartBar)
				t.label(width+6, at+10, "start", "chart-value", c.Rows[i].Cells[j])
			}
		}
		t.raw("</svg>")
	})
}

// reachedAndPromised are the two colours.
func (w *reportPages) reachedAndPromised() []ChartKey {
	return []ChartKey{{"reached", w.strings.Get("chart-reached")}, {"promised", w.strings.Get("chart-promised")}}
}
