package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// onDisk writes the tiny project into a folder, with a title of its own.
func onDisk(t *testing.T, title string) string {
	t.Helper()
	dir := t.TempDir()
	a, err := txtar.ParseFile("content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if f.Name == "content/_index.md" {
			f.Data = append(f.Data, "\n"+title+"\n"...)
		}
		if err := os.WriteFile(at, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// mark is one value for all that a place holds, a folder or a file; "" where there is nothing.
func markOf(t *testing.T, place string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(place, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		fmt.Fprintf(h, "%s %d\n", strings.TrimPrefix(name, place), len(data))
		h.Write(data)
		return err
	})
	if os.IsNotExist(err) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// TestKilledWorkLeavesOldOrNew kills build and archive at random moments, 50 times together: what is there is the old or the new, whole.
func TestKilledWorkLeavesOldOrNew(t *testing.T) {
	program, err := exec.LookPath("baogao")
	if err != nil {
		t.Fatal(err) // testscript.Main puts it on the path
	}
	projects := []string{onDisk(t, "第一版"), onDisk(t, "第二版")}
	for _, kind := range []struct {
		name, out string
		args      []string
	}{{"build", "public", []string{"build", "--out"}}, {"archive", "bag.zip", []string{"archive", "2020", "--out"}}} {
		t.Run(kind.name, func(t *testing.T) {
			place := filepath.Join(t.TempDir(), kind.out)
			command := func(project string) *exec.Cmd {
				return exec.Command(program, append(append([]string{"--project", project}, kind.args...), place)...)
			}
			var whole [2]string
			var took time.Duration
			for i, project := range projects {
				start := time.Now()
				if out, err := command(project).CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				took = time.Since(start)
				whole[i] = markOf(t, place)
			}
			if whole[0] == whole[1] {
				t.Fatal("both projects give the same")
			}
			killed := 0
			for n := range 25 {
				c := command(projects[n%2])
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(rand.Int64N(int64(took))))
				if err := c.Process.Kill(); err != nil {
					t.Log(err) // it was done already
				}
				if c.Wait() != nil {
					killed++
				}
				if got := markOf(t, place); got != whole[0] && got != whole[1] {
					t.Fatalf("after kill %d there is neither the old nor the new", n)
				}
			}
			if killed == 0 {
				t.Error("no run was killed before its end")
			}
			t.Logf("%d of 25 runs were killed", killed)
			if out, err := command(projects[0]).CombinedOutput(); err != nil || markOf(t, place) != whole[0] {
				t.Errorf("after all kills the work cannot be done: %v %s", err, out)
			}
		})
	}
}

// TestCtrlCLeavesTheOldSite interrupts a build when its first report is done: the old site is whole, nothing is left beside it, and it is said.
func TestCtrlCLeavesTheOldSite(t *testing.T) {
	program, err := exec.LookPath("baogao")
	if err != nil {
		t.Fatal(err) // testscript.Main puts it on the path
	}
	dir := projectOfTwo(t)
	for year := range 30 { // so that much is left to do when the first is done
		id := fmt.Sprint(1990 + year%30)
		if id == "2020" || id == "2021" {
			continue
		}
		for name, data := range folder(t, filepath.Join(dir, "content/2020")) {
			put(t, filepath.Join(dir, "content", id, name), strings.ReplaceAll(data, "content/2020/", "content/"+id+"/"))
		}
	}
	command(t, dir, "build", "--no-cache")
	place := filepath.Join(dir, "public")
	before := markOf(t, place)
	edit(t, dir, "content/about.md", "原文照录", "原文逐字照录")
	c := exec.Command(program, "--project", dir, "build", "--no-cache", "--json")
	events, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var says strings.Builder
	c.Stderr = &says
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(events)
	lines.Scan()
	if err := c.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	last := ""
	for lines.Scan() {
		last = lines.Text()
	}
	if err := c.Wait(); err == nil || strings.Contains(last, `"event":"done"`) {
		t.Fatalf("it was built to its end: %v, %s", err, last)
	}
	if !strings.Contains(says.String(), "stopped; the old site is as it was") {
		t.Errorf("it says:\n%s", says.String())
	}
	if markOf(t, place) != before {
		t.Error("the old site changed")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*baogao-new*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
