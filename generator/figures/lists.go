package figures

import (
	"strings"
	"unicode/utf8"
)

// heads end the names of what is measured. A part of a list that ends in none takes its head from the last:
// 高成长性、高新技术企业增加值 are two of 增加值.
var heads = longest([]string{
	"种植面积", "建筑面积", "面积", "产量", "总量", "增加值", "产值", "余额", "收入", "支出", "投资", "批次", "数量", "人数", "比重", "标准", "起数", "接待量", "用量", "排放量", "浓度", "总额", "额", "率", "量", "数", "值", "指数", "价格", "水平", "能力", "规模", "里程", "收益", "利润", "税收", "存款", "贷款", "吞吐量", "占比", "成本", "资金", "业",
})

// abbreviated are names that hold two, in the order that their numbers follow.
var abbreviated = []struct{ both, first, second string }{
	{"城乡居民", "城镇居民", "农村居民"}, {"存贷款", "存款", "贷款"}, {"城乡", "城镇", "农村"}, {"二三产业", "第二产业", "第三产业"}, {"二、三产业", "第二产业", "第三产业"}, {"中省", "中央", "省"},
}

// share gives the names of the n things that a subject names together, nil where it does not name n.
func share(name string, n int) []string {
	parts := split(name)
	if len(parts) != n {
		if n == 2 {
			for _, a := range abbreviated {
				if strings.Contains(name, a.both) {
					return []string{strings.Replace(name, a.both, a.first, 1), strings.Replace(name, a.both, a.second, 1)}
				}
			}
		}
		return nil
	}
	last := parts[n-1]
	for i, p := range parts[:n-1] {
		parts[i] = p + sharedTail(p, last)
	}
	parts[n-1] = sharedStart(strings.TrimSuffix(parts[0], sharedTail(parts[0], last)), last) + last
	for i := range parts {
		parts[i] = fullName(parts[i])
	}
	return parts
}

// split cuts a list outside quotations and brackets.
func split(name string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		switch {
		case strings.ContainsRune("“（《(", r):
			depth++
		case strings.ContainsRune("”）》)", r):
			depth--
		case depth == 0 && i > from && strings.ContainsRune("、和与及", r):
			if strings.HasPrefix(name[i:], "以及") || r == '和' && strings.HasPrefix(name[i:], "和谐") {
				break
			}
			parts = append(parts, strings.TrimSuffix(name[from:i], "以"))
			from = i + size
		}
		i += size
	}
	return append(parts, name[from:])
}

// sharedTail is the end of the last part that belongs to an earlier one as well: 集访批次 in 赴京、到省集访批次. Where the earlier ends in
// words that the last has too (集中供养 and 分散供养年人均标准), what follows them is shared; else what lies beyond its length,
// or the head, whichever is longer.
func sharedTail(part, last string) string {
	if _, ok := hasSuffixOf(part, heads); ok {
		return ""
	}
	p, l := []rune(part), []rune(last)
	for n := min(len(p), 4); n >= 2; n-- {
		if i := strings.Index(last, string(p[len(p)-n:])); i > 0 {
			return last[i+len(string(p[len(p)-n:])):]
		}
	}
	head, _ := hasSuffixOf(last, heads)
	if len(head) == len(last) {
		head = ""
	}
	tail := ""
	if len(l) > len(p) {
		tail = string(l[len(p):])
	}
	if head != "" && strings.HasSuffix(tail, head) {
		return tail
	}
	return head
}

// sharedStart is the beginning of the first part that belongs to the last as well: 农村五保 in 农村五保集中供养和分散供养.
func sharedStart(first, last string) string {
	f, l := []rune(first), []rune(last)
	for n := min(len(f), len(l), 4); n >= 2; n-- {
		end := string(f[len(f)-n:])
		i := strings.Index(last, end)
		if i <= 0 || strings.HasPrefix(last, string(f[:2])) {
			continue
		}
		own := utf8.RuneCountInString(last[:i])
		if rest := len(f) - n - own; rest > 0 {
			return string(f[:rest])
		}
	}
	return ""
}

// fullNames are the short names of the sectors, which every report uses.
var fullNames = []struct{ short, full string }{{"一产", "第一产业"}, {"二产", "第二产业"}, {"三产", "第三产业"}}

// fullName is a name as a reader would look it up.
func fullName(name string) string {
	name = strings.Trim(name, " 　、，的")
	for _, n := range fullNames {
		if rest, ok := strings.CutPrefix(name, n.short); ok && !strings.HasPrefix(rest, "业") {
			return n.full + rest
		}
	}
	return name
}
