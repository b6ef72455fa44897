package outline_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// written is a report that is known, taken apart, so that it can be written in every style of the genre.
type written struct {
	masthead, lead, closing []string
	chapters                []writtenDivision
	notes                   []outline.Note
}

type writtenDivision struct {
	title          string
	intro, closing []string
	sections       []writtenDivision
}

func takeApart(o *outline.Outline) written {
	text := func(spans []outline.Span) string {
		var b strings.Builder
		for _, s := range spans {
			b.WriteString(o.Text[s.Start:s.End])
		}
		return b.String()
	}
	texts := func(blocks []outline.Block) (all []string) {
		for _, b := range blocks {
			all = append(all, text(b.Parts))
		}
		return all
	}
	w := written{masthead: texts(o.Masthead), lead: texts(o.Lead), closing: texts(o.Closing), notes: o.Glossary}
	for _, c := range o.Chapters {
		d := writtenDivision{title: c.Title, intro: texts(c.Intro), closing: texts(c.Closing)}
		for _, s := range c.Sections {
			d.sections = append(d.sections, writtenDivision{title: s.Title, intro: texts(s.Intro)})
		}
		w.chapters = append(w.chapters, d)
	}
	return w
}

// style is how a report is written: what numbers its chapters and sections have, and whether sections run into their paragraphs.
type style struct {
	name             string
	chapter, section func(n int) string
	runIn            bool
	running          bool // sections go on counting from chapter to chapter
}

var hanDigits = [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

func han(n int) string {
	switch {
	case n < 10:
		return hanDigits[n]
	case n < 20:
		return "十" + hanDigits[n-10]
	}
	return hanDigits[n/10] + "十" + hanDigits[n%10]
}

func in(before, after string) func(int) string {
	return func(n int) string { return before + han(n) + after }
}
func none(int) string { return "" }
func figure(before, after string) func(int) string {
	return func(n int) string { return before + strconv.Itoa(n) + after }
}

var styles = []style{
	{name: "一、（一）", chapter: in("", "、"), section: in("（", "）")},
	{name: "一、（一） run-in", chapter: in("", "、"), section: in("（", "）"), runIn: true},
	{name: "一、(一)、", chapter: in("", "、"), section: in("(", ")、")},
	{name: "一. （一） run-in", chapter: in("", "．"), section: in("（", "）"), runIn: true},
	{name: "一　（一）", chapter: in("", " 、"), section: in("（ ", " ）")},
	{name: "一、（一） running on", chapter: in("", "、"), section: in("（", "）"), running: true},
	{name: "bare （一）", chapter: none, section: in("（", "）")},
	{name: "bare （一） run-in", chapter: none, section: in("（", "）"), runIn: true},
	{name: "bare 一、", chapter: none, section: in("", "、")},
	{name: "bare 一、 run-in", chapter: none, section: in("", "、"), runIn: true},
	{name: "第一部分 一、", chapter: in("第", "部分 "), section: in("", "、")},
	{name: "第一部分： （一） run-in", chapter: in("第", "部分："), section: in("（", "）"), runIn: true},
	{name: "第一章 （一）", chapter: in("第", "章　"), section: in("（", "）")},
	{name: "（一） 一、", chapter: in("（", "）"), section: in("", "、")},
	{name: "一、 1、", chapter: in("", "、"), section: figure("", "、")},
	{name: "一、 1． run-in", chapter: in("", "、"), section: figure("", "．"), runIn: true},
	{name: "一、 1.1", chapter: in("", "、"), section: figure("", ".")},
	{name: "一、 第一，", chapter: in("", "、"), section: in("第", "，")},
	{name: "一、 （1） run-in", chapter: in("", "、"), section: figure("（", "）"), runIn: true},
	{name: "1、 （1）", chapter: figure("", "、"), section: figure("（", "）")},
}

// lines writes a report.
func (w *written) lines(s style) []string {
	out := slices.Concat(w.masthead, w.lead)
	n := 0
	for i, c := range w.chapters {
		out = append(out, s.chapter(i+1)+c.title)
		out = append(out, c.intro...)
		if !s.running {
			n = 0
		}
		for _, d := range c.sections {
			n++
			out = append(out, d.lines(s.section(n), s.runIn)...)
		}
		out = append(out, c.closing...)
	}
	return append(out, w.closing...)
}

func (d *writtenDivision) lines(number string, runIn bool) []string {
	if !runIn || len(d.intro) == 0 {
		return append([]string{number + d.title}, d.intro...)
	}
	return append([]string{number + d.title + "。" + d.intro[0]}, d.intro[1:]...)
}

// uses reports whether a paragraph of the report opens with a number that s gives to headings: then the style is not this report's.
func (w *written) uses(number string) bool {
	var all []string
	for _, c := range w.chapters {
		all = append(append(all, c.intro...), c.closing...)
		for _, s := range c.sections {
			all = append(all, s.intro...)
		}
	}
	all = append(append(all, w.lead...), w.closing...)
	plain := strings.NewReplacer("(", "（", ")", "）", " ", "", "　", "", ".", "、", "．", "、", "，", "、").Replace
	return number != "" && slices.ContainsFunc(all, func(p string) bool { return strings.HasPrefix(plain(p), plain(number)) })
}

func (w *written) suits(s style) bool {
	sections := 0
	for _, c := range w.chapters {
		if s.chapter(1) == "" && (len([]rune(c.title)) > 32 || strings.ContainsAny(c.title, "。；：！？…")) {
			return false
		}
		for _, d := range c.sections {
			sections++
			if s.runIn && (len(d.intro) == 0 || strings.ContainsAny(d.title, "。！？") || len([]rune(d.title)) > 70) || !s.runIn && len([]rune(d.title)) > 40 {
				return false
			}
		}
	}
	if w.uses(s.section(1)) || w.uses(s.section(2)) || w.uses(s.chapter(1)) || len(w.chapters) == 0 {
		return false
	}
	return sections > 0 || strings.HasPrefix(s.name, "一、（一）")
}

func TestStylesDoNotChangeTheOutline(t *testing.T) {
	k := newKnown("styles")
	for _, e := range readExpected(t) {
		o := outline.Parse(readReport(t, filepath.Join(reportsFolder, e.id+".txt")))
		w := takeApart(o)
		want := count(o)
		want.notes = 0
		for _, s := range styles {
			if w.suits(s) {
				got := count(outline.Parse(strings.Join(w.lines(s), "\n") + "\n"))
				k.tried(s.name, e.id, got, want, got.chapters == want.chapters && got.sections == want.sections)
			}
		}
	}
	k.compare(t)
}

// layouts are what sites, collectors and converters do to the lines of a report. The first string is the whole text, paragraphs one a line.
var layouts = []struct {
	name string
	make func(w *written, lines []string) string
}{
	{"plain", func(_ *written, l []string) string { return strings.Join(l, "\n") }},
	{"blank lines", func(_ *written, l []string) string { return strings.Join(l, "\n\n") }},
	{"two blank lines", func(_ *written, l []string) string { return "\n\n" + strings.Join(l, "\n\n\n") }},
	{"indents", func(_ *written, l []string) string { return "　　" + strings.Join(l, "\n　　") }},
	{"indents and blank lines", func(_ *written, l []string) string { return "    " + strings.Join(l, "\r\n\r\n    ") }},
	{"entities", func(_ *written, l []string) string { return "&nbsp;&nbsp;" + strings.Join(l, "\n&nbsp;&nbsp;&nbsp; ") }},
	{"literal line ends", func(_ *written, l []string) string { return strings.Join(l, `\r\n`) }},
	{"literal line ends, twice", func(_ *written, l []string) string { return strings.Join(l, `\r\n\r\n`) }},
	{"line ends of a page's source", func(_ *written, l []string) string { return strings.Join(l, "<br />\n&emsp;&emsp;") }},
	{"line ends of Unicode", func(_ *written, l []string) string { return strings.Join(l, "\u2028") }},
	{"form feeds at every tenth line", func(_ *written, l []string) string {
		var b strings.Builder
		for i, line := range l {
			b.WriteString(line + "\n"[:1-i%10/9] + "\f"[:i%10/9])
		}
		return b.String()
	}},
	{"question marks for indents", func(_ *written, l []string) string { return "????" + strings.Join(l, "\n????") }},
	{"Markdown in a plain text", func(_ *written, l []string) string { return "# " + strings.Join(l, "\n# ") }},
	{"figures on lines of their own", func(_ *written, l []string) string {
		return regexp.MustCompile(`[0-9]+(\.[0-9]+)?`).ReplaceAllString(strings.Join(l, "\n\n"), "\n$0\n")
	}},
	{"full-width figures", func(_ *written, l []string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r + 0xFEE0
			}
			return r
		}, strings.Join(l, "\n"))
	}},
	{"half-width marks", func(_ *written, l []string) string {
		return strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":", "；", ";").Replace(strings.Join(l, "\n"))
	}},
	{"wrapped, indented", func(_ *written, l []string) string { return wrapped(l, "　　", 40) }},
	{"wrapped, blank lines", func(_ *written, l []string) string { return strings.ReplaceAll(wrapped(l, "\x00", 40), "\x00", "\n") }},
	{"wrapped, indented and blank lines", func(_ *written, l []string) string { return strings.ReplaceAll(wrapped(l, "\x00", 36), "\x00", "\n  ") }},
	{"numbers on lines of their own", func(_ *written, l []string) string {
		return splitHeadings(l, func(number, title string) string { return number + "\n" + title })
	}},
	{"headings on two lines", func(_ *written, l []string) string {
		return splitHeadings(l, func(number, title string) string {
			r := []rune(title)
			return number + string(r[:len(r)-3]) + "\n" + string(r[len(r)-3:])
		})
	}},
	{"headings on two lines, blank lines between paragraphs", func(_ *written, l []string) string {
		return splitHeadings(l, func(number, title string) string {
			r := []rune(title)
			return "\n" + number + string(r[:len(r)-3]) + "\n" + string(r[len(r)-3:]) + "\n"
		})
	}},
	{"spaced headings", func(_ *written, l []string) string {
		return splitHeadings(l, func(number, title string) string { return number + "　" + strings.Join(strings.Split(title, ""), " ") })
	}},
	{"no title block", func(w *written, l []string) string { return strings.Join(l[len(w.masthead):], "\n") }},
	{"no title block, no lead", func(w *written, l []string) string { return strings.Join(l[len(w.masthead)+len(w.lead):], "\n") }},
	{"no lead", func(w *written, l []string) string {
		return strings.Join(slices.Concat(l[:len(w.masthead)], l[len(w.masthead)+len(w.lead):]), "\n")
	}},
	{"contents list above", func(w *written, l []string) string {
		return strings.Join(slices.Concat(l[:len(w.masthead)], []string{"目　录"}, w.contents(false), l[len(w.masthead):]), "\n")
	}},
	{"contents list with sections and pages above", func(w *written, l []string) string {
		return strings.Join(slices.Concat([]string{"目 录"}, w.contents(true), l), "\n")
	}},
	{"contents list below the salutation", func(w *written, l []string) string {
		k := len(w.masthead) + len(w.lead)
		return strings.Join(slices.Concat(l[:k], []string{"目录"}, w.contents(false), l[k:]), "\n")
	}},
	{"field list above", func(_ *written, l []string) string {
		return "标题：\n某市政府工作报告\n发文单位：\n市政府办公室\n发文时间：\n2017-02-15\n索引号：0001/2017-00012\n主题分类：政府工作报告\n发布机构：市政府办公室\n正文：\n" + strings.Join(l, "\n")
	}},
	{"links below", func(_ *written, l []string) string {
		return strings.Join(l, "\n") + "\n分享到：\n微信\n微博\n上一篇：某市2016年政府工作报告\n下一篇：某市2018年政府工作报告\n相关文章\n某市2015年国民经济和社会发展统计公报\n一图读懂政府工作报告\n版权所有：某市人民政府办公室\n网站地图\n"
	}},
	{"loose links below", func(_ *written, l []string) string {
		return strings.Join(l, "\n") + "\n\n【打印本页】 【关闭窗口】\n中国政府网\n省人民政府\n国家部委网站\n各县（市、区）政府网站\n关于我们\n联系我们\n"
	}},
	{"twice", func(_ *written, l []string) string { return strings.Join(l, "\n") + "\n" + strings.Join(l, "\n") }},
	{"the first half, then all", func(_ *written, l []string) string {
		return strings.Join(l[:len(l)/2], "\n") + "\n" + strings.Join(l, "\n")
	}},
	{"editor's line below", func(_ *written, l []string) string { return strings.Join(l, "\n") + "\n（责任编辑：张三）\n" }},
	{"navigation above", func(_ *written, l []string) string {
		return "网站首页\n政务公开\n走进某市\n办事服务\n互动交流\n您现在的位置：首页 > 政务公开 > 政府工作报告\n某市政府工作报告\n发布时间：2017-03-02　来源：市政府办　浏览次数：233　字号：【大 中 小】\n" + strings.Join(l, "\n")
	}},
	{"phrases on lines of their own", func(_ *written, l []string) string { return strings.Join(torn(l, "\n"), "\n") }},
	{"phrases on lines of their own, blank lines between paragraphs", func(_ *written, l []string) string { return strings.Join(torn(l, "\n"), "\n\n") }},
}

// torn breaks every third long paragraph around phrases that links often are, and around words in its middle.
func torn(lines []string, end string) (all []string) {
	for i, l := range lines {
		r := []rune(l)
		if len(r) < 120 || i%3 != 0 {
			all = append(all, l)
			continue
		}
		middle := len(r) / 2
		l = string(r[:middle]) + end + string(r[middle:middle+3]) + end + string(r[middle+3:])
		for _, phrase := range []string{"党中央", "改革开放", "“十一五”", "固定资产投资", "国务院"} {
			l = strings.Replace(l, phrase, end+phrase+end, 1)
		}
		all = append(all, l)
	}
	return all
}

// wrapped breaks lines after width characters; lead stands before the first of a paragraph.
func wrapped(lines []string, lead string, width int) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(lead)
		for r := []rune(l); len(r) > 0; {
			n := min(width, len(r))
			b.WriteString(string(r[:n]) + "\n")
			r = r[n:]
		}
	}
	return b.String()
}

// splitHeadings writes lines that are headings with a number in another way.
func splitHeadings(lines []string, write func(number, title string) string) string {
	var b strings.Builder
	for _, l := range lines {
		number, title, ok := strings.Cut(l, "、")
		if r := []rune(title); ok && len(number) <= len("十一") && strings.Trim(number, "一二三四五六七八九十") == "" && len(r) > 6 && len(r) < 50 && !strings.ContainsAny(title, "。；") {
			l = write(number+"、", title)
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

// contents is a contents list.
func (w *written) contents(pages bool) (all []string) {
	page := 1
	add := func(line string) {
		if pages {
			line += fmt.Sprintf("……………%d", page)
		}
		page += 3
		all = append(all, line)
	}
	for i, c := range w.chapters {
		add(han(i+1) + "、" + c.title)
		for j, s := range c.sections {
			if pages {
				add("（" + han(j+1) + "）" + s.title)
			}
		}
	}
	return all
}

func TestLayoutsDoNotChangeTheOutline(t *testing.T) {
	k := newKnown("layouts")
	for _, e := range readExpected(t) {
		o := outline.Parse(readReport(t, filepath.Join(reportsFolder, e.id+".txt")))
		w := takeApart(o)
		for _, s := range styles[:2] {
			if !w.suits(s) {
				continue
			}
			want := count(outline.Parse(strings.Join(w.lines(s), "\n")))
			for _, l := range layouts {
				o := outline.Parse(l.make(&w, w.lines(s)))
				if err := tiles(o); err != nil {
					t.Error(err)
				}
				got := count(o)
				off := got.paragraphs - want.paragraphs
				if strings.HasPrefix(l.name, "no ") {
					off += len(w.lead)
					if strings.HasSuffix(l.name, "block") {
						off -= len(w.lead)
					}
				}
				k.tried(l.name, e.id+" "+s.name, got, want, got.chapters == want.chapters && got.sections == want.sections && got.notes == want.notes && max(off, -off)*50 <= want.paragraphs)
			}
		}
	}
	k.compare(t)
}
