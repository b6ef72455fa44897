package outline_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// glossaries are the forms that a glossary behind the body has: its title, and a note.
var glossaries = []struct {
	title string
	note  func(n int, term, definition string) string
}{
	{"名词解释", func(n int, t, d string) string { return fmt.Sprintf("%d.%s：%s", n, t, d) }},
	{"名词解释：", func(n int, t, d string) string { return fmt.Sprintf("%d、%s：%s", n, t, d) }},
	{"注释", func(n int, t, d string) string { return fmt.Sprintf("[%d]%s：%s", n, t, d) }},
	{"注　释：", func(n int, t, d string) string { return fmt.Sprintf("［%d］ %s：%s", n, t, d) }},
	{"《政府工作报告》注释", func(n int, t, d string) string { return fmt.Sprintf("〔%d〕%s：%s", n, t, d) }},
	{"政府工作报告名词解释", func(n int, t, d string) string { return fmt.Sprintf("【%d】%s：%s", n, t, d) }},
	{"附件：名词解释", func(n int, t, d string) string { return fmt.Sprintf("（%d）%s：%s", n, t, d) }},
	{"附件1\n《政府工作报告》有关名词解释", func(n int, t, d string) string { return fmt.Sprintf("%d．%s。%s", n, t, d) }},
	{"附：\n相关名词解释", func(n int, t, d string) string { return fmt.Sprintf("%s：%s", t, d) }},
	{"附件2：报告相关用语说明", func(n int, t, d string) string { return fmt.Sprintf("%d.%s：%s", n, t, d) }},
	{"部分名词解释", func(n int, t, d string) string { return fmt.Sprintf("%s、%s：%s", han(n), t, d) }},
	{"《政府工作报告》有关注释", func(n int, t, d string) string { return fmt.Sprintf("注%d：%s：%s", n, t, d) }},
	{"专有名词解释", func(n int, t, d string) string { return fmt.Sprintf("%d %s：%s", n, t, d) }},
	{"相关专业术语及缩略语解释", func(n int, t, d string) string { return fmt.Sprintf("%d\n%s：%s", n, t, d) }},
	{"名词解释", func(n int, t, d string) string { return fmt.Sprintf("%s\n%s", t, d) }},
	{"※名词解释※", func(n int, t, d string) string { return fmt.Sprintf("[%d]\n%s：%s", n, t, d) }},
	{"", func(n int, t, d string) string { return fmt.Sprintf("[%d]%s：%s", n, t, d) }},
	{"________________", func(n int, t, d string) string { return fmt.Sprintf("[%d] %s：%s", n, t, d) }},
	{"注：", func(n int, t, d string) string {
		return fmt.Sprintf("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[(n-1)%20*3:(n-1)%20*3+3]+"%s：%s", t, d)
	}},
	{"名词解释", func(n int, t, d string) string { return fmt.Sprintf("“%s”：是指%s", t, d) }},
	{"名词解释", func(n int, t, d string) string { return fmt.Sprintf("%d.%s是指%s", n, t, d) }},
	{"名词解释", func(_ int, t, d string) string { return fmt.Sprintf("【%s】%s", t, d) }},
	{"名词解释\n序号\t名词\t解释", func(n int, t, d string) string { return fmt.Sprintf("%d\t%s\t%s", n, t, d) }},
	{"附件\n名词解释\n序号\n名词\n解释", func(n int, t, d string) string { return fmt.Sprintf("%d\n%s\n%s", n, t, d) }},
	{"关键词释义", func(n int, t, d string) string { return fmt.Sprintf("[%d]%s—%s", n, t, d) }},
}

func TestGlossaryFormsAreRead(t *testing.T) {
	var notes []outline.Note
	for _, n := range outline.Parse(readReport(t, reportsFolder+"/pd25sc.txt")).Glossary[:18] {
		notes = append(notes, n)
	}
	k := newKnown("glossaries")
	for _, e := range readExpected(t) {
		w := takeApart(outline.Parse(readReport(t, filepath.Join(reportsFolder, e.id+".txt"))))
		if !w.suits(styles[0]) {
			continue
		}
		want := count(outline.Parse(strings.Join(w.lines(styles[0]), "\n")))
		want.notes = len(notes)
		for _, g := range glossaries {
			lines := w.lines(styles[0])
			if g.title != "" {
				lines = append(lines, g.title)
			}
			for n, note := range notes {
				lines = append(lines, g.note(n+1, note.Term, note.Definition))
			}
			got := count(outline.Parse(strings.Join(lines, "\n")))
			k.tried(fmt.Sprintf("%q %q", g.title, g.note(1, "某", "某")), e.id, got, want, got.chapters == want.chapters && got.sections == want.sections && got.notes == want.notes)
		}
	}
	k.compare(t)
}
