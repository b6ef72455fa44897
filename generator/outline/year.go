package outline

import "strings"

// What the titles of chapters that look back and that look ahead end with or hold.
var (
	backwards = [...]string{"回顾", "总结", "完成情况", "所做的工作"}
	forwards  = [...]string{"安排", "任务", "要求", "目标", "部署", "打算", "思路", "工作重点", "重点工作", "工作建议", "工作的建议", "政策取向"}
)

// Year is the year that the report was given in: of its date, else as its title or its chapters' titles say it, 2021年工作回顾 in 2022;
// 0 where nothing does.
func (o *Outline) Year() int {
	if y := yearIn(o.Date); y > 0 {
		return y
	}
	if y := yearIn(squeeze(o.Title)); y > 0 {
		return y
	}
	for _, c := range o.Chapters {
		title := squeeze(c.Title)
		y := yearIn(title)
		switch {
		case y == 0:
		case containsAny(title, backwards[:]...):
			return y + 1
		case containsAny(title, forwards[:]...):
			return y
		}
	}
	return 0
}

// yearIn is the year that s begins with or that stands in it before 年, 0 where none does.
func yearIn(s string) int {
	if i := strings.Index(s, "年"); i >= 0 {
		s = s[:i]
	} else if len(s) > len("2017") {
		s = s[:len("2017")]
	}
	if y := yearBefore(s); y >= 1900 && y < 2200 {
		return y
	}
	return 0
}
