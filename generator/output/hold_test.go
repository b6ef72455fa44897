//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOneBuildWritesAFolder at a time, whether it is there already or not, until it is put in its place or given up; what a build left that ended without either holds nobody.
func TestOneBuildWritesAFolder(t *testing.T) {
	place := filepath.Join(t.TempDir(), "public")
	refused := func(when string) {
		t.Helper()
		if _, err := NewFolder(place); err == nil || !strings.Contains(err.Error(), "another build is writing") {
			t.Errorf("%s: %v", when, err)
		}
	}
	begin := func(when string) *Folder {
		t.Helper()
		f, err := NewFolder(place)
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		return f
	}
	first := begin("nothing there")
	refused("a first build runs")
	if err := first.Write("a", []byte("1")); err != nil {
		t.Fatal(err)
	}
	if err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	second := begin("a folder there")
	refused("a second build runs")
	second.Abort()
	third := begin("one was given up")
	third.release() // as the system does where a program is killed
	fourth := begin("one was killed")
	if _, err := os.Stat(filepath.Join(place, "a")); err != nil {
		t.Error(err)
	}
	fourth.Abort()
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(place), ".*")); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
