package spool

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// TestPiecesComeBack holds that every piece is what was put, wherever it lies, and that no file is left.
func TestPiecesComeBack(t *testing.T) {
	for _, most := range []int{0, 100, 1 << 20} {
		folder := t.TempDir()
		s := New(folder, most)
		pieces := make([]Piece, 200)
		text := func(i int) string { return strings.Repeat(fmt.Sprint(i, "件"), i%7) }
		var group sync.WaitGroup
		for i := range pieces {
			group.Go(func() {
				var err error
				if pieces[i], err = s.Put(text(i)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if held := s.file == nil; held != (most == 1<<20) || s.held > most {
			t.Errorf("of at most %d bytes %d are held, the file is %v", most, s.held, s.file)
		}
		if last, err := s.Put("x"); err != nil || (last.of == nil) != (most == 1<<20) {
			t.Errorf("of at most %d bytes a small piece more stays in memory: %v, %v", most, last.of == nil, err)
		}
		var room []byte
		for i, p := range pieces {
			want := text(i)
			if got, err := p.Cut(0, p.Len()); got != want || err != nil {
				t.Errorf("piece %d is %q, want %q: %v", i, got, want, err)
			}
			if got, err := p.View(&room); got != want || err != nil {
				t.Errorf("piece %d is seen as %q, want %q: %v", i, got, want, err)
			}
			if got, err := p.Cut(p.Len()/2, p.Len()); got != want[len(want)/2:] || err != nil {
				t.Errorf("half of piece %d is %q: %v", i, got, err)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if left, _ := os.ReadDir(folder); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	s := New(t.TempDir()+"/missing", 0)
	if _, err := s.Put("x"); err == nil {
		t.Error("bytes went nowhere, and nobody says so")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
