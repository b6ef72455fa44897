package outline_test

import (
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// What a site or a conversion does to a text, and what must not change its outline.
var conversions = map[string]func(string) string{
	"carriage returns": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	"entities":         func(s string) string { return strings.ReplaceAll(s, "\u3000\u3000", "&nbsp;&nbsp;&nbsp;&nbsp;") },
	"no-break spaces":  func(s string) string { return strings.ReplaceAll(s, "\n", "\u00a0\n\u00a0") },
	"a page around": func(s string) string {
		return "首页\n领导之窗\n政务公开\n当前位置：\n首页\n>>\n政府工作报告\n" + strings.Trim(s, "\n") + "\n分享到：\n微信\n微博\n上一篇：\n某市2019年政府工作报告\n版权所有：某市人民政府\n"
	},
	"the whole page again": func(s string) string { return s + "\n当前位置：\n首页\n>>\n政府工作报告\n" + s },
}

func TestLayoutAndPagesDoNotChangeTheOutline(t *testing.T) {
	for _, e := range readExpected(t) {
		text := strings.ReplaceAll(readReport(t, filepath.Join(reportsFolder, e.id+".txt")), "\r\n", "\n")
		want := count(outline.Parse(text))
		for name, convert := range conversions {
			o := outline.Parse(convert(text))
			if err := tiles(o); err != nil {
				t.Errorf("%s with %s: %v", e.id, name, err)
			}
			if got := count(o); got != want {
				t.Errorf("%s with %s: read %+v, without %+v", e.id, name, got, want)
			}
		}
	}
}
