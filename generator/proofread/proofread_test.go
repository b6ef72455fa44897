package proofread

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/source"
)

// drafted takes a text through import and loading, with an accepted.toml beside it.
func drafted(t *testing.T, text, accepted string) *content.Report {
	t.Helper()
	project := fstest.MapFS{}
	received := source.Read("t.txt", []byte(text), new(diag.List))
	for _, f := range content.Format(content.Draft("2020", received, outline.Parse(received.Text))) {
		project["content/2020/"+f.Path] = &fstest.MapFile{Data: f.Data}
	}
	if accepted != "" {
		project["content/2020/accepted.toml"] = &fstest.MapFile{Data: []byte(accepted)}
	}
	var problems diag.List
	r := content.Load(project, "2020", markdown.NewParser(), &problems)
	if problems.Errors() > 0 {
		t.Fatalf("does not load: %v", problems.Problems())
	}
	return r
}

func warnings(r *content.Report) string {
	var problems diag.List
	Report(r, &problems)
	var b strings.Builder
	if err := problems.Write(&b, "text", diag.English); err != nil {
		panic(err)
	}
	return b.String()
}

const head = "2020年某市政府工作报告\n各位代表：\n现在，我向大会报告工作，请予审议。\n一、2019年工作回顾\n过去一年，全市上下团结奋斗，经济社会发展取得新成绩。\n二、2020年工作安排\n"

const tail = "\n今年政府工作的总体要求是：稳中求进，改革创新，扎实工作，为人民服务。\n"

// Each case is one paragraph and the first lines of what is said of it.
func TestWarnings(t *testing.T) {
	for _, c := range []struct{ paragraph, want string }{
		{"我们打好“攻坚战，办好民生实事。", `warning: '“' is never closed in this paragraph`},
		{"我们打好攻坚战”，办好民生实事。", `warning: '”' is never opened in this paragraph`},
		{"办好实事（含民生实事)，再办《条例》。", ""},
		{"重点是：1）就业；2）上学；（3）看病。", ""},
		{"办好“《条例”》两件。", `warning: '”' is never opened in this paragraph`},
		{"要处理好三个关系：一是稳和进的关系。二是上和下的关系。", `warning: the text claims 3 and lists 2`},
		{"要处理好两个关系：一是稳和进的关系。二是上和下的关系。", ""},
		{"要做到三个方面：一是稳；二是进；四是好。", `warning: the list goes from its item 2 to its item 4`},
		{"三次产业结构为16.4∶40.2∶43.3，更加合理。", ""},
		{"三次产业结构为16.4∶40.2∶44.4，更加合理。", `warning: these shares make 101, not 100`},
		{"会议定于10:30:45开始。", ""},
		{"打好三大攻坚战。再打四大攻坚战，三大攻坚战。", `warning: "四大攻坚战" was "三大攻坚战" before`},
		{"打好三大攻坚战。建设四大产业园区。", ""},
		{"全年\ue000增长，再\ue000增长。", "warning: U+E000 has a shape on some machines only; 2 such places in the report"},
		{"⼯业稳步增长。", "warning: U+2F2F ⼯ is a radical, not the character that it looks like"},
		{"工业增长,农业增收,服务业增效。", `warning: ',' is a half-width mark among Chinese characters; 2 such places in the report`},
		{"工业增长１2％，投资增长１２％。", `warning: '１' is a full-width digit in a number with half-width ones`},
		{"GDP增长, PM2.5下降；比例1:2。", ""},
	} {
		var problems diag.List
		Report(drafted(t, head+c.paragraph+tail, ""), &problems)
		var got []string
		for _, p := range problems.Problems() {
			got = append(got, p.Severity.String()+": "+p.Message)
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.paragraph, strings.Join(got, "\n"), c.want)
		}
	}
}

const unclosed = "我们打好“攻坚战，办好民生实事。"

func TestAWarningShowsItsPlaceAndTheEntryThatSilencesIt(t *testing.T) {
	want := `content/2020/2/_index.md:8:5: warning: '“' is never closed in this paragraph
     8 | 我们打好“攻坚战，办好民生实事。
       |         ^
  help: put the missing mark in, as an erratum; where the text is right, add to accepted.toml:
        [[accepted]]
        check = "brackets"
        place = "c2-p1"
        quote = "“"
        reason = "…"
`
	if got := warnings(drafted(t, head+unclosed+tail, "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	entry := "[[accepted]]\ncheck = \"brackets\"\nplace = \"c2-p1\"\nquote = \"“\"\nreason = \"底本如此\"\n"
	if got := warnings(drafted(t, head+unclosed+tail, entry)); got != "" {
		t.Errorf("with its entry: %s", got)
	}
	stale := `content/2020/accepted.toml:4:9: warning: this entry silences nothing: c2-p1 has no "“" that the check "brackets" stops at
     4 | quote = "“"
       |         ^^^
  help: take the entry out
`
	if got := warnings(drafted(t, head+"我们打好攻坚战，办好民生实事。"+tail, entry)); got != stale {
		t.Errorf("got\n%s\nwant\n%s", got, stale)
	}
}

func TestNumerals(t *testing.T) {
	for s, want := range map[string]int{"一": 1, "九": 9, "十": 10, "十一": 11, "二十": 20, "二十九": 29, "两": 2, "百": 0, "": 0, "一二": 0, "十十": 0} {
		if got := numeral(s); got != want {
			t.Errorf("%s is %d, want %d", s, got, want)
		}
	}
}

// A reader of warnings gives up where there are many: texts that were published with care have few.
func TestReportsAreNotDrownedInWarnings(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/reports/*.txt")
	if len(names) == 0 {
		t.Skip("the collection of reports is not here: ../shared/reports")
	}
	total := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var problems diag.List
		Report(drafted(t, string(data), ""), &problems)
		n := problems.Warnings()
		total += n
		if n > 12 {
			t.Errorf("%s has %d warnings", filepath.Base(name), n)
		}
		for _, p := range problems.Problems() {
			t.Log(filepath.Base(name), fmt.Sprintf("%.90s", p.Message))
		}
	}
	if total > 4*len(names) {
		t.Errorf("%d warnings in %d reports", total, len(names))
	}
}
