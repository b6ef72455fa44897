package content

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

var update = flag.Bool("update", false, "rewrite what tests expect")

// archive reads a txtar file as the files of a project.
func archive(t testing.TB, name string) (*txtar.Archive, fstest.MapFS) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	project := fstest.MapFS{}
	for _, f := range a.Files {
		project[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return a, project
}

func screen(problems *diag.List) string { return screenIn(problems, diag.English) }

func screenIn(problems *diag.List, language diag.Language) string {
	var lines []string
	for _, p := range problems.Problems() {
		lines = append(lines, p.In(language).String()+"\n")
	}
	return strings.Join(lines, "")
}

func TestLoadGivesBackWhatFormatWrote(t *testing.T) {
	_, project := archive(t, "testdata/tiny.txtar")
	checkRoundTrip(t, project, "2020")
}

func TestCommittedReportIsInTheFormOfFormat(t *testing.T) {
	project, id := committed(t)
	checkRoundTrip(t, project, id)
}

// committed is the project's own content, with the id of its report.
func committed(t *testing.T) (project fstest.MapFS, id string) {
	t.Helper()
	root := "../.."
	project = fstest.MapFS{}
	err := filepath.WalkDir(filepath.Join(root, "content"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		project[filepath.ToSlash(rel)] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return project, "2017"
}

// checkRoundTrip loads a report, writes it, and compares every Markdown file; the TOML files, which editors comment, are compared
// as values by loading them again.
func checkRoundTrip(t *testing.T, project fstest.MapFS, id string) {
	t.Helper()
	var problems diag.List
	parser := markdown.NewParser()
	r := Load(project, id, parser, &problems)
	if s := screen(&problems); s != "" {
		t.Fatal(s)
	}
	again := fstest.MapFS{}
	for _, f := range Format(r) {
		name := "content/" + id + "/" + f.Path
		again[name] = &fstest.MapFile{Data: f.Data}
		if want := project[name]; strings.HasSuffix(name, ".md") && string(f.Data) != string(want.Data) {
			t.Errorf("%s:\n%s\nwant:\n%s", name, f.Data, want.Data)
		}
	}
	second := Load(again, id, parser, &problems)
	if s := screen(&problems); s != "" {
		t.Fatal(s)
	}
	if a, b := Format(r), Format(second); len(a) != len(b) {
		t.Errorf("%d files, then %d", len(a), len(b))
	} else {
		for i := range a {
			if a[i].Path != b[i].Path || string(a[i].Data) != string(b[i].Data) {
				t.Errorf("%s is written differently the second time", a[i].Path)
			}
		}
	}
	text, err := second.PlainText()
	if err != nil || text != r.Source.Text {
		t.Errorf("the text is not the published text: %v", err)
	}
}

func TestCorrectedTextHasErrataApplied(t *testing.T) {
	_, project := archive(t, "testdata/tiny.txtar")
	var problems diag.List
	r := Load(project, "2020", markdown.NewParser(), &problems)
	want := strings.Replace(r.Source.Text, "侯某笔记", "", 1)
	if got := r.CorrectedText(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMessages changes one file of the tiny report at a time, and compares the whole screen in both languages. A case names the changed
// files; a file that is empty there is deleted.
func TestMessages(t *testing.T) {
	cases, err := filepath.Glob("testdata/messages/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			_, project := archive(t, "testdata/tiny.txtar")
			a, _ := archive(t, name)
			want, chinese := "", ""
			var shut []string
			for _, f := range a.Files {
				switch {
				case f.Name == "unreadable":
					shut = strings.Fields(string(f.Data))
				case f.Name == "want":
					want = string(f.Data)
				case f.Name == "want.zh":
					chinese = string(f.Data)
				case len(f.Data) == 0:
					delete(project, f.Name)
				default:
					project[f.Name] = &fstest.MapFile{Data: edited(t, project, f)}
				}
			}
			var problems diag.List
			parser := markdown.NewParser()
			disk := locked{project, shut}
			if p := Open(disk, parser, &problems); p != nil {
				for _, id := range p.Reports {
					Load(disk, id, parser, &problems)
				}
			}
			got, said := screen(&problems), screenIn(&problems, diag.Chinese)
			if *update {
				a.Files = append(withoutWant(a.Files), txtar.File{Name: "want", Data: []byte(got)}, txtar.File{Name: "want.zh", Data: []byte(said)})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			if said != chinese {
				t.Errorf("in Chinese, got:\n%s\nwant:\n%s", said, chinese)
			}
			if len(problems.Problems()) == 0 {
				t.Error("a mistake without a message")
			}
			places := map[string]bool{}
			for _, p := range problems.Problems() {
				place := fmt.Sprint(p.File.Path, p.Span)
				rest := p.File.Text[min(p.Span.Start, len(p.File.Text)):]
				header := strings.HasPrefix(rest, "[[") || strings.HasPrefix(rest, "{") // what an entry lacks is said there, each thing once
				if places[place] && !header {
					t.Errorf("two messages at %s, %v", p.File.Path, p.Span)
				}
				places[place] = true
			}
		})
	}
}

// locked is a disk on which nobody may read some files and folders.
type locked struct {
	fstest.MapFS
	shut []string
}

func (l locked) refuse(op, name string) error {
	for _, shut := range l.shut {
		if name == shut || strings.HasPrefix(name, shut+"/") {
			return &fs.PathError{Op: op, Path: name, Err: fs.ErrPermission}
		}
	}
	return nil
}

func (l locked) Open(name string) (fs.File, error) {
	if err := l.refuse("open", name); err != nil {
		return nil, err
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) {
	if err := l.refuse("open", name); err != nil {
		return nil, err
	}
	return l.MapFS.ReadFile(name)
}

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := l.refuse("open", name); err != nil {
		return nil, err
	}
	return l.MapFS.ReadDir(name)
}

// Stat is refused inside of a folder that cannot be entered, not of the folder itself.
func (l locked) Stat(name string) (fs.FileInfo, error) {
	for _, shut := range l.shut {
		if strings.HasPrefix(name, shut+"/") {
			return nil, l.refuse("stat", name)
		}
	}
	return l.MapFS.Stat(name)
}

// edited reads a case's file: either whole, or lines "old => new" behind a first line "edit", where ⏎ in new is a line's end
// and \10MB ten megabytes of text; "unreadable" lists what nobody may read.
func edited(t *testing.T, project fstest.MapFS, f txtar.File) []byte {
	t.Helper()
	body, ok := strings.CutPrefix(string(f.Data), "edit\n")
	if !ok {
		return f.Data
	}
	text := string(project[f.Name].Data)
	for line := range strings.Lines(body) {
		old, new, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		if !ok || !strings.Contains(text, old) {
			t.Fatalf("%s: the edit %q does not fit", f.Name, line)
		}
		text = strings.Replace(text, old, strings.NewReplacer(`\xff`, "\xff", `⏎`, "\n", `⇥`, "\t", `\bom`, "\ufeff", `\10MB`, strings.Repeat("一", 10<<20/3)).Replace(new), 1)
	}
	return []byte(text)
}

func withoutWant(files []txtar.File) []txtar.File {
	var rest []txtar.File
	for _, f := range files {
		if f.Name != "want" && f.Name != "want.zh" {
			rest = append(rest, f)
		}
	}
	return rest
}
