package output

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestPiecesAreTheFile, whatever its size beside that of a piece.
func TestPiecesAreTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	for _, size := range []int{0, 1, 9, 10, 11, 20, 25} {
		want := bytes.Repeat([]byte("x"), size)
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		var got []byte
		err := ReadPieces(name, make([]byte, 10), func(piece []byte) { got = append(got, piece...) })
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes came as %d, %v", size, len(got), err)
		}
	}
	if link := name + ".link"; os.Symlink(name, link) == nil && ReadPieces(link, make([]byte, 10), func([]byte) {}) == nil {
		t.Error("a link was read as a file")
	}
	if err := ReadPieces(filepath.Dir(name), make([]byte, 10), func([]byte) {}); err == nil {
		t.Error("a folder has bytes")
	}
}

// TestFilesWithoutASizeAreReadToTheirEnd: the system does not say of all files how long they are.
func TestFilesWithoutASizeAreReadToTheirEnd(t *testing.T) {
	const name = "/proc/self/smaps" // several times what is read at once
	if _, err := os.Stat(name); err != nil {
		t.Skip("there is no file without a size here")
	}
	want, err := os.ReadFile(name)
	if err != nil || len(want) < 1<<14 {
		t.Skipf("%s has %d bytes, %v", name, len(want), err)
	}
	data, err := ReadFile(name)
	if err != nil || len(data) < len(want)*9/10 { // it changes while it is read
		t.Errorf("%d bytes of %d, %v", len(data), len(want), err)
	}
}
