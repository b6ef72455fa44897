package output

import (
	"bytes"
	"compress/gzip"
	"path"

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
	var gz, br bytes.Buffer
	g, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := g.Write(data); err != nil {
		return err
	}
	if err := g.Close(); err != nil {
		return err
	}
	b := brotli.NewWriterLevel(&br, brotliQuality)
	if _, err := b.Write(data); err != nil {
		return err
	}
	if err := b.Close(); err != nil {
		return err
	}
	for _, form := range []struct {
		ending string
		data   []byte
	}{{".gz", gz.Bytes()}, {".br", br.Bytes()}} {
		if len(form.data) < len(data) {
			if err := c.Sink.Write(name+form.ending, form.data); err != nil {
				return err
			}
		}
	}
	return nil
}
