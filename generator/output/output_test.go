package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func stage(t *testing.T, place string, files map[string]string) *Folder {
	t.Helper()
	f, err := NewFolder(place)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		if err := f.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestUnchangedFilesKeepTheirTime(t *testing.T) {
	place := filepath.Join(t.TempDir(), "public")
	if err := stage(t, place, map[string]string{"a/x.html": "one", "y.html": "two", "gone.html": "three"}).Commit(); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"a/x.html", "y.html"} {
		if err := os.Chtimes(filepath.Join(place, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
	f := stage(t, place, map[string]string{"a/x.html": "one", "y.html": "changed"})
	if files, _, fresh := f.Stats(); files != 2 || fresh != 1 {
		t.Errorf("%d files, %d fresh", files, fresh)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(place, "a/x.html")); err != nil || !info.ModTime().Equal(then) {
		t.Errorf("the unchanged file lost its time: %v %v", info.ModTime(), err)
	}
	if data, _ := os.ReadFile(filepath.Join(place, "y.html")); string(data) != "changed" {
		t.Errorf("got %q", data)
	}
	if _, err := os.Stat(filepath.Join(place, "gone.html")); err == nil {
		t.Error("a file of the old site is still there")
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(place), ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAbortLeavesTheOldFolder(t *testing.T) {
	place := filepath.Join(t.TempDir(), "public")
	if err := stage(t, place, map[string]string{"x": "old"}).Commit(); err != nil {
		t.Fatal(err)
	}
	f := stage(t, place, map[string]string{"x": "new"})
	if data, _ := os.ReadFile(filepath.Join(place, "x")); string(data) != "old" {
		t.Errorf("before the end: %q", data)
	}
	f.Abort()
	if data, _ := os.ReadFile(filepath.Join(place, "x")); string(data) != "old" {
		t.Errorf("after the abort: %q", data)
	}
}

func TestSomebodysFolderIsNotReplaced(t *testing.T) {
	place := t.TempDir()
	if err := os.WriteFile(filepath.Join(place, "mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFolder(place); err == nil || !strings.Contains(err.Error(), "was not written by baogao") {
		t.Errorf("got %v", err)
	}
}

func TestNothingLeadsOut(t *testing.T) {
	f := stage(t, filepath.Join(t.TempDir(), "public"), nil)
	defer f.Abort()
	for _, name := range []string{"../x", "/x", "a/../../x"} {
		if err := f.Write(name, nil); err == nil {
			t.Errorf("%s was written", name)
		}
	}
	if err := f.Write("x", nil); err != nil {
		t.Error(err)
	}
	if err := f.Write("x", nil); err == nil {
		t.Error("a file was written twice")
	}
}

func TestSwapInTwoSteps(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"new", "old"} {
		if err := os.MkdirAll(filepath.Join(dir, name, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := swapInTwoSteps(filepath.Join(dir, "new"), filepath.Join(dir, "old")); err != nil {
		t.Fatal(err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 1 {
		t.Errorf("%d entries left", len(entries))
	}
	if _, err := os.Stat(filepath.Join(dir, "old", "new")); err != nil {
		t.Error(err)
	}
}

func TestWriteFileReplacesWhole(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a", "b.txt")
	for _, data := range []string{"one", "two, longer"} {
		if err := WriteFile(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(name); string(got) != data {
			t.Errorf("got %q", got)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(name)); len(entries) != 1 {
		t.Errorf("%d entries left", len(entries))
	}
}
