package quantity_test

import (
	"strings"
	"testing"

	"baogao/generator/quantity"
)

func TestSpacesInRanksSessionsAndRareUnits(t *testing.T) {
	check(t, [][2]string{
		{"固定资产投资增长 20.5%，全市第 4 位", "20.5%=20.5 %; 第 4 位=4 位"},
		{"居全省第 4，增长5%", "第 4=4 位; 5%=5 %"},
		{"贯彻落实党委九届十四次全会、市委三届七次全会精神", ""},
		{"南山港服务科考船2152航次", "2152航次=2152 航次"},
		{"死亡率降至万分之五", "万分之五=5 ‱"},
		{"新建六条铁路新干线和新建五个重点港口", "六条=6 条; 五个=5 个"},
		{"五个重点领域，抓住三个重点，", ""},
	})
}

// TestLastIn gives what an entry with these words means: the last quantity that begins in them, whatever Scan thinks of small numbers.
func TestLastIn(t *testing.T) {
	for _, c := range []struct{ text, quote, want string }{
		{"生产总值完成1748亿元，增长8.5%以上。", "完成1748亿元，增长8.5%", "8.5%"},
		{"生产总值完成1748亿元，增长8.5%以上。", "生产总值完成1748亿元", "1748亿元"},
		{"生产总值完成1748亿元，增长8.5%以上。", "增长8", "8.5%"},
		{"新建工程技术研究中心5―10家", "新建工程技术研究中心5―10家", "5―10家"},
		{"居全省第2和第3位", "居全省第2", "第2"},
		{"降低税负、用电等十大领域的成本", "等十大领域", "十"},
		{"力争三年内实现新老城区十湖连通", "新老城区十湖连通", "十"},
		{"努力工作", "努力工作", ""},
	} {
		at := strings.Index(c.text, c.quote)
		q, ok := quantity.LastIn(c.text, quantity.Scan(c.text), at, at+len(c.quote))
		if q.Surface != c.want || ok != (c.want != "") {
			t.Errorf("%q of %q: %q, %t; want %q", c.quote, c.text, q.Surface, ok, c.want)
		}
	}
}

func TestBoundEndIsBehindTheWordThatBounds(t *testing.T) {
	for text, want := range map[string]string{"增长8.5%以上，": "8.5%以上", "三年内建成": "三年内", "约5万人": "5万人", "5万人左右。": "5万人左右"} {
		q := quantity.Scan(text)[0]
		if got := text[q.Start:q.BoundEnd]; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
