package page

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strconv"

	"baogao/generator/content"
	"baogao/generator/site"
)

// Door is what a reader needs to find a way into a report: the year in figures, the report in one line, and the ways in.
type Door struct {
	Year  []YearFigure
	Strip template.HTML
	Ways  Ways
}

// Ways lead into a report by its themes, by what it promises and by the names that it uses.
type Ways struct {
	Themes     []ThemeWay
	Tasks      *Way // all of them
	Modalities []Way
	Deadlines  []Way
	Pairs      *Way
	Terms      *Way // all of them
	Kinds      []Way
	Often      []Way // the names that the text says most often
}

// Any tells whether there is a way in besides the contents.
func (w Ways) Any() bool { return len(w.Themes) > 0 || w.Tasks != nil || w.Terms != nil }

// Way is an entry with how much stands behind it.
type Way struct{ Href, Name, Count string }

// ThemeWay is a theme with its tasks and figures; an empty count has no page.
type ThemeWay struct {
	Name                     string
	TasksHref, FiguresHref   string
	TasksCount, FiguresCount string
}

// How many of the longest lists a front page shows.
const (
	mostModalities = 8
	mostOften      = 10
)

// door is the front page's; up leads from the page to the report's folder.
func (w *reportPages) door(up string) Door {
	return Door{Year: w.year(up), Strip: w.strip(up), Ways: w.ways(up)}
}

func (w *reportPages) ways(up string) Ways {
	var ways Ways
	ways.Themes = w.themes(up)
	if n := len(w.report.Commitments); n > 0 {
		ways.Tasks = &Way{Href: up + "commitments.html", Count: strconv.Itoa(n)}
		modalities, due := tally{}, tally{}
		for _, c := range w.report.Commitments {
			modalities.add(c.Modality)
			due.add(day(c.Deadline))
		}
		for _, name := range modalities.most(mostModalities) {
			ways.Modalities = append(ways.Modalities, Way{chosen(up+"commitments.html", "modality", name), name, strconv.Itoa(modalities.count[name])})
		}
		slices.Sort(due.order)
		for _, date := range due.order {
			ways.Deadlines = append(ways.Deadlines, Way{up + "commitments.html#due-" + date, date, strconv.Itoa(due.count[date])})
		}
	}
	if n := len(w.report.Pairs); n > 0 {
		ways.Pairs = &Way{Href: up + "pairs.html", Count: strconv.Itoa(n)}
	}
	if n := len(w.report.Terms); n > 0 {
		ways.Terms = &Way{Href: up + "terms/index.html", Count: strconv.Itoa(n)}
		ways.Kinds, ways.Often = w.kinds(up), w.often(up)
	}
	return ways
}

// themes are those of tasks and figures, the one with most of both first.
func (w *reportPages) themes(up string) []ThemeWay {
	all, tasks, figures := tally{}, tally{}, tally{}
	for _, c := range w.report.Commitments {
		all.add(c.Theme)
		tasks.add(c.Theme)
	}
	for _, f := range w.report.Figures {
		all.add(f.Theme)
		figures.add(f.Theme)
	}
	var themes []ThemeWay
	for _, name := range all.most(len(all.order)) {
		t := ThemeWay{Name: name}
		if n := tasks.count[name]; n > 0 {
			t.TasksHref, t.TasksCount = chosen(up+"commitments.html", "theme", name), strconv.Itoa(n)
		}
		if n := figures.count[name]; n > 0 {
			t.FiguresHref, t.FiguresCount = chosen(up+"figures.html", "theme", name), strconv.Itoa(n)
		}
		themes = append(themes, t)
	}
	return themes
}

// kinds are the kinds of terms, in their order.
func (w *reportPages) kinds(up string) []Way {
	kinds := tally{}
	for _, t := range w.report.Terms {
		kinds.add(cmp.Or(t.Kind, "unsorted"))
	}
	var ways []Way
	for _, kind := range append(slices.Clone(content.TermKinds), "unsorted") {
		if n := kinds.count[kind]; n > 0 {
			ways = append(ways, Way{up + "terms/index.html#" + kind, w.strings.Get("term-" + kind), strconv.Itoa(n)})
		}
	}
	return ways
}

// often are the names with the most places, where they have more than one.
func (w *reportPages) often(up string) []Way {
	terms := slices.Clone(w.report.Terms)
	slices.SortStableFunc(terms, func(a, b *site.Term) int { return cmp.Compare(len(b.Mentions), len(a.Mentions)) })
	var ways []Way
	for _, t := range terms[:min(len(terms), mostOften)] {
		if n := len(t.Mentions); n > 1 {
			ways = append(ways, Way{up + "terms/" + t.ID + ".html", t.Name, strconv.Itoa(n)})
		}
	}
	return ways
}

// chosen is a table with a choice made: table.js reads it from the address. Without scripts it is the whole table.
func chosen(page, name, value string) string { return page + "?" + name + "=" + url.QueryEscape(value) }

// tally counts values and keeps their order; the empty one is none.
type tally struct {
	count map[string]int
	order []string
}

func (t *tally) add(value string) {
	if value == "" {
		return
	}
	if t.count == nil {
		t.count = map[string]int{}
	}
	if t.count[value] == 0 {
		t.order = append(t.order, value)
	}
	t.count[value]++
}

// most are up to n values, the most frequent first, else in the order in which they came.
func (t *tally) most(n int) []string {
	sorted := slices.Clone(t.order)
	slices.SortStableFunc(sorted, func(a, b string) int { return cmp.Compare(t.count[b], t.count[a]) })
	return sorted[:min(n, len(sorted))]
}

// CorrectionRow is a correction that a report's latest editions have, for who was here before.
type CorrectionRow struct {
	Href, Report string
	ErratumRow
}

// corrections are those that are applied, the latest first.
func (w *reportPages) corrections(up string) []CorrectionRow {
	var rows []CorrectionRow
	for _, row := range w.errataRows() {
		if !row.Draft {
			rows = append(rows, CorrectionRow{Href: up + "changes.html#" + row.ID, Report: w.report.Meta.Title, ErratumRow: row})
		}
	}
	slices.SortStableFunc(rows, func(a, b CorrectionRow) int { return cmp.Compare(b.Date, a.Date) })
	return rows
}
