package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/site"
)

var (
	kaifeng = Item{
		Key: "2017", Author: "侯红", Title: "2017年开封市政府工作报告：2017年2月6日在开封市第十四届人民代表大会第四次会议上",
		Date: Date{2017, 2, 6}, Body: "开封市人民政府",
	}
	webPage = Item{Key: "2017", Author: "开封市人民政府", Institution: true, Title: "2017年开封市政府工作报告", Date: Date{2017, 2, 6}, Body: "开封市人民政府", Page: true}
)

const address = "https://example.org/2017/3/1.html#c3-s1-p2-4"

func passage(day string) Values {
	v := Values{"url": address, "id": "c3-s1-p2-4", "page": "三（一）第2段第4句", "quote": "纺织服饰产业要完善体系，100%\n做强{棉纺}_“做大”\"服装\"。", "edition": Edition(site.Edition{Number: 2})}
	if day != "" {
		v.Accessed(day)
	}
	return v
}

// TestReferencesOfTheStandard are the standard's strings, letter for letter: full-width brackets in 2025, half-width ones in 2015.
func TestReferencesOfTheStandard(t *testing.T) {
	report := Values{"url": "https://example.org/2017/"}
	seen := Values{"url": "https://example.org/2017/"}.Accessed("2026-11-23")
	undated := kaifeng
	undated.Date = Date{}
	const who = "侯红. 2017年开封市政府工作报告：2017年2月6日在开封市第十四届人民代表大会第四次会议上"
	for _, c := range []struct {
		name   string
		pieces []Piece
		values Values
		want   string
	}{
		{"2025", kaifeng.GB2025(), report, who + "[R/OL]. 2017-02-06. https://example.org/2017/."},
		{"2025, seen", kaifeng.GB2025(), seen, who + "[R/OL]. 2017-02-06. https://example.org/2017/."},
		{"2025 printed", kaifeng.GB2025(), Values{}, who + "[R]. 2017-02-06."},
		{"2025 passage", kaifeng.GB2025(), passage(""), who + "[R/OL]. 校订2版. 2017-02-06：三（一）第2段第4句. " + address + "."},
		{"2025 undated", undated.GB2025(), passage("2026-11-03"), who + "[R/OL]. 校订2版. [2026]：三（一）第2段第4句. " + address + "."},
		{"2025 page", webPage.GB2025(), seen, "开封市人民政府. 2017年开封市政府工作报告[EB/OL]. （2017-02-06）[2026-11-23]. https://example.org/2017/."},
		{"2015", kaifeng.GB2015(), report, who + "[R/OL]. (2017-02-06). https://example.org/2017/."},
		{"2015, seen", kaifeng.GB2015(), seen, who + "[R/OL]. (2017-02-06)[2026-11-23]. https://example.org/2017/."},
		{"2015 printed", kaifeng.GB2015(), Values{}, who + "[R]. 2017."},
		{"2015 passage", kaifeng.GB2015(), passage("2026-11-23"), who + "[R/OL]. 校订2版. 2017: 三（一）第2段第4句[2026-11-23]. " + address + "."},
		{"2015 page", webPage.GB2015(), seen, "开封市人民政府. 2017年开封市政府工作报告[EB/OL]. (2017-02-06)[2026-11-23]. https://example.org/2017/."},
		{"own", kaifeng.Template("{author}：《{title}》，{year}年，{page}，{accessed}“{quote}”"), Values{"page": "三（一）第2段", "quote": "一"},
			"侯红：《" + kaifeng.Title + "》，2017年，三（一）第2段，“一”"},
	} {
		if got := (Form{Pieces: c.pieces}).Write(c.values); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestTemplatesAreChecked with the place of the mistake, in bytes.
func TestTemplatesAreChecked(t *testing.T) {
	for template, want := range map[string]string{
		"{author}. {title}": "0 <nil>",
		"":                  "0 <nil>",
		"甲{titel}":          `3 the template names "titel", which a reference does not have`,
		"{title":            "0 a brace of the template has no partner",
		"a}":                "1 a brace of the template has no partner",
		"{a{title}}":        "0 a brace of the template has no partner",
	} {
		at, err := CheckTemplate(template)
		if got := fmt.Sprint(at, " ", err); got != want {
			t.Errorf("%q: %s, want %s", template, got, want)
		}
	}
}

func TestNumbersOfChapters(t *testing.T) {
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 34: "三十四", 99: "九十九", 0: "", 100: ""} {
		if got := han(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

// need finds a program and says so where it is not there; in CI it must be.
func need(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			continue
		} else if os.Getenv("CI") != "" {
			t.Fatal(err)
		} else {
			t.Skip(err)
		}
	}
}

// TestReferencesAreWhatCiteprocGives: the CSL-JSON of an item through citeproc with the community's styles is our reference to it.
func TestReferencesAreWhatCiteprocGives(t *testing.T) {
	styles := map[string]string{}
	for _, edition := range []string{"2025", "2015"} {
		file, err := filepath.Abs("../../../shared/csl/gb-t-7714-" + edition + ".csl")
		if err == nil {
			_, err = os.Stat(file)
		}
		if err != nil {
			t.Skipf("the styles are not on this machine: %v", err)
		}
		styles[edition] = file
	}
	need(t, "node", "npm")
	var items []Item
	add := func(change func(*Item)) {
		for _, it := range []Item{kaifeng, webPage} {
			change(&it)
			items = append(items, it)
		}
	}
	add(func(*Item) {})
	add(func(it *Item) { it.Author = "" })
	add(func(it *Item) { it.Author, it.Institution = "开封市人民政府", true })
	add(func(it *Item) { it.Date = Date{} })
	add(func(it *Item) { it.Date = Date{Year: 2017} })
	add(func(it *Item) { it.Date = Date{Year: 2017, Month: 11} })
	for _, title := range []string{"深化“放管服”改革的报告", "论‘一带一路’与“两个‘一百年’目标”", `深化"放管服"改革`, "《“十三五”规划》执行情况的报告（草案）——兼论2016∶2017", "报告？"} {
		add(func(it *Item) { it.Title = title })
	}
	values := []Values{
		{"url": address}, Values{"url": address}.Accessed("2026-11-03"), passage(""), passage("2026-11-23"),
		{"page": "三第1段", "id": "c3-p1"}, Values{}, Values{}.Accessed("2026-01-02"),
	}
	var asked struct {
		Styles map[string]string `json:"styles"`
		Items  []json.RawMessage `json:"items"`
	}
	asked.Styles = styles
	ours := map[string][]string{}
	for _, it := range items {
		for _, v := range values {
			if it.Page && v["url"] == "" {
				continue // the menu does not offer it
			}
			asked.Items = append(asked.Items, item(t, it, v))
			ours["2025"] = append(ours["2025"], Form{Pieces: it.GB2025()}.Write(v))
			ours["2015"] = append(ours["2015"], Form{Pieces: it.GB2015()}.Write(v))
		}
	}
	for edition, theirs := range citeproc(t, asked) {
		for i, want := range theirs {
			if got := ours[edition][i]; got != want {
				t.Errorf("%s of %s:\n      we %s\nciteproc %s", edition, asked.Items[i], got, want)
			}
		}
		if len(theirs) != len(ours[edition]) || len(theirs) < 100 {
			t.Errorf("%s: %d references of %d", edition, len(theirs), len(ours[edition]))
		}
	}
}

// item is the one item of our CSL-JSON.
func item(t *testing.T, it Item, v Values) json.RawMessage {
	t.Helper()
	var list []json.RawMessage
	if err := json.Unmarshal([]byte(Form{Escape: JSON, Pieces: it.CSL()}.Write(v)), &list); err != nil || len(list) != 1 {
		t.Fatalf("not CSL-JSON: %v", err)
	}
	return list[0]
}

func citeproc(t *testing.T, asked any) map[string][]string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/citeproc")); err != nil {
		t.Fatal(err)
	}
	install := exec.Command("npm", "ci", "--ignore-scripts", "--loglevel=error")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("npm ci: %v\n%s", err, out)
		}
		t.Skipf("citeproc cannot be had: npm ci: %v\n%s", err, out)
	}
	data, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	run := exec.Command("node", "cite.js")
	run.Dir, run.Stdin = dir, bytes.NewReader(data)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said map[string][]string
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	return said
}

// TestRISIsOneLineAField: tag, two spaces, hyphen, space; TY first, ER last, whatever is in the words.
func TestRISIsOneLineAField(t *testing.T) {
	want := strings.Join([]string{
		"TY  - RPRT", "ID  - 2017-c3-s1-p2-4", "AU  - 侯红", "TI  - " + kaifeng.Title, "PB  - 开封市人民政府", "PY  - 2017", "DA  - 2017/02/06", "ET  - 校订2版",
		"SP  - 三（一）第2段第4句", "UR  - " + address, "Y2  - 2026/11/03", "N1  - 纺织服饰产业要完善体系，100% 做强{棉纺}_“做大”\"服装\"。", "LA  - zh-CN", "ER  - ", "",
	}, "\n")
	if got := (Form{Escape: RIS, Pieces: kaifeng.RIS()}).Write(passage("2026-11-03")); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// TestProgramsReadOurRecords: pandoc reads BibTeX, biblatex and RIS as the same report, quotes and signs in it and all.
func TestProgramsReadOurRecords(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip(err) // it is no tool of CI
	}
	known, err := exec.Command("pandoc", "--list-input-formats").Output()
	if err != nil {
		t.Fatal(err)
	}
	v := passage("2026-11-23")
	for format, form := range map[string]Form{
		"bibtex":   {Escape: TeX, Pieces: kaifeng.BibTeX()},
		"biblatex": {Escape: TeX, Pieces: kaifeng.BibTeX()},
		"ris":      {Escape: RIS, Pieces: kaifeng.RIS()},
	} {
		if !strings.Contains("\n"+string(known), "\n"+format+"\n") {
			t.Logf("this pandoc does not read %s", format)
			continue
		}
		run := exec.Command("pandoc", "--from", format, "--to", "csljson")
		run.Stdin = strings.NewReader(form.Write(v))
		out, err := run.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", format, err, out)
			continue
		}
		var read []struct {
			Type, Title, URL, Page string
			Author                 []map[string]string
			Issued                 struct {
				Parts [][]int `json:"date-parts"`
			}
		}
		if err := json.Unmarshal(out, &read); err != nil || len(read) != 1 {
			t.Errorf("%s: %v\n%s", format, err, out)
			continue
		}
		r := read[0]
		if r.Type != "report" || r.Title != kaifeng.Title || r.URL != address || r.Page != v["page"] || len(r.Author) != 1 || fmt.Sprint(r.Issued.Parts) != "[[2017 2 6]]" {
			t.Errorf("%s is read as %+v:\n%s", format, r, out)
		}
		for _, name := range r.Author {
			if name["family"]+name["literal"] != kaifeng.Author {
				t.Errorf("%s: the author is read as %v", format, name)
			}
		}
	}
}
