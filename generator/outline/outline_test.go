package outline_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"baogao/generator/outline"
)

const small = `2020年某县政府工作报告
——2020年1月8日在某县第三届人民代表大会第一次会议上
某县人民政府县长　王五
各位代表：
请予审议。
一、2020年重点工作
（一）做强产业。坚持工业立县。
提升工业水平。改造老厂。新厂建设。完成投资3亿元，改造老旧厂房十座。
发展现代农业。种好粮食，今年建成高标准农田，让农民增收。稳定粮食生产。全年产量稳定在去年的水平以上。优化种植结构。扩大蔬菜和花生的种植面积。
（二）改善民生
办好学校和医院。
各位代表！让我们努力奋斗！
分享到：
`

func TestViewHasPlacesInCodePointsAndNoNulls(t *testing.T) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(outline.Parse(small).JSON(8)); err != nil {
		t.Fatal(err)
	}
	want := `{
 "title": "2020年某县政府工作报告",
 "occasion": "2020年1月8日在某县第三届人民代表大会第一次会议上",
 "speaker": "王五",
 "office": "某县人民政府县长",
 "date": "2020-01-08",
 "place": "某县",
 "copies": 8,
 "chapters": [
  {
   "number": "一、",
   "ordinal": 1,
   "title": "2020年重点工作",
   "line": 6,
   "sections": [
    {
     "number": "（一）",
     "ordinal": 1,
     "title": "做强产业",
     "line": 7,
     "form": "run-in",
     "topics": [
      {
       "title": "提升工业水平",
       "line": 8,
       "start": 96,
       "end": 102,
       "subtopics": []
      },
      {
       "title": "发展现代农业",
       "line": 9,
       "start": 131,
       "end": 137,
       "subtopics": [
        {
         "title": "稳定粮食生产",
         "line": 9,
         "start": 159,
         "end": 165
        },
        {
         "title": "优化种植结构",
         "line": 9,
         "start": 181,
         "end": 187
        }
       ]
      }
     ],
     "subtopics": []
    },
    {
     "number": "（二）",
     "ordinal": 2,
     "title": "改善民生",
     "line": 10,
     "form": "alone",
     "topics": [],
     "subtopics": []
    }
   ]
  }
 ],
 "glossary": [],
 "annexes": [],
 "noise": [
  {
   "line_from": 13,
   "line_to": 13,
   "why": "below the report"
  }
 ],
 "unsure": []
}
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestViewOffsetsCutTheTitlesOutOfTheText(t *testing.T) {
	text := readReport(t, kaifengFile)
	points := []rune(text)
	for _, c := range outline.Parse(text).JSON(1).Chapters {
		for _, s := range c.Sections {
			all := s.Subtopics
			for _, topic := range s.Topics {
				all = append(all, outline.SubtopicView{Title: topic.Title, Start: topic.Start, End: topic.End})
				all = append(all, topic.Subtopics...)
			}
			for _, h := range all {
				if got := string(points[h.Start:h.End]); got != h.Title {
					t.Errorf("text[%d:%d] is %q, not %q", h.Start, h.End, got, h.Title)
				}
			}
		}
	}
}

func TestTextBehindTheLastSectionClosesTheChapter(t *testing.T) {
	o := outline.Parse(readReport(t, kaifengFile))
	first := func(bs []outline.Block) string {
		if len(bs) == 0 {
			return ""
		}
		return o.Text[bs[0].Parts[0].Start:][:len("一年来")]
	}
	for _, want := range []struct {
		what      string
		got, text string
	}{
		{"chapter 1's closing", first(o.Chapters[0].Closing), "一年来"},
		{"chapter 3's closing", first(o.Chapters[2].Closing), "继续加"},
		{"the report's closing", first(o.Closing), "各位代"},
	} {
		if want.got != want.text {
			t.Errorf("%s begins with %q, want %q", want.what, want.got, want.text)
		}
	}
}

func TestOnlyInjectedTextIsSuspected(t *testing.T) {
	files, _ := filepath.Glob(reportsFolder + "/*.txt")
	for _, f := range files {
		o := outline.Parse(readReport(t, f))
		for _, s := range o.Suspects {
			t.Errorf("%s: %q is suspected", filepath.Base(f), o.Text[s.Span.Start:s.Span.End])
		}
	}
	o := outline.Parse(readReport(t, kaifengFile))
	if len(o.Suspects) != 1 || o.Text[o.Suspects[0].Span.Start:o.Suspects[0].Span.End] != "侯卫东官场笔记" {
		t.Errorf("suspects are %v, want the novel's title in chapter 1's heading", o.Suspects)
	}
}

func TestTwoPublicationsOfOneReportHaveOneOutline(t *testing.T) {
	read := func(id string) []string {
		var titles []string
		for _, c := range outline.Parse(readReport(t, filepath.Join(reportsFolder, id+".txt"))).Chapters {
			titles = append(titles, c.Number+c.Title)
			for _, s := range c.Sections {
				titles = append(titles, s.Number+s.Title)
			}
		}
		return titles
	}
	a, b := read("nr2003"), read("nd2003")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("the outlines differ from heading %d on: %q and %q", i, a, b)
		}
	}
}
