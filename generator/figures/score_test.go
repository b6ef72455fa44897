package figures

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"baogao/generator/outline"
)

const reviewed = "../../content/2017/"

// entry is a figure that an editor reviewed.
type entry struct {
	Passage, Quote, Indicator, Subject, Unit, Kind, Measure, Direction, Bound, Per string
	Value                                                                          float64
	ValueMax                                                                       float64 `toml:"value_max"`
	Year                                                                           int

	at int // where its number stands, in code points of the source
}

// readReviewed gives the outline of the report and its reviewed figures, each with the place of its number.
func readReviewed(t testing.TB) (*outline.Outline, []entry) {
	text, err := os.ReadFile(reviewed + "source.txt")
	if err != nil {
		t.Skipf("the reviewed report is not here: %v", err)
	}
	var file struct{ Figure []entry }
	if _, err := toml.DecodeFile(reviewed+"figures.toml", &file); err != nil {
		t.Fatal(err)
	}
	o := outline.Parse(string(text))
	passages := map[string][]outline.Span{}
	w := &walk{visit: func(id string, parts []outline.Span, _ period) { passages[id] = parts }}
	w.plan, w.guessed = planYear(o)
	w.report(o)
	r := &reader{outline: o}
	for i := range file.Figure {
		e := &file.Figure[i]
		parts := passages[e.Passage]
		at := strings.Index(join(o.Text, parts), e.Quote)
		if at < 0 {
			t.Fatalf("%s does not hold %q", e.Passage, e.Quote)
		}
		e.at = r.point(parts, at+lastNumber(e.Quote))
	}
	return o, file.Figure
}

// lastNumber is the place of the last number in a quote: of its last digit, or of its last numeral where it has no digit.
func lastNumber(quote string) int {
	if i := strings.LastIndexAny(quote, "0123456789"); i >= 0 {
		return i
	}
	at := 0
	for i, r := range quote {
		if strings.ContainsRune("一二三四五六七八九十两", r) {
			at = i
		}
	}
	return at
}

// TestScore compares Read with the reviewed figures of the 2017 report. A quantity is found when a figure's span holds the entry's number
// and has its value. The rest is counted among those found.
//
// Indicators are compared without quotation marks, spaces, 的, 、, 全市, 市区 and 总. "same" are equal so; "right" also counts those where
// the editor's indicator or subject (the text's own words, … left out) holds ours, or ours it, with at least half the longer's
// characters, or which share 60% of their pairs of characters.
func TestScore(t *testing.T) {
	o, entries := readReviewed(t)
	found := Read(o)
	used := make([]bool, len(found))
	score := map[string]int{}
	for _, e := range entries {
		i := findFigure(found, e)
		if i < 0 {
			t.Logf("missed: %s %s", e.Passage, e.Quote)
			continue
		}
		used[i] = true
		compare(t, score, &found[i], &e)
	}
	for i, f := range found {
		if !used[i] {
			t.Logf("not an entry: %s %s %s", f.Passage, f.Surface, f.Indicator)
		}
	}
	n, matched := len(entries), score["matched"]
	precision, recall := ratio(matched, len(found)), ratio(matched, n)
	var lines strings.Builder
	fmt.Fprintf(&lines, "%d figures, %d reviewed: precision %.3f, recall %.3f\n", len(found), n, precision, recall)
	for _, field := range []string{"kind", "indicator right", "indicator same", "measure", "direction", "bound", "year", "unit", "per", "value_max"} {
		fmt.Fprintf(&lines, "%-16s %d of %d: %.3f\n", field, score[field], matched, ratio(score[field], matched))
	}
	t.Log("\n" + lines.String())
	for field, want := range map[string]float64{"kind": 0.95, "indicator right": 0.93, "measure": 0.95, "year": 0.95} {
		if got := ratio(score[field], matched); got < want {
			t.Errorf("%s: %.3f, want at least %.2f", field, got, want)
		}
	}
	if precision < 0.97 || recall < 0.97 {
		t.Errorf("precision %.3f and recall %.3f, want at least 0.97", precision, recall)
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func findFigure(found []Figure, e entry) int {
	for i, f := range found {
		if f.Start <= e.at && e.at < f.End && f.Value == e.Value {
			return i
		}
	}
	return -1
}

func compare(t *testing.T, score map[string]int, f *Figure, e *entry) {
	score["matched"]++
	count := func(field string, right bool, got, want any) {
		if right {
			score[field]++
		} else {
			t.Logf("%s: %s %s: got %v, want %v", field, e.Passage, e.Quote, got, want)
		}
	}
	count("kind", f.Kind == e.Kind, f.Kind, e.Kind)
	if plain(f.Indicator) == plain(e.Indicator) {
		score["indicator same"]++
	}
	count("indicator right", alike(f.Indicator, e.Indicator) || e.Subject != "" && alike(f.Indicator, e.Subject) || e.Subject != "" && alike(f.Subject, e.Subject) && f.Indicator != "", f.Indicator, e.Indicator+" "+e.Subject)
	count("measure", f.Measure == e.Measure, f.Measure, e.Measure)
	count("direction", f.Direction == e.Direction, f.Direction, e.Direction)
	count("bound", f.Bound == e.Bound, f.Bound, e.Bound)
	count("year", f.Year == e.Year, f.Year, e.Year)
	count("unit", f.Unit == e.Unit, f.Unit, e.Unit)
	count("per", f.Per == e.Per, f.Per, e.Per)
	top := 0.0
	if f.ValueMax != nil {
		top = *f.ValueMax
	}
	count("value_max", top == e.ValueMax, top, e.ValueMax)
}

func plain(name string) string {
	name = strings.NewReplacer("全市", "", "市区", "", "总", "", "的", "", "…", "").Replace(name)
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

func alike(a, b string) bool {
	a, b = plain(a), plain(b)
	if a == b {
		return a != ""
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if strings.Contains(long, short) && 2*utf8.RuneCountInString(short) >= utf8.RuneCountInString(long) {
		return true
	}
	return dice([]rune(a), []rune(b)) >= 0.6
}

// dice is the share of the pairs of neighbouring characters that two names have in common.
func dice(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	pairs := map[[2]rune]int{}
	for i := range a[1:] {
		pairs[[2]rune{a[i], a[i+1]}]++
	}
	common := 0
	for i := range b[1:] {
		p := [2]rune{b[i], b[i+1]}
		if pairs[p] > 0 {
			pairs[p]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2)
}
