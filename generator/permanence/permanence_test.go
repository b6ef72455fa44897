package permanence

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/site"
)

var update = flag.Bool("update", false, "rewrite what tests expect")

// tiny is the little report of the content tests.
func tiny(t *testing.T) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("../content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := fstest.MapFS{}
	for _, f := range a.Files {
		project[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return project
}

func load(t *testing.T, project fstest.MapFS) *site.Report {
	t.Helper()
	var problems diag.List
	r := content.Load(project, "2020", markdown.NewParser(), &problems)
	for _, p := range problems.Problems() {
		t.Fatal(p)
	}
	return site.Link(r, &problems)
}

func screen(problems *diag.List) string {
	var b strings.Builder
	for _, p := range problems.Problems() {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// locked is the tiny report with its ids.lock.
func locked(t *testing.T) fstest.MapFS {
	t.Helper()
	project := tiny(t)
	project["content/2020/ids.lock"] = &fstest.MapFile{Data: Lock(load(t, project), nil, false)}
	return project
}

// TestMessages changes the text and source.txt alike, as a second publication would, and compares the whole screen. A case's first file is
// lines "file: old => new"; what it leaves out stays as it was published; files that "gone"
// names are not there.
func TestMessages(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			project := locked(t)
			want := ""
			for i := range a.Files {
				f := &a.Files[i]
				switch f.Name {
				case "want":
					want = string(f.Data)
				case "edits":
					edit(t, project, string(f.Data))
				case "gone":
					for _, name := range strings.Fields(string(f.Data)) {
						delete(project, name)
					}
				default:
					project[f.Name] = &fstest.MapFile{Data: f.Data}
				}
			}
			var problems diag.List
			r := content.Load(project, "2020", markdown.NewParser(), &problems)
			if problems.Errors() > 0 {
				CheckLoaded(r, &problems)
			} else {
				Check(site.Link(r, &problems), &problems)
			}
			got := screen(&problems)
			if *update {
				for i := range a.Files {
					if a.Files[i].Name == "want" {
						a.Files[i].Data = []byte(got)
					}
				}
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func edit(t *testing.T, project fstest.MapFS, edits string) {
	t.Helper()
	for line := range strings.Lines(edits) {
		file, change, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		old, new, ok := strings.Cut(change, " => ")
		newlines := strings.NewReplacer(`\n`, "\n")
		old, new = newlines.Replace(old), newlines.Replace(new)
		f := project["content/2020/"+file]
		if !ok || f == nil || !strings.Contains(string(f.Data), old) {
			t.Fatalf("the edit %q does not fit", line)
		}
		f.Data = []byte(strings.Replace(string(f.Data), old, new, 1))
	}
}

// TestLockIsSortedAndGrowsOnly: an address stays listed with the words it was published with, and a second publication changes nothing.
func TestLockIsSortedAndGrowsOnly(t *testing.T) {
	project := locked(t)
	first := string(project["content/2020/ids.lock"].Data)
	r := load(t, project)
	var problems diag.List
	if again := string(Lock(r, Read(r.Lock, &problems), false)); again != first {
		t.Errorf("a second publication gives\n%s\nafter\n%s", again, first)
	}
	older := &diag.File{Text: head + "c1 0000000000000000\nc9-s9-p9 1111111111111111\n"}
	lines := strings.Split(strings.TrimPrefix(string(Lock(r, Read(older, &problems), false)), head), "\n")
	for i := 1; i < len(lines)-1; i++ {
		if lines[i-1] >= lines[i] {
			t.Errorf("%q stands before %q", lines[i-1], lines[i])
		}
	}
	all := strings.Join(lines, "\n")
	for _, want := range []string{"c1 0000000000000000\n", "c9-s9-p9 1111111111111111\n", "\nc1-s2-p1-u2 ", "\nc1-closing-p1-4 ", "\nc2-s1-h1 ", "\nm2 "} {
		if !strings.Contains("\n"+all, want) {
			t.Errorf("the lock does not list %q:\n%s", want, all)
		}
	}
}

// TestAnErratumKeepsTheWordsPublished: correcting is no second publication.
func TestAnErratumKeepsTheWordsPublished(t *testing.T) {
	project := locked(t)
	edit(t, project, "1/1.md: PM2.5浓度下降 => PM2.5平均浓度下降\n")
	f := project["content/2020/errata.toml"]
	f.Data = append(slices.Clone(f.Data), "\n[[erratum]]\nid = \"e2\"\nplace = \"c1-s1-p1\"\nat = 22\npublished = \"\"\ncorrected = \"平均\"\nkind = \"omission\"\nreason = \"…\"\nby = \"编者\"\ndate = 2026-12-01\n"...)
	var problems diag.List
	Check(load(t, project), &problems)
	if s := screen(&problems); !onlyAnEdition(&problems) {
		t.Error(s)
	}
}

// onlyAnEdition tells whether the next edition is all that is new, and nothing is wrong.
func onlyAnEdition(problems *diag.List) bool {
	return problems.Errors() == 0 && strings.Contains(screen(problems), "1 addresses are not listed yet, the first is edition-3")
}

// TestAnErratumMovesNoSentence: a stop added or taken away leaves the published sentences where they are.
func TestAnErratumMovesNoSentence(t *testing.T) {
	for _, c := range []struct{ file, edit, entry string }{
		{"1/2.md", "新建学校3所。改建 => 新建学校3所，改建", "place = \"c1-s2-p1\"\nat = 13\npublished = \"。\"\ncorrected = \"，\""},
		{"1/1.md", "100亿元，增长 => 100亿元。增长", "place = \"c1-s1-p1\"\nat = 11\npublished = \"，\"\ncorrected = \"。\""},
		{"1/1.md", "PM2.5浓度 => 其中：PM2.5浓度", "place = \"c1-s1-p1\"\nat = 17\npublished = \"\"\ncorrected = \"其中：\""},
	} {
		project := locked(t)
		edit(t, project, c.file+": "+c.edit+"\n")
		f := project["content/2020/errata.toml"]
		f.Data = append(slices.Clone(f.Data), "\n[[erratum]]\nid = \"e2\"\n"+c.entry+"\nkind = \"punctuation\"\nreason = \"…\"\nby = \"编者\"\ndate = 2026-12-01\n"...)
		var problems diag.List
		Check(load(t, project), &problems)
		if s := screen(&problems); !onlyAnEdition(&problems) {
			t.Errorf("%s:\n%s", c.edit, s)
		}
	}
}

// TestDepartedLeadOn: what was inside an address leads inside where it went, if its words are there.
func TestDepartedLeadOn(t *testing.T) {
	project := locked(t)
	edit(t, project, "closing.md: 各位代表！\\n\\n => \nsource.txt: 各位代表！\\n => \n")
	project["content/2020/tombstones.toml"] = &fstest.MapFile{Data: []byte("[[tombstone]]\nid = \"closing-p2\"\nkind = \"moved\"\nto = [\"closing-p1\"]\nreason = \"…\"\n[[tombstone]]\nid = \"closing-p1\"\nkind = \"retired\"\nreason = \"…\"\n")}
	r := load(t, project)
	var problems diag.List
	Check(r, &problems)
	if s := screen(&problems); s != "" {
		t.Error(s)
	}
	var got []string
	for _, g := range Departed(r) {
		line := g.ID + " → " + strings.Join(g.To, " ")
		if g.Reused {
			line += " (reused)"
		}
		got = append(got, line)
	}
	want := []string{"closing-p1 →  (reused)", "closing-p1-1 →  (reused)", "closing-p2 → closing-p1", "closing-p2-1 → closing-p1-1"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPublishedEditionsStay: an erratum that is taken out, dated back or changed in place takes an edition's text away; one of a later day does not.
func TestPublishedEditionsStay(t *testing.T) {
	const errata, text = "content/2020/errata.toml", "content/2020/1/_index.md"
	later := "\n[[erratum]]\nid = \"later\"\nplace = \"c1-p1\"\nat = 0\npublished = \"过去\"\ncorrected = \"去\"\nkind = \"typo\"\nreason = \"试\"\nby = \"编者\"\ndate = 2027-01-02\n"
	correct := func(project fstest.MapFS, words string) {
		project[text].Data = []byte(strings.Replace(string(project[text].Data), "过去一年", words+"一年", 1))
	}
	published := func() fstest.MapFS {
		project := tiny(t)
		project[errata].Data = []byte(string(project[errata].Data) + later)
		correct(project, "去")
		project["content/2020/ids.lock"] = &fstest.MapFile{Data: Lock(load(t, project), nil, false)}
		return project
	}
	replace := func(project fstest.MapFS, from, to string) {
		project[errata].Data = []byte(strings.Replace(string(project[errata].Data), from, to, 1))
	}
	for name, c := range map[string]struct {
		change func(fstest.MapFS)
		says   string
	}{
		"as it was": {func(fstest.MapFS) {}, ""},
		"taken out": {func(p fstest.MapFS) {
			replace(p, later, "")
			p[text].Data = []byte(strings.Replace(string(p[text].Data), "去一年", "过去一年", 1))
		}, "edition 3 of the text is gone"},
		"dated back": {func(p fstest.MapFS) { replace(p, "2027-01-02", "2026-11-23") }, "edition 2 of the text is gone"},
		"changed in place": {func(p fstest.MapFS) {
			replace(p, `corrected = "去"`, `corrected = "上"`)
			p[text].Data = []byte(strings.Replace(string(p[text].Data), "去一年", "上一年", 1))
		}, "edition 3 of the text is gone"},
		"another of the day": {func(p fstest.MapFS) {
			p[errata].Data = append(p[errata].Data, strings.NewReplacer("later", "latest", "c1-p1", "closing-p2", "过去", "让我们", `"去"`, `"我们"`).Replace(later)...)
			p["content/2020/closing.md"].Data = []byte(strings.Replace(string(p["content/2020/closing.md"].Data), "让我们", "我们", 1))
		}, "1 addresses are not listed yet, the first is edition-3"},
		"another of an earlier day": {func(p fstest.MapFS) {
			p[errata].Data = append(p[errata].Data, strings.NewReplacer("later", "latest", "c1-p1", "closing-p2", "过去", "让我们", `"去"`, `"我们"`, "2027-01-02", "2026-11-23").Replace(later)...)
			p["content/2020/closing.md"].Data = []byte(strings.Replace(string(p["content/2020/closing.md"].Data), "让我们", "我们", 1))
		}, "edition 2 of the text is gone"},
		"taken back": {func(p fstest.MapFS) {
			replace(p, later, strings.NewReplacer(`corrected = "去"`, `corrected = "过去"`, "2027-01-02", "2027-03-04").Replace(later)+"[[erratum.before]]\ncorrected = \"去\"\nreason = \"试\"\nby = \"编者\"\ndate = 2027-01-02\n")
			p[text].Data = []byte(strings.Replace(string(p[text].Data), "去一年", "过去一年", 1))
		}, ""},
		"corrected again": {func(p fstest.MapFS) {
			replace(p, later, strings.NewReplacer(`corrected = "去"`, `corrected = "上"`, "2027-01-02", "2027-03-04").Replace(later)+"[[erratum.before]]\ncorrected = \"去\"\nreason = \"试\"\nby = \"编者\"\ndate = 2027-01-02\n")
			p[text].Data = []byte(strings.Replace(string(p[text].Data), "去一年", "上一年", 1))
		}, ""},
	} {
		project := published()
		c.change(project)
		var problems diag.List
		Check(load(t, project), &problems)
		said := screen(&problems)
		if c.says == "" && problems.Errors() > 0 || c.says != "" && !strings.Contains(said, c.says) {
			t.Errorf("%s: said\n%s", name, said)
		}
	}
}
