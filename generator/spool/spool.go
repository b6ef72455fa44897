// Package spool keeps bytes that wait for others: in memory while they are few, else in a file. So what a build keeps of each of its reports takes no
// more memory with thousands of them than with hundreds.
package spool

import (
	"errors"
	"io"
	"os"
	"sync"
	"unsafe"
)

// Spool takes pieces and gives them back. Its methods and those of its pieces may be called by several goroutines.
type Spool struct {
	folder string
	most   int

	mu   sync.Mutex
	held int      // bytes in memory
	file *os.File // nil until memory is full
	size int64    // of the file
}

// New makes an empty spool that holds so many bytes in memory and others in a file of the folder. In a spool without a folder all stays in memory.
func New(folder string, most int) *Spool { return &Spool{folder: folder, most: most} }

// Piece is bytes that were put into a spool. The zero Piece is empty.
type Piece struct {
	text string
	of   *Spool // nil for a piece in memory
	at   int64
	size int
}

// Put keeps bytes.
func (s *Spool) Put(text string) (Piece, error) {
	at, held, err := s.place(len(text))
	if held || err != nil {
		return Piece{text: text}, err
	}
	_, err = io.WriteString(io.NewOffsetWriter(s.file, at), text)
	return Piece{of: s, at: at, size: len(text)}, err
}

// place finds room for so many bytes, in memory or at a place of the file.
func (s *Spool) place(size int) (at int64, held bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder == "" || s.file == nil && s.held+size <= s.most { // once there is a file no piece stays: a small one may be cut from bytes that are many
		s.held += size
		return 0, true, nil
	}
	if s.file == nil {
		if s.file, err = os.CreateTemp(s.folder, ".baogao-spool-*"); err != nil {
			return 0, false, err
		}
		os.Remove(s.file.Name()) // where a file needs no name; else Close takes it away
	}
	at = s.size
	s.size += int64(size)
	return at, false, nil
}

// Close takes the file away: its pieces cannot be read any more.
func (s *Spool) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.file == nil {
		return nil
	}
	err := s.file.Close()
	if gone := os.Remove(s.file.Name()); err == nil && !errors.Is(gone, os.ErrNotExist) {
		err = gone
	}
	return err
}

// Len is how many bytes a piece has.
func (p Piece) Len() int { return max(len(p.text), p.size) }

// Cut gives the bytes from one place to another.
func (p Piece) Cut(from, to int) (string, error) {
	if p.of == nil {
		return p.text[from:to], nil
	}
	var room []byte
	return p.cut(&room, from, to)
}

// View gives all bytes of a piece. Those of the file are read into room, which grows as it must: they are good until room is used again.
func (p Piece) View(room *[]byte) (string, error) {
	if p.of == nil {
		return p.text, nil
	}
	return p.cut(room, 0, p.size)
}

func (p Piece) cut(room *[]byte, from, to int) (string, error) {
	if cap(*room) < to-from {
		*room = make([]byte, to-from)
	}
	b := (*room)[:to-from]
	if _, err := p.of.file.ReadAt(b, p.at+int64(from)); err != nil {
		return "", err
	}
	return unsafe.String(unsafe.SliceData(b), len(b)), nil // no copy: nobody else has b but who gave the room
}
