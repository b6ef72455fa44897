package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/page"
)

// remembered is what a server keeps of its last good build: its files, and what they were made of. The next build makes the reports that changed.
type remembered struct {
	files   *output.Memory
	records map[string]*record
	looks   looks
}

// looks are layouts and assets with the hash of what they were made of.
type looks struct {
	settings string
	layouts  *page.Layouts
	assets   *page.Assets
}

// remembering is a build into memory after another.
type remembering struct {
	last *remembered
	into *output.Memory

	mu      sync.Mutex
	records map[string]*record
}

// rebuild builds into memory with what the last good build left; what it leaves itself is for the next one, where nothing is wrong. It tells
// sound when no problem can come any more, before it writes pages.
func rebuild(project fs.FS, last *remembered, into *output.Memory, problems *diag.List, sound func(policy string) error) (*remembered, error) {
	r := &remembering{last: last, into: into, records: map[string]*record{}}
	now := &remembered{files: into, records: r.records, looks: last.looks}
	q := &request{project: project, sink: into, earlier: r, looks: &now.looks, formsLast: true}
	q.sound = func() error { return sound(now.looks.assets.Policy()) }
	if _, err := q.build(problems); err != nil || problems.Errors() > 0 {
		return last, err
	}
	return now, nil
}

// key tells by names, sizes and times whether a report changed: a server reads what somebody edits, and reads all of it when it starts.
func (r *remembering) key(project fs.FS, settings, id string) (string, error) {
	h := sha256.New()
	io.WriteString(h, settings)
	err := fs.WalkDir(project, path.Join(content.Root, id), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			fmt.Fprintf(h, "%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}

func (r *remembering) find(id, key string) *record {
	if of := r.last.records[id]; of != nil && of.Key == key {
		return of
	}
	return nil
}

func (r *remembering) take(_ string, f recordFile) error {
	data, ok := r.last.files.Read(f.Path)
	if !ok {
		return fmt.Errorf("%s is not in the last build", f.Path)
	}
	return r.into.Share(f.Path, data)
}

func (r *remembering) keep(id string, of *record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records[id] = of
	return nil
}
