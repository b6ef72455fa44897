package content

import "testing"

func TestNamesCount(t *testing.T) {
	for name, want := range map[string]int{
		"十个关系": 10, "两改两拆": 4, "双提双修": 4, "三去一降一补": 5, "双随机、一公开": 3, "五证合一": 5, "一带一路": 2, "四个一工程": 4,
		"八网基础设施": 8, "16个城市乱象": 16, "13项基本公共卫生服务": 13, "533工程": 11, "1+8": 9, "十二五": 12, "三十六景": 36, "郑汴一体化": 0,
		"第一书记": 0, "放管服": 0, "“双轮”驱动": 2, "四风": 4,
	} {
		if got := counted(name); got != want {
			t.Errorf("%s counts %d, want %d", name, got, want)
		}
	}
}

func TestScopesCoverPartsAndPassages(t *testing.T) {
	term := Term{Scope: []string{"c1-s2", "c3-s5-p2"}}
	for _, c := range []struct {
		part, passage string
		want          bool
	}{
		{"c1-s2", "c1-s2-p1", true}, {"c1-s2", "c1-s2", true}, {"c1-s20", "c1-s20-p1", false}, {"c3-s5", "c3-s5-p2", true},
		{"c3-s5", "c3-s5-p1", false}, {"c1", "c1-p1", false},
	} {
		if got := term.Covers(c.part, c.passage); got != c.want {
			t.Errorf("%s in %s: %v, want %v", c.passage, c.part, got, c.want)
		}
	}
	if !(&Term{}).Covers("c1", "c1-p1") {
		t.Error("a term without scope is everywhere")
	}
}
