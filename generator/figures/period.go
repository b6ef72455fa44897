package figures

import (
	"strconv"
	"strings"

	"baogao/generator/outline"
	"baogao/generator/quantity"
)

// role is what a chapter does: look back, plan, or neither.
type role int

const (
	unnamed role = iota
	other
	review
	plan
)

// period is what a passage is about by its place.
type period struct {
	role role
	year int  // the year its figures are of, where they name none; 0 where that cannot be said
	long bool // it plans for several years: 今后五年, “十五五”时期
}

var (
	reviewWords = []string{"回顾", "总结", "取得", "成就", "成效", "成绩", "过去", "工作情况", "执行情况", "完成情况", "年来", "历程", "以来"}
	planWords   = []string{"目标", "任务", "部署", "安排", "要求", "重点", "做好", "思路", "今年", "今后", "未来", "建议", "打算", "规划", "全面加强", "加强政府", "建设", "推进", "努力", "计划", "明年"}
)

// roleOf reads a chapter's role in its title: by its words, and by a year where it names one.
func roleOf(title string, planned int) role {
	for _, w := range reviewWords {
		if strings.Contains(title, w) {
			return review
		}
	}
	if y, _ := yearIn(title); y > 0 && planned > 0 {
		if y < planned {
			return review
		}
		return plan
	}
	for _, w := range planWords {
		if strings.Contains(title, w) {
			return plan
		}
	}
	return unnamed
}

// period is a chapter's. One that its title does not say is a review where it comes first, else like the one before it.
func (w *walk) period(c *outline.Division, before role) period {
	p := period{role: roleOf(c.Title, w.plan), year: w.plan}
	if p.role == unnamed {
		p.role = before
		if before == other {
			p.role = review
		}
	}
	if p.role == review && w.plan > 0 {
		p.year = w.plan - 1
		if y, _ := yearIn(c.Title); y > 0 && y < w.plan {
			p.year = y
		}
	}
	if w.guessed && !strings.Contains(c.Title, "去年") && !strings.Contains(c.Title, "今年") {
		p.year = 0
	}
	for _, w := range []string{"今后五年", "未来五年", "五”时期", "五时期", "五”规划", "未来三年", "今后三年", "个五年规划"} {
		if p.role == plan && strings.Contains(c.Title, w) {
			p.long, p.year = true, 0
		}
	}
	return p
}

// planYear is the year a report plans for: that of its title, or of the day it was given (of the last weeks of a year, the next), or of
// its chapters.
func planYear(o *outline.Outline) (year int, guessed bool) {
	if y, rest := yearIn(o.Title); y > 0 && !strings.Contains(rest, "年") {
		return y, false
	}
	month := 0
	if len(o.Date) >= 7 {
		year, _ = strconv.Atoi(o.Date[:4])
		month, _ = strconv.Atoi(o.Date[5:7])
	}
	if month >= 11 {
		year++
	}
	for i := 0; i < len(o.Chapters) && year == 0; i++ {
		title := o.Chapters[i].Title
		if year, _ = yearIn(title); year > 0 && roleOf(title, 0) == review {
			year++
		}
	}
	if year == 0 && len(o.Chapters) > 0 {
		return yearAfter(o, &o.Chapters[0]), true
	}
	return year, false
}

// yearAfter is the year after the last that the opening chapter speaks of as gone by, of a report that says nowhere when it was given.
// What is to be reached by a year (到一九八五年) has not gone by, nor has a year that stands with a plan.
func yearAfter(o *outline.Outline, c *outline.Division) int {
	last := 0
	for _, b := range c.Intro {
		text := join(o.Text, b.Parts)
		for rest := text; ; {
			i := strings.Index(rest, "年")
			if i < 0 {
				break
			}
			before, clause := rest[:i], rest[i:]
			if end := strings.IndexAny(clause, "，。；"); end >= 0 {
				clause = clause[:end]
			}
			start := strings.TrimSuffix(before, lastRunes(before, 4))
			gone := !strings.HasSuffix(start, "到") && !strings.HasSuffix(start, "至") && !strings.HasSuffix(start, "—") && !promises(clause) && !strings.Contains(clause, "以前")
			if y := yearBefore(before); gone && y > last {
				last = y
			}
			rest = rest[i+len("年"):]
		}
	}
	if last == 0 {
		return 0
	}
	// 从一九七八年到一九八五年: a plan of years begins with the report's.
	for y := last + 1; y <= last+2; y++ {
		for _, written := range []string{strconv.Itoa(y), hanYear(y)} {
			if strings.Contains(o.Text, "从"+written+"年到") || strings.Contains(o.Text, "从"+written+"年至") {
				return y
			}
		}
	}
	return last + 1
}

// hanYear writes a year in characters: 一九七八.
func hanYear(year int) string {
	digits := []rune(yearDigits)
	var s string
	for _, d := range strconv.Itoa(year) {
		s += string(digits[d-'0'])
	}
	return s
}

// yearIn finds the first year in a text, 2017年 or 二〇一七年, and gives what stands behind it.
func yearIn(text string) (year int, rest string) {
	for from := 0; ; {
		i := strings.Index(text[from:], "年")
		if i < 0 {
			return 0, ""
		}
		if y := yearBefore(text[:from+i]); y > 0 {
			return y, text[from+i+len("年"):]
		}
		from += i + len("年")
	}
}

const yearDigits = "〇一二三四五六七八九"

// yearBefore reads the four digits that end a text, 0 where there are none.
func yearBefore(text string) int {
	year, ten := 0, 1
	runes := []rune(lastRunes(text, 4))
	if len(runes) < 4 {
		return 0
	}
	for i := 3; i >= 0; i-- {
		d := int(runes[i] - '0')
		if runes[i] >= '０' && runes[i] <= '９' {
			d = int(runes[i] - '０')
		}
		if d < 0 || d > 9 {
			if d = strings.IndexRune(yearDigits, runes[i]); d < 0 {
				if runes[i] != '○' && runes[i] != '零' {
					return 0
				}
				d = 0
			}
			d /= len("一")
		}
		year += d * ten
		ten *= 10
	}
	if year < 1800 || year > 2200 {
		return 0
	}
	return year
}

// yearFor is the year that a quantity's sentence sets for it. What stands right before the number is its own: 由1997年的123万公里. In a plan,
// a year gone by is only that of its own clause.
func (s *sentence) yearFor(m *mention) int {
	before := strings.TrimSuffix(strings.TrimRight(s.text[:m.Start], " 　"), "的")
	if rest, ok := strings.CutSuffix(before, "年"); ok && m.Kind != quantity.Times {
		if y := yearBefore(rest); y > 0 {
			return y
		}
	}
	y := s.yearOf(lastBytes(s.text[:m.Start], reach))
	if s.period.role == plan && y > 0 && y < s.plan {
		own := s.yearOf(m.clause)
		if own == 0 && !promises(s.text[:m.Start]) && !strings.Contains(s.text[:m.Start], "今年") {
			own = y // 一九七六年，…增长速度都在百分之四以上，高的达到百分之五点五
		}
		y = own
	}
	return y
}

// yearOf gives the year that the words before a quantity set for it, 0 where they set none. before is the sentence up to the quantity.
// A year that something is only compared with sets none: 比2011年增长1.2倍.
func (s *sentence) yearOf(before string) int {
	for rest := before; ; {
		i := strings.LastIndex(rest, "年")
		if i < 0 {
			return 0
		}
		rest = rest[:i]
		switch {
		case strings.HasSuffix(rest, "今") && s.plan > 0 && !compared(strings.TrimSuffix(rest, "今")):
			return s.plan
		case strings.HasSuffix(rest, "去") && s.plan > 0 && !compared(strings.TrimSuffix(rest, "去")) && !strings.Contains(before[len(rest):], "基础上"):
			return s.plan - 1
		case strings.HasSuffix(rest, "明") && s.plan > 0:
			return s.plan + 1
		}
		if y := yearBefore(rest); y > 0 {
			if start := strings.TrimSuffix(rest, lastRunes(rest, 4)); !compared(start) && strings.Count(start, "《") == strings.Count(start, "》") {
				return y
			}
		}
	}
}

// plansLong tells words that plan for several years: 在这十年里, 今后八年, 按照十年规划. What N年来 has reached has gone by.
func plansLong(before string) bool {
	for rest := before; ; {
		i := strings.LastIndex(rest, "年")
		if i < 0 {
			return false
		}
		behind := rest[i+len("年"):]
		rest = rest[:i]
		number := lastRunes(rest, 1)
		if number == "" || !strings.ContainsAny(number, "两三四五六七八九十0123456789") || yearBefore(rest) > 0 {
			continue
		}
		start := strings.TrimRight(rest, "一二两三四五六七八九十0123456789")
		if strings.HasPrefix(behind, "来") || strings.HasPrefix(behind, "间") && !strings.HasSuffix(start, "这") {
			continue
		}
		if strings.HasPrefix(behind, "内") || strings.HasPrefix(behind, "规划") || strings.HasPrefix(behind, "计划") {
			return true
		}
		for _, w := range []string{"今后", "未来", "在这", "这", "用"} {
			if strings.HasSuffix(start, w) {
				return true
			}
		}
	}
}

func compared(before string) bool {
	for _, w := range []string{"比", "较", "同", "与", "和", "于", "由", "从", "自", "是"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
