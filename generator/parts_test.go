package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// projectOfTwo writes a project of two tiny reports.
func projectOfTwo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := tiny(t, twice).(overlay).disk.(fstest.MapFS)
	for name, f := range files {
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// command runs baogao in a project and gives what it says on standard output.
func command(t *testing.T, dir string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := run(append([]string{"--project", dir}, args...), strings.NewReader(""), &out, &errs); status != statusDone {
		t.Fatalf("baogao %s: status %d\n%s", strings.Join(args, " "), status, errs.String())
	}
	return out.String()
}

// folder reads all files of a folder, ours apart.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rest, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rest)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s: %s is not the same", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: %s is too much", what, name)
		}
	}
}

// TestReportsBuiltApartAndJoinedAreTheWholeSite holds that a build split by report has the bytes of a whole one.
func TestReportsBuiltApartAndJoinedAreTheWholeSite(t *testing.T) {
	dir := projectOfTwo(t)
	command(t, dir, "build", "--no-cache", "--out", "whole")
	command(t, dir, "build", "--only", "2020", "--out", "first")
	command(t, dir, "build", "--only", "2021", "--out", "second")
	if files := folder(t, filepath.Join(dir, "first")); files["index.html"] != "" || files["2020/index.html"] == "" || files["2021/index.html"] != "" {
		t.Error("--only writes the folder of its report and nothing else")
	}
	command(t, dir, "build", "--join", "first", "--join", "second", "--out", "joined")
	whole := folder(t, filepath.Join(dir, "whole"))
	if whole["series/index.html"] == "" {
		t.Fatal("the whole site has nothing that crosses reports")
	}
	same(t, "joined", folder(t, filepath.Join(dir, "joined")), whole)
}

// TestOneReportBuiltApartIsTheWholeSite, too: nothing crosses it, and it has a record.
func TestOneReportBuiltApartIsTheWholeSite(t *testing.T) {
	dir := projectOfTwo(t)
	if err := os.RemoveAll(filepath.Join(dir, "content/2021")); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "build", "--out", "whole")
	command(t, dir, "build", "--only", "2020", "--out", "part")
	command(t, dir, "build", "--join", "part", "--out", "joined")
	same(t, "joined", folder(t, filepath.Join(dir, "joined")), folder(t, filepath.Join(dir, "whole")))
}

func TestAJoinRefusesWhatIsOfOtherContent(t *testing.T) {
	dir := projectOfTwo(t)
	command(t, dir, "build", "--only", "2020", "--only", "2021", "--out", "part")
	name := filepath.Join(dir, "content/2021/about-this")
	if err := os.WriteFile(name, []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run([]string{"--project", dir, "build", "--join", "part"}, strings.NewReader(""), &out, &errs); status != statusFailed {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(errs.String(), "content/2021: error: the report is in none of the folders to join") || strings.Contains(errs.String(), "content/2020") {
		t.Errorf("it says:\n%s", errs.String())
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("something was written")
	}
}

// kept are the reports that a build took from the one before.
func kept(t *testing.T, out string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for line := range strings.Lines(out) {
		var e buildEvent
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if e.Event == "report" {
			found[e.Report] = e.Kept
		}
	}
	return found
}

func TestOnlyWhatChangedIsMadeAgain(t *testing.T) {
	dir := projectOfTwo(t)
	public := filepath.Join(dir, "public")
	if was := kept(t, command(t, dir, "build", "--json")); was["2020"] || was["2021"] || len(was) != 2 {
		t.Errorf("the first build took %v", was)
	}
	first := folder(t, public)
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(public, "2020/index.html"), old, old); err != nil {
		t.Fatal(err)
	}
	if was := kept(t, command(t, dir, "build", "--json")); !was["2020"] || !was["2021"] {
		t.Errorf("nothing changed, and only %v was taken", was)
	}
	same(t, "taken", folder(t, public), first)
	if info, err := os.Stat(filepath.Join(public, "2020/index.html")); err != nil || !info.ModTime().Equal(old) {
		t.Error("a file that did not change has another time")
	}
	if was := kept(t, command(t, dir, "build", "--json", "--no-cache")); was["2020"] || was["2021"] {
		t.Errorf("--no-cache took %v", was)
	}

	// What is not as it was written is not taken: a file that somebody changed to another of the same size, and one that is gone.
	spoiled := filepath.Join(public, "2020/full.html")
	data, err := os.ReadFile(spoiled)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(spoiled, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(public, "2021/cite.html")); err != nil {
		t.Fatal(err)
	}
	if was := kept(t, command(t, dir, "build", "--json")); was["2020"] || was["2021"] {
		t.Errorf("of a spoiled site %v was taken", was)
	}
	same(t, "made again", folder(t, public), first)

	// A change of one report makes that one again; of a layout, all.
	section := filepath.Join(dir, "content/2021/accepted.toml")
	data, err = os.ReadFile(section)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(section, append(data, "\n# a line\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	if was := kept(t, command(t, dir, "build", "--json")); !was["2020"] || was["2021"] {
		t.Errorf("2021 changed, and %v was taken", was)
	}
	if err := os.MkdirAll(filepath.Join(dir, "static"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "static/print.css"), []byte("body{color:red}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if was := kept(t, command(t, dir, "build", "--json")); was["2020"] || was["2021"] {
		t.Errorf("a style changed, and %v was taken", was)
	}
}

// TestVerdictsAreDraftedAndNotPublished sets a target beside what the next report says, for a task that rests on it.
func TestVerdictsAreDraftedAndNotPublished(t *testing.T) {
	dir := projectOfTwo(t)
	figures := "[[figure]]\nid = \"done\"\npassage = \"c2-s1-p2\"\nquote = \"完成投资20亿元以上\"\nindicator = \"投资\"\nvalue = 20\nunit = \"亿元\"\nkind = \"actual\"\nmeasure = \"level\"\nbound = \"at-least\"\nyear = 2020\n"
	put(t, filepath.Join(dir, "content/2021/figures.toml"), figures)
	for _, name := range []string{"commitments.toml", "links.toml"} {
		if err := os.Remove(filepath.Join(dir, "content/2021", name)); err != nil {
			t.Fatal(err)
		}
	}
	before := folder(t, dir)
	got := command(t, dir, "verdicts")
	want := `# 某市, 2020, 投资: 2020 promises "完成投资20亿元以上"
# 2021 says "完成投资20亿元以上"
# the numbers alone do not tell
# for task "investment" in content/2020/commitments.toml
[[commitment.evidence]]
status = ""
publisher = ""
url = ""
quote = "完成投资20亿元以上"

1 target
`
	if got != want {
		t.Errorf("it says:\n%s", got)
	}
	same(t, "the project", folder(t, dir), before)
	sink := builtSite(t, openProject(dir), true)
	for _, name := range sink.Paths() {
		if page, _ := sink.Read(name); bytes.Contains(page, []byte("alone do not tell")) {
			t.Errorf("%s publishes a draft", name)
		}
	}
}

// TestASeriesBuiltTwiceWritesNothing: files that are written piece by piece keep their time, too, whatever way the build takes.
func TestASeriesBuiltTwiceWritesNothing(t *testing.T) {
	dir := projectOfTwo(t)
	command(t, dir, "build", "--only", "2020", "--out", "a")
	command(t, dir, "build", "--only", "2021", "--out", "b")
	for _, way := range [][]string{{}, {"--no-cache"}, {"--compress", "--no-cache"}, {"--join", "a", "--join", "b"}} {
		args := append([]string{"build", "--out", "again"}, way...)
		command(t, dir, args...)
		if said := command(t, dir, args...); !strings.Contains(said, ", 0 written in ") {
			t.Errorf("%v again: %s", way, said)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "again/series/data/indicators.csv")); err != nil {
		t.Errorf("no file was written piece by piece: %v", err)
	}
}
