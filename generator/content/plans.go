package content

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"baogao/generator/diag"
)

// Commitment is a task of the report that can be checked later, in commitments.toml.
//
//	[[commitment]]
//	id = "kai-gang-da-dao-yi-qi"
//	passage = "c3-s2-p3"
//	quote = "确保开港大道一期工程年底前建成通车"
//	modality = "确保"
//	theme = "城建"
//	deadline = 2017-12-31
//	deadline_text = "年底前"
type Commitment struct {
	ID           string     `toml:"id"`
	Passage      string     `toml:"passage"`
	Quote        string     `toml:"quote"`
	Name         string     `toml:"name"` // a short name, where the quote is long
	Theme        string     `toml:"theme"`
	Modality     string     `toml:"modality"` // the text's own word: 确保, 力争, 启动; "" where it has none
	Figures      []string   `toml:"figures"`  // ids in figures.toml
	Deadline     time.Time  `toml:"deadline"` // its last day
	DeadlineText string     `toml:"deadline_text"`
	Lead         string     `toml:"lead"` // who, where the text says so
	Evidence     []Evidence `toml:"evidence"`
	Draft        bool       `toml:"draft"`

	Span diag.Span `toml:"-"`
}

// Evidence is what somebody published about a commitment, and what it says of its state.
type Evidence struct {
	Status    string    `toml:"status"`
	Publisher string    `toml:"publisher"`
	Date      time.Time `toml:"date"`
	URL       string    `toml:"url"`
	Quote     string    `toml:"quote"`
}

// Status is what can be said of a commitment on a day: what the newest evidence says, 期限未到 where there is none and the day of its
// deadline has not passed, else 未评估.
func (c *Commitment) Status(day time.Time) string {
	if n := len(c.Evidence); n > 0 {
		newest := c.Evidence[0]
		for _, e := range c.Evidence[1:] {
			if !e.Date.Before(newest.Date) {
				newest = e
			}
		}
		return newest.Status
	}
	if !c.Deadline.IsZero() && !day.After(c.Deadline) && !day.IsZero() {
		return notDue
	}
	return notAssessed
}

const (
	notAssessed = "未评估"
	notDue      = "期限未到"
)

// AllStatuses are those of evidence and the two that need none.
func AllStatuses() []string { return append([]string{notAssessed, notDue}, Statuses...) }

// Statuses a piece of evidence can give a commitment. Without evidence it is not assessed, or not yet due.
var Statuses = []string{"进行中", "完成", "部分完成", "未完成", "无法核实"}

// Pair puts what the report says was done beside what it promises on the same matter, in links.toml.
//
//	[[pair]]
//	id = "high-standard-farmland"
//	matter = "高标准粮田"
//	comparable = "yes"
//	review = { passage = "c1-s2-p1", quote = "新建高标准粮田35万亩", figure = "farmland-2016" }
//	plan = { passage = "c3-s1-p4", quote = "再建成高标准粮田35万亩", figure = "farmland-2017" }
type Pair struct {
	ID         string `toml:"id"`
	Matter     string `toml:"matter"`
	Theme      string `toml:"theme"`
	Comparable string `toml:"comparable"` // yes, nearly, no
	Review     Side   `toml:"review"`
	Plan       Side   `toml:"plan"`
	Note       string `toml:"note"`
	Draft      bool   `toml:"draft"`

	Span diag.Span `toml:"-"`
}

// Side is one end of a pair: exact words of a passage, and their figure where they state one.
type Side struct {
	Passage string `toml:"passage"`
	Quote   string `toml:"quote"`
	Figure  string `toml:"figure"`
}

// Comparables say how far the two ends of a pair speak of the same quantity.
var Comparables = []string{"yes", "nearly", "no"}

// Sum is a reckoning with figures of the report that a reader can follow, in links.toml. Rules: "sum" (the parts add up to the
// total), "growth" (the first part grown by the second, in per cent, is about the total), "at-least" (the parts add up to no less).
//
//	[[sum]]
//	id = "urbanization"
//	rule = "sum"
//	parts = ["urbanization-2016", "urbanization-2017-diff"]
//	total = "urbanization-2017"
type Sum struct {
	ID     string   `toml:"id"`
	Rule   string   `toml:"rule"`
	Parts  []string `toml:"parts"`
	Total  string   `toml:"total"` // a figure; "" where the total is Equals
	Equals float64  `toml:"equals"`
	Note   string   `toml:"note"`
}

// SumRules are the reckonings that a Sum can be.
var SumRules = []string{"sum", "growth", "at-least"}

func (v *validator) sum(n int, s *Sum, figures map[string]bool) {
	v.id(n, diag.Say("sum"), s.ID)
	v.oneOf(n, "rule", s.Rule, SumRules, true)
	for _, id := range append(slices.Clone(s.Parts), s.Total) {
		if id != "" && !figures[id] {
			v.errorf(n, "parts", "sum %q: there is no figure %q", s.ID, id).SetHelp("use the id of a figure of figures.toml")
		}
	}
	if len(s.Parts) == 0 || s.Rule == "growth" && len(s.Parts) != 2 || (s.Total == "") == (s.Equals == 0) {
		v.errorf(n, "parts", "sum %q cannot be reckoned", s.ID).SetHelp("parts are figures (two for growth); the total is a figure, or a number in equals")
	}
}

func (v *validator) commitment(n int, c *Commitment, figures map[string]bool, r *Report) {
	v.id(n, diag.Say("commitment"), c.ID)
	v.required(n, "quote", c.Quote)
	v.quoted(n, diag.Say("commitment %q", c.ID), c.Passage, c.Quote)
	if c.DeadlineText != "" && c.Deadline.IsZero() || c.DeadlineText == "" && !c.Deadline.IsZero() {
		v.errorf(n, "deadline_text", "commitment %q: a deadline is a day and the words that set it", c.ID).SetHelp("write both deadline = 2017-12-31 and deadline_text = \"年底前\", or neither")
	}
	for _, id := range c.Figures {
		if !figures[id] {
			v.errorf(n, "figures", "commitment %q: there is no figure %q", c.ID, id).SetHelp("use the id of a figure of figures.toml")
		}
	}
	for i := range c.Evidence {
		v.evidenceSeen++
		v.evidence(n, v.evidenceSeen, c, &c.Evidence[i], r)
	}
}

// WebAddress is the pattern of an address that leads out of the site.
const WebAddress = `https?://[^/\s]+(/\S*)?`

var webAddress = regexp.MustCompile("^" + WebAddress + "$")

// evidence checks one verdict: the mth piece of evidence of the file, on its nth commitment.
func (v *validator) evidence(n, m int, c *Commitment, e *Evidence, r *Report) {
	at := func(key string) diag.Span {
		if span := v.index().value("commitment.evidence", m, key); span != (diag.Span{}) {
			return span
		}
		return v.place(n, "evidence") // written in the entry
	}
	errorf := func(key, format string, args ...any) *diag.Problem {
		return v.problems.Errorf(v.file, at(key), "commitment %q: %s", c.ID, diag.Say(format, args...))
	}
	if !slices.Contains(Statuses, e.Status) {
		errorf("status", "unknown status %q", e.Status).SetHelp("use one of: %s; without evidence a task is 未评估 or 期限未到, which the site says by itself", strings.Join(Statuses, ", "))
	}
	if e.Publisher == "" {
		errorf("publisher", "a verdict without publisher").SetHelp("add publisher = \"…\": who published the words")
	}
	if e.Date.IsZero() {
		errorf("date", "a verdict without date").SetHelp("add date = 2018-01-31: the day the words were published")
	}
	if e.URL != "" && !webAddress.MatchString(e.URL) {
		errorf("url", "%q is not a web address", e.URL).SetHelp("write all of it, from https:// on, as the browser shows it: url = \"https://…\"")
	}
	if e.Quote == "" {
		errorf("quote", "a verdict without quote").SetHelp("add quote = \"…\": the words that show it")
	}
	day, said := v.index().inside["as_of"]
	switch {
	case said && e.Date.After(r.AsOf):
		errorf("date", "evidence from after the file's as_of, %s", r.AsOf.Format(time.DateOnly)).
			See(v.file, day, "as_of is here").SetHelp("move as_of to the day up to which you looked for evidence")
	case !e.Date.IsZero() && e.Date.Before(r.Meta.Date):
		v.problems.Warnf(v.file, at("date"), "commitment %q: evidence from before the report, %s", c.ID, r.Meta.Date.Format(time.DateOnly)).
			SetHelp("look at the year: what became of a task was published after the report was given")
	case !said && m == 1 && !r.Meta.Date.IsZero():
		v.problems.Warnf(v.file, at("date"), "there is evidence, and no as_of: the pages say that states are as of %s, the report's own day", r.AsOf.Format(time.DateOnly)).
			SetHelp("write above the first entry: as_of = %s, the day up to which you looked for evidence", newest(r).Format(time.DateOnly))
	}
	if e.Status != "未完成" || e.Date.IsZero() {
		return
	}
	switch {
	case c.Deadline.IsZero():
		errorf("status", "未完成 without a deadline").SetHelp("what has no deadline cannot have missed it: write 进行中 or 部分完成")
	case !e.Date.After(c.Deadline):
		errorf("date", "未完成 before the deadline, %s", c.Deadline.Format(time.DateOnly)).SetHelp("write 进行中, or give evidence from after the deadline")
	}
}

// newest is the day of the last evidence.
func newest(r *Report) time.Time {
	var day time.Time
	for _, c := range r.Commitments {
		for _, e := range c.Evidence {
			if e.Date.After(day) {
				day = e.Date
			}
		}
	}
	return day
}

func (v *validator) pair(n int, p *Pair, figures map[string]bool) {
	v.id(n, diag.Say("pair"), p.ID)
	v.required(n, "matter", p.Matter)
	v.oneOf(n, "comparable", p.Comparable, Comparables, true)
	for i, side := range []*Side{&p.Review, &p.Plan} {
		key := []string{"review", "plan"}[i]
		v.quotedAt(n, key, diag.Say("pair %q", p.ID), side.Passage, side.Quote)
		if side.Figure != "" && !figures[side.Figure] {
			v.errorf(n, key, "pair %q: there is no figure %q", p.ID, side.Figure).SetHelp("use the id of a figure of figures.toml")
		}
	}
}

// FormatCommitment writes a commitment as commitments.toml has it.
func FormatCommitment(c Commitment) string {
	var w tomlWriter
	w.line("[[commitment]]")
	w.text("id", c.ID)
	w.text("passage", c.Passage)
	w.text("quote", c.Quote)
	w.text("name", c.Name)
	w.text("theme", c.Theme)
	w.text("modality", c.Modality)
	w.list("figures", c.Figures)
	w.day("deadline", c.Deadline)
	w.text("deadline_text", c.DeadlineText)
	w.text("lead", c.Lead)
	return w.b.String()
}
