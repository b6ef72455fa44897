package figures

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/quantity"
)

// sides are names of one side of a thing, which the clause or sentence before names: 粮食生产再获丰收，总产达到557亿斤.
var sides = []string{"总产", "总产量", "产量", "产值", "总里程", "占比", "比重", "保有量", "覆盖率", "利税", "利润", "销量", "总长度", "总面积", "增产", "总产值", "总规模", "参保率", "满意率", "交付率", "开工率", "竣工率", "办结率", "办复率"}

// inFull completes a name that says too little: the side of a thing with the thing, and an investment with what it is for.
func (s *sentence) inFull(m *mention, name string, changed bool) string {
	if m.Kind == quantity.Money && !changed && slices.Contains(spendings, name) {
		if of := s.spentOn(m); of != "" {
			return of + strings.TrimPrefix(strings.TrimPrefix(name, "总"), "完成")
		}
		return name
	}
	if !slices.Contains(sides, name) {
		return name
	}
	owner := ""
	if before := s.clauseBefore(m); before != "" {
		owner = thing(before) // 粮食生产再获丰收，总产达到557亿斤
	} else if len(s.carried) == 1 {
		owner = thing(s.carried[0])
	}
	if owner == "" {
		owner = thing(s.topic(m))
	}
	if owner == "" || strings.HasPrefix(name, owner) {
		return name
	}
	return owner + name
}

// clauseBefore is what the clause before is about, "" where it states a number of its own or says too much.
func (s *sentence) clauseBefore(m *mention) string {
	before := lastBytes(strings.TrimSuffix(s.text[:m.Start-len(m.clause)], "，"), reach)
	before = object(cutOpeners(before[lastBreak(before, 0, len(before)):]))
	if strings.ContainsAny(before, "0123456789０１２３４５６７８９") || utf8.RuneCountInString(before) > 12 {
		return ""
	}
	return before
}

// thing is what a name is of: 粮食 of 粮食总产量, 高速公路 of 高速公路建设实现新跨越.
func thing(name string) string {
	if w, ok := hasPrefixOf(name, keeps); ok {
		name = strings.TrimPrefix(name, w)
	}
	name, _ = cutPredicate(name)
	for _, w := range []string{"市场渗透率", "播种面积", "种植面积", "综合生产能力", "生产", "建设", "总产量", "发展"} {
		if rest, ok := strings.CutSuffix(name, w); ok && utf8.RuneCountInString(rest) >= 2 {
			return rest
		}
	}
	if w, ok := hasSuffixOf(name, heads); ok && w != "业" && utf8.RuneCountInString(strings.TrimSuffix(name, w)) >= 2 {
		return strings.TrimSuffix(name, w)
	}
	return name
}

// spendings are names of money that say nothing of what it is for.
var spendings = []string{"投资", "总投资", "完成投资", "投入", "融资", "筹资", "资金", "投入资金", "筹集资金"}

// spends are verbs of what money is for, beside those of building.
var spends = longest([]string{"用于", "购买", "改善", "支持", "补助", "补贴", "扶持", "奖励", "兑现", "偿还", "采购", "收购", "发放"})

// spentOn is what money is for: the things behind it (投资650万元建成6座水冲式公厕), or the object of the next clause (完成投资4.5亿元，改善
// 办学条件), "" where neither says.
func (s *sentence) spentOn(m *mention) string {
	behind, _ := trimBoundAfter(s.text[min(m.End, len(s.text)):])
	if end := strings.IndexAny(behind, breaks+"、"); end >= 0 {
		behind = behind[:end]
	}
	of := strings.HasPrefix(behind, "的")
	if behind = strings.TrimPrefix(behind, "的"); behind == "" {
		rest := s.text[min(m.End, len(s.text)):]
		_, rest, comma := strings.Cut(rest, "，")
		if !comma || len(s.text)-len(rest) > m.End+len("以上，") {
			return ""
		}
		behind = rest
		if end := strings.IndexAny(behind, breaks+"、"); end >= 0 {
			behind = behind[:end]
		}
	}
	verbless := strings.TrimLeft(cutVerbs(strings.TrimLeft(behind, "，")), "了")
	if w, ok := hasPrefixOf(verbless, spends); ok {
		verbless = strings.TrimPrefix(verbless, w)
	}
	if verbless == behind && !of {
		return "" // no verb, so it is not what was done with the money
	}
	name, _ := cutPredicate(strings.TrimLeft(verbless, "了"))
	name = strings.TrimLeft(name, "0123456789一二三四五六七八九十余多.座个条处所项栋眼家公里万平方米的")
	name = strings.TrimRight(name, "、和与及等")
	if n := utf8.RuneCountInString(name); n < 2 || n > 16 {
		return ""
	}
	return name
}

// cutVerbs takes verbs off the beginning, also two in one: 精减和规范行政审批事项.
func cutVerbs(name string) string {
	for {
		rest := name
		for _, list := range [][]string{handles, does, keeps} {
			if w, ok := hasPrefixOf(rest, list); ok {
				rest = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, w), "和"), "、")
				break
			}
		}
		if rest == name || utf8.RuneCountInString(rest) < 2 {
			return name
		}
		name = rest
	}
}

// bare tells a verb without an object.
func bare(name string) bool {
	for _, joint := range []string{"和", "、", "与", "及", "或"} {
		if first, second, both := strings.Cut(name, joint); both && bareVerb(first) && bareVerb(second) {
			return true // 取消和调整
		}
	}
	return bareVerb(name)
}

func bareVerb(name string) bool {
	return slices.Contains(keeps, name) || slices.Contains(does, name) || slices.Contains(handles, name)
}

// handles are verbs of what is done with a thing that an earlier clause names.
var handles = []string{"调整", "精简", "精减", "合并", "清退", "修改", "废止", "撤销", "承接", "下放", "取消", "规范", "清理规范", "办结", "整改", "立案", "查处", "移送"}

// cutWork takes off what is done with counted things: 6条市政道路建设 are roads.
func cutWork(name string) string {
	for _, w := range []string{"规划建设", "建设", "集中整治"} {
		if rest, ok := strings.CutSuffix(name, w); ok && utf8.RuneCountInString(rest) >= 2 {
			return strings.TrimRight(rest, " 　的")
		}
	}
	return name
}

// countsNext tells a small number in characters that counts the next things: 铁路新干线和五个重点港口.
func countsNext(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	unit, _ := utf8.DecodeRuneInString(text[size:])
	return r != utf8.RuneError && strings.ContainsRune("一两三四五六七八九十", r) && strings.ContainsRune("个座条项家所处批", unit)
}

// whoDid names people and households by what is said of them: 7.8万户、22.9万人稳定消除返贫致贫风险.
func (s *sentence) whoDid(got subject, m *mention, n int) subject {
	rest := s.text[m.End:]
	if end := strings.IndexAny(rest, "，。；："); end >= 0 {
		rest = rest[:end]
	}
	i := strings.LastIndexAny(rest, "户人名位次")
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(rest[i:])
		rest = rest[i+size:]
	}
	if rest = strings.TrimSpace(rest); rest == "" || utf8.RuneCountInString(rest) > 14 {
		return got
	}
	got.words = rest
	for range n {
		got.names = append(got.names, rest)
	}
	return got
}

// cutPredicate parts the name from what is said of it.
func cutPredicate(noun string) (name, predicate string) {
	depth, n := 0, 0
	for i, r := range noun {
		switch {
		case strings.ContainsRune("“（《(", r):
			depth++
		case strings.ContainsRune("”）》)", r):
			depth--
		}
		if n >= 2 && depth == 0 {
			if strings.ContainsRune("和、与及", r) && countsNext(noun[i+utf8.RuneLen(r):]) {
				return noun[:i], noun[i:]
			}
			if _, ok := hasPrefixOf(noun[i:], predicatesBehind); ok || r == '在' && !strings.ContainsRune("建校线职读册岗编", nextRune(noun[i:])) {
				return noun[:i], noun[i:]
			}
		}
		n++
	}
	return noun, ""
}
