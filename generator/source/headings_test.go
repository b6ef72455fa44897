package source

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"baogao/generator/diag"
)

// The same report in three formats says the same of its headings: the lines, and their levels.
func TestHeadingsAreWhatTheFormatSays(t *testing.T) {
	text := strings.Repeat("各位代表，全县生产总值增长8%，各项事业取得新的成绩。", 8)
	word := func(properties, text string) string {
		return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>"
	}
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	docx := zipped(t, []txtar.File{
		{Name: "word/document.xml", Data: []byte(`<w:document ` + ns + `><w:body>` + word(`<w:pStyle w:val="a1"/>`, "政府工作报告") + word("", text) +
			word(`<w:pStyle w:val="a2"/>`, "过去一年") + word("", text) + word(`<w:pStyle w:val="mine"/>`, "经济") + word(`<w:outlineLvl w:val="9"/><w:pStyle w:val="a2"/>`, text) +
			word(`<w:outlineLvl w:val="1"/>`, "今年任务") + word("", text) + `</w:body></w:document>`)},
		{Name: "word/styles.xml", Data: []byte(`<w:styles ` + ns + `><w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="a2"><w:name w:val="Heading 2"/></w:style>` +
			`<w:style w:styleId="base"><w:name w:val="小标题"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style><w:style w:styleId="mine"><w:name w:val="自定"/><w:basedOn w:val="base"/></w:style></w:styles>`)},
	})
	for name, data := range map[string]string{
		"report.md":   "政府工作报告\n====\n" + text + "\n## 过去一年 ##\n" + text + "\n### **经济**\n" + text + "\n今年任务\n---\n" + text + "\n",
		"report.html": "<html><body><nav><h2>相关链接</h2><h2>今年任务</h2></nav><article><h1>政府工作报告</h1><p>" + text + "</p><h2><b>过去</b>一年</h2><p>" + text + "</p><h3>经济</h3><p>" + text + "</p><h2>今年任务</h2><p>" + text + "</p></article></body></html>",
		"report.docx": string(docx),
	} {
		var problems diag.List
		r := Read(name, []byte(data), &problems)
		if r == nil {
			t.Errorf("%s: %s", name, screen(&problems))
			continue
		}
		lines := strings.Split(r.Text, "\n")
		var got []string
		for _, h := range r.Headings {
			got = append(got, fmt.Sprint(h.Level, lines[h.Line-1]))
		}
		if want := "1政府工作报告 2过去一年 3经济 2今年任务"; strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", name, got, want)
		}
	}
}
