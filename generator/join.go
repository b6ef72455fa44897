package main

import (
	"context"
	"path"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"baogao/generator/address"
	"baogao/generator/content"
	"baogao/generator/export"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/schema"
	"baogao/generator/search"
	"baogao/generator/series"
	"baogao/generator/spool"
)

// crossing is a part of the site that is made of all reports. It gives the paths of its pages.
type crossing struct {
	name  string
	of    []int // the kinds that it is made of
	write func(*page.Renderer) ([]string, error)
}

// join writes what is of the whole site, or takes it from the last build where all that it is made of is as it was. It gives what crosses the
// reports, nil where there is one alone or all was taken, and how many pages those are.
func (b *builder) join(r *page.Renderer) (across *series.Series, pages int, err error) {
	last, ok := b.earlier.(*cached)
	if !ok {
		return b.joinAnew(r)
	}
	key, err := siteKey(b.project, b.settings, b.site.Reports, b.keys)
	if err != nil {
		return nil, 0, err
	}
	if of := last.find(siteRecord, key); of != nil {
		return nil, of.Pages, last.take(siteRecord, of)
	}
	pages, err = b.recorded(last, siteRecord, key, r, func(r *page.Renderer) (pages int, err error) {
		across, pages, err = b.joinAnew(r)
		return pages, err
	})
	return across, pages, err
}

// joinAnew writes the pages around the reports and those that cross them.
func (b *builder) joinAnew(r *page.Renderer) (across *series.Series, pages int, err error) {
	summaries := make([]page.Summary, len(b.all))
	index := make([]address.Report, len(b.all))
	digests := make([]*series.Digest, len(b.all))
	var news []export.News
	searched := make([]search.Source, len(b.all))
	for i := range b.all {
		var of around
		if err := b.all[i].read(ofAround, &of); err != nil {
			return nil, 0, err
		}
		summaries[i], index[i] = of.Summary, address.Report{ID: of.Summary.ID, Title: of.Summary.Card.Title}
		name := ""
		if r.Several { // titles may be the same
			if digests[i], err = b.all[i].digest(); err != nil {
				return nil, 0, err
			}
			name = digests[i].Name
			index[i].Title = name
		}
		searched[i] = b.all[i].source(&of, name)
		news = append(news, of.News...)
	}
	if r.Several {
		across = series.Join(digests, b.site.Terms)
	}
	r.Shards = search.IsSeries(searched)
	var paths [][]string
	for _, made := range b.crossings(across) {
		these, err := b.crossAll(made, r)
		if err != nil {
			return nil, 0, err
		}
		paths = append(paths, these...)
	}
	var group errgroup.Group
	if b.memory != nil {
		group.SetLimit(1) // who edits waits for one of them
	}
	group.Go(func() error {
		_, err := b.crossAll([]crossing{b.search(searched)}, r)
		return err
	})
	group.Go(func() error { return writeAround(r, index, news) })
	group.Go(func() (err error) {
		pages, err = r.Site(&page.Around{
			Project: b.site, Reports: summaries, Series: across, Across: slices.Concat(paths...),
			Front: func(i int) (f page.Front, err error) {
				err = b.all[i].read(ofFront, &f)
				return f, err
			},
			Paths: func(i int) (paths []string, err error) {
				err = b.all[i].read(ofPaths, &paths)
				return paths, err
			},
		})
		return err
	})
	err = group.Wait()
	return across, pages, err
}

// search is the search, over all reports. Titles, years and sizes, which it takes from ofAround, are in its kinds, too.
func (b *builder) search(of []search.Source) crossing {
	return crossing{"search", []int{ofName, ofSearch}, func(r *page.Renderer) ([]string, error) {
		return nil, writeSearch(b.context(), of, b.wait, r.Sink)
	}}
}

// crossings are the pages that are made of all reports, none where there is one alone: those of one list are written beside each other, one list after
// the other, for what they take to be made is not to be held at once.
func (b *builder) crossings(across *series.Series) [][]crossing {
	if across == nil {
		return nil
	}
	return [][]crossing{
		{
			{"data", []int{ofName, ofFigures}, func(r *page.Renderer) ([]string, error) {
				return nil, export.SeriesData(across, r.Config.Title, r.Config.BaseURL, r.Sink, path.Join(page.SeriesFolder, "data"))
			}},
			{"indicators", []int{ofName, ofFigures}, func(r *page.Renderer) ([]string, error) { return r.Across(across) }},
			{"terms", []int{ofName, ofTerms}, func(r *page.Renderer) ([]string, error) { return r.Shared(across) }},
		},
		{{"alike", []int{ofName, ofFigures, ofTerms, ofCommitments, ofSentences}, func(r *page.Renderer) ([]string, error) { return r.Alike(across) }}},
	}
}

// crossAll writes some parts beside each other.
func (b *builder) crossAll(all []crossing, r *page.Renderer) ([][]string, error) {
	paths := make([][]string, len(all))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	if b.memory != nil {
		group.SetLimit(1) // who edits waits for one of them, and a further edit ends them between two
	}
	for i, c := range all {
		group.Go(func() (err error) {
			if b.context().Err() != nil {
				return errStopped
			}
			if paths[i], err = b.cross(c, r); b.context().Err() != nil {
				return errStopped
			}
			return err
		})
	}
	return paths, group.Wait()
}

// cross makes a part of the site that crosses reports, or takes it from the last build where it would be the same.
func (b *builder) cross(c crossing, r *page.Renderer) ([]string, error) {
	if b.memory == nil {
		return c.write(r)
	}
	if of := b.memory.crossed(c, b.settings, b.all); of != nil {
		return of.paths, b.memory.into.Adopt(of.files)
	}
	files := &notes{into: b.memory.into, files: map[string][]byte{}}
	own := *r
	own.Sink = b.small(files)
	paths, err := c.write(&own)
	if err == nil {
		b.memory.keepCrossed(c, &crossed{files.files, paths})
	}
	return paths, err
}

// writeAround writes what is for programs: news, addresses, what hosts are told.
func writeAround(r *page.Renderer, index []address.Report, news []export.News) error {
	if base := r.Config.BaseURL; base != "" {
		feed := export.Feed(export.Site{Title: r.Config.Title, BaseURL: base, Licence: r.Config.Licence}, r.Config.Language, news)
		if err := r.Sink.Write("feed.xml", feed); err != nil {
			return err
		}
	}
	list, err := address.Index(index)
	if err != nil {
		return err
	}
	if err := r.Sink.Write(address.File, list); err != nil {
		return err
	}
	if err := writeSchemas(r.Sink); err != nil {
		return err
	}
	headers, err := hostingOf(r.Assets).Write("headers")
	if err != nil {
		return err
	}
	return r.Sink.Write("_headers", headers)
}

// writeSchemas writes what editors of content files are told by their TOML language server.
func writeSchemas(sink output.Sink) error {
	files, err := schema.Files()
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := sink.Write(path.Join(content.SchemaFolder, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeSearch writes what the search reads.
func writeSearch(ctx context.Context, reports []search.Source, wait *spool.Spool, sink output.Sink) error {
	if err := sink.Write(search.TraditionalFile, search.TraditionalData()); err != nil {
		return err
	}
	return search.Write(ctx, reports, wait, func(f search.File) error { return sink.Write(f.Name, f.Data) })
}
