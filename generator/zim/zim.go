// Package zim packs a built site for Kiwix readers with Debian's zimwriterfs, and makes what that writes the same for the same site.
//
// There is no index of theirs in it: it finds nothing in Chinese, and the site brings its own search.
package zim

import (
	"bytes"
	"crypto/md5"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"baogao/generator/diag"
)

// Book is what a ZIM says of itself, by the metadata of openzim.org. Illustration is the path of a PNG of 48 by 48 pixels among the files.
type Book struct {
	Name, Title, Description, Creator, Publisher string
	Language                                     string // ISO 639-3
	Illustration                                 string
	Date                                         time.Time
}

// The longest title and description that the standard allows, in characters.
const (
	longestTitle       = 30
	longestDescription = 80
)

// Files are a site's files by path.
type Files interface {
	Paths() []string
	Read(path string) ([]byte, bool)
}

// Pack gives the ZIM of a site. It needs zimwriterfs; with faketime the day in the file is the book's, without it is today's, the one
// thing that zimwriterfs takes from nowhere else.
func Pack(files Files, book Book) ([]byte, error) {
	program, err := exec.LookPath("zimwriterfs")
	if err != nil {
		return nil, diag.Say("zimwriterfs is not installed (Debian: zim-tools)")
	}
	dir, err := os.MkdirTemp("", "baogao-zim-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	site, to := filepath.Join(dir, "site"), filepath.Join(dir, "site.zim")
	if err := unpack(files, site); err != nil {
		return nil, err
	}
	args := []string{program, "--withoutFTIndex", "--threads=1", "--welcome=index.html", "--illustration=" + book.Illustration, "--language=" + book.Language,
		"--title=" + clip(book.Title, longestTitle), "--description=" + clip(book.Description, longestDescription), "--creator=" + book.Creator,
		"--publisher=" + book.Publisher, "--name=" + book.Name, site, to}
	if clock, err := exec.LookPath("faketime"); err == nil && !book.Date.IsZero() {
		args = append([]string{clock, "-f", book.Date.Format(time.DateTime)}, args...)
	}
	run := exec.Command(args[0], args[1:]...)
	run.Env = append(os.Environ(), "TZ=UTC")
	if out, err := run.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("zimwriterfs: %w\n%s", err, out)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		return nil, err
	}
	return Settle(data)
}

// unpack writes the files for zimwriterfs to read, each once: of files with the same bytes the later ones are links, which it makes
// redirects.
func unpack(files Files, dir string) error {
	first := map[[sha256.Size]byte]string{}
	for _, name := range files.Paths() {
		if strings.HasPrefix(path.Base(name), "_") || strings.HasPrefix(path.Base(name), ".") {
			continue // for hosts
		}
		data, _ := files.Read(name)
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		if other, ok := first[sum]; ok {
			target, err := filepath.Rel(filepath.Dir(to), filepath.Join(dir, filepath.FromSlash(other)))
			if err == nil {
				err = os.Symlink(target, to)
			}
			if err != nil {
				return err
			}
			continue
		}
		first[sum] = name
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// The places in a ZIM (openzim.org, ZIM file format) that are dice: its UUID, the UUID of each Xapian table in it, and the sum of all.
const (
	magic       = 72173914
	uuidAt      = 8
	uuidSize    = 16
	checksumAt  = 72 // where the header says where the sum is
	headerSize  = 80
	xapianMagic = "\x0f\x0dXapian Glass"
	xapianUUID  = len(xapianMagic) + 2 // behind two bytes of the table's version
)

// Settle gives a ZIM the identity that its content has: what were dice is made of all other bytes.
func Settle(data []byte) ([]byte, error) {
	if len(data) < headerSize || binary.LittleEndian.Uint32(data) != magic {
		return nil, diag.Say("zimwriterfs wrote no ZIM")
	}
	end := binary.LittleEndian.Uint64(data[checksumAt:])
	if end != uint64(len(data)-md5.Size) || md5.Sum(data[:end]) != [md5.Size]byte(data[end:]) {
		return nil, diag.Say("the ZIM is not whole")
	}
	data = bytes.Clone(data)
	dice := [][]byte{data[uuidAt : uuidAt+uuidSize]}
	for at := 0; ; {
		i := bytes.Index(data[at:end], []byte(xapianMagic))
		if i < 0 {
			break
		}
		at += i + xapianUUID
		if at+uuidSize > int(end) {
			break
		}
		dice = append(dice, data[at:at+uuidSize])
	}
	for _, d := range dice {
		clear(d)
	}
	identity := sha256.Sum256(data[:end])
	for _, d := range dice {
		copy(d, identity[:])
		d[6], d[8] = d[6]&0x0f|0x80, d[8]&0x3f|0x80 // a UUID of RFC 9562's own kind, 8
	}
	sum := md5.Sum(data[:end])
	copy(data[end:], sum[:])
	return data, nil
}
