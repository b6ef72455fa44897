package main

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"baogao/generator/diag"
)

// stands gives the build that is there already, nil where there is none: the output holds every file that this build would write, as it was written, and no other. Then none is linked or
// written, and folders keep their times, too. What it has found of the reports is not looked for again.
func (b *builder) stands() *built {
	last, ok := b.earlier.(*cached)
	if !ok || b.problems.Errors() > 0 {
		return nil
	}
	type part struct {
		files, pages int
		bytes        int64
		warned       bool
		warnings     []*diag.Problem
	}
	found := make([]part, len(b.site.Reports)+2)
	look := func(i int, id, key string) bool {
		r := last.find(id, key)
		if r == nil {
			return false
		}
		found[i] = part{len(r.Files), r.Pages, r.bytes(), r.Warned, r.warnings} // no more: a record is large
		return true
	}
	if !look(len(found)-1, staticRecord, b.settings) {
		return nil // as it is where nothing was built before, or by other settings
	}
	var changed atomic.Bool
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, id := range b.site.Reports {
		group.Go(func() error {
			if changed.Load() || b.context().Err() != nil {
				return nil
			}
			if key, err := last.key(b.project, b.settings, id); err == nil && look(i, id, key) {
				b.keys[i] = key
				b.tell(i, id, found[i].pages, true)
			} else {
				changed.Store(true)
			}
			return nil
		})
	}
	group.Wait()
	if changed.Load() || b.context().Err() != nil {
		return nil
	}
	key, err := siteKey(b.project, b.settings, b.site.Reports, b.keys)
	if err != nil || !look(len(found)-2, siteRecord, key) {
		return nil
	}
	files, bytes, pages := 0, int64(0), 0
	for _, p := range found {
		files, bytes, pages = files+p.files, bytes+p.bytes, pages+p.pages
	}
	if !last.folder.Keep(files, bytes) {
		return nil
	}
	for i, id := range b.site.Reports {
		if b.problems.Add(found[i].warnings...); found[i].warned && len(found[i].warnings) == 0 {
			group.Go(func() error {
				if b.context().Err() == nil {
					b.read(b.project, id, b.problems)
				}
				return nil
			})
		}
	}
	group.Wait()
	return &built{b.site, nil, pages, len(b.site.Reports)}
}
