package outline_test

import (
	"strings"
	"testing"

	"baogao/generator/diag"
	"baogao/generator/outline"
	"baogao/generator/source"
)

const opening = `# 2019年某某县政府工作报告

——2019年1月10日在某某县第十届人民代表大会第三次会议上

县长 王明

各位代表：

现在，我代表县人民政府向大会报告工作，请予审议。

`

const ending = `
各位代表，让我们团结起来，为实现全年目标而奋斗！
`

func TestMarkedHeadingsDivideWhereNumbersDoNot(t *testing.T) {
	text := "过去一年，全县生产总值完成100亿元，增长8%，各项事业取得新的成绩。"
	for name, c := range map[string]struct{ body, want string }{
		"two levels": {"## 过去一年\n" + text + "\n### 经济稳中向好\n" + text + "\n### 城乡持续改善\n" + text + "\n## 今年任务\n" + text + "\n### 抓实产业\n" + text + "\n",
			"过去一年[经济稳中向好 城乡持续改善] 今年任务[抓实产业]"},
		"sections under numbered chapters": {"## 一、过去一年\n" + text + "\n### 经济稳中向好\n" + text + "\n### 城乡持续改善\n" + text + "\n## 二、今年任务\n" + text + "\n### 抓实产业\n" + text + "\n",
			"过去一年[经济稳中向好 城乡持续改善] 今年任务[抓实产业]"},
		"numbers say more": {"## 一、过去一年\n" + text + "\n### （一）经济稳中向好\n" + text + "\n### （二）城乡持续改善\n" + text + "\n### 二、今年任务\n" + text + "\n",
			"过去一年[经济稳中向好 城乡持续改善] 今年任务[]"},
		"one line of a level divides nothing": {"## 一、过去一年\n" + text + "\n## 二、今年任务\n" + text + "\n## 三、自身建设\n" + text + "\n", "过去一年[] 今年任务[] 自身建设[]"},
	} {
		var problems diag.List
		received := source.Read("report.md", []byte(opening+c.body+ending), &problems)
		if received == nil {
			t.Fatalf("%s: %v", name, problems.Problems())
		}
		var got []string
		for _, chapter := range outline.Read(received, nil).Chapters {
			var sections []string
			for _, s := range chapter.Sections {
				sections = append(sections, s.Title)
			}
			got = append(got, chapter.Title+"["+strings.Join(sections, " ")+"]")
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, " "), c.want)
		}
	}
}

// An editor's word on a line goes before its mark.
func TestOverridesGoBeforeMarks(t *testing.T) {
	var problems diag.List
	received := source.Read("report.md", []byte(opening+"## 过去一年\n增长8%，各项事业取得新的成绩。\n## 今年任务\n增长9%，各项事业再上台阶。\n## 强调一句\n要抓紧落实，不得懈怠。\n"+ending), &problems)
	line := 0
	for i, l := range strings.Split(received.Text, "\n") {
		if l == "强调一句" {
			line = i + 1
		}
	}
	o := outline.Read(received, []outline.Override{{Line: line, As: outline.AsText}})
	if len(o.Chapters) != 2 {
		t.Errorf("%d chapters, want 2:\n%s", len(o.Chapters), o.Tree())
	}
}
