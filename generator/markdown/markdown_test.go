package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"baogao/generator/diag"
)

func TestRunInHeadingKeepsItsStop(t *testing.T) {
	file := &diag.File{Path: "1.md", Text: "## 发展经济 {#c1-s1-t1 .run-in}\n\n### 问题 {#c1-s1-p1-u1 .run-in stop=\"：\"}\n\n一是。\n\n## 1．抓投资 {#c1-s1-h1}\n"}
	var problems diag.List
	blocks := NewParser().Blocks(file, 0, &problems)
	if n := problems.Errors(); n != 0 {
		t.Fatalf("problems: %v", problems.Problems())
	}
	want := []Block{
		{Level: 2, Text: "发展经济", ID: "c1-s1-t1", RunIn: true, Stop: "。"},
		{Level: 3, Text: "问题", ID: "c1-s1-p1-u1", RunIn: true, Stop: "："},
		{Text: "一是。"},
		{Level: 2, Text: "1．抓投资", ID: "c1-s1-h1"},
	}
	var out []byte
	for i, b := range blocks {
		b.Span = diag.Span{}
		if b != want[i] {
			t.Errorf("block %d: got %+v, want %+v", i, b, want[i])
		}
		if i > 0 {
			out = append(out, '\n')
		}
		out = Append(out, b)
	}
	if string(out) != file.Text {
		t.Errorf("written back:\n%s\nwant:\n%s", out, file.Text)
	}
}

func TestMarkupIsAProblemWithItsPlace(t *testing.T) {
	file := &diag.File{Path: "1.md", Text: "正文。\n\n**重点**工作\n\n- 一条\n\n两行\n一段\n\n## 无名\n"}
	var problems diag.List
	NewParser().Blocks(file, 0, &problems)
	var got []string
	for _, p := range problems.Problems() {
		got = append(got, p.String())
	}
	want := `1.md:3:1: error: emphasis in the report's text, which is plain
     3 | **重点**工作
       | ^^^^^^^^^^^^
  help: write a backslash before the character that opens it to keep it as text
1.md:5:3: error: a list in the report's text, which is plain
     5 | - 一条
       |   ^^^^
  help: write a backslash before the first character of the line to keep it as text
1.md:7:1: error: a line break inside a paragraph
     7 | 两行
       | ^^^^
  help: write a paragraph on one line, and an empty line between two paragraphs
1.md:10:4: error: heading "无名" has no id
    10 | ## 无名
       |    ^^^^
  help: write its id after it, as in: ## 无名 {#c1-s1-t1 .run-in}`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got:\n%s\nwant:\n%s", s, want)
	}
}

// FuzzEscape holds the law Parse(Escape(s)) == s for every block text that an importer can make: one line, valid UTF-8,
// no white space at its ends.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{
		"二氧化硫*排放_量_", "# 一", "1. 抓投资", "- 一", "“互联网+”", "[1] 名词", "&nbsp;&amp;", "a\\*b", "<br>", "=", "---", "{#x .y}", "1)", "C:\\",
		"标题 #", "~~x~~", "| a |", "!x", "http://a.b", "> 引", "+ 加", "`代码`", "　缩进", "a\tb", "a  b",
	} {
		f.Add(s)
	}
	parser := NewParser()
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || s == "" || strings.Trim(s, " \t\v\f") != s {
			t.Skip()
		}
		for _, b := range []Block{{Text: s}, {Level: 2, Text: s, ID: "c1-s1-t1", RunIn: true, Stop: "。"}} {
			var problems diag.List
			file := &diag.File{Path: "x.md", Text: string(Append(nil, b))}
			blocks := parser.Blocks(file, 0, &problems)
			if problems.Errors() > 0 || len(blocks) != 1 || blocks[0].Text != s {
				t.Fatalf("%q became %q: %+v %v", s, file.Text, blocks, problems.Problems())
			}
		}
	})
}
