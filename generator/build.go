package main

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"baogao/generator/address"
	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/export"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/permanence"
	"baogao/generator/search"
	"baogao/generator/site"
)

// built is what a build knows when it is done.
type built struct {
	project *content.Project
	pages   int
	reports int
}

// build is the whole way of the data: content → site → page → output. Reports are loaded, linked, rendered and written each on its
// own, over all cores; of each only a summary stays. Where there are errors the sink holds an unfinished site: do not commit it.
func build(project fs.FS, sink output.Sink, problems *diag.List) (*built, error) {
	return buildWith(project, sink, true, problems)
}

// buildWith is build, with the layouts minified or as written.
func buildWith(project fs.FS, sink output.Sink, minified bool, problems *diag.List) (*built, error) {
	parser := markdown.NewParser()
	p := content.Open(project, parser, problems)
	renderer := sync.OnceValues(func() (*page.Renderer, error) {
		assets, err := page.LoadAssets(sub(project, "static"), minified, problems)
		if err != nil {
			return nil, err
		}
		layouts := page.LoadLayouts(sub(project, "layouts"), assets, p.Config.Language, minified, problems)
		return &page.Renderer{Config: p.Config, Layouts: layouts, Static: sub(project, "static"), Assets: assets, Sink: sink, Several: len(p.Reports) > 1}, nil
	})
	checkTemplate(&p.Config, problems)
	all := make([]made, len(p.Reports))
	var pages atomic.Int64
	var group errgroup.Group
	group.SetLimit(max(2, runtime.GOMAXPROCS(0)))
	group.Go(func() error {
		r, err := renderer() // while the first reports are read
		if err != nil || problems.Errors() > 0 {
			return err
		}
		return r.WriteStatic(problems)
	})
	for i, id := range p.Reports {
		group.Go(func() error {
			loaded := content.Load(project, id, parser, problems)
			if loaded == nil {
				return nil
			}
			if problems.Errors() > 0 {
				permanence.CheckLoaded(loaded, problems)
				return nil
			}
			linked := site.Link(loaded, problems)
			permanence.Check(linked, problems)
			r, err := renderer()
			if err != nil || problems.Errors() > 0 {
				return err
			}
			var paths []string
			var steps errgroup.Group
			steps.Go(func() (err error) {
				paths, err = r.Report(linked)
				return err
			})
			steps.Go(func() error { return writeForms(r, linked) })
			if err := steps.Wait(); err != nil {
				return fmt.Errorf("report %s: %w", id, err)
			}
			all[i] = made{Summary: r.Summarize(linked, paths), News: export.NewsOf(linked), Search: search.Index(linked, r.SearchPart(linked))}
			if r.Several {
				all[i].Digest = r.Digest(linked)
			}
			pages.Add(int64(len(paths)))
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if problems.Errors() > 0 {
		return nil, nil
	}
	r, err := renderer()
	if err != nil {
		return nil, err
	}
	around, err := joinReports(r, p, all)
	if err != nil {
		return nil, err
	}
	return &built{p, int(pages.Load()) + around, len(p.Reports)}, nil
}

// checkTemplate says what is wrong with the editor's own form of reference.
func checkTemplate(c *content.Config, problems *diag.List) {
	at, err := cite.CheckTemplate(c.Cite.Template)
	if err == nil {
		return
	}
	span := c.File.Find(c.Cite.Template)
	if strings.HasPrefix(c.File.Text[span.Start:], c.Cite.Template) {
		span = diag.Span{Start: span.Start + at, End: span.Start + len(c.Cite.Template)}
	}
	problems.Errorf(c.File, span, "%v", err).SetHelp("a template can name: {%s}", strings.Join(cite.TemplateNames(), "} {"))
}

// writeForms writes what stands beside a report's pages: its plain texts and its open data.
func writeForms(r *page.Renderer, report *site.Report) error {
	if slices.ContainsFunc(r.Config.EditionForms(), func(e content.EditionForm) bool { return e.Name == "single" }) {
		alone := search.Index(report, r.SearchPart(report))
		for i := range alone.Parts { // every place is on the page itself
			alone.Parts[i][0] = ""
		}
		here, err := search.Alone(alone)
		if err != nil {
			return err
		}
		if err := r.Single(report, here); err != nil {
			return err
		}
	}
	places, err := address.Data(report, r.Config.BaseURL, cite.Forms(report, r.Config.Cite.Template, r.Config.Cite.Name), r.PartPage(report), r.IndicatorSays(report))
	if err != nil {
		return err
	}
	if err := r.Sink.Write(path.Join(report.ID, address.File), places); err != nil {
		return err
	}
	if err := writeEditions(r, report); err != nil {
		return err
	}
	files, err := export.Data(report, r.Config.BaseURL)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := r.Sink.Write(path.Join(report.ID, "data", f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeEditions writes the report's other forms, those that config.toml asks for, and the text of every edition at its lasting address.
func writeEditions(r *page.Renderer, report *site.Report) error {
	about := export.Site{Title: r.Config.Title, BaseURL: r.Config.BaseURL, Licence: r.Config.Licence}
	for _, form := range r.Config.EditionForms() {
		data, ok, err := export.Edition(form, report, about)
		if err != nil {
			return fmt.Errorf("%s: %w", form.File, err)
		}
		if !ok {
			continue
		}
		if err := r.Sink.Write(path.Join(report.ID, form.File), data); err != nil {
			return err
		}
	}
	for _, e := range report.Editions() {
		text, err := report.EditionText(e)
		if err != nil {
			return err
		}
		if err := r.Sink.Write(path.Join(report.ID, "editions", strconv.Itoa(e.Number)+".txt"), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

func sub(project fs.FS, dir string) fs.FS {
	f, err := fs.Sub(project, dir)
	if err != nil {
		panic(err) // the names are ours
	}
	return f
}
