// Package output is where generated files go, by path and bytes. Nothing is half-written: a Folder is staged beside its place and
// takes it in one rename, and what did not change keeps its file and its time.
package output

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Sink takes finished files. Paths have slashes and no leading one. Write may be called from several goroutines; the bytes are the
// caller's again when it returns.
type Sink interface {
	Write(path string, data []byte) error
}

// Memory keeps files: for tests, previews and checks. Its zero value is empty and ready.
type Memory struct {
	mu      sync.Mutex
	files   map[string][]byte
	adopted []map[string][]byte
	awaited map[string]chan struct{}
	asked   chan struct{}
	stopped error
}

// Write keeps a copy.
func (m *Memory) Write(path string, data []byte) error {
	return m.Share(path, bytes.Clone(data))
}

// Share keeps the bytes themselves: nobody may change them after.
func (m *Memory) Share(path string, data []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.stopped != nil {
		return m.stopped
	}
	if m.files == nil {
		m.files = map[string][]byte{}
	}
	if _, twice := m.files[path]; twice {
		return fmt.Errorf("%s is written twice", path)
	}
	m.files[path] = data
	m.came(path)
	return nil
}

// Adopt keeps many files as they are, at the cost of one: nobody may change the map after, nor write its paths.
func (m *Memory) Adopt(files map[string][]byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.stopped != nil {
		return m.stopped
	}
	m.adopted = append(m.adopted, files)
	for path := range m.awaited {
		if _, ok := files[path]; ok {
			m.came(path)
		}
	}
	return nil
}

// came wakes who waits for a file.
func (m *Memory) came(path string) {
	if c := m.awaited[path]; c != nil {
		close(c)
		delete(m.awaited, path)
	}
}

// Stop lets every further write fail: nobody wants the files any more.
func (m *Memory) Stop(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.stopped = err
}

// Await is Read while the memory is being filled: it waits for a file that is not there yet, until full is closed.
func (m *Memory) Await(path string, full <-chan struct{}) ([]byte, bool) {
	m.mu.Lock()
	if data, ok := m.read(path); ok {
		m.mu.Unlock()
		return data, true
	}
	if m.awaited == nil {
		m.awaited = map[string]chan struct{}{}
	}
	if m.awaited[path] == nil {
		m.awaited[path] = make(chan struct{})
	}
	written := m.awaited[path]
	select {
	case m.asking() <- struct{}{}:
	default:
	}
	m.mu.Unlock()
	select {
	case <-written:
	case <-full:
	}
	return m.Read(path)
}

func (m *Memory) asking() chan struct{} {
	if m.asked == nil {
		m.asked = make(chan struct{}, 1)
	}
	return m.asked
}

// Awaited gives true once somebody waits for a file that is not there, and false where done is closed first.
func (m *Memory) Awaited(done <-chan struct{}) bool {
	for {
		m.mu.Lock()
		waiting, asked := len(m.awaited) > 0, m.asking()
		m.mu.Unlock()
		if waiting {
			return true
		}
		select {
		case <-asked:
		case <-done:
			return false
		}
	}
}

// Paths are all paths, sorted.
func (m *Memory) Paths() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	paths := slices.Collect(maps.Keys(m.files))
	for _, files := range m.adopted {
		paths = slices.AppendSeq(paths, maps.Keys(files))
	}
	slices.Sort(paths)
	return paths
}

// Read gives a file's bytes.
func (m *Memory) Read(path string) ([]byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.read(path)
}

func (m *Memory) read(path string) ([]byte, bool) {
	if data, ok := m.files[path]; ok {
		return data, true
	}
	for _, files := range m.adopted {
		if data, ok := files[path]; ok {
			return data, true
		}
	}
	return nil, false
}

// WriteFile writes one file beside its place and renames it: the old or the new is there, never a part.
func WriteFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	t, err := os.CreateTemp(filepath.Dir(name), "."+strings.TrimPrefix(filepath.Base(name), ".")+".baogao-*")
	if err != nil {
		return err
	}
	_, err = t.Write(data)
	if e := t.Chmod(0o644); err == nil {
		err = e
	}
	if e := t.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(t.Name(), name)
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}
