package page

import "baogao/generator/site"

// YearFigure is one of the figures that tell the year on a report's front page: what was reached, how it moved, what is promised.
type YearFigure struct {
	Name, Href, Value string
	More              []string
	Place             Link // its sentence
	Draft             bool
}

// year is for a page from which up leads to the report's folder.
func (w *reportPages) year(up string) []YearFigure {
	var found []YearFigure
	for _, f := range w.report.Highlights {
		y := YearFigure{
			Name: f.Indicator, Href: up + "indicators/" + f.Of.ID + ".html", Value: w.value(f), Draft: f.Draft,
			Place: Link{addressOf(up, f.Passage, f.Number), w.place(f.Passage)},
		}
		say := func(key string, is func(*site.Figure) bool) {
			if g := find(f.Of, is); g != nil && g != f {
				y.More = append(y.More, w.strings.Get(key, w.value(g)))
			}
		}
		say("year-change", func(g *site.Figure) bool { return g.Kind == "change" && g.Measure == "growth" })
		if len(y.More) == 0 {
			say("year-change", func(g *site.Figure) bool { return g.Kind == "change" })
		}
		say("year-rank", func(g *site.Figure) bool { return g.Kind == "rank" })
		if g := find(f.Of, func(g *site.Figure) bool { return g.Kind == "target" }); g != nil && g != f {
			y.More = append(y.More, w.strings.Get("year-target", w.value(g)))
		}
		found = append(found, y)
	}
	return found
}
