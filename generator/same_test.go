package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// machine is what must not show in any output.
type machine struct{ zone, umask, processors, language string }

// TestEverythingIsTheSameOnEveryMachine makes all that the program makes twice, in two folders, time zones, umasks, languages and numbers of
// processors: site, compressed site, editions, and bags in every form.
func TestEverythingIsTheSameOnEveryMachine(t *testing.T) {
	need(t, "sh")
	program, err := exec.LookPath("baogao")
	if err != nil {
		t.Fatal(err) // testscript.Main puts it on the path
	}
	machines := [2]machine{{"Asia/Shanghai", "022", "2", "zh_CN.UTF-8"}, {"America/St_Johns", "077", "1", "C"}}
	jobs := [][]string{
		{"build", "--out", "OUT/site"}, {"build", "--compress", "--out", "OUT/compressed"},
		{"archive", "ID", "--out", "OUT/bag.zip"}, {"archive", "ID", "--out", "OUT/bag.tar"}, {"archive", "ID", "--out", "OUT/bag"},
		{"export", "text", "ID", "--out", "OUT/published.txt"}, {"export", "text", "ID", "--corrected", "--out", "OUT/corrected.txt"},
	}
	cases := map[string]func(t *testing.T, dir string){"2020": func(t *testing.T, dir string) { copyAll(t, onDisk(t, "甲"), dir) }}
	if !testing.Short() {
		cases["2017"] = func(t *testing.T, dir string) {
			for _, name := range []string{"config.toml", "content", "layouts", "static"} {
				copyAll(t, filepath.Join("..", name), filepath.Join(dir, name))
			}
		}
	}
	for id, fill := range cases {
		t.Run(id, func(t *testing.T) {
			var outs [2]string
			for i, m := range machines {
				base := t.TempDir()
				project := filepath.Join(base, []string{"here", "else where/deeper"}[i])
				fill(t, project)
				outs[i] = filepath.Join(base, []string{"out", "其他"}[i])
				if err := os.Mkdir(outs[i], 0o755); err != nil {
					t.Fatal(err)
				}
				for _, job := range jobs {
					args := []string{"-c", `umask "$1"; shift; exec "$@"`, "sh", m.umask, program, "--project", project}
					for _, a := range job {
						if rest, ok := bytes.CutPrefix([]byte(a), []byte("OUT/")); ok {
							a = filepath.Join(outs[i], string(rest))
						} else if a == "ID" {
							a = id
						}
						args = append(args, a)
					}
					run := exec.Command("sh", args...)
					run.Env = append(os.Environ(), "TZ="+m.zone, "GOMAXPROCS="+m.processors, "LC_ALL="+m.language)
					if out, err := run.CombinedOutput(); err != nil {
						t.Fatalf("%v: %v\n%s", job, err, out)
					}
				}
			}
			if n := compareAll(t, outs[0], outs[1]) + compareAll(t, outs[1], outs[0]); n < 100 {
				t.Errorf("only %d files were compared", n)
			}
		})
	}
}

// copyAll copies a file or a folder.
func copyAll(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		at := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		return os.WriteFile(at, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareAll wants every file of a folder in another, with the same bytes.
func compareAll(t *testing.T, a, b string) (files int) {
	t.Helper()
	err := filepath.WalkDir(a, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		rel, err := filepath.Rel(a, name)
		if err != nil {
			return err
		}
		one, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		other, err := os.ReadFile(filepath.Join(b, rel))
		if err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s is not the same: %v", rel, fmt.Sprint(err))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
