package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"
)

// TestNoMistakeLosesAByte puts every mistake of the table into the tiny report and runs over it what an editor runs. Whatever a command says, the
// files are as they were, to the byte; fmt may move white space and escape what is no markup, and an import that succeeds writes what it says.
func TestNoMistakeLosesAByte(t *testing.T) {
	mistakes, err := filepath.Glob("content/testdata/messages/*.txtar")
	if err != nil || len(mistakes) < 60 {
		t.Fatal(len(mistakes), err)
	}
	tiny, err := txtar.ParseFile("content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range mistakes {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			files := map[string]string{}
			for _, f := range tiny.Files {
				files[f.Name] = string(f.Data)
			}
			source := files["content/2020/source.txt"]
			makeMistake(t, name, files)
			dir, out := t.TempDir(), t.TempDir()
			corrected, same := filepath.Join(out, "corrected.txt"), filepath.Join(out, "same.txt")
			writeAll(t, dir, files)
			writeAll(t, out, map[string]string{"same.txt": source, "corrected.txt": strings.Replace(source, "就业形势稳定", "就业形势总体稳定", 1)})
			do := func(args ...string) (status int, said string) {
				var both bytes.Buffer
				status = run(append([]string{"--project", dir}, args...), strings.NewReader(""), &both, &both)
				return status, both.String()
			}
			for _, args := range [][]string{
				{"check"}, {"build", "--out", filepath.Join(out, "site")}, {"fmt", "--check"}, {"errata", "add", "2020", "--kind", "typo"},
				{"rename", "2020", "no-such-id", "other"},
			} {
				_, said := do(args...)
				sameFiles(t, dir, files, nil, strings.Join(args, " ")+"\n"+said)
			}
			if status, said := do("import", same, "--id", "2020"); status != statusDone {
				sameFiles(t, dir, files, nil, "import of the same source\n"+said)
			} else {
				sameFiles(t, dir, files, []string{"content/2020/ids.lock"}, "import of the same source\n"+said)
			}
			files = readAll(t, dir)
			if status, said := do("import", corrected, "--id", "2020"); status != statusDone {
				sameFiles(t, dir, files, nil, "import of a corrected source\n"+said)
			} else {
				sameFiles(t, dir, files, []string{"content/2020/ids.lock", "content/2020/source.txt", "content/2020/_index.md", "content/2020/1/2.md", "content/2020/layout.toml"}, "import of a corrected source\n"+said)
			}
			files = readAll(t, dir)
			if status, said := do("rename", "2020", "fang-guan-fu", "fgf"); status != statusDone {
				sameFiles(t, dir, files, nil, "rename\n"+said)
			}
			files = readAll(t, dir)
			_, said := do("fmt")
			now := readAll(t, dir)
			for name, text := range files {
				if visible(now[name]) != visible(text) {
					t.Errorf("fmt changed more than white space of %s:\n%s\nbecame\n%s\nsaid %s", name, text, now[name], said)
				}
			}
		})
	}
}

// makeMistake puts a case of the table into the files of a project.
func makeMistake(t *testing.T, name string, files map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		edits, edit := strings.CutPrefix(string(f.Data), "edit\n")
		switch {
		case f.Name == "want" || f.Name == "want.zh":
		case len(f.Data) == 0:
			delete(files, f.Name)
		case !edit:
			files[f.Name] = string(f.Data)
		default:
			for line := range strings.Lines(edits) {
				old, new, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
				if !ok || !strings.Contains(files[f.Name], old) {
					t.Fatalf("%s: the edit %q does not fit", f.Name, line)
				}
				new = strings.NewReplacer(`\xff`, "\xff", `⏎`, "\n", `⇥`, "\t", `\bom`, "\ufeff").Replace(new)
				files[f.Name] = strings.Replace(files[f.Name], old, new, 1)
			}
		}
	}
}

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// sameFiles fails where a file is not as it was, but for those that may be written; such a one may be new, and may not vanish.
func sameFiles(t *testing.T, dir string, was map[string]string, mayChange []string, after string) {
	t.Helper()
	now := readAll(t, dir)
	for _, name := range slices.Sorted(maps.Keys(was)) {
		text, there := now[name]
		if !there || text != was[name] && !slices.Contains(mayChange, name) {
			t.Errorf("%s is there: %v, and changed after %s", name, there, after)
		}
	}
}

// visible is what of a file is neither white space nor a mark of its encoding, nor the backslash that says that a character is text.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' || r == '\\' {
			return -1
		}
		return r
	}, text)
}
