package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"baogao/generator/content"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/serve"
)

// remembered is what a server keeps of its last good build: its files, and what they were made of. The next build makes what changed.
type remembered struct {
	settings string
	asked    string // of the build: whether there are several reports is a part of it
	looks    looks
	records  map[string]*record
	ids      []string // of the reports, sorted
	reports  []held   // in that order
	crossed  map[string]*crossed
	tables   *content.Memo // of reports that were made again: who edits one edits it again; nil, which remembers nothing, until then
	changed  *changes      // since then
}

// looks are layouts and assets with the hash of what they were made of.
type looks struct {
	settings string
	layouts  *page.Layouts
	assets   *page.Assets
}

// crossed are the files of what crosses reports, and the paths of its pages.
type crossed struct {
	files map[string][]byte
	paths []string
}

// changes are the files that changed, below the project's folder.
type changes struct {
	all   bool // nobody knows which
	files map[string]bool
}

func (c *changes) add(files []string) {
	c.all = c.all || files == nil
	if c.files == nil {
		c.files = map[string]bool{}
	}
	for _, f := range files {
		c.files[f] = true
	}
}

// below tells whether anything at one of these places, or inside, may have changed.
func (c *changes) below(places ...string) bool {
	if c.all {
		return true
	}
	for f := range c.files {
		for _, place := range places {
			if f == place || strings.HasPrefix(f, place+"/") {
				return true
			}
		}
	}
	return false
}

// remembering is a build into memory after another.
type remembering struct {
	last *remembered
	into *output.Memory

	mu  sync.Mutex
	now remembered
}

// rebuild builds into memory with what the last good build left; what it leaves itself is for the next one, where nothing is wrong.
func rebuild(ctx context.Context, project fs.FS, last *remembered, t *serve.Task) (*remembered, error) {
	if last.changed == nil {
		last.changed = &changes{all: true}
	}
	last.changed.add(t.Changed)
	r := &remembering{last: last, into: t.Memory, now: remembered{looks: last.looks, records: map[string]*record{}, crossed: map[string]*crossed{}, changed: &changes{}, tables: last.tables}}
	if r.now.tables == nil && len(last.records) > 0 {
		r.now.tables = &content.Memo{}
	}
	q := &request{project: project, sink: t.Memory, earlier: r, memory: r, looks: &r.now.looks, first: t.Watched, stopped: ctx}
	q.sound = func() error { return t.Sound(r.now.looks.assets.Policy()) }
	q.rest = t.Rest
	_, err := q.build(t.Problems)
	if errors.Is(err, errStopped) {
		err = context.Cause(ctx)
	}
	if err != nil || t.Problems.Errors() > 0 {
		return last, err
	}
	return &r.now, nil
}

// known are the reports, where none can have come or gone: what changed is inside of them and no source.txt, or beside them and no folder.
func (r *remembering) known() []string {
	if r.last.changed.all || len(r.last.ids) == 0 {
		return nil
	}
	for f := range r.last.changed.files {
		inside := path.Base(f) != "source.txt" && slices.ContainsFunc(r.last.ids, func(id string) bool { return strings.HasPrefix(f, content.Root+"/"+id+"/") })
		holds := slices.ContainsFunc(r.last.ids, func(id string) bool { return strings.HasPrefix(content.Root+"/"+id+"/", f+"/") })
		if below := strings.HasPrefix(f, content.Root+"/"); holds || f == content.Root || below && !inside && path.Dir(f) != content.Root {
			return nil
		}
	}
	return r.last.ids
}

// settings are asked for anew where something of theirs changed.
func (r *remembering) settings(project fs.FS, asked string) (string, error) {
	settings, err := r.last.settings, error(nil)
	if settings == "" || asked != r.last.asked || r.last.changed.below("config.toml", path.Join(content.Root, content.SharedTerms), "layouts", "static") {
		settings, err = settingsKey(project, asked)
	}
	r.now.settings, r.now.asked = settings, asked
	return settings, err
}

// key tells by names, sizes and times whether a report changed, where something did below its folder: a server reads what somebody edits, and reads
// all of it when it starts.
func (r *remembering) key(project fs.FS, settings, id string) (string, error) {
	root := path.Join(content.Root, id)
	if of := r.last.records[id]; of != nil && settings == r.last.settings && !r.last.changed.below(root) {
		return of.Key, nil
	}
	h := sha256.New()
	io.WriteString(h, settings)
	err := fs.WalkDir(project, root, func(name string, d fs.DirEntry, err error) error {
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

func (r *remembering) take(id string, of *record) error {
	return errors.Join(r.keep(id, of), r.into.Adopt(of.kept))
}

func (r *remembering) recorder(output.Sink) recorder {
	return &notes{into: r.into, files: map[string][]byte{}}
}

func (r *remembering) keep(id string, of *record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.records[id] = of
	return nil
}

// crossed gives what the last build made of all reports, where it was made of the same; else nil.
func (r *remembering) crossed(c crossing, settings string, all []held) *crossed {
	of, before := r.last.crossed[c.name], r.last.reports
	if of == nil || settings != r.last.settings || len(before) != len(all) {
		return nil
	}
	for i := range all {
		if !all[i].same(&before[i], c.of) {
			return nil
		}
	}
	r.keepCrossed(c, of)
	return of
}

func (r *remembering) keepCrossed(c crossing, of *crossed) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now.crossed[c.name] = of
}

// notes keeps what is written through it into a memory, for a record there.
type notes struct {
	into  *output.Memory
	mu    sync.Mutex
	files map[string][]byte
}

func (n *notes) Write(name string, data []byte) error {
	data = append(make([]byte, 0, len(data)), data...)
	n.mu.Lock()
	n.files[name] = data
	n.mu.Unlock()
	return n.into.Share(name, data)
}

func (n *notes) note(of *record) { of.kept = n.files }
