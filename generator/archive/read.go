package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"baogao/generator/diag"
)

// Finding is one thing that is wrong with what was verified. Path is empty where it is about the whole.
type Finding struct {
	Path string
	Said *diag.Text
}

// In gives the finding in a language.
func (f Finding) In(l diag.Language) string {
	if f.Path == "" {
		return diag.Say("error: %s", f.Said).In(l)
	}
	return diag.Say("%s: error: %s", strings.ToValidUTF8(f.Path, "\uFFFD"), f.Said).In(l)
}

// String gives the finding in English.
func (f Finding) String() string { return f.In(diag.English) }

// Limits of what is read into memory: an archive that says it is more is not one of ours, and one that is more without saying so is a trap.
type Limits struct {
	Files int
	Bytes int64
}

// DefaultLimits are far above any report's bag.
func DefaultLimits() Limits { return Limits{Files: 200_000, Bytes: 1 << 30} }

// Contents are the files of something that was opened, by path; nothing of it is ever written anywhere.
type Contents struct {
	Files    map[string][]byte
	Findings []Finding
	left     Limits
}

func (c *Contents) fail(path, format string, args ...any) {
	c.Findings = append(c.Findings, Finding{path, diag.Say(format, args...)})
}

// Open reads a folder, a zip or a tar. An error is one of the world, or of an archive that cannot be read at all.
func Open(name string, limits Limits) (*Contents, error) {
	c := &Contents{Files: map[string][]byte{}, left: limits}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return c, c.folder(name)
	}
	if info.Size() > limits.Bytes {
		return nil, diag.Say("%s has %d bytes, more than a bag can have", name, info.Size())
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		err = c.zip(data)
	} else {
		err = c.tar(data)
	}
	if err != nil {
		c.fail("", "the archive cannot be read to its end: %v", err)
	}
	c.strip()
	return c, nil
}

// errFull ends the reading of what is more than the limits.
var errFull error = diag.Say("it holds more than a bag can: reading stopped")

// accept sees to it that a name is one that can be written on any disk and leads nowhere else.
func (c *Contents) accept(name string) bool {
	switch {
	case !utf8.ValidString(name):
		c.fail(name, "the name %q is not UTF-8", name)
	case strings.ContainsAny(name, "\\\x00") || !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name:
		c.fail(name, "the path leads out of the folder, or is no plain path")
	default:
		if _, twice := c.Files[name]; !twice {
			return true
		}
		c.fail(name, "the file is there twice")
	}
	return false
}

// take reads one file.
func (c *Contents) take(name string, r io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(r, c.left.Bytes+1))
	c.left.Bytes -= int64(len(data))
	c.left.Files--
	if c.left.Bytes < 0 || c.left.Files < 0 {
		c.fail(name, "here the archive grows beyond what a bag can be")
		return errFull
	}
	c.Files[name] = data
	return err
}

func (c *Contents) folder(root string) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if !d.Type().IsRegular() {
			c.fail(rel, "it is no plain file but a link or a device")
			return nil
		}
		if !c.accept(rel) {
			return nil
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := c.take(rel, f); errors.Is(err, errFull) {
			return fs.SkipAll
		} else if err != nil {
			return err
		}
		return nil
	})
}

func (c *Contents) zip(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return err
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if !f.Mode().IsRegular() {
			c.fail(f.Name, "it is no plain file but a link or a device")
			continue
		}
		if !c.accept(f.Name) {
			continue
		}
		r, err := f.Open()
		if err == nil {
			err = c.take(f.Name, r)
			r.Close()
		}
		if errors.Is(err, errFull) {
			return err
		}
		if err != nil {
			c.fail(f.Name, "it cannot be unpacked: %v", err)
		}
	}
	return nil
}

func (c *Contents) tar(data []byte) error {
	t := tar.NewReader(bytes.NewReader(data))
	for {
		h, err := t.Next()
		if err == io.EOF {
			if len(c.Files) == 0 {
				return diag.Say("it is neither a zip nor a tar")
			}
			return nil
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return err
		}
		switch h.Typeflag {
		case tar.TypeDir:
			continue
		case tar.TypeReg:
		default:
			c.fail(h.Name, "it is no plain file but a link or a device")
			continue
		}
		if !c.accept(h.Name) {
			continue
		}
		if err := c.take(h.Name, t); err != nil {
			return err
		}
	}
}

// strip takes the archive's one folder off the paths; files beside it are wrong.
func (c *Contents) strip() {
	root := ""
	for name := range c.Files {
		if dir, file := path.Split(name); file == "bagit.txt" && strings.Count(name, "/") <= 1 {
			root = dir
		}
	}
	if root == "" {
		return
	}
	inside := map[string][]byte{}
	for name, data := range c.Files {
		rest, ok := strings.CutPrefix(name, root)
		if !ok {
			c.fail(name, "it stands beside the bag's folder %s", root)
			continue
		}
		inside[rest] = data
	}
	c.Files = inside
}
