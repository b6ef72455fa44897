package series

import (
	"testing"

	"baogao/generator/content"
)

func TestATargetIsComparedWithWhatALaterReportSays(t *testing.T) {
	all, err := Join(years(), []content.Term{{Name: "生产总值", Aliases: []string{"地区生产总值"}}}).Verdicts()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Outcome != NotReached || all[0].Target.Report.ID != "a" || all[0].Result.Report.ID != "b" || all[0].Year != 2017 {
		t.Fatalf("%+v", all)
	}
}

func TestABoundDecides(t *testing.T) {
	for _, c := range []struct {
		target, result Figure
		want           Outcome
	}{
		{Figure{Measure: "growth", Value: 8, Bound: "at-least"}, Figure{Measure: "growth", Value: 8}, Reached},
		{Figure{Measure: "growth", Value: 8, Bound: "above"}, Figure{Measure: "growth", Value: 8}, NotReached},
		{Figure{Measure: "growth", Value: 8}, Figure{Measure: "growth", Value: 3, Direction: "down"}, NotReached},
		{Figure{Measure: "growth", Value: 3, Direction: "down"}, Figure{Measure: "growth", Value: 3.5, Direction: "down"}, Reached},
		{Figure{Measure: "growth", Value: 3, Direction: "down", Bound: "at-most"}, Figure{Measure: "growth", Value: 3.5, Direction: "down"}, Unclear},
		{Figure{Measure: "growth", Value: 8, Bound: "about"}, Figure{Measure: "growth", Value: 7.9}, Unclear},
		{Figure{Measure: "growth", Value: 8}, Figure{Measure: "growth", Value: 8, Bound: "about"}, Unclear},
		{Figure{Measure: "share", Value: 4.5, Bound: "at-most"}, Figure{Measure: "share", Value: 3}, Reached},
		{Figure{Measure: "level", Value: 200}, Figure{Measure: "level", Value: 210}, Unclear},
		{Figure{Measure: "level", Value: 200, Bound: "at-least"}, Figure{Measure: "level", Value: 190}, NotReached},
	} {
		if got := compare(&c.target, &c.result); got != c.want {
			t.Errorf("%+v against %+v is %s, want %s", c.result, c.target, got, c.want)
		}
	}
}
