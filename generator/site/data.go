package site

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/content"
)

// data puts figures, commitments and pairs in their places. Content has checked that every quote is in its passage.
func (r *Report) data() {
	byID := map[string]*Figure{}
	byName := map[string]*Indicator{}
	for i := range r.Report.Figures {
		f := &Figure{Figure: &r.Report.Figures[i]}
		f.Passage, f.Start, f.End = r.locate(f.Figure.Passage, f.Quote)
		if f.Passage == nil {
			continue
		}
		f.Number = f.NumberAt.Start
		of := byName[f.Indicator]
		if of == nil {
			of = &Indicator{ID: f.ID, Name: f.Indicator, Theme: f.Theme}
			byName[f.Indicator] = of
			r.Indicators = append(r.Indicators, of)
		}
		f.Of = of
		of.Figures = append(of.Figures, f)
		byID[f.ID] = f
		r.Figures = append(r.Figures, f)
	}
	for i := range r.Report.Commitments {
		c := &Commitment{Commitment: &r.Report.Commitments[i]}
		c.Passage, c.Start, c.End = r.locate(c.Commitment.Passage, c.Quote)
		for _, id := range c.Commitment.Figures {
			if f := byID[id]; f != nil {
				c.Figures = append(c.Figures, f)
			}
		}
		if c.Passage != nil {
			r.Commitments = append(r.Commitments, c)
		}
	}
	for i := range r.Report.Pairs {
		p := &Pair{Pair: &r.Report.Pairs[i]}
		p.Review.Passage, p.Review.Start, p.Review.End = r.locate(p.Pair.Review.Passage, p.Pair.Review.Quote)
		p.Plan.Passage, p.Plan.Start, p.Plan.End = r.locate(p.Pair.Plan.Passage, p.Pair.Plan.Quote)
		p.Review.Figure, p.Plan.Figure = byID[p.Pair.Review.Figure], byID[p.Pair.Plan.Figure]
		if p.Review.Passage != nil && p.Plan.Passage != nil {
			r.Pairs = append(r.Pairs, p)
		}
	}
	for i := range r.Report.Sums {
		s := &Sum{Sum: &r.Report.Sums[i]}
		s.Total = byID[s.Sum.Total]
		for _, id := range s.Sum.Parts {
			if f := byID[id]; f != nil {
				s.Parts = append(s.Parts, f)
			}
		}
		s.Holds = s.reckon()
		r.Sums = append(r.Sums, s)
	}
	r.figureMarks()
	r.notes()
	r.Highlights = highlights(r.Figures, r.Indicators)
}

// notes puts at each sentence what leads to the tasks and pairs that quote it. A quote that runs on over a stop is noted where it begins.
func (r *Report) notes() {
	for _, c := range r.Commitments {
		c.Passage.note(c.Start, Note{Commitment: c})
	}
	for _, p := range r.Pairs {
		p.Review.Passage.note(p.Review.Start, Note{Pair: p})
		p.Plan.Passage.note(p.Plan.Start, Note{Pair: p})
	}
	for _, p := range r.Passages {
		slices.SortStableFunc(p.Notes, func(a, b Note) int { return cmp.Compare(a.Sentence, b.Sentence) })
	}
}

func (p *Passage) note(at int, n Note) {
	n.Sentence = p.SentenceAt(at)
	p.Notes = append(p.Notes, n)
}

// highlights are the figures that an editor gave a place, by it. Where he gave none they are found by a rule that needs no reading: of each
// indicator one figure, in the order of the text; first of those of which the report says both what was reached and what is promised.
func highlights(all []*Figure, indicators []*Indicator) []*Figure {
	var chosen []*Figure
	for _, f := range all {
		if f.Highlight > 0 {
			chosen = append(chosen, f)
		}
	}
	if len(chosen) > 0 {
		slices.SortStableFunc(chosen, func(a, b *Figure) int { return cmp.Compare(a.Highlight, b.Highlight) })
		return chosen
	}
	taken := map[*Indicator]bool{}
	level := func(f *Figure) bool { return f.Kind == "actual" && (f.Measure == "level" || f.Measure == "share") }
	change := func(f *Figure) bool { return f.Kind == "change" && f.Measure == "growth" }
	both := func(is func(*Figure) bool) func(*Figure) bool {
		return func(f *Figure) bool {
			return is(f) && slices.ContainsFunc(f.Of.Figures, func(g *Figure) bool { return g.Kind == "target" })
		}
	}
	for _, rule := range []func(*Figure) bool{both(level), both(change), level, change, func(f *Figure) bool { return f.Kind == "actual" || f.Kind == "target" }} {
		for _, of := range indicators {
			for _, f := range of.Figures {
				if len(chosen) < content.Highlights && !taken[of] && f.Unsure == "" && rule(f) {
					chosen, taken[of] = append(chosen, f), true
				}
			}
		}
	}
	return chosen
}

// reckon says whether the figures meet. Stated figures are rounded, so a sum may be off by half a unit of the coarsest last digit,
// and a growth, which multiplies two rounded figures, by half a per cent of the total.
func (s *Sum) reckon() bool {
	total := s.Equals
	if s.Total != nil {
		total = s.Total.Value
	}
	if s.Rule == "growth" {
		return len(s.Parts) == 2 && math.Abs(s.Parts[0].Value*(1+s.Parts[1].Value/100)-total) <= total*0.005
	}
	sum, slack := 0.0, 1e-9
	for _, f := range s.Parts {
		sum += f.Value
		slack = max(slack, halfLastDigit(f.Value))
	}
	if s.Rule == "at-least" {
		return sum >= total-1e-9
	}
	return math.Abs(sum-total) <= slack
}

// halfLastDigit is half the worth of the last decimal that a value is stated with.
func halfLastDigit(v float64) float64 {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	_, decimals, ok := strings.Cut(s, ".")
	if !ok {
		return 1e-9
	}
	return 0.5 * math.Pow10(-len(decimals))
}

// locate finds a quote in a passage.
func (r *Report) locate(passage, quote string) (p *Passage, start, end int) {
	if p = r.Passages[passage]; p == nil {
		return nil, 0, 0
	}
	start = max(strings.Index(p.Text, quote), 0)
	return p, start, min(start+len(quote), len(p.Text))
}

// figureMarks marks in the text the words from each figure's number to the end of its quote, where no term or erratum stands.
func (r *Report) figureMarks() {
	for _, f := range r.Figures {
		m := Mark{Start: f.Number, End: f.End, Figure: f}
		taken := slices.ContainsFunc(f.Passage.Marks, func(k Mark) bool { return m.Start < k.End && k.Start < m.End })
		if taken || m.End <= m.Start || crosses(f.Passage.Segments, m.Start, m.End) {
			f.Passage.note(f.Number, Note{Figure: f})
			continue
		}
		f.Passage.Marks = append(f.Passage.Marks, m)
	}
	for _, f := range r.Figures {
		slices.SortFunc(f.Passage.Marks, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	}
}
