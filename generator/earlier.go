package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"baogao/generator/diag"
	"baogao/generator/output"
)

// earlier is what builds before this one left of reports.
type earlier interface {
	settings(project fs.FS, asked string) (string, error) // the key of all but the reports' own folders
	key(project fs.FS, settings, id string) (string, error)
	find(id, key string) *record        // nil where there is none that can be trusted
	take(id string, r *record) error    // puts the files of a found record into this build; it stays for builds to come
	recorder(into output.Sink) recorder // of a report that is made
	keep(id string, r *record) error    // what was made, for builds to come
}

// hashed is what builds have in common whose records are files: keys are hashes of what a report is made of, and every file has its sum.
type hashed struct{}

func (hashed) settings(project fs.FS, asked string) (string, error) {
	return settingsKey(project, asked)
}

func (hashed) key(project fs.FS, settings, id string) (string, error) {
	return reportKey(project, settings, id)
}

func (hashed) recorder(into output.Sink) recorder { return &sums{sink: into} }

// cached is the output before this one, with its records beside it.
type cached struct {
	hashed
	stock
	folder *output.Folder
	proved sync.Map // by id the keys of records whose files this build has found as they were written
}

// cacheSuffix ends the name of the folder with an output folder's records.
const cacheSuffix = ".baogao-cache"

// newCached keeps the records of an output folder beside it, where a build stages too: git ignores both, and clean takes both.
func newCached(folder *output.Folder, out string) *cached {
	return &cached{stock: stock{files: out, records: filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+cacheSuffix)}, folder: folder}
}

// find reads the files of a record once.
func (c *cached) find(id, key string) *record {
	r := c.read(id, key)
	if r == nil {
		return nil
	}
	if of, proved := c.proved.Load(id); proved && of == key {
		return r
	}
	if !c.has(r) {
		return nil
	}
	c.proved.Store(id, key)
	return r
}

// keep never fails a build: what has no record is made again.
func (c *cached) keep(id string, r *record) error {
	if c.stock.keep(id, r) != nil {
		os.Remove(c.stock.name(id))
	}
	return nil
}

// prune takes away the records of reports that are no more; one report alone has none.
func (c *cached) prune(reports []string) {
	if len(reports) < 2 {
		reports = nil
	} else {
		reports = append(slices.Clone(reports), siteRecord, staticRecord)
	}
	var old []string
	filepath.WalkDir(c.records, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rest, _ := filepath.Rel(c.records, name)
			if id, ok := strings.CutSuffix(filepath.ToSlash(rest), recordEnd); !ok || !slices.Contains(reports, id) {
				old = append(old, name)
			}
		}
		return nil
	})
	for _, name := range old {
		os.Remove(name)
	}
}

func (c *cached) take(_ string, r *record) error { return r.into(c.folder, c.files) }

// parts are folders that each hold some reports, built alone, to be joined.
type parts struct {
	hashed
	folders []string
	folder  *output.Folder
}

func (p *parts) stockOf(dir string) stock {
	return stock{files: dir, records: filepath.Join(dir, partRecords)}
}

func (p *parts) find(id, key string) *record {
	for _, dir := range p.folders {
		if r := p.stockOf(dir).find(id, key); r != nil {
			r.from = dir
			return r
		}
	}
	return nil
}

func (p *parts) take(_ string, r *record) error { return r.into(p.folder, r.from) }

func (p *parts) keep(string, *record) error { return nil }

// alone writes the records of some reports into the folder that holds them, for a join.
type alone struct {
	hashed
	folder *output.Folder
}

func (alone) find(string, string) *record { return nil }

func (alone) take(string, *record) error { panic("nothing is found") }

func (a alone) keep(id string, r *record) error {
	return a.folder.Write(partRecords+"/"+id+recordEnd, r.encode())
}

// checkOnly says which of the reports asked for are not there.
func checkOnly(only, reports []string) error {
	for _, id := range only {
		if !slices.Contains(reports, id) {
			return diag.Say("there is no report %q; there are: %s", id, strings.Join(reports, ", "))
		}
	}
	return nil
}
