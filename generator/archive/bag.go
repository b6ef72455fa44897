// Package archive packs what a report is made of and what is made of it into a bag that proves itself, and verifies bags.
//
// A bag is a folder by RFC 8493, or that folder in a zip or tar:
//
//	bagit.txt bag-info.txt manifest-sha512.txt tagmanifest-sha512.txt
//	README.txt                     what this is, how to open and how to verify it, in Chinese and English
//	data/config.toml data/content/ data/layouts/ data/static/    what the site is made of
//	data/source/                   the file as it was received, where it can be given back to the byte
//	data/site/                     the site with its editions
//	data/versions.json             which program made it, of which modules
//	data/provenance.json           who published, who transcribed, what was made of what: PROV-JSON
//
// Nothing in it tells when or where it was packed, so the same input gives the same bytes.
package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// File is one file of a bag, by its path in the bag's folder.
type File struct {
	Path string
	Data []byte
}

// Info is a bag's own description.
type Info struct {
	Title, Publisher, ID string
	Date                 time.Time // of the edition
}

// Bag adds to the payload, whose paths begin with data/, what makes it a bag. Files come back sorted by path.
func Bag(payload []File, note string, info Info) []File {
	byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }
	payload = slices.SortedFunc(slices.Values(payload), byPath)
	size := 0
	for _, f := range payload {
		size += len(f.Data)
	}
	var about strings.Builder
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&about, "%s: %s\n", label, strings.Join(strings.Fields(value), " "))
		}
	}
	line("Source-Organization", info.Publisher)
	line("External-Description", info.Title)
	line("External-Identifier", info.ID)
	line("Bagging-Date", info.Date.Format(time.DateOnly))
	line("Payload-Oxum", fmt.Sprintf("%d.%d", size, len(payload)))
	tags := []File{
		{"README.txt", []byte(note)},
		{"bag-info.txt", []byte(about.String())},
		{"bagit.txt", []byte("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")},
		{payloadManifest, manifest(payload)},
	}
	tags = append(tags, File{tagManifest, manifest(tags)})
	return slices.SortedFunc(slices.Values(slices.Concat(tags, payload)), byPath)
}

const (
	payloadManifest = "manifest-sha512.txt"
	tagManifest     = "tagmanifest-sha512.txt"
)

// manifest lists files as sha512sum does. A manifest writes %, CR and LF in a path as RFC 8493 asks, so that a line is a file.
func manifest(files []File) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%s  %s\n", sum(f.Data), strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(f.Path))
	}
	return b.Bytes()
}

func sum(data []byte) string {
	s := sha512.Sum512(data)
	return hex.EncodeToString(s[:])
}

// Zip packs a bag's folder; every entry has the edition's day.
func Zip(folder string, files []File, day time.Time) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range files {
		h := &zip.FileHeader{Name: folder + "/" + f.Path, Method: zip.Deflate}
		h.SetMode(0o644)
		if day.Year() >= 1980 {
			h.ModifiedDate = uint16(day.Day() + int(day.Month())<<5 + (day.Year()-1980)<<9)
		} else {
			h.ModifiedDate = 1<<5 | 1
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// Tar packs a bag's folder.
func Tar(folder string, files []File, day time.Time) ([]byte, error) {
	var out bytes.Buffer
	t := tar.NewWriter(&out)
	for _, f := range files {
		err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + f.Path, Size: int64(len(f.Data)), Mode: 0o644, ModTime: time.Unix(max(day.Unix(), 0), 0)})
		if err == nil {
			_, err = t.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := t.Close()
	return out.Bytes(), err
}
