package series

import "slices"

// Verdict is what a later report says of a target, for an editor: it judges nothing by itself and no page shows it.
type Verdict struct {
	Indicator      string
	Place          string
	Year           int
	Target, Result Stated
	Outcome        Outcome
}

// Outcome is how the numbers of a target and a result compare.
type Outcome string

// Outcomes. What "about" allows, and what numbers of another kind mean, is for the editor.
const (
	Reached    Outcome = "reached"
	NotReached Outcome = "not reached"
	Unclear    Outcome = "unclear"
)

// Verdicts compares each target of a place and year with the results that later reports of the place give for that year, in the same unit and measure.
func (s *Series) Verdicts() ([]Verdict, error) {
	indicators, err := s.Indicators()
	if err != nil {
		return nil, err
	}
	var all []Verdict
	for _, of := range indicators {
		figures, err := s.Figures(of)
		if err != nil {
			return nil, err
		}
		for _, y := range PlaceYears(figures) {
			for _, target := range y.Promised {
				for _, result := range y.Result {
					if result.Report == target.Report || result.Measure != target.Measure || result.Unit != target.Unit {
						continue
					}
					all = append(all, Verdict{of.Name, y.Place, y.Year, target, result, compare(target.Figure, result.Figure)})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Verdict) int {
		return slices.Index(s.Reports, a.Target.Report) - slices.Index(s.Reports, b.Target.Report)
	})
	return all, nil
}

// compare judges numbers alone. A bound decides; without one more is taken for better only where the target is growth upwards.
func compare(target, result *Figure) Outcome {
	sign := func(f *Figure) float64 {
		if f.Direction == "down" && f.Measure == "growth" {
			return -f.Value
		}
		return f.Value
	}
	yes := func(is bool) Outcome {
		if is {
			return Reached
		}
		return NotReached
	}
	if result.Bound != "" || (target.Direction == "down") != (result.Direction == "down") && target.Measure != "growth" {
		return Unclear
	}
	t, r := sign(target), sign(result)
	switch {
	case target.Bound == "about":
		return Unclear
	case target.Direction == "down" && target.Measure == "growth": // 下降3%以上: more is further down
		if target.Bound == "at-most" || target.Bound == "below" {
			return Unclear
		}
		return yes(r <= t)
	case target.Bound == "at-least":
		return yes(r >= t)
	case target.Bound == "above":
		return yes(r > t)
	case target.Bound == "at-most":
		return yes(r <= t)
	case target.Bound == "below":
		return yes(r < t)
	case target.Measure == "growth":
		return yes(r >= t)
	}
	return Unclear
}
