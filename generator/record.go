package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/packed"
)

// record is what a build leaves of a report for later builds: what it was made of, what crosses reports of it, and its files. A later build takes
// the files where the key is the same and every file is there with its sum; else it makes the report again. What is around and across the reports
// has a record, too.
type record struct {
	Key    string
	Warned bool         // of something that is no error: it is to be said by every build
	Says   diag.Kept    // that; nothing where it is much, and the report is read for it
	Pages  int          // how many
	Made   made         // none of what is around and across reports
	Files  []recordFile // by path

	from string // the folder that its files were found in, where there are several

	// Where memory keeps the record:
	warnings []*diag.Problem   // what is said again
	kept     map[string][]byte // its files
}

// bytesOfFile is about what a file takes in a record.
const bytesOfFile = 80

type recordFile struct {
	Path, Sum string // Sum is a checksum: it tells a file from what was written there, not from what somebody made to look so
	Size      int64  // in bytes
}

// into takes a record's files from a folder into another.
func (r *record) into(folder *output.Folder, from string) error {
	for _, f := range r.Files {
		if err := folder.Take(f.Path, filepath.Join(from, filepath.FromSlash(f.Path)), f.Size); err != nil {
			return err
		}
	}
	return nil
}

// stock is a folder with the files of earlier builds, and one with their records.
type stock struct{ files, records string }

// partRecords is where a folder that holds some reports alone keeps their records.
const partRecords = ".baogao-part"

// recordEnd ends the name of a record.
const recordEnd = ".record"

func (s stock) name(id string) string {
	return filepath.Join(s.records, filepath.FromSlash(id)+recordEnd)
}

// find gives the record of a report if it was made of the same and all its files are as they were written.
func (s stock) find(id, key string) *record {
	if r := s.read(id, key); r != nil && s.has(r) {
		return r
	}
	return nil
}

// read gives the record of a report if it was made of the same.
func (s stock) read(id, key string) *record {
	data, err := output.ReadFile(s.name(id))
	if err != nil {
		return nil
	}
	return decodeRecord(data, key)
}

// has tells whether all files of a record are as they were written.
func (s stock) has(r *record) bool {
	for _, f := range r.Files {
		name := filepath.FromSlash(f.Path)
		if !filepath.IsLocal(name) {
			return false
		}
		if sum, err := checksumOf(filepath.Join(s.files, name)); err != nil || sum != f.Sum {
			return false
		}
	}
	return true
}

// bytes are those of all its files.
func (r *record) bytes() (n int64) {
	for _, f := range r.Files {
		n += f.Size
	}
	return n
}

// mostSaid is how many bytes of warnings, with the texts that they point into, a record holds.
const mostSaid = 128 << 10

// bytesOfSum is what the checksum of a record takes in its file.
const bytesOfSum = 8

// encode gives a record's file: the checksum of what follows, then the record packed.
func (r *record) encode() []byte {
	if said := diag.Keep(r.warnings); said.Size() <= mostSaid {
		r.Says = said
	}
	file := packed.Append(make([]byte, bytesOfSum, bytesOfSum+r.Made.size()+len(r.Files)*bytesOfFile), *r)
	binary.LittleEndian.PutUint64(file, xxhash.Sum64(file[bytesOfSum:]))
	return file
}

// decodeRecord gives nil for a file that is not as it was written, or of other things.
func decodeRecord(file []byte, key string) *record {
	if len(file) < bytesOfSum || binary.LittleEndian.Uint64(file) != xxhash.Sum64(file[bytesOfSum:]) {
		return nil
	}
	var r record
	if packed.Read(string(file[bytesOfSum:]), &r) != nil || r.Key != key || len(r.Files) == 0 {
		return nil
	}
	if len(r.Says.Said) > 0 { // they are kept when the record is not: as bytes of their own
		own := string(packed.Append(nil, r.Says))
		if r.Says = (diag.Kept{}); packed.Read(own, &r.Says) != nil {
			return nil
		}
		if r.warnings = r.Says.Problems(); r.warnings == nil {
			return nil
		}
	}
	return &r
}

func (s stock) keep(id string, r *record) error {
	return output.WriteFile(s.name(id), r.encode())
}

// checksum is the checksum of a file, in hex.
func checksum(data []byte) string { return hexOf(xxhash.Sum64(data)) }

// checksumOf is that of a file, of which a piece is held at a time: some have a hundred megabytes.
func checksumOf(name string) (string, error) {
	r := summers.Get().(*summer)
	defer summers.Put(r)
	r.sum.Reset()
	err := output.ReadPieces(name, r.piece[:], func(piece []byte) { r.sum.Write(piece) })
	return hexOf(r.sum.Sum64()), err
}

// summer is what reading a file for its checksum takes, used again.
type summer struct {
	sum   xxhash.Digest
	piece [128 << 10]byte
}

var summers = sync.Pool{New: func() any { return &summer{} }}

func hexOf(n uint64) string { return strconv.FormatUint(n, 16) }

// recorder notes what is written through it, for a record.
type recorder interface {
	output.Sink
	note(*record)
}

// sums is the recorder of records in files.
type sums struct {
	sink  output.Sink
	mu    sync.Mutex
	files []recordFile
}

func (r *sums) Write(name string, data []byte) error {
	r.add(name, checksum(data), int64(len(data)))
	return r.sink.Write(name, data)
}

func (r *sums) add(name, sum string, size int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files = append(r.files, recordFile{name, sum, size})
}

// Create notes a file that is written piece by piece when it is whole.
func (r *sums) Create(name string) (io.WriteCloser, error) {
	file, err := output.Create(r.sink, name)
	return &summed{file, xxhash.New(), 0, r, name}, err
}

// summed is such a file.
type summed struct {
	io.WriteCloser
	sum  *xxhash.Digest
	size int64
	of   *sums
	name string
}

func (s *summed) Write(data []byte) (int, error) {
	s.sum.Write(data)
	s.size += int64(len(data))
	return s.WriteCloser.Write(data)
}

func (s *summed) Close() error {
	s.of.add(s.name, hexOf(s.sum.Sum64()), s.size)
	return s.WriteCloser.Close()
}

func (r *sums) note(of *record) {
	slices.SortFunc(r.files, func(a, b recordFile) int { return cmp.Compare(a.Path, b.Path) })
	of.Files = r.files
}

// settingsKey is the hash of everything but the report's own folder that a report's files depend on: the program, the site's settings, its
// layouts, styles and scripts, the terms of all reports, and what this build is asked for.
func settingsKey(project fs.FS, asked string) (string, error) {
	h := sha256.New()
	program, err := programID()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(h, "%s\n%s\n", program, asked)
	for _, name := range []string{"config.toml", path.Join(content.Root, content.SharedTerms), "layouts", "static"} {
		if err := hashTree(h, project, name); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// reportKey is the hash of all that a report's files depend on.
func reportKey(project fs.FS, settings, id string) (string, error) {
	h := sha256.New()
	io.WriteString(h, settings)
	err := hashTree(h, project, path.Join(content.Root, id))
	return hex.EncodeToString(h.Sum(nil)), err
}

// siteRecord is the name of the record of what is around and across the reports; a folder of such a name is no report.
const siteRecord = ".site"

// staticRecord is that of the styles, scripts and other files of static/.
const staticRecord = ".static"

// siteKey is the hash of all that this depends on: the reports by their keys, and the free pages.
func siteKey(project fs.FS, settings string, reports, keys []string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", settings)
	for i, id := range reports {
		fmt.Fprintf(h, "%s %s\n", id, keys[i])
	}
	pages, err := fs.Glob(project, path.Join(content.Root, "*.md"))
	if err != nil {
		panic(err) // the pattern is ours
	}
	for _, name := range pages {
		if err := hashTree(h, project, name); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashTree hashes the files of a folder, or a file; what is not there is nothing.
func hashTree(h io.Writer, project fs.FS, root string) error {
	err := fs.WalkDir(project, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		data, err := fs.ReadFile(project, name)
		if errors.Is(err, fs.ErrNotExist) { // a link that leads nowhere
			_, err = fmt.Fprintf(h, "%s leads nowhere\n", name)
			return err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// buildID is how the linker marks a program by its content, near its beginning.
var buildID = regexp.MustCompile(`[\w-]{20}/[\w-]{20}/[\w-]{20}/[\w-]{20}`)

// programID tells this program from any other: by the linker's mark, else by the hash of the file.
func programID() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var start bytes.Buffer
	if _, err := io.CopyN(&start, f, 64<<10); err != nil && err != io.EOF {
		return "", err
	}
	if id := buildID.Find(start.Bytes()); id != nil {
		return string(id), nil
	}
	h := sha256.New()
	h.Write(start.Bytes())
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}
