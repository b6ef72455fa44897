package page

import (
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/site"
)

// PairRow is what was done beside what is promised.
type PairRow struct {
	ID, Matter, Theme     string
	Review, Plan          PairSide
	Comparable, Character string // in words, and as the key
	Note                  string
}

// PairSide is one end of a pair: its words, their place, and their value.
type PairSide struct{ Quote, Href, Place, Value string }

// SumRow is a reckoning written out: "45.5 + 1.5 = 47".
type SumRow struct {
	Text, Note string
	Holds      bool
}

// CommitmentRow is a task in the table of tasks.
type CommitmentRow struct {
	ID, Name, Quote, Href, Place string
	Modality, Theme, Chapter     string
	Deadline, DeadlineText, Lead string
	Status                       string
	Figures                      []Link
	Evidence                     []EvidenceRow
}

// EvidenceRow is who published what on which day, "2018-03-20", about a task.
type EvidenceRow struct{ Publisher, Date, Quote, URL string }

// DeadlineGroup is the tasks that fall due on one day.
type DeadlineGroup struct {
	Date, Text string
	Tasks      []CommitmentRow
}

func (w *reportPages) pairRow(up string, p *site.Pair) PairRow {
	side := func(s site.Side, quote string) PairSide {
		out := PairSide{Quote: quote, Href: addressOf(up, s.Passage, s.Start), Place: w.place(s.Passage)}
		if s.Figure != nil {
			out.Value = w.value(s.Figure)
		}
		return out
	}
	return PairRow{
		ID: p.ID, Matter: p.Matter, Theme: p.Theme, Review: side(p.Review, p.Pair.Review.Quote), Plan: side(p.Plan, p.Pair.Plan.Quote),
		Comparable: w.strings.Get("comparable-" + p.Comparable), Character: p.Comparable, Note: p.Note,
	}
}

func (w *reportPages) sumRow(s *site.Sum) SumRow {
	parts := make([]string, len(s.Parts))
	for i, f := range s.Parts {
		parts[i] = content.Number(f.Value)
	}
	total := content.Number(s.Equals)
	if s.Total != nil {
		total = content.Number(s.Total.Value)
	}
	row := SumRow{Note: s.Note, Holds: s.Holds}
	switch s.Rule {
	case "growth":
		row.Text = parts[0] + " × (1 + " + parts[1] + "%) ≈ " + total
	case "at-least":
		row.Text = strings.Join(parts, " + ") + " ≥ " + total
	default:
		row.Text = strings.Join(parts, " + ") + " = " + total
	}
	return row
}

func (w *reportPages) commitments() error {
	if len(w.report.Commitments) == 0 {
		return nil
	}
	view := DataView{Frame: w.frame("commitments", "commitments.html", w.strings.Get("nav-commitments"), w.report.Meta.Title+w.strings.Get("commitments-description"))}
	view.Filters, view.AsOf = w.filters(len(w.report.Commitments)), day(w.report.AsOf)
	due := map[string]int{}
	for _, c := range w.report.Commitments {
		row := w.commitmentRow(c)
		view.Commitments = append(view.Commitments, row)
		view.Filters.offer("theme", w.strings.Get("col-theme"), row.Theme)
		view.Filters.offer("modality", w.strings.Get("col-modality"), row.Modality)
		view.Filters.offer("deadline", w.strings.Get("col-deadline"), row.DeadlineText)
		view.Filters.offer("chapter", w.strings.Get("col-section"), row.Chapter)
		if row.Deadline == "" {
			continue
		}
		at, ok := due[row.Deadline]
		if !ok {
			at = len(view.Deadlines)
			due[row.Deadline] = at
			view.Deadlines = append(view.Deadlines, DeadlineGroup{Date: row.Deadline})
		}
		view.Deadlines[at].Tasks = append(view.Deadlines[at].Tasks, row)
	}
	slices.SortStableFunc(view.Deadlines, func(a, b DeadlineGroup) int { return strings.Compare(a.Date, b.Date) })
	view.Charts = enough(3, w.deadlineChart(view.Deadlines))
	return w.write("commitments", "commitments.html", view)
}

func (w *reportPages) commitmentRow(c *site.Commitment) CommitmentRow {
	row := CommitmentRow{
		ID: c.ID, Name: c.Name, Quote: c.Quote, Href: addressOf("", c.Passage, c.Start), Place: w.place(c.Passage), Modality: c.Modality, Theme: c.Theme,
		Deadline: day(c.Deadline), DeadlineText: c.DeadlineText, Lead: c.Lead, Status: c.Status(w.report.AsOf),
	}
	if c.Passage.Part != nil {
		row.Chapter = c.Passage.Part.Meta.Number + w.title(c.Passage.Part)
	}
	for _, e := range c.Evidence {
		row.Evidence = append(row.Evidence, EvidenceRow{Publisher: e.Publisher, Date: day(e.Date), Quote: e.Quote, URL: e.URL})
	}
	for _, f := range c.Figures {
		row.Figures = append(row.Figures, Link{"indicators/" + f.Of.ID + ".html#" + f.ID, w.value(f)})
	}
	return row
}

func (w *reportPages) pairs() error {
	if len(w.report.Pairs) == 0 {
		return nil
	}
	view := DataView{Frame: w.frame("pairs", "pairs.html", w.strings.Get("nav-pairs"), w.report.Meta.Title+w.strings.Get("pairs-description"))}
	paired := map[*site.Figure]bool{}
	for _, p := range w.report.Pairs {
		view.Pairs = append(view.Pairs, w.pairRow("", p))
		paired[p.Plan.Figure] = true
	}
	view.Filters = w.filters(len(view.Pairs))
	for _, p := range view.Pairs {
		view.Filters.offer("theme", w.strings.Get("col-theme"), p.Theme)
		view.Filters.offer("comparable", w.strings.Get("col-comparable"), p.Comparable)
	}
	view.Charts = enough(3, w.pairChart())
	for _, f := range w.report.Figures {
		if (f.Kind == "target" || f.Kind == "target-later") && !paired[f] {
			view.Unpaired = append(view.Unpaired, w.figureRow("", f))
		}
	}
	return w.write("pairs", "pairs.html", view)
}
