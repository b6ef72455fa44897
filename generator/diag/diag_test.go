package diag

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

// in is a file and the span of the first occurrence of some words in it.
func in(path, text, words string) (*File, Span) {
	f := &File{Path: path, Text: text}
	i := strings.Index(text, words)
	return f, Span{i, i + len(words)}
}

func TestScreens(t *testing.T) {
	for _, c := range []struct {
		behaviour, text, words string
		want                   string
	}{
		{"the column counts characters", "title = \"报告\"\n", "报告", `
a.toml:1:10: error: wrong
     1 | title = "报告"
       |          ^^^^`},
		{"carets are one wide under narrow characters", "增长8.5%以上", "8.5%", `
a.toml:1:3: error: wrong
     1 | 增长8.5%以上
       |     ^^^^`},
		{"wide and narrow mixed", "一、GDP增长8.5%（可比价）", "GDP增长8.5%（", `
a.toml:1:3: error: wrong
     1 | 一、GDP增长8.5%（可比价）
       |     ^^^^^^^^^^^^^`},
		{"full-width digits, ideographic space and CJK dots are wide", "　１２∶３・四", "∶", `
a.toml:1:4: error: wrong
     1 | 　１２∶３・四
       |       ^`},
		{"a tab is one column", "\tkey\t= 1", "=", `
a.toml:1:6: error: wrong
     1 |  key = 1
       |      ^`},
		{"characters without width have no caret", "报\u200b告\u0301书稿", "书稿", `
a.toml:1:5: error: wrong
     1 | 报` + "\u200b告\u0301" + `书稿
       |     ^^^^`},
		{"what has no width still gets one caret", "报\u200b告", "\u200b", `
a.toml:1:2: error: wrong
     1 | 报` + "\u200b" + `告
       |   ^`},
		{"a later line", "甲\n乙\n\n丙丁", "丁", `
a.toml:4:2: error: wrong
     4 | 丙丁
       |   ^^`},
		{"a carriage return is not shown", "甲乙\r\n丙\r\n", "乙", `
a.toml:1:2: error: wrong
     1 | 甲乙
       |   ^^`},
		{"the line end itself", "甲乙\n丙", "\n", `
a.toml:1:3: error: wrong
     1 | 甲乙
       |     ^`},
		{"a span over lines is shown on its first", "甲乙\n丙丁", "乙\n丙", `
a.toml:1:2: error: wrong
     1 | 甲乙
       |   ^^`},
		{"an escape cannot reach the terminal", "甲\x1b[31m乙", "乙", `
a.toml:1:7: error: wrong
     1 | 甲 [31m乙
       |        ^^`},
		{"a long line is cut on both sides", strings.Repeat("前", 40) + "这里" + strings.Repeat("后", 40), "这里", `
a.toml:1:41: error: wrong
     1 | …前前前前前前前前前前前前前前前前前前前前前前前前前前前前前前这里后后后后后后后后后后后后后后后后后后后后后后后后…
       |                                                              ^^^^`},
		{"a line that just fits is not cut", strings.Repeat("前", 30) + "这里" + strings.Repeat("后", 24), "这里", `
a.toml:1:31: error: wrong
     1 | 前前前前前前前前前前前前前前前前前前前前前前前前前前前前前前这里后后后后后后后后后后后后后后后后后后后后后后后后
       |                                                             ^^^^`},
		{"a long span is cut", "从" + strings.Repeat("长", 60) + "到", strings.Repeat("长", 60), `
a.toml:1:2: error: wrong
     1 | 从长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长…
       |   ` + strings.Repeat("^", 80)},
	} {
		f, s := in("a.toml", c.text, c.words)
		got := (&Problem{File: f, Span: s, Message: "wrong"}).String()
		if want := strings.TrimPrefix(c.want, "\n"); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.behaviour, got, want)
		}
	}
}

// The screen that the package's documentation and the style guide show.
func TestRelatedPlacesAndHelpFollow(t *testing.T) {
	var list List
	figures, quote := in("content/2017/figures.toml", strings.Repeat("\n", 5)+"quote = \"增长5%上下\"\n", "增长5%上下")
	text, nearest := in("content/2017/2/_index.md", strings.Repeat("\n", 4)+
		"2017年全市经济社会发展的指导思想是这样，主要预期目标是：生产总值增长8.5%以上，一般公共预算收入增长8%。\n", "增长8.5%以上")
	list.Errorf(figures, quote, "figure %q: passage %s does not contain the quote %q", "gdp-growth", "c2-p3", "增长5%上下").
		See(text, nearest, "the nearest text is here").
		SetHelp("copy the quote from the passage: %q\nor remove the figure", "增长8.5%以上")
	want := `content/2017/figures.toml:6:10: error: figure "gdp-growth": passage c2-p3 does not contain the quote "增长5%上下"
     6 | quote = "增长5%上下"
       |          ^^^^^^^^^^
  content/2017/2/_index.md:5:35: the nearest text is here
     5 | …年全市经济社会发展的指导思想是这样，主要预期目标是：生产总值增长8.5%以上，一般公共预算收入增长8%。
       |                                                              ^^^^^^^^^^^^
  help: copy the quote from the passage: "增长8.5%以上"
        or remove the figure`
	if got := list.Problems()[0].String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProblemOfAWholeFileHasNoPlace(t *testing.T) {
	for _, p := range []*Problem{
		{Severity: Warning, File: &File{Path: "a.txt"}, Message: "the file is empty", Help: "fill it"},
		{Severity: Warning, File: &File{Path: "a.txt"}, Span: Span{3, 4}, Message: "the file is empty", Help: "fill it"},
		{Severity: Warning, File: &File{Path: "a.txt", Text: "甲"}, Message: "the file is empty", Help: "fill it"},
	} {
		if got, want := p.String(), "a.txt: warning: the file is empty\n  help: fill it"; got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestPlacesOutsideTheTextAreMovedIntoIt(t *testing.T) {
	f := &File{Path: "a.txt", Text: "甲\n乙丙"}
	for span, want := range map[Span]string{
		{99, 120}: "a.txt:2:3: error: wrong\n     2 | 乙丙\n       |     ^",
		{-5, -1}:  "a.txt:1:1: error: wrong\n     1 | 甲\n       | ^",
		{7, 2}:    "a.txt:2:2: error: wrong\n     2 | 乙丙\n       |   ^",
	} {
		if got := (&Problem{File: f, Span: span, Message: "wrong"}).String(); got != want {
			t.Errorf("%v: got\n%s\nwant\n%s", span, got, want)
		}
	}
}

func TestProblemsComeByPlaceWhateverTheirOrder(t *testing.T) {
	b, a := &File{Path: "b.toml", Text: "甲乙丙"}, &File{Path: "a.toml", Text: "甲乙丙"}
	var list List
	list.Warnf(b, Span{6, 9}, "later")
	list.Warnf(b, Span{3, 6}, "a warning")
	list.Errorf(b, Span{3, 6}, "twice")
	list.Errorf(b, Span{3, 9}, "twice")
	list.Errorf(b, Span{3, 6}, "twice")
	list.Errorf(b, Span{3, 6}, "an error")
	list.Errorf(a, Span{6, 9}, "other file")
	var got []string
	for _, p := range list.Problems() {
		got = append(got, fmt.Sprintf("%s %v %v %s", p.File.Path, p.Span, p.Severity, p.Message))
	}
	want := []string{
		"a.toml {6 9} error other file", "b.toml {3 6} error an error", "b.toml {3 6} error twice", "b.toml {3 9} error twice",
		"b.toml {3 6} warning a warning", "b.toml {6 9} warning later",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if list.Errors() != 4 || list.Warnings() != 2 {
		t.Errorf("%d errors and %d warnings", list.Errors(), list.Warnings())
	}
}

func TestListTakesProblemsFromManySides(t *testing.T) {
	var list List
	var all sync.WaitGroup
	f := &File{Path: "a.txt", Text: strings.Repeat("甲", 50)}
	for i := range 50 {
		all.Go(func() { list.Errorf(f, Span{3 * i, 3*i + 3}, "problem %d", i) })
	}
	all.Wait()
	for i, p := range list.Problems() {
		if p.Message != fmt.Sprintf("problem %d", i) {
			t.Fatalf("problem %d is %q", i, p.Message)
		}
	}
}

func TestPositionsAndBack(t *testing.T) {
	f := &File{Path: "a.toml", Text: "甲 = \"乙\"\r\n\n丙"}
	for offset, want := range map[int][2]int{-1: {1, 1}, 0: {1, 1}, 3: {1, 2}, 7: {1, 6}, 12: {1, 9}, 13: {2, 1}, 14: {3, 1}, 17: {3, 2}, 99: {3, 2}} {
		if line, column := f.Position(offset); line != want[0] || column != want[1] {
			t.Errorf("offset %d is %d:%d, want %v", offset, line, column, want)
		}
	}
	for at, want := range map[[2]int]int{{1, 1}: 0, {1, 8}: 7, {1, 99}: 12, {2, 5}: 13, {3, 1}: 14, {3, 99}: 17, {9, 9}: 0} {
		if got := f.Offset(at[0], at[1]); got != want {
			t.Errorf("line %d, byte %d is offset %d, want %d", at[0], at[1], got, want)
		}
	}
	for words, want := range map[string]Span{"乙": {7, 10}, "丁": {0, 12}, "": {0, 12}} {
		if got := f.Find(words); got != want {
			t.Errorf("%q is at %v, want %v", words, got, want)
		}
	}
}
