package page

import (
	"cmp"
	"html/template"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"baogao/generator/content"
	"baogao/generator/quantity"
	"baogao/generator/site"
)

// charts are the pictures that the figures of a report allow; none where there is nothing to compare.
func (w *reportPages) charts() []Chart {
	return enough(3, w.growthChart(), w.rankChart(), w.moneyChart())
}

// growthChart: how fast did it grow, and how fast is it to grow?
func (w *reportPages) growthChart() Chart {
	s := w.strings
	c := Chart{ID: "growth", Question: s.Get("chart-growth"), Columns: []string{s.Get("col-indicator"), s.Get("chart-reached"), s.Get("chart-promised")}, Legend: w.reachedAndPromised()}
	var bars [][]float64
	most := 1.0
	for _, of := range w.report.Indicators {
		reached, promised := find(of, isGrowth("change")), find(of, isGrowth("target"))
		if reached == nil || promised == nil {
			continue
		}
		bars = append(bars, []float64{reached.Value, promised.Value})
		most = max(most, reached.Value, promised.Value)
		c.Rows = append(c.Rows, ChartRow{of.Name, "indicators/" + of.ID + ".html", []string{w.value(reached), w.value(promised)}})
	}
	c.SVG = w.bars(c, bars, func(int) float64 { return most })
	return c
}

func isGrowth(kind string) func(*site.Figure) bool {
	return func(f *site.Figure) bool {
		return f.Kind == kind && f.Measure == "growth" && f.Direction != "down" && f.Unit == "%"
	}
}

// pairChart: what was reached and what is promised, of the pairs that can be compared in amount.
func (w *reportPages) pairChart() Chart {
	s := w.strings
	c := Chart{ID: "pairs", Question: s.Get("chart-pairs"), Note: s.Get("chart-pairs-note"), Columns: []string{s.Get("col-matter"), s.Get("chart-reached"), s.Get("chart-promised")}, Legend: w.reachedAndPromised()}
	var bars [][]float64
	for _, p := range w.report.Pairs {
		reached, promised := p.Review.Figure, p.Plan.Figure
		if p.Comparable != "yes" || reached == nil || promised == nil || reached.Unit != promised.Unit || reached.Measure == "growth" || reached.Measure == "rank" || reached.Value+promised.Value == 0 {
			continue
		}
		bars = append(bars, []float64{reached.Value, promised.Value})
		c.Rows = append(c.Rows, ChartRow{p.Matter, "#" + p.ID, []string{w.value(reached), w.value(promised)}})
	}
	c.SVG = w.bars(c, bars, func(i int) float64 { return max(bars[i][0], bars[i][1]) })
	return c
}

// rankChart: how fast did it grow, and where does that stand among the province's cities?
func (w *reportPages) rankChart() Chart {
	s := w.strings
	c := Chart{ID: "rank", Question: s.Get("chart-rank"), Columns: []string{s.Get("col-indicator"), s.Get("answer-rank"), s.Get("answer-change")}}
	type ranked struct {
		row  ChartRow
		rank float64
	}
	var all []ranked
	for _, of := range w.report.Indicators {
		f := find(of, func(f *site.Figure) bool { return f.Kind == "rank" && f.Bound == "" && scope(f) == "全省" })
		if f == nil {
			continue
		}
		row := ChartRow{of.Name, "indicators/" + of.ID + ".html", []string{w.value(f), "—"}}
		if g := find(of, func(g *site.Figure) bool { return g.Kind == "change" }); g != nil {
			row.Cells[1] = w.value(g)
		}
		all = append(all, ranked{row, f.Value})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	last := 2.0
	for _, r := range all {
		c.Rows = append(c.Rows, r.row)
		last = max(last, r.rank)
	}
	const row = chartName + 24 + chartSpace
	c.SVG = w.html("", func(t *writer) {
		t.open(c, len(all)*row)
		for i, r := range all {
			y := float64(i * row)
			t.label(0, y+15, "start", "chart-label", r.row.Label)
			t.label(chartWidth, y+15, "end", "chart-value", r.row.Cells[1])
			t.bar("chart-line", 12, y+chartName+11.5, chartWidth-24, 1)
			x := 12 + (r.rank-1)/(last-1)*(chartWidth-24)
			t.dot("bar-promised", x, y+chartName+12, 11)
			t.label(x, y+chartName+16, "middle", "chart-inside", content.Number(r.rank))
		}
		t.raw("</svg>")
	})
	return c
}

// funds are the words for money that is spent, put in or raised: what is produced, sold or earned is none.
var funds = []string{"资金", "支出", "投资", "经费", "基金", "资本", "贷款", "补助", "补贴", "减税", "降费", "周转金", "专项债"}

// moneyChart: how much money does the report name, and for what? A stretch of four powers of ten asks for a scale by powers of ten.
func (w *reportPages) moneyChart() Chart {
	s := w.strings
	c := Chart{ID: "money", Question: s.Get("chart-money"), Note: s.Get("chart-money-note"), Columns: []string{s.Get("col-indicator"), s.Get("col-theme"), s.Get("col-value"), s.Get("col-kind")}}
	type sum struct {
		row       ChartRow
		field     string
		yuan      float64
		undecided bool
	}
	var all []sum
	var fields []string
	for _, f := range w.report.Figures {
		u, _ := quantity.Lookup(f.Unit)
		if u.Base != "元" || f.Measure != "level" || f.Per == "人" || f.Per == "人·年" || f.Kind == "spec" || f.Kind == "fact" || !slices.ContainsFunc(funds, func(w string) bool { return strings.Contains(f.Indicator, w) }) || f.Value*math.Pow10(u.Ten) < 1e6 {
			continue
		}
		if !slices.Contains(fields, f.Theme) {
			fields = append(fields, f.Theme)
		}
		row := ChartRow{f.Indicator, "indicators/" + f.Of.ID + ".html", []string{f.Theme, w.value(f), w.strings.Get("kind-" + f.Kind)}}
		all = append(all, sum{row, f.Theme, f.Value * math.Pow10(u.Ten), f.Kind != "actual"})
	}
	slices.SortStableFunc(all, func(a, b sum) int {
		return cmp.Or(cmp.Compare(slices.Index(fields, a.field), slices.Index(fields, b.field)), cmp.Compare(b.yuan, a.yuan))
	})
	least, most := 1.0, 1.0
	for i, m := range all {
		c.Rows = append(c.Rows, m.row)
		if ten := math.Floor(math.Log10(m.yuan)); i == 0 || ten < least {
			least = ten
		}
		most = max(most, math.Ceil(math.Log10(m.yuan)))
	}
	if most <= least {
		return Chart{}
	}
	c.Legend = w.reachedAndPromised()
	const row, heading = chartName + 16, 24
	place := func(ten float64) float64 { return 8 + (ten-least)/(most-least)*(chartWidth-16) }
	headings := 0
	for _, field := range fields {
		if field != "" {
			headings++ // a draft has no field yet
		}
	}
	c.SVG = w.html("", func(t *writer) {
		t.open(c, len(all)*row+headings*heading+28)
		bottom := float64(len(all)*row + headings*heading)
		for ten := least; ten <= most; ten++ {
			t.bar("chart-line", place(ten), 0, 1, bottom)
			anchor := "middle"
			if ten == least {
				anchor = "start"
			} else if ten == most {
				anchor = "end"
			}
			t.label(place(ten), bottom+18, anchor, "chart-value", yuan(ten))
		}
		y := 0.0
		for i, m := range all {
			if m.field != "" && (i == 0 || all[i-1].field != m.field) {
				t.label(0, y+18, "start", "chart-field", m.field)
				y += heading
			}
			class := "bar-reached"
			if m.undecided {
				class = "bar-promised"
			}
			t.label(8, y+15, "start", "chart-label", m.row.Label)
			t.label(chartWidth, y+15, "end", "chart-value", m.row.Cells[1])
			t.dot(class, place(math.Log10(m.yuan)), y+chartName+7, 6)
			y += row
		}
		t.raw("</svg>")
	})
	return c
}

// yuan is a power of ten in the unit that is said with it: 100亿元.
func yuan(ten float64) string {
	n := func(by float64) string { return strconv.FormatFloat(math.Pow(10, by), 'f', -1, 64) }
	switch {
	case ten >= 12:
		return n(ten-12) + "万亿元"
	case ten >= 8:
		return n(ten-8) + "亿元"
	case ten >= 4:
		return n(ten-4) + "万元"
	}
	return n(ten) + "元"
}

// deadlineChart: what is due when? Each bar reaches from the report's day to the deadline.
func (w *reportPages) deadlineChart(groups []DeadlineGroup) Chart {
	s := w.strings
	c := Chart{ID: "deadlines", Question: s.Get("chart-deadlines"), Columns: []string{s.Get("col-deadline"), s.Get("nav-commitments")}}
	start := w.report.Meta.Date
	if start.IsZero() || len(groups) == 0 {
		return c
	}
	days := make([]float64, len(groups))
	most := 1.0
	for i, g := range groups {
		if due, err := time.Parse(time.DateOnly, g.Date); err == nil {
			days[i] = max(due.Sub(start).Hours()/24, 0)
		}
		most = max(most, days[i])
		c.Rows = append(c.Rows, ChartRow{g.Date, "#due-" + g.Date, []string{strconv.Itoa(len(g.Tasks))}})
	}
	const row = chartName + chartBar + chartSpace
	c.SVG = w.deadlines(c, days, most, row)
	return c
}

func (w *reportPages) deadlines(c Chart, days []float64, most float64, row int) template.HTML {
	return w.html("", func(t *writer) {
		t.open(c, len(days)*row)
		for i, d := range days {
			y := float64(i * row)
			t.label(0, y+15, "start", "chart-label", c.Rows[i].Label)
			width := d / most * (chartWidth - chartTail)
			t.bar("bar-promised", 0, y+chartName, width, chartBar)
			t.labelIn(w.strings.Foreign(), width+6, y+chartName+10, "start", "chart-value", w.strings.Get("chart-due", c.Rows[i].Cells[0], strconv.Itoa(int(d))))
		}
		t.raw("</svg>")
	})
}
