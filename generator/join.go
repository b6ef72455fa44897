package main

import (
	"context"
	"path"
	"reflect"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"baogao/generator/address"
	"baogao/generator/content"
	"baogao/generator/export"
	"baogao/generator/output"
	"baogao/generator/packed"
	"baogao/generator/page"
	"baogao/generator/schema"
	"baogao/generator/search"
	"baogao/generator/series"
)

// made is what is left of a report when its files are written. All that crosses reports is made of it, so it is all that a build keeps of one: packed,
// where there are several or a record, until all are there.
type made struct {
	Summary page.Summary
	Digest  *series.Digest // nil where there is one report alone
	News    []export.News
	Search  *search.Report
}

// crossing is a part of the site that is made of all reports. It gives the paths of its pages.
type crossing struct {
	name  string
	same  func(a, b *made) bool // tells whether it is made of the same of two reports
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
	notes := last.recorder(b.sink)
	own := *r
	own.Sink = b.small(notes)
	across, pages, err = b.joinAnew(&own)
	if err != nil {
		return nil, 0, err
	}
	of := &record{Key: key, Pages: pages}
	notes.note(of)
	return across, pages, last.keep(siteRecord, of)
}

// joinAnew writes the pages around the reports and those that cross them.
func (b *builder) joinAnew(r *page.Renderer) (across *series.Series, pages int, err error) {
	all, err := b.unpacked()
	if err != nil {
		return nil, 0, err
	}
	summaries := make([]page.Summary, len(all))
	index := make([]address.Report, len(all))
	digests := make([]*series.Digest, len(all))
	var news []export.News
	searched := make([]*search.Report, len(all))
	for i, m := range all {
		summaries[i], digests[i], searched[i] = m.Summary, m.Digest, m.Search
		index[i] = address.Report{ID: m.Summary.ID, Title: m.Summary.Card.Title}
		if r.Several { // titles may be the same
			named := *m.Search
			named.Title, index[i].Title, searched[i] = m.Digest.Name, m.Digest.Name, &named
		}
		news = append(news, m.News...)
	}
	if r.Several {
		across = series.Join(digests, b.site.Terms)
	}
	r.Shards = search.IsSeries(searched)
	made := []crossing{{"search", sameSearch, func(r *page.Renderer) ([]string, error) { return nil, writeSearch(b.context(), searched, r.Sink) }}}
	if across != nil {
		made = append(made,
			crossing{"data", sameFigures, func(r *page.Renderer) ([]string, error) { return nil, writeSeriesData(r, across) }},
			crossing{"indicators", sameFigures, func(r *page.Renderer) ([]string, error) { return r.Across(across) }},
			crossing{"terms", sameTerms, func(r *page.Renderer) ([]string, error) { return r.Shared(across) }},
			crossing{"alike", sameDigest, func(r *page.Renderer) ([]string, error) { return r.Alike(across) }},
		)
	}
	paths := make([][]string, len(made))
	var group errgroup.Group
	group.SetLimit(max(2, runtime.GOMAXPROCS(0))) // the search takes longest, and is not to be last
	if b.memory != nil {
		group.SetLimit(1) // who edits has other things to do with the machine
	}
	for i, c := range made {
		group.Go(func() (err error) {
			if b.context().Err() != nil {
				return errStopped
			}
			if paths[i], err = b.cross(c, r, all); b.context().Err() != nil {
				return errStopped
			}
			return err
		})
	}
	group.Go(func() error { return writeAround(r, index, news) })
	if err := group.Wait(); err != nil {
		return nil, 0, err
	}
	pages, err = r.Site(b.site, summaries, across, slices.Concat(paths...))
	return across, pages, err
}

// unpacked is what was made of all reports.
func (b *builder) unpacked() ([]made, error) {
	all := make([]made, len(b.all))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, of := range b.all {
		if of.made != nil {
			all[i] = *of.made
			continue
		}
		group.Go(func() error { return packed.Read(of.Made, &all[i]) })
	}
	return all, group.Wait()
}

// cross makes a part of the site that crosses reports, or takes it from the last build where it would be the same.
func (b *builder) cross(c crossing, r *page.Renderer, all []made) ([]string, error) {
	if b.memory == nil {
		return c.write(r)
	}
	if of := b.memory.crossed(c, b.settings, all); of != nil {
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

// sameName tells whether what crosses reports names two the same way.
func sameName(a, b *made) bool {
	x, y := a.Digest, b.Digest
	return x == y || x != nil && y != nil && x.ID == y.ID && x.Title == y.Title && x.Place == y.Place && x.Name == y.Name && x.Year == y.Year
}

func sameSearch(a, b *made) bool { return sameName(a, b) && a.Search.Equal(b.Search) }

func sameFigures(a, b *made) bool {
	x, y := a.Digest, b.Digest
	return sameName(a, b) && slices.Equal(x.Figures, y.Figures) && len(x.Terms) == len(y.Terms) && len(x.Commitments) == len(y.Commitments)
}

func sameTerms(a, b *made) bool {
	return sameName(a, b) && slices.Equal(a.Digest.Terms, b.Digest.Terms)
}

func sameDigest(a, b *made) bool { return reflect.DeepEqual(a.Digest, b.Digest) }

// writeSeriesData writes the data files of what crosses reports.
func writeSeriesData(r *page.Renderer, across *series.Series) error {
	files, err := export.SeriesData(across, r.Config.Title, r.Config.BaseURL)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := r.Sink.Write(path.Join(page.SeriesFolder, "data", f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
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
func writeSearch(ctx context.Context, reports []*search.Report, sink output.Sink) error {
	files, err := search.Files(ctx, reports)
	if err != nil {
		return err
	}
	files = append(files, search.File{Name: search.TraditionalFile, Data: search.TraditionalData()})
	var group errgroup.Group
	cores := runtime.GOMAXPROCS(0)
	for w := range cores {
		group.Go(func() error {
			for i := w; i < len(files); i += cores {
				if err := sink.Write(files[i].Name, files[i].Data); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
