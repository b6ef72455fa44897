package series

import (
	"slices"
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/packed"
)

// years are two reports of one place, and one of another.
func years() []*Digest {
	gdp := func(name, kind, measure, unit string, year int, value float64) Figure {
		return Figure{Indicator: name, Kind: kind, Measure: measure, Unit: unit, Year: year, Value: value}
	}
	return []*Digest{
		{Head: Head{ID: "b", Place: "开封市", Year: 2018}, Figures: packed.ListOf(gdp("全市生产总值", "change", "growth", "%", 2017, 7.8)),
			Terms:     packed.ListOf(Term{ID: "fang-guan-fu", Name: "放管服", Uses: 2}, Term{ID: "only", Name: "独有", Uses: 1}),
			Sentences: packed.ListOf(Sentence{Text: "坚持稳中求进工作总基调，深入推进供给侧结构性改革，完成投资200亿元。"})},
		{Head: Head{ID: "a", Place: "开封市", Year: 2017}, Figures: packed.ListOf(gdp("生产总值", "target", "growth", "%", 2017, 8.5), gdp("粮食产量", "actual", "level", "亿斤", 2016, 60)),
			Terms:     packed.ListOf(Term{ID: "fang-guan-fu", Name: "“放管服”", Uses: 1}),
			Sentences: packed.ListOf(Sentence{Text: "坚持稳中求进工作总基调，扎实推进供给侧结构性改革，完成投资100亿元。"}, Sentence{Text: "各位代表！"})},
		{Head: Head{ID: "c", Place: "郑州市", Year: 2018}, Figures: packed.ListOf(gdp("地区生产总值", "actual", "level", "亿元", 2017, 9130))},
	}
}

// indicatorsOf and termsOf are those of a series.
func indicatorsOf(t *testing.T, s *Series) []*Indicator { return must(t, s.Indicators) }

func termsOf(t *testing.T, s *Series) []*SharedTerm { return must(t, s.Terms) }

// yearsOf are the rows of the first indicator.
func yearsOf(t *testing.T, s *Series) []PlaceYear {
	t.Helper()
	return PlaceYears(must(t, func() ([]Stated, error) { return s.Figures(indicatorsOf(t, s)[0]) }))
}

func must[T any](t *testing.T, of func() (T, error)) T {
	t.Helper()
	v, err := of()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestWhatWasPromisedStandsBesideWhatTheNextReportSaysWasReached(t *testing.T) {
	s := Join(years(), []content.Term{{ID: "gdp", Name: "生产总值", Aliases: []string{"地区生产总值"}}})
	if all := indicatorsOf(t, s); len(all) != 1 || all[0].Name != "生产总值" || all[0].Reports != 3 || all[0].ID != "sheng-chan-zong-zhi" || all[0].Count() != 3 {
		t.Fatalf("indicators: %+v", all)
	}
	rows := yearsOf(t, s)
	if len(rows) != 2 || rows[0].Place != "开封市" || rows[0].Year != 2017 || len(rows[0].Promised) != 1 || len(rows[0].Result) != 1 {
		t.Fatalf("years: %+v", rows)
	}
	if p, r := rows[0].Promised[0], rows[0].Result[0]; p.Value != 8.5 || p.Report.ID != "a" || r.Value != 7.8 || r.Report.ID != "b" {
		t.Errorf("promised %+v, reached %+v", p, r)
	}
	if rows[1].Place != "郑州市" || len(rows[1].Promised) != 0 {
		t.Errorf("another place's row: %+v", rows[1])
	}
}

func TestReportsThatDoNotSayTheirPlaceStandBesideNoOther(t *testing.T) {
	reports := years()[:2]
	for _, r := range reports {
		r.Place = ""
	}
	rows := yearsOf(t, Join(append(reports, years()[2]), []content.Term{{Name: "生产总值", Aliases: []string{"地区生产总值"}}}))
	if len(rows) != 3 || rows[0].Place != "郑州市" || rows[1].Only != reports[1] || rows[2].Only != reports[0] || len(rows[1].Result) != 0 {
		t.Errorf("years: %+v", rows)
	}
}

func TestNamesThatNobodyCalledOneStayTwo(t *testing.T) {
	if all := indicatorsOf(t, Join(years(), nil)); len(all) != 1 || all[0].Reports != 2 {
		t.Errorf("without an alias 地区生产总值 is not 生产总值: %+v", all)
	}
}

func TestReportsStandByPlaceYearAndId(t *testing.T) {
	s := Join(years(), nil)
	var got []string
	for _, p := range s.Places {
		for _, r := range p.Reports {
			got = append(got, p.Name+r.ID)
		}
	}
	if want := []string{"开封市a", "开封市b", "郑州市c"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !slices.Equal(s.Years, []int{2017, 2018}) {
		t.Errorf("years %v", s.Years)
	}
}

func TestATermOfTwoReportsIsSharedThroughItsMarks(t *testing.T) {
	s := Join(years(), nil)
	all := termsOf(t, s)
	if len(all) != 1 || all[0].ID != "fang-guan-fu" || all[0].Count() != 2 {
		t.Fatalf("terms: %+v", all)
	}
	uses, err := s.Uses(all[0])
	if err != nil || uses[0].Report.ID != "a" || uses[0].Uses != 1 || uses[1].Report.ID != "b" || uses[1].Uses != 2 {
		t.Errorf("uses: %+v, %v", uses, err)
	}
}

func TestSentencesAlikeAreMarkedWhereTheyDiffer(t *testing.T) {
	s := Join(years(), nil)
	clauses, err := s.IndexClauses()
	if err != nil {
		t.Fatal(err)
	}
	found, err := clauses.Of(1)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d sentences alike, want 1: %v", len(found), err)
	}
	a := found[0]
	if a.Report.ID != "a" {
		t.Errorf("alike to %s", a.Report.ID)
	}
	own := func(all []Change) (s string) {
		for _, c := range all {
			if c.Own {
				s += "[" + c.Text + "]"
			}
		}
		return s
	}
	if own(a.Ours) != "[深入][200]" || own(a.Theirs) != "[扎实][100]" {
		t.Errorf("differences %s and %s", own(a.Ours), own(a.Theirs))
	}
}

func FuzzDifferencesKeepBothTexts(f *testing.F) {
	f.Add("坚持稳中求进", "坚持进中求稳")
	f.Add("", "a")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		ours, theirs := differences(a, b)
		all := func(changes []Change, own bool) (s string) {
			for _, c := range changes {
				if own || !c.Own {
					s += c.Text
				}
			}
			return s
		}
		if all(ours, true) != a || all(theirs, true) != b {
			t.Fatalf("%q and %q were cut into %v and %v", a, b, ours, theirs)
		}
		if all(ours, false) != all(theirs, false) {
			t.Fatalf("what %q and %q have in common differs: %v and %v", a, b, ours, theirs)
		}
	})
}

func TestAddressesAreGivenOnce(t *testing.T) {
	a := addresses{}
	for _, want := range []string{"x", "x-2", "x-3"} {
		if got := a.next("x"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := a.next("x-2"); got != "x-2-2" {
		t.Errorf("%s, want x-2-2", got)
	}
}
