package output

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"baogao/generator/diag"
)

// Folder stages files for one folder. Commit or Abort ends it.
type Folder struct {
	place string     // what the files become
	stage string     // where they wait
	old   bool       // there is an earlier output to take unchanged files from
	kept  bool       // and it is the new one
	held  []*os.File // folders that other builds are kept from

	mu    sync.Mutex
	made  map[string]bool // folders
	files int
	bytes int64
	fresh int
}

// markName is in every folder that we wrote, so that no other folder is ever replaced.
const markName = ".baogao"

const mark = "This folder is written by baogao; a build replaces it whole.\n"

// NewFolder stages beside place. A folder there that we did not write is an error: it is somebody's.
func NewFolder(place string) (*Folder, error) {
	place, err := filepath.Abs(place)
	if err != nil {
		return nil, err
	}
	f := &Folder{place: place, stage: filepath.Join(filepath.Dir(place), "."+filepath.Base(place)+".baogao-new"), made: map[string]bool{}}
	switch entries, err := os.ReadDir(place); {
	case err == nil && len(entries) > 0:
		if _, err := os.Stat(filepath.Join(place, markName)); err != nil {
			return nil, diag.Say("%s is not empty and was not written by baogao: name another folder with --out, or empty it", place)
		}
		f.old = true
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	// The place is held, and so is the stage, which will be the place.
	if !f.hold(place) || !f.hold(f.stage) {
		return nil, f.refused()
	}
	if err := os.RemoveAll(f.stage); err != nil {
		f.release()
		return nil, err
	}
	if err := os.MkdirAll(f.stage, 0o755); err != nil {
		f.release()
		return nil, err
	}
	if !f.hold(f.stage) {
		return nil, f.refused()
	}
	return f, f.Write(markName, []byte(mark))
}

// hold keeps a folder from other builds until release; false where another has it.
func (f *Folder) hold(dir string) bool {
	held, free := hold(dir)
	if held != nil {
		f.held = append(f.held, held)
	}
	return free
}

func (f *Folder) release() {
	for _, h := range f.held {
		h.Close()
	}
	f.held = nil
}

func (f *Folder) refused() error {
	f.release()
	return diag.Say("another build is writing %s: wait until it has ended", f.place)
}

// Write stages one file. A file that the folder already has with the same bytes is linked, not written, so its time stays.
func (f *Folder) Write(path string, data []byte) error {
	name, err := local(path)
	if err != nil {
		return err
	}
	if err := f.claim(filepath.Dir(name), int64(len(data))); err != nil {
		return err
	}
	to := filepath.Join(f.stage, name)
	if f.old && sameFile(filepath.Join(f.place, name), bytes.NewReader(data), int64(len(data))) && os.Link(filepath.Join(f.place, name), to) == nil {
		return nil
	}
	f.count(0, true)
	return once(path, create(to, data))
}

// local is a path as this system writes it; one that leads out of the folder is an error.
func local(path string) (string, error) {
	name := filepath.FromSlash(path)
	if !filepath.IsLocal(name) {
		return "", fmt.Errorf("%s leads out of the folder", path)
	}
	return name, nil
}

// once says of a path that it is there already: a stage is empty when it is made, so whoever wrote it is this build. Millions of paths are not kept to
// find that out.
func once(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is written twice", path)
	}
	return err
}

// count adds to what is staged.
func (f *Folder) count(bytes int64, fresh bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bytes += bytes
	if fresh {
		f.fresh++
	}
}

func (f *Folder) claim(dir string, size int64) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files++
	f.bytes += size
	if f.made[dir] {
		return nil
	}
	f.made[strings.Clone(dir)] = true // it may be cut from bytes that are many
	to := filepath.Join(f.stage, dir)
	if os.Mkdir(to, 0o755) == nil { // most stand in one that is there
		return nil
	}
	return os.MkdirAll(to, 0o755)
}

// sameFile tells whether a file has the bytes of what was, or is to be, written. Links to other places are no files of ours.
func sameFile(name string, written io.ReaderAt, size int64) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	p := pieces.Get().(*pair)
	defer pieces.Put(p)
	for at := int64(0); at < size; at += pieceOfFile {
		a, b := p[0][:min(size-at, pieceOfFile)], p[1][:min(size-at, pieceOfFile)]
		if _, err := file.ReadAt(a, at); err != nil {
			return false
		}
		if n, _ := written.ReadAt(b, at); n < len(b) || !bytes.Equal(a, b) {
			return false
		}
	}
	return true
}

// pieceOfFile is how much of a file is compared at once, in bytes.
const pieceOfFile = 64 << 10

// pair is a piece of each of two files that are compared, used again.
type pair [2][pieceOfFile]byte

var pieces = sync.Pool{New: func() any { return &pair{} }}

// Stage is the folder where files wait, for what is gone again before Commit.
func (f *Folder) Stage() string { return f.stage }

// Keep leaves the place as it is when Commit is called, if it holds as many files as these, of so many bytes in all, our mark, and folders as we make them, none of them empty:
// who knows that these files are there asks for others. It tells whether that is so.
func (f *Folder) Keep(files int, bytes int64) bool {
	own, err := os.Stat(f.stage)
	if !f.old || err != nil {
		return false
	}
	if found, err := count(f.place, own.Mode()); err != nil || found != files+1 {
		return false
	}
	if found, err := os.ReadFile(filepath.Join(f.place, markName)); err != nil || string(found) != mark {
		return false
	}
	f.kept, f.files, f.bytes, f.fresh = true, files+1, bytes+int64(len(mark)), 0
	return true
}

// count gives how many files there are in a folder. What is neither file nor folder, an empty folder, and one of another mode are errors.
func count(dir string, mode fs.FileMode) (files int, err error) {
	info, err := os.Stat(dir)
	if err != nil {
		return 0, err
	}
	entries, err := os.ReadDir(dir)
	if err == nil && (len(entries) == 0 || info.Mode() != mode) {
		err = fs.ErrInvalid
	}
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		n := 1
		if e.IsDir() {
			if n, err = count(filepath.Join(dir, e.Name()), mode); err != nil {
				return 0, err
			}
		} else if !e.Type().IsRegular() {
			return 0, fs.ErrInvalid
		}
		files += n
	}
	return files, nil
}

// Commit puts the staged folder in its place. Until it returns, the old one is there whole.
func (f *Folder) Commit() error {
	defer f.release()
	if f.kept {
		return os.RemoveAll(f.stage)
	}
	if err := swap(f.stage, f.place); err != nil {
		return err
	}
	return os.RemoveAll(f.stage)
}

// Abort leaves the old folder as it was.
func (f *Folder) Abort() {
	os.RemoveAll(f.stage)
	f.release()
}

// Stats are the files staged, their bytes, and how many of them were new or changed.
func (f *Folder) Stats() (files int, bytes int64, fresh int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.files - 1, f.bytes, f.fresh
}

// Take stages a file of another folder, or of the place itself, as it is, of so many bytes: linked where that can be, else copied. Where the
// place has the same bytes, its own file stays with its time; else it counts as written.
func (f *Folder) Take(path, from string, size int64) error {
	name, err := local(path)
	if err != nil {
		return err
	}
	if err := f.claim(filepath.Dir(name), size); err != nil {
		return err
	}
	if old := filepath.Join(f.place, name); from != old && f.old {
		if file, err := os.Open(from); err == nil {
			if sameFile(old, file, size) {
				from = old // and its time stays
			}
			file.Close()
		}
	}
	if from != filepath.Join(f.place, name) {
		f.count(0, true)
	}
	if os.Link(from, filepath.Join(f.stage, name)) == nil {
		return nil
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return once(path, create(filepath.Join(f.stage, name), data))
}
