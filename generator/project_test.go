package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFilesAreReadAsTheStandardLibraryReadsThem: what is there, whatever its size, and what is not a file of text, with the same errors.
func TestFilesAreReadAsTheStandardLibraryReadsThem(t *testing.T) {
	dir := t.TempDir()
	names := []string{".", "folder", "none.md", "folder/none.md", "empty.md", "../out.md", "/abs.md", ""}
	for name, size := range map[string]int{"empty.md": 0, "short.md": 1, "page.md": 4096, "long.md": 1 << 20} {
		if err := os.WriteFile(filepath.Join(dir, name), bytes.Repeat([]byte("文"), size), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		if err := os.Symlink("long.md", filepath.Join(dir, "link.md")); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("nowhere", filepath.Join(dir, "dangling.md")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "closed.md"), []byte("x"), 0); err != nil {
			t.Fatal(err)
		}
		names = append(names, "link.md", "dangling.md", "closed.md", "short.md/below.md", strings.Repeat("长", 200))
	}
	ours, theirs := disk{os.DirFS(dir), dir}, os.DirFS(dir)
	for _, name := range names {
		data, err := ours.ReadFile(name)
		want, wrong := fs.ReadFile(theirs, name)
		if !bytes.Equal(data, want) || (err == nil) != (wrong == nil) || err != nil && err.Error() != wrong.Error() {
			t.Errorf("%q is %d bytes, %v; want %d, %v", name, len(data), err, len(want), wrong)
		}
		for _, is := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid} {
			if errors.Is(err, is) != errors.Is(wrong, is) {
				t.Errorf("%q: %v is %v: %t", name, err, is, errors.Is(err, is))
			}
		}
	}
}

// TestAProjectIsWhereTheSystemFindsIt: above a link is above where it leads, for what is read as for what is listed.
func TestAProjectIsWhereTheSystemFindsIt(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"far/config.toml": "far", "near/config.toml": "near", "far/deep/file": ""} {
		put(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	if err := os.Symlink(filepath.Join(dir, "far", "deep"), filepath.Join(dir, "near", "link")); err != nil {
		t.Skip("links cannot be made here")
	}
	at := dir + "/near/link/.."
	data, err := fs.ReadFile(openProject(at), "config.toml")
	listed, wrong := fs.ReadDir(openProject(at), "deep")
	if string(data) != "far" || err != nil || len(listed) != 1 || wrong != nil {
		t.Errorf("read: %q, %v; listed: %v, %v", data, err, listed, wrong)
	}
}

// TestAProjectsFolderIsAFileSystem by the rules of the standard library.
func TestAProjectsFolderIsAFileSystem(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.md", "1/b.md", "1/2/c.md"} {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(name), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := fstest.TestFS(disk{os.DirFS(dir), dir}, "a.md", "1/b.md", "1/2/c.md"); err != nil {
		t.Error(err)
	}
}
