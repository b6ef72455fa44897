package search

import (
	"reflect"
	"testing"
)

func TestQueryIsSaidAsUnderstood(t *testing.T) {
	got := understood(`"稳 增长" 工业 OR 農業 -脱贫 教育 ~5 医疗 in:标题 年：2017 1748 亿元`)
	want := Understood{
		All:     [][]Phrase{{{Text: "稳 增长"}}, {{Text: "工业"}, {Text: "農業"}}, {{Text: "医疗", Near: &Phrase{Text: "教育"}, Within: 5}}, {{Text: "1748亿元"}}},
		Without: []Phrase{{Text: "脱贫"}}, Filters: []string{"in:标题", "年:2017"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("understood as\n%+v, want\n%+v", got, want)
	}
}

func TestFacetsStandInTheirOrder(t *testing.T) {
	hits := []Hit{{Facets: []string{"年:2016", "章:二十一", "in:正文", "主题:经济"}}, {Facets: []string{"年:2017", "章:三", "in:标题", "类型:指标", "主题:民生"}},
		{Facets: []string{"年:2017", "章:十", "in:正文", "主题:民生"}}, {Facets: []string{"年:2017", "章:附件", "in:正文", "主题:城建"}}, {Facets: []string{"章:二十", "in:正文"}}}
	want := []Facet{{"年:2017", 3}, {"年:2016", 1}, {"章:三", 1}, {"章:十", 1}, {"章:二十", 1}, {"章:二十一", 1}, {"章:附件", 1}, {"in:标题", 1}, {"in:正文", 4}, {"类型:指标", 1},
		{"主题:民生", 2}, {"主题:城建", 1}, {"主题:经济", 1}}
	if got := Facets(hits); !reflect.DeepEqual(got, want) {
		t.Errorf("facets\n%v, want\n%v", got, want)
	}
}

func TestTitlesTellReportsApart(t *testing.T) {
	for _, c := range [][4]string{
		{"2017年开封市政府工作报告", "开封市", "2017", "2017年开封市政府工作报告"},
		{"政府工作报告", "洛阳市", "2017", "2017 洛阳市 政府工作报告"},
		{"2016年政府工作报告", "洛阳市", "2016", "洛阳市 2016年政府工作报告"},
		{"政府工作报告", "", "", "政府工作报告"},
	} {
		if got := called(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%q of %q in %q is called %q, want %q", c[0], c[1], c[2], got, c[3])
		}
	}
}

func TestAPieceOfASuggestionIsNotSuggested(t *testing.T) {
	r := &Report{ID: "2017", Year: "2017", Parts: [][3]string{{"a.html", "一", ""}}, Facets: map[string][]int{}}
	for range 3 {
		r.Passages = append(r.Passages, Passage{ID: "p1", Text: "地区生产总值增长，生产总量"})
	}
	want := []Suggestion{{"生产总值", 3}, {"生产总量", 3}}
	if got := Near([]*Report{r}, "生产总直", nil); !reflect.DeepEqual(got, want) {
		t.Errorf("%v is suggested, want %v", got, want)
	}
}
