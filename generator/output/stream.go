package output

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
)

// Streamed is a sink that takes a file piece by piece, too, for those that are too large to be held.
type Streamed interface {
	Sink
	// Create begins a file, which is the sink's when it is closed. One that could not be written whole is closed, too, and the build has failed.
	Create(path string) (io.WriteCloser, error)
}

// Create begins a file in a sink. One that takes whole files only has it when the writer is closed.
func Create(s Sink, path string) (io.WriteCloser, error) {
	if s, ok := s.(Streamed); ok {
		return s.Create(path)
	}
	return &held{sink: s, path: path}, nil
}

// held is a file that is held until it is whole.
type held struct {
	bytes.Buffer
	sink Sink
	path string
}

func (h *held) Close() error { return h.sink.Write(h.path, h.Bytes()) }

// Create stages a file piece by piece. Where the folder already has the same bytes, its own is linked at the end, so its time stays.
func (f *Folder) Create(path string) (io.WriteCloser, error) {
	name, err := local(path)
	if err != nil {
		return nil, err
	}
	if err := f.claim(filepath.Dir(name), 0); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(f.stage, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, once(path, err)
	}
	return &staged{file: file, into: f, name: name}, nil
}

// staged is a file of a stage while it is written. It has no other way to be written than Write, which counts.
type staged struct {
	file *os.File
	into *Folder
	name string
	size int64
}

func (s *staged) Write(data []byte) (int, error) {
	n, err := s.file.Write(data)
	s.size += int64(n)
	return n, err
}

func (s *staged) Close() error {
	old, to := filepath.Join(s.into.place, s.name), filepath.Join(s.into.stage, s.name)
	same := s.into.old && sameFile(old, s.file, s.size)
	if err := s.file.Close(); err != nil {
		return err
	}
	if same {
		same = os.Link(old, to+linked) == nil && os.Rename(to+linked, to) == nil
		if !same {
			os.Remove(to + linked)
		}
	}
	s.into.count(s.size, !same)
	return nil
}

// linked ends the name that a link has until it takes the place of a file.
const linked = ".baogao-old"
