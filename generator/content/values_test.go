package content

import (
	"testing"

	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/quantity"
)

// TestValueIsWhatTheWordsSay holds entries beside quotes that say their value in words, in another unit, or as a range.
func TestValueIsWhatTheWordsSay(t *testing.T) {
	for _, c := range []struct {
		quote string
		value float64
		unit  string
		right bool
	}{
		{"四条高速", 4, "条", true}, {"四条高速", 14, "条", false}, {"十项民生工程", 10, "项", true},
		{"降低三成以上", 3, "成", true}, {"降低三成以上", 30, "%", true}, {"降低三成以上", 3, "%", false},
		{"总量翻一番", 1, "番", true}, {"总量翻一番", 100, "%", true}, {"总量翻两番", 300, "%", true}, {"总量翻一番", 2, "番", false},
		{"占百分之八十五", 85, "%", true}, {"超过三分之二", 66.7, "%", true}, {"超过三分之二", 66, "%", false}, {"超过三分之二", 0.667, "", true},
		{"十大领域", 10, "个", true}, {"十大领域", 9, "个", false},
		{"1748亿元", 1748, "亿元", true}, {"1748亿元", 174800000000, "元", true}, {"1748亿元", 1748, "万元", false}, {"1748亿元", 1748, "亿美元", false},
		{"１２３．５万公里", 123.5, "万公里", true}, {"1,091.5万元", 1091.5, "万元", true}, {"二十五万亩", 25, "万亩", true}, {"300多万人次", 300, "万人次", true},
		{"2.46万建档立卡贫困人口", 2.46, "万人", true}, {"2.46万建档立卡贫困人口", 2.46, "人", false},
		{"居全省第5位", 5, "位", true}, {"增长-3.2%", 3.2, "%", true}, {"16.4∶40.2∶43.4", 43.4, "%", true}, {"16.4∶40.2∶43.4", 40.2, "%", false},
		{"4万套（户）", 4, "万套（户）", true}, {"80―100家", 80, "家", false},
	} {
		u, known := quantity.Lookup(c.unit)
		if !known && c.unit != "" {
			t.Errorf("%q: the unit %q is not known", c.quote, c.unit)
			continue
		}
		q, found := quantity.LastIn(c.quote, quantity.Scan(c.quote), 0, len(c.quote))
		right := found && q.ValueMax == nil && sameUnit(c.unit, u, q) && sameValue(c.value, c.unit, u, q, q.Value, q.BaseValue)
		if right != c.right {
			t.Errorf("%q as %v%s: right %t, want %t (%+v)", c.quote, c.value, c.unit, right, c.right, q)
		}
	}
}

// TestEveryCommittedFigureKnowsItsNumber: the place of the number is what the site links, a range from its lower end.
func TestEveryCommittedFigureKnowsItsNumber(t *testing.T) {
	project, id := committed(t)
	var problems diag.List
	r := Load(project, id, markdown.NewParser(), &problems)
	if s := screen(&problems); s != "" {
		t.Fatal(s)
	}
	texts := map[string]string{}
	for _, b := range r.Blocks() {
		texts[b.ID] = b.Text
	}
	ranges := map[string]string{"engineering-centres-2017": "5―10家", "guidance-fund-scale-2020": "80亿至100亿"}
	for _, f := range r.Figures {
		got := texts[f.Passage][f.NumberAt.Start:f.NumberAt.End]
		if got == "" {
			t.Errorf("%s has no place", f.ID)
		}
		if want := ranges[f.ID]; want != "" && got != want {
			t.Errorf("%s stands at %q, want %q", f.ID, got, want)
		}
		if ranges[f.ID] != "" {
			delete(ranges, f.ID)
		}
	}
	for id := range ranges {
		t.Errorf("there is no figure %s", id)
	}
}
