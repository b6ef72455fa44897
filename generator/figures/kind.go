package figures

import (
	"strings"

	"baogao/generator/quantity"
)

// measure says what kind of number a figure is, and how it moved.
func measure(f *Figure, m *mention, s *subject) {
	l := &s.lead
	f.Direction = l.direction
	change := l.verb != "" && !l.reached && l.direction != "flat"
	switch m.Kind {
	case quantity.Rank:
		f.Measure, f.Direction = "rank", ""
	case quantity.Points:
		f.Measure = "diff"
		if l.compares || l.verb == "" && !strings.Contains(l.name, "拉动") {
			f.Measure = "gap"
		}
		if strings.HasPrefix(l.name, "拉动") || strings.Contains(l.name, "贡献") {
			f.Measure, f.Direction = "contribution", ""
		}
	case quantity.Share:
		switch {
		case strings.Contains(l.name, "贡献"):
			f.Measure = "contribution"
		case l.compares:
			f.Measure = "gap"
		case isRateOfGrowth(f.Indicator) && m.Kind == quantity.Share:
			f.Measure = "growth"
			if f.Direction == "" {
				f.Direction = "up"
			}
		case change:
			f.Measure = "growth"
		default:
			f.Measure = "share"
		}
	case quantity.Times:
		f.Measure = "level"
		if change {
			f.Measure = "growth"
		}
	case quantity.Time:
		f.Measure = "duration"
		if strings.HasSuffix(l.name, "天数") || strings.HasSuffix(l.name, "日数") {
			f.Measure = "count"
		}
		if change {
			f.Measure = "diff"
		}
	case quantity.Count, quantity.People, quantity.Bare:
		f.Measure = "count"
		if m.Kind == quantity.Bare && strings.HasSuffix(m.before, "规模") || m.Kind == quantity.Bare && !strings.HasSuffix(f.Unit, "万") && !strings.HasSuffix(f.Unit, "亿") || f.Unit == "亿" && s.noun == "" {
			f.Measure = "level"
		}
		if change && s.noun == "" {
			f.Measure = "diff"
		}
	default:
		f.Measure = "level"
		if change {
			f.Measure = "diff"
		}
	}
	f.Per = per(m)
}

// isRateOfGrowth tells a name that is itself how fast something grows: 粮食产量年均增长速度.
func isRateOfGrowth(name string) bool {
	for _, w := range []string{"增长速度", "增速", "增长率", "增幅", "涨幅"} {
		if strings.HasSuffix(name, w) {
			return !strings.HasSuffix(name, "自然增长率")
		}
	}
	return false
}

// per is what a value is for one of.
func per(m *mention) string {
	if _, of, ok := strings.Cut(m.Unit, "/"); ok && (of == "月" || of == "年" || of == "人" || of == "人·年") {
		return of
	}
	if m.Kind == quantity.Share || m.Kind == quantity.Points || m.Kind == quantity.Rank {
		if m.Kind != quantity.Rank && (strings.Contains(m.clause, "年均") && !strings.Contains(m.clause, "年均浓度") || strings.Contains(m.clause, "每年")) {
			return "年"
		}
		return ""
	}
	for _, w := range []string{"每人每年", "年人均", "人均年", "人年均"} {
		if before, _, ok := strings.Cut(m.clause, w); ok && yearBefore(before) == 0 {
			return "人·年"
		}
	}
	switch {
	case strings.HasSuffix(m.clause, "每人每月"):
		return "人·月"
	case strings.HasSuffix(m.clause, "人均"), strings.HasSuffix(m.clause, "每人"):
		return "人"
	case strings.Contains(m.clause, "每月"):
		return "月"
	case strings.Contains(m.clause, "每亩"):
		return "亩"
	case strings.Contains(m.clause, "每户"):
		return "户"
	case strings.Contains(m.clause, "每年"):
		return "年"
	}
	return ""
}

// dimensions are what a limit is a limit of.
var dimensions = map[quantity.Kind]string{
	quantity.Voltage: "的电压", quantity.Money: "的投资额", quantity.Mass: "的容量", quantity.Power: "的功率", quantity.Time: "的时间", quantity.Area: "的面积", quantity.Length: "的长度", quantity.Data: "的带宽",
}

// kind says whether a figure was reached, is promised, or only describes, and for which year.
func (s *sentence) kind(f *Figure, m *mention, sub *subject) {
	if limits(m) {
		f.Kind, f.Direction = "spec", ""
		if f.Measure != "duration" {
			f.Measure = "level"
		}
		name, _ := cutPredicate(strings.TrimPrefix(m.after, "的"))
		if w, said := hasPrefixOf(name, predicatesAtOnce); name != "" && (!said || w == "未") && !strings.HasPrefix(name, "、") {
			f.Indicator, f.Unsure = name+dimensions[m.Kind], ""
			from := m.Start - len(cutOpeners(m.before))
			f.Subject = s.text[max(from, 0):min(m.End+strings.Index(s.text[m.End:], name)+len(name), len(s.text))]
		}
		return
	}
	f.Year = s.period.year
	if y := s.yearFor(m.head); y > 0 && f.Per != "年" {
		f.Year = y
	}
	planned := s.period.role == plan
	if s.plan > 0 && f.Year > 0 && s.period.role != other {
		planned = f.Year >= s.plan && (s.period.role == plan || promises(m.clause)) || planned && f.Year >= s.plan
	}
	if s.period.role == other {
		planned = promises(m.clause)
	}
	switch {
	case planned && s.describes(m, sub):
		f.Kind = "fact"
	case planned && (s.plan > 0 && f.Year > s.plan || s.period.long && f.Year == 0):
		f.Kind = "target-later"
	case planned && f.Year == s.period.year && s.yearFor(m.head) == 0 && plansLong(lastBytes(s.text[:m.Start], reach)):
		f.Kind, f.Year = "target-later", 0
	case planned && m.Kind == quantity.Time && m.Value > 1 && strings.HasSuffix(m.Unit, "年") && m.Bound == "at-most":
		f.Kind, f.Year = "target-later", 0
	case planned:
		f.Kind = "target"
	case s.counts(m, sub):
		f.Kind, s.fact = "fact", true
	case m.Kind == quantity.Rank:
		f.Kind = "rank"
	case f.Measure == "growth" || f.Measure == "diff":
		f.Kind = "change"
	case s.period.role == other:
		f.Kind = "fact"
	default:
		f.Kind = "actual"
	}
}

func hasSuffixAny(text string, words ...string) bool {
	_, ok := hasSuffixOf(text, words)
	return ok
}

func promises(clause string) bool {
	for _, w := range []string{"力争", "确保", "争取", "将", "要", "预期", "目标", "计划", "到"} {
		if strings.Contains(clause, w) && (w != "到" || strings.HasPrefix(clause, "到")) {
			return true
		}
	}
	return false
}

// limits tells a class or a limit of things that are counted elsewhere: 10蒸吨/时及以下燃煤锅炉158台, 投资5亿元以上的重大项目.
func limits(m *mention) bool {
	if m.Kind == quantity.Voltage {
		return true
	}
	after := strings.TrimPrefix(m.after, "的")
	if after != m.after && m.Kind == quantity.Money && m.Bound != "" && strings.HasPrefix(after, "达到") {
		return true // 收入50万元以上的达到50%
	}
	if after == "" || strings.HasPrefix(after, "、") || strings.HasPrefix(after, "和") {
		return false
	}
	for _, w := range predicatesAtOnce {
		if strings.HasPrefix(after, w) && w != "前" && w != "未" {
			return false
		}
	}
	switch m.Kind {
	case quantity.Data:
		return m.Unit == "兆" || m.Bound != ""
	case quantity.Money, quantity.Length, quantity.Area, quantity.Volume, quantity.Mass, quantity.Power, quantity.Time:
		return m.Bound == "at-least" || m.Bound == "at-most" && m.Kind != quantity.Time
	}
	return false
}

// describes tells, in a plan, what is so already: 在7个产业集聚区, 目前…, 开封片区为19.94平方公里.
func (s *sentence) describes(m *mention, sub *subject) bool {
	clause := strings.TrimSpace(m.clause)
	if strings.HasSuffix(clause, "在") && sub.noun != "" || strings.HasSuffix(clause, "由") && m.more {
		return true
	}
	for _, w := range []string{"目前", "去年", "现有", "截至", "已有", "已达"} {
		if i := strings.Index(clause, w); i >= 0 && !compared(clause[:i]) && !strings.Contains(clause[i:], "基础上") {
			return true
		}
	}
	if m.Kind == quantity.Money && strings.HasPrefix(m.after, "的") && m.closed && hasSuffixAny(clause, "总投资", "投资额", "总造价", "产值", "营业收入") {
		return true // 总投资4亿元的基础设施项目
	}
	switch m.Kind {
	case quantity.Area, quantity.Length, quantity.Money, quantity.Mass:
		return strings.HasSuffix(clause, "为") && !promises(clause)
	}
	return false
}

// counts tells, in a review, how many there are of what the clause then says something: 30个工业行业25个实现稳定增长.
func (s *sentence) counts(m *mention, sub *subject) bool {
	if strings.HasSuffix(m.clause, "在") && sub.noun != "" && m.more {
		return true
	}
	opens := m.first && strings.TrimLeft(m.clause, "”“、 ") == ""
	return m.Kind == quantity.Count && sub.noun != "" && m.more && !strings.HasSuffix(m.after, "、") && (opens || s.fact && !m.first) ||
		m.Kind == quantity.Count && strings.HasSuffix(m.clause, "“")
}
