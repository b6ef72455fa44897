package output

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"io"
	"path"
	"sync"

	"github.com/andybalholm/brotli"
)

// Compressed writes beside every file that is worth it the same in gzip and in Brotli, for hosts that send files as they are: x.html.gz and
// x.html.br. There is no clock in them.
type Compressed struct{ Sink Sink }

// brotliQuality is of 11: the last two cost three times the time for a tenth of the bytes, and a series has hundreds of reports.
const brotliQuality = 9

// leastCompressed is the size in bytes from which a smaller file saves a packet.
const leastCompressed = 1024

// Write writes a file and its compressed forms, each only where it is smaller.
func (c Compressed) Write(name string, data []byte) error {
	if err := c.Sink.Write(name, data); err != nil {
		return err
	}
	if len(data) < leastCompressed {
		return nil
	}
	w := c.compress(name)
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}

// Create begins a file whose compressed forms are made while it is written.
func (c Compressed) Create(name string) (io.WriteCloser, error) {
	file, err := Create(c.Sink, name)
	if err != nil {
		return nil, err
	}
	return &both{file, c.compress(name)}, nil
}

// both writes a file and its compressed forms.
type both struct {
	file io.WriteCloser
	*compressing
}

func (b *both) Write(data []byte) (int, error) {
	if n, err := b.file.Write(data); err != nil {
		return n, err
	}
	return b.compressing.Write(data)
}

func (b *both) Close() error { return cmp.Or(b.file.Close(), b.compressing.Close()) }

// compressing makes the compressed forms of a file.
type compressing struct {
	into  Sink
	name  string
	size  int
	forms []form
}

// form is one of them while it is made.
type form struct {
	ending string
	packer
	small *bytes.Buffer
}

// compress begins the compressed forms of a file; of one that is not worth it there are none.
func (c Compressed) compress(name string) *compressing {
	w := &compressing{into: c.Sink, name: name}
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".txt", ".md":
	default:
		return w
	}
	for ending, writers := range packers {
		f := form{ending, writers.Get().(packer), &bytes.Buffer{}}
		f.Reset(f.small)
		w.forms = append(w.forms, f)
	}
	return w
}

func (w *compressing) Write(data []byte) (int, error) {
	w.size += len(data)
	for _, f := range w.forms {
		if n, err := f.Write(data); err != nil {
			return n, err
		}
	}
	return len(data), nil
}

func (w *compressing) Close() error {
	for _, f := range w.forms {
		if err := f.Close(); err != nil {
			return err
		}
		packers[f.ending].Put(f.packer)
		if w.size < leastCompressed || f.small.Len() >= w.size {
			continue
		}
		if err := w.into.Write(w.name+f.ending, f.small.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// packer compresses what is written, and can do so again.
type packer interface {
	io.WriteCloser
	Reset(io.Writer)
}

// packers are by the ending of their files. They are used again: the tables of a new Brotli writer are 32 MB, and to make them for each file took
// sixteen times as long as to compress it.
var packers = map[string]*sync.Pool{
	".gz": {New: func() any {
		w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
		if err != nil {
			panic(err) // the level is one of its own
		}
		return packer(w)
	}},
	".br": {New: func() any { return packer(brotli.NewWriterLevel(nil, brotliQuality)) }},
}
