package figures

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"baogao/generator/outline"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

// report is a small report around the sentences of a review and of a plan.
func report(review, plan string) string {
	return "2017年开封市政府工作报告\n——2017年2月6日在开封市第十四届人民代表大会第四次会议上\n开封市人民政府市长　侯红\n各位代表：\n现在，我代表市人民政府，向大会报告工作。\n" +
		"一、2016年工作回顾\n过去的一年，全市上下克难攻坚。\n" + review + "\n二、2017年工作总体要求和目标任务\n今年政府工作的总体要求是：稳中求快。\n" + plan + "\n各位代表！让我们更加紧密地团结起来！\n"
}

// show writes a figure on one line, without the fields that are empty.
func show(f *Figure) string {
	value := fmt.Sprint(f.Value)
	if f.ValueMax != nil {
		value += fmt.Sprintf("-%v", *f.ValueMax)
	}
	parts := []string{f.Passage, value + f.Unit, f.Indicator, f.Kind, f.Measure}
	for _, more := range []string{f.Direction, f.Bound} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	if f.Year > 0 {
		parts = append(parts, fmt.Sprint(f.Year))
	}
	if f.Per != "" {
		parts = append(parts, "per "+f.Per)
	}
	if f.Unsure != "" {
		parts = append(parts, "("+f.Unsure+")")
	}
	return strings.Join(parts, " · ")
}

// TestRead reads the sentences of each case in testdata/read: review and plan, and what is expected of them.
func TestRead(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]*txtar.File{}
			for i := range archive.Files {
				part[archive.Files[i].Name] = &archive.Files[i]
			}
			text := func(name string) string {
				if f := part[name]; f != nil {
					return strings.TrimSpace(string(f.Data))
				}
				return "继续努力。"
			}
			var got strings.Builder
			for _, f := range Read(outline.Parse(report(text("review"), text("plan")))) {
				got.WriteString(show(&f) + "\n")
			}
			if *update {
				part["figures"].Data = []byte(got.String())
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(part["figures"].Data); got.String() != want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

func TestSpansAreCodePointsOfTheText(t *testing.T) {
	text := report("全市生产总值完成1748亿元，增长8.5%，增幅居全省第5位。", "生产总值增长8.5%以上。")
	runes := []rune(text)
	found := Read(outline.Parse(text))
	if len(found) != 4 {
		t.Fatalf("%d figures, want 4", len(found))
	}
	for _, f := range found {
		if got := string(runes[f.Start:f.End]); got != f.Surface {
			t.Errorf("the span of %q holds %q", f.Surface, got)
		}
	}
}

func TestJSONHasTheNamesThatOthersRead(t *testing.T) {
	top := 10.0
	data, err := json.Marshal(Figure{ValueMax: &top, Direction: "up", Bound: "about", Year: 1, Per: "年", Unsure: "no subject"})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"start":0,"end":0,"passage":"","sentence":0,"surface":"","value":0,"value_max":10,"unit":"","base_value":0,"base_unit":"","indicator":"","subject":"","kind":"","measure":"","direction":"up","bound":"about","year":1,"per":"年","unsure":"no subject"}`
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
}

func TestAReportWithoutChaptersIsReadAsWell(t *testing.T) {
	found := Read(outline.Parse("各位代表：\n去年生产总值达到100亿元，增长8%。今年力争增长9%。\n"))
	if len(found) != 3 || found[0].Kind != "fact" && found[0].Kind != "actual" || found[1].Kind != "change" || found[2].Kind != "target" {
		t.Errorf("got %+v", found)
	}
}

// kinds of the closed lists; "" where the words say nothing.
var closed = map[string][]string{
	"kind":      {"actual", "change", "rank", "target", "target-later", "fact", "spec"},
	"measure":   {"level", "count", "growth", "diff", "share", "rank", "gap", "contribution", "duration"},
	"direction": {"", "up", "down", "flat"},
	"bound":     {"", "at-least", "at-most", "about", "below", "above"},
}

func checkLaws(t *testing.T, text string) {
	o := outline.Parse(text)
	runes := []rune(o.Text)
	last := 0
	for _, f := range Read(o) {
		if f.Start < last || f.End <= f.Start || f.End > len(runes) {
			t.Fatalf("%q: %+v does not stand behind %d", text, f, last)
		}
		last = f.Start
		for field, value := range map[string]string{"kind": f.Kind, "measure": f.Measure, "direction": f.Direction, "bound": f.Bound} {
			ok := false
			for _, v := range closed[field] {
				ok = ok || v == value
			}
			if !ok {
				t.Fatalf("%s %q of %+v is not in the list", field, value, f)
			}
		}
		if f.Indicator == "" && f.Unsure == "" {
			t.Fatalf("%+v has no subject and does not say so", f)
		}
	}
}

func TestLawsHoldInEveryReport(t *testing.T) {
	files, _ := filepath.Glob(collection + "/*.txt")
	if len(files) == 0 {
		t.Skip("the collection of reports is not here: " + collection)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkLaws(t, string(text))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(report("城乡居民人均可支配收入达到24596元和11166元，增长7.3%和8.4%，增幅分别居全省第2和第3位。", "到2020年，形成总规模80亿至100亿的母基金群。"))
	f.Add("一、回顾\n52个贫困村、2.46万建档立卡贫困人口")
	f.Add("一、目标\n三次产业结构16.4∶40.2∶43.4，（1家、2家）在3个")
	f.Fuzz(checkLaws)
}

// BenchmarkHostileTexts shows whether the time grows with the text only: all go through a like number of bytes a second, or more.
func BenchmarkHostileTexts(b *testing.B) {
	for _, h := range []string{"1家", "1家，", "增长1%、", "甲、1家", "2017年1家", "（1家", "在1个", "“1个", "和1亿元", "1家。", "年", "分别1家和"} {
		text := report(strings.Repeat(h, 100_000/len(h)), "增长1%。")
		o := outline.Parse(text)
		b.Run(h, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read(o)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	text, err := os.ReadFile(reviewed + "source.txt")
	if err != nil {
		b.Skipf("the report is not here: %v", err)
	}
	o := outline.Parse(string(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Read(o)
	}
}
