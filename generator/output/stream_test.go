package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pour writes a file in pieces.
func pour(t *testing.T, s Sink, path string, pieces ...string) {
	t.Helper()
	w, err := Create(s, path)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pieces {
		var err error
		if i%2 == 0 {
			_, err = io.WriteString(w, p)
		} else {
			_, err = w.Write([]byte(p))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFileWrittenInPiecesKeepsItsTimeWhereItIsTheSame(t *testing.T) {
	place := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("数据，", pieceOfFile)
	first := stage(t, place, nil)
	pour(t, first, "data/same.csv", long, "x")
	pour(t, first, "data/changed.csv", long, "x")
	pour(t, first, "data/longer.csv", "x")
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, name := range []string{"same", "changed", "longer"} {
		if err := os.Chtimes(filepath.Join(place, "data", name+".csv"), then, then); err != nil {
			t.Fatal(err)
		}
	}
	second := stage(t, place, nil)
	pour(t, second, "data/same.csv", long+"x")
	pour(t, second, "data/changed.csv", long, "y")
	pour(t, second, "data/longer.csv", "x", "y")
	if files, bytes, fresh := second.Stats(); files != 3 || fresh != 2 || bytes != int64(2*len(long)+2+2+len(mark)) {
		t.Errorf("%d files, %d bytes, %d fresh", files, bytes, fresh)
	}
	if err := second.Commit(); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"same": long + "x", "changed": long + "y", "longer": "xy"} {
		file := filepath.Join(place, "data", name+".csv")
		data, err := os.ReadFile(file)
		if err != nil || string(data) != want {
			t.Errorf("%s has %d bytes, want %d: %v", name, len(data), len(want), err)
		}
		if info, _ := os.Stat(file); info.ModTime().Equal(then) != (name == "same") {
			t.Errorf("the time of %s is %v", name, info.ModTime())
		}
	}
	if left, _ := os.ReadDir(filepath.Join(place, "data")); len(left) != 3 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAFileIsWrittenOnceInPiecesToo(t *testing.T) {
	f := stage(t, filepath.Join(t.TempDir(), "public"), map[string]string{"a": "whole"})
	defer f.Abort()
	if _, err := f.Create("a"); err == nil || errors.Is(err, fs.ErrExist) {
		t.Errorf("a file was begun twice, or nobody says so: %v", err)
	}
	if _, err := f.Create("../a"); err == nil {
		t.Error("a path that leads out was begun")
	}
	pour(t, f, "b", "pieces")
	if err := f.Write("b", nil); err == nil {
		t.Error("a file was written over one in pieces")
	}
}

func TestPiecesAreCompressedAsTheWhole(t *testing.T) {
	text := strings.Repeat("各位代表：现在，我代表市人民政府作工作报告。", 100)
	var whole, pieces Memory
	if err := (Compressed{&whole}).Write("a.csv", []byte(text)); err != nil {
		t.Fatal(err)
	}
	pour(t, Compressed{&pieces}, "a.csv", text[:1000], text[1000:])
	pour(t, Compressed{&pieces}, "short.txt", "short")
	pour(t, Compressed{&pieces}, "picture.png", text)
	for _, name := range []string{"a.csv", "a.csv.br", "a.csv.gz"} {
		want, _ := whole.Read(name)
		got, ok := pieces.Read(name)
		if !ok || len(got) == 0 || name == "a.csv" && string(got) != string(want) {
			t.Errorf("%s has %d bytes, in one piece %d", name, len(got), len(want))
		}
	}
	if got := strings.Join(pieces.Paths(), " "); got != "a.csv a.csv.br a.csv.gz picture.png short.txt" {
		t.Errorf("written: %s", got)
	}
}

// TestALinkIsNoFileOfOurs: where somebody put a link in the place of a file, to another with the same bytes, a file stands again, whatever way it comes.
func TestALinkIsNoFileOfOurs(t *testing.T) {
	dir := t.TempDir()
	place, other := filepath.Join(dir, "public"), filepath.Join(dir, "other")
	names := []string{"whole", "pieces", "taken"}
	first := stage(t, place, map[string]string{"whole": "x", "pieces": "x", "taken": "x"})
	if err := errors.Join(first.Commit(), os.WriteFile(other, []byte("x"), 0o644)); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := os.Remove(filepath.Join(place, name)); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(other, filepath.Join(place, name)); err != nil {
			t.Skip("links cannot be made here")
		}
	}
	second := stage(t, place, map[string]string{"whole": "x"})
	pour(t, second, "pieces", "x")
	if err := errors.Join(second.Take("taken", other, 1), second.Commit()); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := os.Lstat(filepath.Join(place, name)); err != nil || !info.Mode().IsRegular() {
			t.Errorf("%s is %v: %v", name, info.Mode(), err)
		}
	}
}
