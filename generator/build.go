package main

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/permanence"
	"baogao/generator/search"
	"baogao/generator/series"
	"baogao/generator/site"
	"baogao/generator/spool"
)

// built is what a build knows when it is done.
type built struct {
	project *content.Project
	across  *series.Series // nil where there is one report alone; its lists are read only while nothing of them waits in a file
	pages   int
	reports int
}

// build is the whole way of the data: content → site → page → output, into a sink. Where there are errors the sink holds an unfinished site: do
// not commit it.
func build(project fs.FS, sink output.Sink, problems *diag.List) (*built, error) {
	return (&request{project: project, sink: sink}).build(problems)
}

// request is what a build is asked for.
type request struct {
	project  fs.FS
	sink     output.Sink
	written  bool              // layouts stay as people wrote them, not minified
	compress bool              // .gz and .br beside each file
	only     []string          // these reports alone, and nothing of what is around and across them
	joined   bool              // every report comes from an earlier build: none is made
	earlier  earlier           // what builds before this one left; nil for none
	wait     *spool.Spool      // for what waits until all reports are there, closed at the end; nil for memory
	lone     bool              // where there is one report, nothing earlier is asked or kept: it is made sooner than its record is read
	looks    *looks            // of the build before, and then of this one; may be nil
	opened   func(reports int) // told how many there are; may be nil
	progress func(step)        // told of every report; may be nil
	stopped  context.Context   // nil for a build that nobody stops

	// Of a build that somebody waits for, who edits:
	memory *remembering // keeps what crosses reports, too; nil for any other build
	first  []string     // pages that go before all others
	sound  func() error // told once, when all is read and nothing is wrong with it, before pages are written; an error ends the build
	rest   func() error // waits before what crosses reports is made, while there is something better to do; an error ends the build
}

// mostWaiting is how much of what waits for all reports is held in memory, in bytes: that of some 230 reports.
const mostWaiting = 48 << 20

// step is one report done.
type step struct {
	ID       string
	Pages    int
	Kept     bool // taken from an earlier build
	Done, Of int  // reports
}

// builder is one build while it runs. Reports are loaded, linked, rendered and written each on its own, over all cores; of each only what made
// says stays. Results stand by index, so that no byte depends on who is first.
type builder struct {
	*request
	earlier  earlier // the request's, where it is to be asked
	parser   *markdown.Parser
	site     *content.Project
	renderer func() (*page.Renderer, error)
	settings string   // of the keys of records
	keys     []string // of the reports, where there are records
	all      []held   // by report
	told     []bool   // by report
	done     atomic.Int64
	good     atomic.Int64 // reports, and the static files, with which nothing is wrong
	pages    atomic.Int64
	problems *diag.List
}

func (q *request) build(problems *diag.List) (done *built, err error) {
	if q.wait == nil {
		q.wait = spool.New("", 0)
	}
	defer func() { err = cmp.Or(err, q.wait.Close()) }()
	b := &builder{request: q, parser: markdown.NewParser(), problems: problems, earlier: q.earlier}
	var known []string
	if b.memory != nil {
		known = b.memory.known()
	}
	b.site = content.Reopen(q.project, known, b.parser, problems)
	if q.opened != nil {
		q.opened(len(b.site.Reports))
	}
	if q.lone && len(b.site.Reports) < 2 {
		b.earlier = nil
	}
	b.renderer = sync.OnceValues(b.load)
	n := len(b.site.Reports)
	b.all, b.keys, b.told = make([]held, n), make([]string, n), make([]bool, n)
	checkTemplate(&b.site.Config, problems)
	if b.earlier != nil {
		var err error
		if b.settings, err = b.earlier.settings(q.project, fmt.Sprint(q.compress, q.written, len(b.site.Reports) > 1)); err != nil {
			return nil, err
		}
	}
	if done := b.stands(); done != nil {
		return done, nil
	}
	if err := b.reports(); err != nil || problems.Errors() > 0 {
		return nil, err
	}
	if len(q.only) > 0 {
		return &built{b.site, nil, int(b.pages.Load()), len(q.only)}, nil
	}
	r, err := b.renderer()
	if err != nil {
		return nil, err
	}
	if b.rest != nil && len(b.all) > 1 {
		if err := b.rest(); err != nil {
			return nil, err
		}
	}
	across, around, err := b.join(r)
	if err != nil {
		return nil, err
	}
	if b.memory != nil {
		b.memory.now.ids, b.memory.now.reports = b.site.Reports, b.all
	}
	return &built{b.site, across, int(b.pages.Load()) + around, len(b.site.Reports)}, nil
}

// load makes the renderer, once, while the first reports are read.
func (b *builder) load() (*page.Renderer, error) {
	look := b.looks
	if look == nil {
		look = &looks{}
	}
	if look.layouts == nil || look.settings != b.settings {
		assets, err := page.LoadAssets(sub(b.project, "static"), !b.written, b.problems)
		if err != nil {
			return nil, err
		}
		*look = looks{b.settings, page.LoadLayouts(sub(b.project, "layouts"), assets, b.site.Config.Language, !b.written, b.problems), assets}
		if b.problems.Errors() > 0 {
			look.settings = "" // what is wrong is to be said again
		}
	}
	return &page.Renderer{Config: b.site.Config, Layouts: look.layouts, Static: sub(b.project, "static"), Assets: look.assets, Sink: b.small(b.sink), Several: len(b.site.Reports) > 1}, nil
}

// small puts the compressed forms before a sink where they are asked for.
func (b *builder) small(s output.Sink) output.Sink {
	if b.compress {
		return output.Compressed{Sink: s}
	}
	return s
}

// reports does all reports, and what needs none of them beside.
func (b *builder) reports() error {
	var group errgroup.Group
	group.SetLimit(max(2, runtime.GOMAXPROCS(0)))
	if len(b.only) == 0 {
		group.Go(func() error {
			r, err := b.renderer()
			if err != nil || b.problems.Errors() > 0 {
				return err
			}
			if err := b.static(r); err != nil {
				return err
			}
			return b.passed()
		})
	}
	for i, id := range b.site.Reports {
		if len(b.only) > 0 && !slices.Contains(b.only, id) {
			continue
		}
		group.Go(func() error {
			if b.context().Err() != nil {
				return errStopped
			}
			if err := b.report(i, id); err != nil {
				return diag.Say("report %s: %w", id, err)
			}
			return nil
		})
	}
	return group.Wait()
}

// static writes the files of static/.
func (b *builder) static(r *page.Renderer) error {
	last, ok := b.earlier.(*cached)
	if !ok {
		return r.WriteStatic(b.problems)
	}
	_, err := b.recorded(last, staticRecord, b.settings, r, func(r *page.Renderer) (int, error) { return 0, r.WriteStatic(b.problems) })
	return err
}

// recorded writes what is of no one report, and keeps a record of it. It gives the number of pages that were written.
func (b *builder) recorded(last *cached, name, key string, r *page.Renderer, write func(*page.Renderer) (pages int, err error)) (pages int, err error) {
	notes := last.recorder(b.sink)
	own := *r
	own.Sink = b.small(notes)
	if pages, err = write(&own); err != nil {
		return 0, err
	}
	of := &record{Key: key, Pages: pages}
	notes.note(of)
	return pages, last.keep(name, of)
}

// context is done when somebody stopped the build.
func (b *builder) context() context.Context {
	if b.stopped == nil {
		return context.Background()
	}
	return b.stopped
}

// passed counts what nothing is wrong with; the last tells that the site is sound.
func (b *builder) passed() error {
	if b.good.Add(1) < int64(len(b.site.Reports)+1) || b.sound == nil || b.problems.Errors() > 0 {
		return nil
	}
	return b.sound()
}

// report takes one report from an earlier build, or makes it.
func (b *builder) report(i int, id string) error {
	key, project := "", b.project
	if b.earlier != nil {
		if b.memory == nil {
			project = &readOnce{FS: project} // for its hash and for itself
		}
		var err error
		if key = b.keys[i]; key == "" {
			if key, err = b.earlier.key(project, b.settings, id); err != nil {
				return err
			}
			b.keys[i] = key
		}
		if r := b.earlier.find(id, key); r != nil {
			if err := b.earlier.take(id, r); err != nil {
				return err
			}
			if b.problems.Add(r.warnings...); r.Warned && len(r.warnings) == 0 {
				b.read(project, id, b.problems)
			}
			if err := b.finish(i, id, r, true); err != nil {
				return err
			}
			return b.passed()
		}
		if b.joined {
			b.problems.Errorf(&diag.File{Path: path.Join(content.Root, id)}, diag.Span{}, "the report is in none of the folders to join, or was made of other content, by other settings or by another program").
				SetHelp("build it again with this program: baogao build --only %s --out FOLDER", id)
			return nil
		}
	}
	var own diag.List
	of := &record{Key: key}
	err := b.make(project, id, &own, of)
	b.problems.Add(own.Problems()...)
	if err != nil || of.Pages == 0 {
		return err
	}
	if err := b.finish(i, id, of, false); err != nil {
		return err
	}
	if b.earlier != nil {
		of.Warned, of.warnings = len(own.Problems()) > 0, own.Problems()
		return b.earlier.keep(id, of)
	}
	return nil
}

func (b *builder) finish(i int, id string, r *record, kept bool) (err error) {
	if len(b.only) == 0 {
		if b.all[i], err = r.Made.hold(b.wait); err != nil {
			return err
		}
	}
	b.tell(i, id, r.Pages, kept)
	return nil
}

// tell counts a report that is done, once, and says so.
func (b *builder) tell(i int, id string, pages int, kept bool) {
	if b.told[i] {
		return
	}
	b.told[i] = true
	b.pages.Add(int64(pages))
	of := len(b.site.Reports)
	if len(b.only) > 0 {
		of = len(b.only)
	}
	if done := b.done.Add(1); b.progress != nil {
		b.progress(step{ID: id, Pages: pages, Kept: kept, Done: int(done), Of: of})
	}
}

// read loads and links one report; nil where something is wrong with it.
func (b *builder) read(project fs.FS, id string, own *diag.List) *site.Report {
	load := content.Load
	if b.memory != nil {
		load = b.memory.now.tables.Load
	}
	loaded := load(project, id, b.parser, own)
	if loaded == nil {
		return nil
	}
	if own.Errors() > 0 {
		permanence.CheckLoaded(loaded, own)
		return nil
	}
	linked := site.Link(loaded, own)
	permanence.Check(linked, own)
	if own.Errors() > 0 {
		return nil
	}
	return linked
}

// make reads and renders one report, and records it; nothing is made where something is wrong with it, or with another.
func (b *builder) make(project fs.FS, id string, own *diag.List, of *record) error {
	linked := b.read(project, id, own)
	if linked == nil {
		return nil
	}
	shared, err := b.renderer()
	if err != nil || b.problems.Errors() > 0 {
		return err
	}
	if err := b.passed(); err != nil {
		return err
	}
	r := *shared
	r.First = b.first
	var notes recorder
	if b.earlier != nil {
		notes = b.earlier.recorder(b.sink)
		r.Sink = b.small(notes)
	}
	says := r.IndicatorSays(linked)
	indexed := search.Index(linked, r.SearchPart(linked), says)
	var paths []string
	var steps errgroup.Group
	if b.memory != nil {
		steps.SetLimit(1) // pages go before the forms beside them
	}
	steps.Go(func() (err error) {
		paths, err = r.Report(linked)
		return err
	})
	steps.Go(func() error { return writeForms(&r, linked, indexed, says) })
	if err := steps.Wait(); err != nil {
		return err
	}
	of.Pages = len(paths)
	of.Made = makeOf(&r, linked, paths, indexed)
	if notes != nil {
		notes.note(of)
	}
	return nil
}

// errStopped is the end of a build that somebody stopped.
var errStopped error = diag.Say("stopped: the old site is as it was")

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
