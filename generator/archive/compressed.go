package archive

import (
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"github.com/andybalholm/brotli"
)

// compressedOf tells of a name whether it is another file in gzip or Brotli, as build --compress writes it, and of which.
func compressedOf(name string, have map[string][]byte) (of string, ok bool) {
	switch path.Ext(name) {
	case ".gz", ".br":
		of = strings.TrimSuffix(name, path.Ext(name))
		_, ok = have[of]
	}
	return of, ok
}

// givesBack tells whether a compressed file unpacks to its own; it reads no byte more than that one has.
func givesBack(name string, packed, own []byte) bool {
	var r io.Reader = brotli.NewReader(bytes.NewReader(packed))
	if path.Ext(name) == ".gz" {
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return false
		}
		r = z
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(len(own))+1))
	return err == nil && bytes.Equal(data, own)
}
