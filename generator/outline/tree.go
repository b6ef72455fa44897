package outline

import (
	"fmt"
	"strings"
)

// Tree is the outline for reading in a terminal, each line led by its line in the text:
//
//	 6  一、2016年工作回顾
//	 8    （一）稳增长保态势
//	27      · 推进工业经济提质增效
//	27        · 传统产业改造升级
func (o *Outline) Tree() string {
	v := o.JSON(1)
	var b strings.Builder
	row := func(line, depth int, words string) {
		fmt.Fprintf(&b, "%4d  %s%s\n", line, strings.Repeat("  ", depth), strings.Join(strings.Fields(words), " "))
	}
	for _, s := range [...]string{v.Title, v.Occasion, strings.TrimSpace(v.Office + " " + v.Speaker), strings.TrimSpace(v.Date + " " + v.Place)} {
		if s != "" {
			b.WriteString("      " + s + "\n")
		}
	}
	for _, c := range v.Chapters {
		row(c.Line, 0, c.Number+c.Title)
		for _, s := range c.Sections {
			row(s.Line, 1, s.Number+s.Title)
			for _, t := range s.Subtopics {
				row(t.Line, 2, "· "+t.Title)
			}
			for _, t := range s.Topics {
				row(t.Line, 2, "· "+t.Title)
				for _, u := range t.Subtopics {
					row(u.Line, 3, "· "+u.Title)
				}
			}
		}
	}
	for _, a := range v.Annexes {
		row(a.Line, 0, "annex: "+a.Title)
	}
	if n := len(v.Glossary); n > 0 {
		row(v.Glossary[0].Line, 0, fmt.Sprintf("glossary: %d notes", n))
	}
	for _, n := range v.Noise {
		lines := fmt.Sprintf("to line %d", n.LineTo)
		if n.LineTo == n.LineFrom {
			lines = "this line"
		}
		row(n.LineFrom, 0, fmt.Sprintf("noise, %s: %s", lines, n.Why))
	}
	for _, s := range o.Suspects {
		row(newPlaces(o.Text).line(s.Span.Start), 0, fmt.Sprintf("suspect: %s (%s)", o.Text[s.Span.Start:s.Span.End], s.Why))
	}
	for _, d := range v.Unsure {
		row(d.Line, 0, "unsure: "+d.Why)
	}
	return b.String()
}
