package quantity

import (
	"strings"
	"unicode/utf8"
)

// unitAt finds the unit that is printed at i, nil where none is or where it is part of another word.
func (s *scanner) unitAt(i int) *Unit {
	units := byFirst()[s.at(i)]
	for k := range units {
		u := &units[k]
		if !s.has(i, u.Name) {
			continue
		}
		end := i + utf8.RuneCountInString(u.Name)
		if isLetter(s.at(end-1)) && isLetter(s.at(end)) || s.hasAny(end, u.never) {
			return nil
		}
		return u
	}
	return nil
}

// unit finds the unit of a number, with what it is for one of: 元/月. end is behind it.
func (s *scanner) unit(n number) (u *Unit, end int) {
	i := s.skipSpace(n.end)
	if u = s.unitAt(i); u == nil {
		return nil, n.end
	}
	end = i + utf8.RuneCountInString(u.Name)
	if s.at(end) == '/' {
		for _, d := range denominators {
			if s.has(end+1, d) {
				over := *u
				over.Name, over.Base = u.Name+"/"+d, u.Base+"/"+d
				return &over, end + 1 + utf8.RuneCountInString(d)
			}
		}
	}
	if other := s.unitAt(end + 1); s.at(end) == '（' && other != nil && s.at(end+1+utf8.RuneCountInString(other.Name)) == '）' {
		both := *u
		both.Name = u.Name + "（" + other.Name + "）"
		return &both, end + 2 + utf8.RuneCountInString(other.Name)
	}
	return u, end
}

// isCode tells numbers that are parts of codes: S213, PM2.5, 5G, GB/T7714, 6+6, 7×24小时. A share or an amount behind a word in
// letters is none: 占GDP69%.
func (s *scanner) isCode(n number) bool {
	if n.han {
		return false
	}
	before, behind := s.at(n.start-1), s.at(n.end)
	if isLetter(before) || before == '-' && isLetter(s.at(n.start-2)) {
		if n.scale > 0 {
			return false
		}
		u := s.unitAt(s.skipSpace(n.end))
		return u == nil || u.Kind != Share && u.Kind != Points && u.Kind != Money
	}
	switch before {
	case '+', '*', '/', '#':
		return true
	}
	switch behind {
	case '+', '*', '/':
		return isDigit(s.at(n.end+1)) || isLetter(s.at(n.end+1)) || s.at(n.end+1) == 'N'
	}
	return isLetter(behind) && s.unitAt(n.end) == nil
}

func (s *scanner) pastCode(i int) int {
	for isLetter(s.at(i)) || isDigit(s.at(i)) || strings.ContainsRune("+*/-.", s.at(i)) {
		i++
	}
	return i
}

// date gives the end of a date, a year, a time or a stretch of them that begins with n, 0 where it is none. Only what is printed
// as one counts: 2000家 is none.
func (s *scanner) date(n number) int {
	v := n.integer()
	if n.scale > 0 || n.more || v < 0 {
		return 0
	}
	if j := s.rangeSign(n.end); j > 0 && s.begins(j) {
		if m, ok := s.number(j); ok && m.scale == 0 {
			if isYear(v) && isYear(m.integer()) && s.unitOrYear(m) || v <= 31 && (s.has(m.end, "月") || s.has(m.end, "日") || s.has(m.end, "时")) {
				return m.end
			}
		}
	}
	switch s.at(n.end) {
	case '年':
		if !n.han && isYear(v) || s.at(n.end+1) == '代' {
			return n.end + 1
		}
		if m, ok := s.numberAt(n.end + 1); ok && s.at(m.end) == '月' {
			return m.end + 1
		}
	case '月':
		if v <= 12 {
			return n.end + 1
		}
	case '日', '时':
		if v <= 31 && s.at(n.end+1) != '/' {
			return n.end + 1
		}
	case '世':
		return n.end + 1
	}
	return 0
}

func isYear(v int) bool { return v >= 1000 && v < 3000 }

// unitOrYear tells that a number behind a year closes a stretch of years: 2017―2020, 2017-2020年.
func (s *scanner) unitOrYear(m number) bool {
	return s.at(m.end) == '年' || s.unitAt(m.end) == nil
}

func (s *scanner) numberAt(i int) (number, bool) {
	if !s.begins(i) {
		return number{}, false
	}
	return s.number(i)
}

// small is the largest number in characters that is a word of speech as often as a count.
const small = 10

// smallTalk tells numbers with a unit that count nothing: 三个代表, 一家人, 三项制度改革, 过去五年.
func (s *scanner) smallTalk(n number, u *Unit, end int) bool {
	if u == nil {
		return false
	}
	if n.han && (strings.ContainsRune("几数好", s.at(n.start-1)) && s.at(n.start-1) != 0 || s.at(n.start-1) == '、' && hanDigit(s.at(n.start-2)) > 0) {
		return true // 几十个; 两、三年
	}
	bound, _ := s.boundBehind(end)
	if u.Name == "年" {
		return !s.lasts(n, bound)
	}
	if u.Kind == Times && u.Name == "成" {
		return !s.closes(end) && bound == ""
	}
	if (u.Name == "条" || u.Name == "项") && s.hasAny(end, documents) {
		return true
	}
	if u.Name == "位" || u.Name == "名" {
		if s.at(n.start-1) == '前' {
			return false
		}
	}
	if !n.han || n.scale > 0 || n.integer() > small || n.more {
		return false
	}
	counts := u.Kind == Count || u.Kind == People
	switch {
	case bound != "":
		return false
	case n.integer() == 1 && (counts || u.loose || u.Name == "元"):
		return true
	case u.Name == "个" && s.endsAny(n.start, buildVerbs):
		return s.abstract(end)
	case u.loose:
		return true
	case counts:
		return s.abstract(end)
	}
	return false
}

// lasts tells a stretch of time that is measured from one that only says when: 一年以上, 连续8年, but 过去五年, 三年行动计划.
func (s *scanner) lasts(n number, bound string) bool {
	if s.has(n.end+1, "内，") || s.has(n.end+1, "以来") {
		return false // 五年内，全国造林
	}
	if bound == "at-least" || bound == "at-most" && !n.more {
		return true
	}
	return s.endsAny(n.start, []string{"连续", "延长", "缩短", "提前", "延长至", "延长到", "期限", "寿命", "周期", "为期", "长达", "历时", "缩短至", "缩短到", "工期"})
}

// buildVerbs are the words before 两个, 三个 that make them a count.
var buildVerbs = []string{
	"新建", "建成", "新增", "完成", "设立", "成立", "引进", "获批", "创建", "开工", "新设", "竣工", "增加", "续建", "共", "开通", "改造", "新开", "修建",
}

// documents are what 条 and 项 make a name of: 中央八项规定, 省委20条意见.
var documents = []string{"意见", "规定", "主张", "纪律", "准则", "禁令", "基本原则"}

// abstract tells whether the words at i name ideas, and not things that are counted.
func (s *scanner) abstract(i int) bool {
	for j := i; j < i+8; j++ {
		switch r := s.at(j); {
		case r == 0, strings.ContainsRune("，。；、及和与等（", r), isDigit(r):
			return false
		case s.hasAny(j, abstractWords):
			return true
		}
	}
	return false
}

var abstractWords = []string{
	"方面", "关键", "定位", "重点，", "重点。", "重点、", "重点；", "制度", "机制", "改革", "原则", "任务", "措施", "规定", "要求", "保障", "攻坚", "战线", "路线", "腿走路", "道路", "红线", "底线",
	"主线", "意见", "标准", "经验", "关系", "转变", "意识", "自信", "维护", "确保", "坚持", "环节", "阶段", "领域", "层面", "问题", "目标", "文明", "特点", "优势", "战略", "工作", "班子", "大事", "建设", "行动", "政策", "变化", "结合", "体系", "人民", "现代化", "条件", "支撑", "举措",
}

// isIndex tells a number that is printed without a unit because it has none: 基尼系数0.35.
func (s *scanner) isIndex(n number) bool {
	if n.han || n.more || n.scale > 0 || isYear(n.integer()) || !s.closes(n.end) || s.at(n.end) == '、' && isDigit(s.at(n.end+1)) {
		return false
	}
	for _, w := range []string{"系数", "指数", "得分", "评分"} {
		if s.near(n.start, 7, w) {
			return true
		}
	}
	return false
}

// isMinus tells a sign from a dash: 增长-3.2%.
func (s *scanner) isMinus(i int) bool {
	return s.at(i-1) == '-' && strings.ContainsRune("长为率幅度到至速", s.at(i-2)) && s.at(i-2) != 0
}
