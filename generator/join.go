package main

import (
	"path"

	"golang.org/x/sync/errgroup"

	"baogao/generator/address"
	"baogao/generator/content"
	"baogao/generator/export"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/schema"
	"baogao/generator/search"
	"baogao/generator/series"
)

// made is what is left of a report when its files are written. All that crosses reports is made of it, so it is all that a build keeps of one.
type made struct {
	Summary page.Summary
	Digest  *series.Digest // nil where there is one report alone
	News    []export.News
	Search  *search.Report
}

// joinReports writes what is of the whole site: the pages around the reports and those that cross them. It gives what
// crosses them, nil where there is one alone, and how many pages those are.
func joinReports(r *page.Renderer, p *content.Project, all []made) (across *series.Series, pages int, err error) {
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
		across = series.Join(digests, p.Terms)
	}
	r.Shards = search.IsSeries(searched)
	var group errgroup.Group
	group.Go(func() error { return writeSeriesData(r, across) })
	group.Go(func() (err error) {
		pages, err = r.Site(p, summaries, across)
		return err
	})
	group.Go(func() error { return writeSearch(searched, r.Sink) })
	group.Go(func() error { return writeAround(r, index, news) })
	err = group.Wait()
	return across, pages, err
}

// writeSeriesData writes the data files of what crosses reports; of nothing, none.
func writeSeriesData(r *page.Renderer, across *series.Series) error {
	if across == nil {
		return nil
	}
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
		feed, err := export.Feed(export.Site{Title: r.Config.Title, BaseURL: base, Licence: r.Config.Licence}, r.Config.Language, news)
		if err != nil {
			return err
		}
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
func writeSearch(reports []*search.Report, sink output.Sink) error {
	files, err := search.Files(reports)
	if err != nil {
		return err
	}
	for _, f := range append(files, search.File{Name: search.TraditionalFile, Data: search.TraditionalData()}) {
		if err := sink.Write(f.Name, f.Data); err != nil {
			return err
		}
	}
	return nil
}
