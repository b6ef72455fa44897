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
