package main

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/packed"
	"baogao/generator/spool"
)

// edit changes a file of a project; it must hold what is replaced.
func edit(t *testing.T, dir, name, from, to string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	data, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(from)) {
		t.Fatalf("%s does not hold %q", name, from)
	}
	put(t, at, strings.Replace(string(data), from, to, 1))
}

func put(t *testing.T, at, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWhatIsTakenIsWhatWouldBeMade changes a project in every way that pages depend on. After each change a build over the old site gives the
// bytes of one that takes nothing, makes anew the reports that the change is of and no other, and leaves every other file's time as it was.
func TestWhatIsTakenIsWhatWouldBeMade(t *testing.T) {
	dir := projectOfTwo(t)
	public, records := filepath.Join(dir, "public"), filepath.Join(dir, ".public"+cacheSuffix)
	command(t, dir, "build")
	changes := []struct {
		what   string
		change func()
		anew   string // the reports that must be made again
	}{
		{"nothing", func() {}, ""},
		{"the text", func() {
			edit(t, dir, "content/2020/closing.md", "让我们共同奋斗！", "让我们共同努力！")
			edit(t, dir, "content/2020/source.txt", "让我们共同奋斗！", "让我们共同努力！")
		}, "2020"},
		{"front matter", func() { edit(t, dir, "content/2020/_index.md", `speaker = "张三"`, `speaker = "李四"`) }, "2020"},
		{"figures", func() { edit(t, dir, "content/2021/figures.toml", `theme = "经济"`, `theme = "财政"`) }, "2021"},
		{"a report's own terms", func() {
			edit(t, dir, "content/2021/terms.toml", `definition = "过去一年的评价。"`, `definition = "对过去一年的评价。"`)
		}, "2021"},
		{"the terms of all", func() { edit(t, dir, "content/terms.toml", `kind = "slogan"`, `kind = "programme"`) }, "2020 2021"},
		{"a free page", func() { edit(t, dir, "content/about.md", "原文照录", "原文逐字照录") }, ""},
		{"a link that leads nowhere", func() {
			if err := os.Symlink("nowhere", filepath.Join(dir, "content/2020/0a")); err != nil {
				put(t, filepath.Join(dir, "content/2020/0a"), "")
			}
		}, "2020"},
		{"the text behind it", func() { edit(t, dir, "content/2020/_index.md", `speaker = "李四"`, `speaker = "王五"`) }, "2020"},
		{"a hidden page", func() { put(t, filepath.Join(dir, "content/.about.md"), "an editor's") }, ""},
		{"a hidden report", func() { put(t, filepath.Join(dir, "content/.static/source.txt"), "a system's") }, ""},
		{"settings", func() { edit(t, dir, "config.toml", "某市政府工作报告", "某市历年政府工作报告") }, "2020 2021"},
		{"a layout", func() {
			put(t, filepath.Join(dir, "layouts/partials/nav.html"), "<nav class=\"site\" data-ui aria-label=\"x\"><a href=\"{{.Root}}index.html\">{{t \"nav-home\"}}</a></nav>\n")
		}, "2020 2021"},
		{"that layout back", func() {
			if err := os.RemoveAll(filepath.Join(dir, "layouts")); err != nil {
				t.Fatal(err)
			}
		}, "2020 2021"},
		{"a record cut off", func() { cut(t, filepath.Join(records, "2020.record")) }, "2020"},
		{"a record with another letter", func() { edit(t, records, "2021.record", "改造升级", "改造降级") }, "2021"},
		{"a record of another program", func() {
			rewrite(t, filepath.Join(records, "2020.record"), func(r *record) { r.Key = sum([]byte("another program")) })
		}, "2020"},
		{"a record of another report", func() {
			data, err := os.ReadFile(filepath.Join(records, "2020.record"))
			if err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Join(records, "2021.record"), string(data))
		}, "2021"},
		{"no record", func() { put(t, filepath.Join(records, "2021.record"), "") }, "2021"},
		{"the site's record cut off", func() { cut(t, filepath.Join(records, siteRecord+recordEnd)) }, ""},
		{"another's output around reports", func() { edit(t, public, "index.html", "</title>", "x</title>") }, ""},
		{"another's output", func() { put(t, filepath.Join(public, "2021/cite.html"), "<p>x</p>") }, "2021"},
		{"a file that is gone", func() { remove(t, filepath.Join(public, "2021/terms/index.html")) }, "2021"},
		{"a file that is gone around reports", func() { remove(t, filepath.Join(public, "about.html")) }, ""},
		{"a style that is gone", func() { remove(t, filepath.Join(public, "icon.svg")) }, ""},
		{"the record of static/ cut off", func() { cut(t, filepath.Join(records, staticRecord+recordEnd)) }, ""},
		{"a file that is not ours", func() { put(t, filepath.Join(public, "2020/stray.html"), "<p>x</p>") }, ""},
		{"one in a folder that is not ours", func() { put(t, filepath.Join(public, "stray/index.html"), "<p>x</p>") }, ""},
		{"a file that is not ours for one that is gone", func() {
			remove(t, filepath.Join(public, "about.html"))
			put(t, filepath.Join(public, "stray.html"), "<p>x</p>")
		}, ""},
	}
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range changes {
		before := folder(t, public)
		for name := range before {
			if err := os.Chtimes(filepath.Join(public, name), old, old); err != nil {
				t.Fatal(err)
			}
		}
		c.change()
		var anew []string
		was := kept(t, command(t, dir, "build", "--json"))
		for _, id := range slices.Sorted(maps.Keys(was)) {
			if !was[id] {
				anew = append(anew, id)
			}
		}
		if got := strings.Join(anew, " "); got != c.anew {
			t.Errorf("%s: made again: %q, want %q", c.what, got, c.anew)
		}
		command(t, dir, "build", "--no-cache", "--out", "anew")
		after := folder(t, public)
		same(t, c.what, after, folder(t, filepath.Join(dir, "anew")))
		for name, data := range after {
			info, err := os.Stat(filepath.Join(public, name))
			if err != nil {
				t.Fatal(err)
			}
			if is := info.ModTime().Equal(old); before[name] == data && !is && !strings.HasPrefix(c.what, "another's output") && !strings.Contains(c.what, "is gone") {
				t.Errorf("%s: %s did not change and has another time", c.what, name)
			} else if is && before[name] != data {
				t.Errorf("%s: %s changed and has the old time", c.what, name)
			}
		}
	}
}

// TestWhatIsAroundTheReportsIsTaken takes a page out of its record, which is right in itself: where all is as it was, nobody makes the page.
func TestWhatIsAroundTheReportsIsTaken(t *testing.T) {
	dir := projectOfTwo(t)
	command(t, dir, "build")
	rewrite(t, filepath.Join(dir, ".public"+cacheSuffix, siteRecord+recordEnd), func(r *record) {
		r.Files = slices.DeleteFunc(r.Files, func(f recordFile) bool { return f.Path == "404.html" })
	})
	said := command(t, dir, "build")
	if _, err := os.Stat(filepath.Join(dir, "public/404.html")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("404.html was made (%v):\n%s", err, said)
	}
	edit(t, dir, "content/about.md", "原文照录", "原文逐字照录")
	command(t, dir, "build")
	if _, err := os.Stat(filepath.Join(dir, "public/404.html")); err != nil {
		t.Errorf("a free page changed, and %v", err)
	}
}

// TestASiteThatStandsIsLeftAlone: where a build would write what is there, files and folders stay what they are, and it says what any build says. What is no file, or a folder
// without one, does not stand.
func TestASiteThatStandsIsLeftAlone(t *testing.T) {
	dir := projectOfTwo(t)
	edit(t, dir, "content/2021/_index.md", "\ndate = 2021-01-06", "")
	public := filepath.Join(dir, "public")
	command(t, dir, "build")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	var folders []string
	filepath.WalkDir(public, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			folders = append(folders, name)
			err = os.Chtimes(name, old, old)
		}
		if err != nil {
			t.Fatal(err)
		}
		return nil
	})
	left := func() bool {
		for _, name := range folders {
			if info, err := os.Stat(name); err != nil || !info.ModTime().Equal(old) {
				return false
			}
		}
		return true
	}
	mark, err := os.ReadFile(filepath.Join(public, ".baogao"))
	if err != nil {
		t.Fatal(err)
	}
	anew := command(t, dir, "build", "--no-cache", "--out", "anew", "--json")
	said := command(t, dir, "build", "--json")
	if !left() {
		t.Fatal("a build that changes nothing made folders anew")
	}
	for _, what := range []string{`"event":"report","report":"2020"`, `"event":"report","report":"2021"`, `"kept":true`} {
		if !strings.Contains(said, what) {
			t.Errorf("it does not say %s:\n%s", what, said)
		}
	}
	end := regexp.MustCompile(`"event":"done".*"files":\d+`)
	count := func(s string) string {
		return regexp.MustCompile(`"written":\d+,`).ReplaceAllString(end.FindString(s), "")
	}
	if got, want := count(said), count(anew); got == "" || got != want {
		t.Errorf("it ends with %s, a build of all with %s", got, want)
	}
	if was := folder(t, public); len(was) == 0 {
		t.Error("nothing is there")
	} else {
		same(t, "what stands", was, folder(t, filepath.Join(dir, "anew")))
	}
	for what, change := range map[string]func() error{
		"a link in the place of a file": func() error {
			name := filepath.Join(public, "about.html")
			return errors.Join(os.Rename(name, filepath.Join(dir, "elsewhere.html")), os.Symlink(filepath.Join(dir, "elsewhere.html"), name))
		},
		"an empty folder": func() error { return os.Mkdir(filepath.Join(public, "empty"), 0o755) },
		"another mark":    func() error { return os.WriteFile(filepath.Join(public, ".baogao"), []byte("x"), 0o644) },
		"a closed folder": func() error { return os.Chmod(filepath.Join(public, "2021"), 0o700) },
		"a pipe in the place of a file": func() error {
			name := filepath.Join(public, "about.html")
			if exec.Command("mkfifo", name+".new").Run() != nil {
				return nil // there are none here
			}
			return os.Rename(name+".new", name)
		},
	} {
		if err := change(); err != nil {
			t.Fatal(err)
		}
		command(t, dir, "build")
		if info, err := os.Lstat(filepath.Join(public, "about.html")); err != nil || !info.Mode().IsRegular() {
			t.Errorf("%s: about.html is %v, %v", what, info, err)
		}
		if _, err := os.Stat(filepath.Join(public, "empty")); err == nil {
			t.Errorf("%s: it is still there", what)
		}
		if now, err := os.ReadFile(filepath.Join(public, ".baogao")); err != nil || string(now) != string(mark) {
			t.Errorf("%s: the mark is %q, %v", what, now, err)
		}
		open, err := os.Stat(filepath.Join(public, "2020"))
		if closed, e := os.Stat(filepath.Join(public, "2021")); err != nil || e != nil || open.Mode() != closed.Mode() {
			t.Errorf("%s: folders are %v and %v", what, open, closed)
		}
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func cut(t *testing.T, name string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	put(t, name, string(data[:len(data)/2]))
}

// rewrite makes of a record one that is right in itself, and says otherwise.
func rewrite(t *testing.T, name string, change func(*record)) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var r record
	if err := packed.Read(string(data[bytesOfSum:]), &r); err != nil {
		t.Fatal(err)
	}
	change(&r)
	put(t, name, string(r.encode()))
}

// TestARecordGoesWithItsReport holds that nothing is left of a report that is no more; one report alone has no record.
func TestARecordGoesWithItsReport(t *testing.T) {
	dir := projectOfTwo(t)
	command(t, dir, "build")
	if err := os.RemoveAll(filepath.Join(dir, "content/2021")); err != nil {
		t.Fatal(err)
	}
	command(t, dir, "build")
	if left := folder(t, filepath.Join(dir, ".public"+cacheSuffix)); len(left) > 0 {
		t.Errorf("records of %v", slices.Sorted(maps.Keys(left)))
	}
	command(t, dir, "build", "--no-cache", "--out", "anew")
	same(t, "one report left", folder(t, filepath.Join(dir, "public")), folder(t, filepath.Join(dir, "anew")))
}

// TestWarningsAreSaidByEveryBuild holds that a report that is taken says what one says that is made.
func TestWarningsAreSaidByEveryBuild(t *testing.T) {
	dir := projectOfTwo(t)
	edit(t, dir, "content/2021/_index.md", "\ndate = 2021-01-06", "")
	says := func(args ...string) string {
		var out, errs bytes.Buffer
		if status := run(append([]string{"--project", dir, "build", "--json"}, args...), strings.NewReader(""), &out, &errs); status != statusDone {
			t.Fatalf("status %d\n%s", status, errs.String())
		}
		return errs.String()
	}
	speaks := func(env string) string {
		t.Setenv("LC_ALL", env)
		var out, errs bytes.Buffer
		if status := run([]string{"--project", dir, "build"}, strings.NewReader(""), &out, &errs); status != statusDone {
			t.Fatalf("status %d\n%s", status, errs.String())
		}
		return errs.String()
	}
	english := speaks("C")
	if !strings.Contains(english, "add date = ") {
		t.Fatalf("the first build says:\n%s", english)
	}
	if again := speaks("C"); again != english {
		t.Errorf("the next build says:\n%s", again)
	}
	chinese := speaks("zh_CN.UTF-8")
	if err := os.RemoveAll(filepath.Join(dir, ".public"+cacheSuffix)); err != nil {
		t.Fatal(err)
	}
	if fresh := speaks("zh_CN.UTF-8"); fresh != chinese || chinese == english {
		t.Errorf("a build that takes the report says\n%s\none that makes it\n%s", chinese, fresh)
	}
	t.Setenv("LC_ALL", "C")
	made := says()
	if !strings.Contains(made, "the report has no date") {
		t.Fatalf("the first build says:\n%s", made)
	}
	if taken := says(); taken != made {
		t.Errorf("a build that takes the report says:\n%s", taken)
	}
	if was := kept(t, command(t, dir, "build", "--json")); !was["2021"] {
		t.Error("a report with warnings is made again each time")
	}
	edit(t, dir, "content/2021/_index.md", "+++\n", "+++\n"+strings.Repeat("# a remark\n", mostSaid/10)) // too much for a record
	made = says()
	for range 2 { // with the pages around them made anew, and where all stands
		edit(t, dir, "content/about.md", "原文", "原文，")
		if taken := says(); taken != made {
			t.Errorf("a build that takes the report says:\n%s", taken)
		}
		if stands := says(); stands != made {
			t.Errorf("a build of what stands says:\n%s", stands)
		}
	}
	command(t, dir, "build", "--only", "2020", "--out", "a")
	command(t, dir, "build", "--only", "2021", "--out", "b")
	if joined := says("--join", "a", "--join", "b", "--out", "joined"); joined != made {
		t.Errorf("a join says:\n%s", joined)
	}
}

// builtBesideAFile is the site of a project whose reports wait for each other in a file, as those of a very large series do.
func builtBesideAFile(t *testing.T, dir string) map[string]string {
	t.Helper()
	out, temp := filepath.Join(t.TempDir(), "site"), t.TempDir()
	sink, err := output.NewFolder(out)
	if err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	if _, err := (&request{project: openProject(dir), sink: sink, wait: spool.New(temp, 0)}).build(&problems); err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems.Problems())
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	return folder(t, out)
}

// TestRealReportsBuiltApartAreTheWholeSite splits a series of reports of several kinds and years into three parts, one report with an id of two
// names among them.
func TestRealReportsBuiltApartAreTheWholeSite(t *testing.T) {
	dir := projectOfTwo(t)
	ids := []string{"2020", "2021"}
	names, _ := filepath.Glob("../../shared/reports/*.txt")
	if len(names) == 0 {
		t.Log("the collection of reports is not here (../shared/reports): made reports were split, real ones were not")
		for name, data := range folder(t, dir) {
			if rest, ok := strings.CutPrefix(name, "content/2021/"); ok {
				put(t, filepath.Join(dir, "content/some/2022", rest), strings.ReplaceAll(data, "content/2021/", "content/some/2022/"))
			}
		}
		ids = append(ids, "some/2022")
	}
	for i := range min(4, len(names)) {
		name := names[i*len(names)/4]
		id := "some/" + strings.TrimSuffix(filepath.Base(name), ".txt")
		command(t, dir, "import", "--id", id, name)
		ids = append(ids, id)
	}
	command(t, dir, "build", "--no-cache", "--out", "whole")
	args := []string{"build", "--out", "joined"}
	parts := [][]string{{}, {}, {}}
	for i, id := range ids {
		parts[i%3] = append(parts[i%3], id)
	}
	for i, part := range parts {
		out := "part" + string(rune('0'+i))
		one := []string{"build", "--out", out}
		for _, id := range part {
			one = append(one, "--only", id)
		}
		command(t, dir, one...)
		args = append(args, "--join", out)
	}
	command(t, dir, args...)
	whole := folder(t, filepath.Join(dir, "whole"))
	if whole["series/index.html"] == "" {
		t.Fatal("the whole site has nothing that crosses reports")
	}
	same(t, "joined", folder(t, filepath.Join(dir, "joined")), whole)
	same(t, "with all that waits in a file", builtBesideAFile(t, dir), whole)
	kept, old := filepath.Join(dir, "joined/2020/index.html"), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Rename(kept, kept+"~"); err != nil { // the part's own file has the same time else
		t.Fatal(err)
	}
	put(t, kept, whole["2020/index.html"])
	if err := errors.Join(os.Remove(kept+"~"), os.Chtimes(kept, old, old)); err != nil {
		t.Fatal(err)
	}
	command(t, dir, args...)
	if info, err := os.Stat(kept); err != nil || !info.ModTime().Equal(old) {
		t.Error("a file that did not change has another time after a second join")
	}
}
