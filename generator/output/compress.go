package output

import (
	"bytes"
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
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".txt", ".md":
	default:
		return nil
	}
	if len(data) < leastCompressed {
		return nil
	}
	for ending, writers := range packers {
		var small bytes.Buffer
		w := writers.Get().(packer)
		w.Reset(&small)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		writers.Put(w)
		if small.Len() < len(data) {
			if err := c.Sink.Write(name+ending, small.Bytes()); err != nil {
				return err
			}
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
