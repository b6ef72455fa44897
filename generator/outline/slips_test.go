package outline_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// slips are what goes wrong in reports when they are typed: numbers counted twice or left out, a heading of another form.
var slips = []struct {
	name string
	make func(w *written) (style, bool)
}{
	{"a chapter's number twice", func(w *written) (style, bool) {
		s := styles[0]
		s.chapter = func(n int) string { return styles[0].chapter(min(n, len(w.chapters)-1)) }
		return s, len(w.chapters) > 2
	}},
	{"a chapter's number left out", func(w *written) (style, bool) {
		s := styles[0]
		s.chapter = func(n int) string {
			if n == len(w.chapters) {
				n++
			}
			return styles[0].chapter(n)
		}
		return s, len(w.chapters) > 2
	}},
	{"a section's number twice", func(w *written) (style, bool) {
		s := styles[0]
		s.section = func(n int) string {
			if n > 2 {
				n--
			}
			return styles[0].section(n)
		}
		return s, true
	}},
	{"a section's number left out", func(w *written) (style, bool) {
		s := styles[1]
		s.runIn = true
		s.section = func(n int) string {
			if n > 2 {
				n++
			}
			return styles[0].section(n)
		}
		return s, true
	}},
	{"brackets of two widths", func(w *written) (style, bool) {
		s := styles[0]
		s.section = func(n int) string { return []string{"（", "("}[n%2] + han(n) + []string{"）", ")"}[n/2%2] }
		return s, true
	}},
	{"a stop behind lone headings", func(w *written) (style, bool) {
		s := styles[0]
		for i := range w.chapters {
			w.chapters[i].title += "。"
			for j := range w.chapters[i].sections {
				w.chapters[i].sections[j].title += "。"
			}
		}
		return s, true
	}},
	{"a colon behind chapters", func(w *written) (style, bool) {
		s := styles[0]
		for i := range w.chapters {
			w.chapters[i].title += "："
		}
		return s, true
	}},
	{"every second section runs in", func(w *written) (style, bool) {
		for i := range w.chapters {
			for j := range w.chapters[i].sections {
				if d := &w.chapters[i].sections[j]; j%2 == 1 && len(d.intro) > 0 {
					d.title += "。" + d.intro[0]
					d.intro = d.intro[1:]
				}
			}
		}
		return styles[0], true
	}},
	{"chapters run in", func(w *written) (style, bool) {
		for i := range w.chapters {
			c := &w.chapters[i]
			if len(c.intro) == 0 {
				return style{}, false
			}
			c.title += "。" + c.intro[0]
			c.intro = c.intro[1:]
		}
		return styles[0], true
	}},
	{"a list 一、二、三、 in the last section", func(w *written) (style, bool) {
		c := &w.chapters[len(w.chapters)-1]
		c.closing = append([]string{"一、新建学校十所。", "二、改造道路八条。", "三、安置住房三千套。"}, c.closing...)
		return styles[0], true
	}},
	{"a list of long and short items in the last section", func(w *written) (style, bool) {
		c := &w.chapters[len(w.chapters)-1]
		long := strings.Repeat("新建改建农村公路和城区道路，", 6) + "方便群众出行。"
		c.closing = append([]string{"一、新建学校十所。", "二、" + long, "三、安置住房三千套。", "四、" + long, "五、改造供水管网。"}, c.closing...)
		return styles[0], true
	}},
	{"an ornament before every chapter", func(w *written) (style, bool) {
		s := styles[0]
		s.chapter = func(n int) string { return "◆" + styles[0].chapter(n) }
		return s, true
	}},
	{"1． below every section", func(w *written) (style, bool) {
		for i := range w.chapters {
			for j := range w.chapters[i].sections {
				d := &w.chapters[i].sections[j]
				for k := range d.intro {
					if k < 9 {
						d.intro[k] = fmt.Sprintf("%d．", k+1) + d.intro[k]
					}
				}
			}
		}
		return styles[0], true
	}},
	{"一是 opens the paragraphs of sections", func(w *written) (style, bool) {
		for i := range w.chapters {
			for j := range w.chapters[i].sections {
				d := &w.chapters[i].sections[j]
				for k := range d.intro {
					if k < 9 {
						d.intro[k] = han(k+1) + "是" + d.intro[k]
					}
				}
			}
		}
		return styles[1], true
	}},
	{"the meeting addressed at every chapter's end", func(w *written) (style, bool) {
		for i := range w.chapters {
			w.chapters[i].closing = append(w.chapters[i].closing, "各位代表！", "过去的成绩来之不易，这是全体人民共同努力的结果。")
		}
		return styles[0], true
	}},
	{"a motto below every chapter", func(w *written) (style, bool) {
		for i := range w.chapters {
			w.chapters[i].intro = append([]string{"凝心聚力谋发展 真抓实干谱新篇"}, w.chapters[i].intro...)
		}
		return styles[0], true
	}},
	{"a motto below every bare chapter", func(w *written) (style, bool) {
		for i := range w.chapters {
			if len([]rune(w.chapters[i].title)) > 32 || strings.ContainsAny(w.chapters[i].title, "。；：！？…") {
				return style{}, false
			}
			w.chapters[i].intro = append([]string{"凝心聚力谋发展 真抓实干谱新篇"}, w.chapters[i].intro...)
		}
		return styles[6], true
	}},
}

func TestSlipsDoNotChangeTheOutline(t *testing.T) {
	k := newKnown("slips")
	for _, e := range readExpected(t) {
		text := readReport(t, filepath.Join(reportsFolder, e.id+".txt"))
		want := count(outline.Parse(text))
		for _, slip := range slips {
			w := takeApart(outline.Parse(text)) // anew, for a slip changes it
			if !w.suits(styles[0]) {
				continue
			}
			if s, ok := slip.make(&w); ok {
				got := count(outline.Parse(strings.Join(w.lines(s), "\n") + "\n"))
				k.tried(slip.name, e.id, got, want, got.chapters == want.chapters && got.sections == want.sections)
			}
		}
	}
	k.compare(t)
}
