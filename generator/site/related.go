package site

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"baogao/generator/content"
)

// Relation is a passage of another part that a part's reader should see, with the reasons, strongest first.
type Relation struct {
	From    *Passage // the passage of the part
	To      *Passage
	At      int // byte of To that the strongest reason points at
	Reasons []Reason
	Score   float64
}

// Reason says why two passages belong together: exactly one of its pointers is set, or Words where an editor says it.
type Reason struct {
	Pair      *Pair
	Plan      bool // of a pair: To is what is promised, else what was done
	Indicator *Indicator
	Term      *Term
	Phase     bool // of a term: the two speak of different phases of it (一期, 二期)
	Words     string

	weight float64
	at     int
}

// What a reason is worth. A pair is an editor's own word, an indicator both ends measure, a name both ends use; names weigh by how
// much the kind of thing ties what is said of it together, and less the more parts speak of it. Places and people tie nothing.
const (
	worthEditor    = 20.0
	worthPair      = 10.0
	worthIndicator = 5.0
	worthPhase     = 2.0

	mostRelations = 5   // of a part
	leastScore    = 2.9 // below it silence is better
	draftShare    = 0.7 // of a name that nobody has reviewed: it takes two of them
	widestReason  = 5   // parts that may share a name or an indicator before it says nothing
)

func worth(kind string) float64 {
	switch kind {
	case "project", "programme":
		return 4
	case "zone", "road", "water", "fund", "enterprise", "product", "event", "policy-document":
		return 3
	case "slogan", "honour":
		return 2.5
	case "institution":
		return 1.5
	}
	return 0
}

// relations finds for each part the few passages of others that belong to it, from pairs, indicators, names and the editor's word, never
// from words alone.
func (r *Report) relations() {
	reasons := map[[2]*Passage][]Reason{} // from, to
	add := func(from, to *Passage, reason Reason) {
		if from == nil || to == nil || from.Part == nil || to.Part == nil || from.Part == to.Part || from.Paragraph == 0 || to.Paragraph == 0 {
			return
		}
		key := [2]*Passage{from, to}
		reasons[key] = append(reasons[key], reason)
	}
	for _, p := range r.Pairs {
		w := worthPair
		switch p.Comparable {
		case "nearly":
			w--
		case "no":
			w -= 3
		}
		add(p.Review.Passage, p.Plan.Passage, Reason{Pair: p, Plan: true, weight: w, at: p.Plan.Start})
		add(p.Plan.Passage, p.Review.Passage, Reason{Pair: p, weight: w, at: p.Review.Start})
	}
	for _, of := range r.Indicators {
		var ends []end
		for _, f := range of.Figures {
			ends = append(ends, end{f.Passage, f.Start, f.End})
		}
		join(ends, worthIndicator, func(from, to end, w float64) {
			add(from.passage, to.passage, Reason{Indicator: of, weight: w, at: to.start})
		})
	}
	for _, t := range r.Terms {
		var ends []end
		for _, m := range t.Mentions {
			ends = append(ends, end{m.Passage, m.Start, m.End})
		}
		w := worth(t.Kind)
		if t.Draft {
			w *= draftShare
		}
		join(ends, w, func(from, to end, w float64) {
			reason := Reason{Term: t, weight: w, at: to.start}
			if a, b := from.phase(), to.phase(); a != b && a != "" && b != "" {
				reason.Phase = true
				reason.weight += worthPhase
			}
			add(from.passage, to.passage, reason)
		})
	}
	for i := range r.Report.Related {
		e := &r.Report.Related[i]
		from, to := r.Passages[e.From], r.Passages[e.To]
		if from == nil || to == nil {
			continue // content has said so
		}
		add(from, to, Reason{Words: e.Reason, weight: worthEditor})
		add(to, from, Reason{Words: e.Reason, weight: worthEditor, at: max(strings.Index(from.Text, e.Quote), 0)})
	}
	for _, e := range r.Report.Unrelated {
		delete(reasons, [2]*Passage{r.Passages[e.From], r.Passages[e.To]})
		delete(reasons, [2]*Passage{r.Passages[e.To], r.Passages[e.From]})
	}
	byPart := map[*Part][]Relation{}
	for key, found := range reasons {
		if x := relation(key[0], key[1], found); x.Score >= leastScore {
			byPart[key[0].Part] = append(byPart[key[0].Part], x)
		}
	}
	for part, found := range byPart {
		part.Related = strongest(found)
	}
}

// end is a place where a thing is spoken of.
type end struct {
	passage    *Passage
	start, end int
}

// phase is the part of a work that is meant: 一期, 二期.
func (e end) phase() string {
	after := e.passage.Text[e.end:]
	after = after[:min(len("工程一期"), len(after))]
	for _, number := range []string{"一期", "二期", "三期", "四期", "五期"} {
		if strings.Contains(after, number) {
			return number
		}
	}
	return ""
}

// join calls back with each two ends in different parts, with what they are worth: less the more parts there are. The first end in a
// passage stands for it.
func join(ends []end, worth float64, add func(from, to end, worth float64)) {
	if worth == 0 {
		return
	}
	var first []end
	parts := map[*Part]bool{}
	for _, e := range ends {
		if e.passage == nil || e.passage.Part == nil || e.passage.Paragraph == 0 || e.passage.Part.Role == content.Glossary {
			continue
		}
		parts[e.passage.Part] = true
		if !slices.ContainsFunc(first, func(o end) bool { return o.passage == e.passage }) {
			first = append(first, e)
		}
	}
	if len(parts) < 2 || len(parts) > widestReason {
		return
	}
	worth /= math.Sqrt(float64(len(parts) - 1))
	for _, from := range first {
		for _, to := range first {
			if from.passage.Part != to.passage.Part {
				add(from, to, worth)
			}
		}
	}
}

// relation sums up the reasons: what a pair says already is not said again, and each further one counts half of the one before.
func relation(from, to *Passage, reasons []Reason) Relation {
	slices.SortStableFunc(reasons, func(a, b Reason) int { return cmp.Compare(b.weight, a.weight) })
	x := Relation{From: from, To: to, At: reasons[0].at}
	share := 1.0
	for _, reason := range reasons {
		if slices.ContainsFunc(x.Reasons, reason.repeats) {
			continue
		}
		x.Reasons = append(x.Reasons, reason)
		x.Score += reason.weight * share
		share /= 2
	}
	return x
}

// repeats tells whether a pair says the same: it is of the indicator, or its matter is the name.
func (r Reason) repeats(o Reason) bool {
	if o.Pair == nil {
		return false
	}
	of := func(s Side) bool { return s.Figure != nil && s.Figure.Of == r.Indicator }
	return r.Indicator != nil && (of(o.Pair.Review) || of(o.Pair.Plan)) ||
		r.Term != nil && (strings.Contains(o.Pair.Matter, r.Term.Name) || strings.Contains(r.Term.Name, o.Pair.Matter))
}

// strongest are the relations that are shown: each passage of another part once, by the best of the part's own, in a fixed order.
func strongest(all []Relation) []Relation {
	slices.SortFunc(all, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.From.ID, b.From.ID), cmp.Compare(a.To.ID, b.To.ID))
	})
	var shown []Relation
	for _, x := range all {
		if len(shown) == mostRelations {
			break
		}
		if !slices.ContainsFunc(shown, func(o Relation) bool { return o.To == x.To }) {
			shown = append(shown, x)
		}
	}
	return shown
}

// String says a reason in the words of the data: "pair 生产总值增速", "indicator 粮食产量", "project 大学科技园", or the editor's own.
func (r Reason) String() string {
	switch {
	case r.Pair != nil:
		return "pair " + r.Pair.Matter
	case r.Indicator != nil:
		return "indicator " + r.Indicator.Name
	case r.Term != nil && r.Phase:
		return "phases of " + r.Term.Name
	case r.Term != nil:
		return r.Term.Kind + " " + r.Term.Name
	}
	return r.Words
}
