package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/spool"
)

// buildFlags are what the command build can be told.
type buildFlags struct {
	out                       string
	compress, noCache, events bool
	only, join                []string
}

func (c *cli) buildCommand() *cobra.Command {
	var f buildFlags
	command := &cobra.Command{
		Use:   "build",
		Short: "Write the site: content → public",
		Long: "Build reads the content of the project and writes the whole site. The old site stays until the new one is complete,\n" +
			"and files that did not change keep their time. A report whose content, settings and program are those of the last build is\n" +
			"taken from it, where every file of it is as it was written. Many reports can be built apart, with --only, and joined.",
		Args: cobra.NoArgs,
		RunE: work(func([]string) error { return c.build(f) }),
	}
	flags := command.Flags()
	flags.StringVar(&f.out, "out", "public", "the folder to write, below the project's")
	flags.BoolVar(&f.compress, "compress", false, "write .gz and .br beside each file, for hosts that send them as they are")
	flags.BoolVar(&f.noCache, "no-cache", false, "make every report, whatever the last build left")
	flags.StringArrayVar(&f.only, "only", nil, "write this report's folder alone, for a later --join; can be given several times")
	flags.StringArrayVar(&f.join, "join", nil, "take reports from this folder of --only, and write what crosses reports; can be given several times")
	flags.BoolVar(&f.events, "json", false, "say what is done as JSON on standard output, one event a line")
	command.MarkFlagsMutuallyExclusive("only", "join")
	return command
}

func (c *cli) build(f buildFlags) error {
	start := time.Now()
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	below := func(name string) string {
		if filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(dir, name)
	}
	out := below(f.out)
	project := openProject(dir)
	if len(f.only) > 0 {
		var known diag.List // build says what is wrong
		if err := checkOnly(f.only, content.Open(project, markdown.NewParser(), &known).Reports); err != nil {
			return err
		}
	}
	folder, err := output.NewFolder(out)
	if err != nil {
		return err
	}
	stopped, release := signal.NotifyContext(context.Background(), os.Interrupt)
	defer release()
	shown := newProgress(c, f.events, start)
	q := &request{project: project, sink: folder, compress: f.compress, only: f.only, wait: spool.New(folder.Stage(), mostWaiting), joined: len(f.join) > 0, stopped: stopped, progress: shown.step}
	var cache *cached
	switch {
	case len(f.join) > 0:
		p := &parts{folder: folder}
		for _, name := range f.join {
			p.folders = append(p.folders, below(name))
		}
		q.earlier = p
	case len(f.only) > 0:
		q.earlier = alone{folder: folder}
	case !f.noCache:
		cache = newCached(folder, out)
		q.earlier, q.lone = cache, true
	}
	q.opened = holdMemoryOf
	var problems diag.List
	done, err := q.build(&problems)
	shown.clear()
	if err == nil {
		err = c.report(&problems)
	}
	if stopped.Err() != nil && (err == nil || errors.Is(err, errStopped)) {
		err = diag.Say("stopped; the old site is as it was")
	}
	if err != nil {
		folder.Abort()
		return err
	}
	if err := folder.Commit(); err != nil {
		return err
	}
	if cache != nil {
		cache.prune(done.project.Reports)
	}
	files, bytes, fresh := folder.Stats()
	if f.events {
		return shown.event(buildEvent{Event: "done", Reports: done.reports, Pages: done.pages, Files: files, Written: fresh, Bytes: bytes, Milliseconds: time.Since(start).Milliseconds()})
	}
	c.say("%s: %s, %s, %s (%.1f MB), %d written in %d ms\n", out, diag.Count(done.reports, "report"), diag.Count(done.pages, "page"),
		diag.Count(files, "file"), float64(bytes)/1e6, fresh, time.Since(start).Milliseconds())
	return nil
}

// buildEvent is a line of build --json: of a report that is done, with how many are and how many there are, or of the end.
//
//	{"event":"report","report":"2017","pages":730,"kept":false,"done":1,"of":31}
//	{"event":"done","reports":31,"pages":10949,"files":11598,"written":12,"bytes":97100000,"ms":2100}
type buildEvent struct {
	Event        string `json:"event"`
	Report       string `json:"report,omitempty"`
	Pages        int    `json:"pages"`
	Kept         bool   `json:"kept,omitempty"`
	Done         int    `json:"done,omitempty"`
	Of           int    `json:"of,omitempty"`
	Reports      int    `json:"reports,omitempty"`
	Files        int    `json:"files,omitempty"`
	Written      int    `json:"written,omitempty"`
	Bytes        int64  `json:"bytes,omitempty"`
	Milliseconds int64  `json:"ms,omitempty"`
}

// progress tells a person at a terminal, from the second second of a build on, how far it is; or a program, every step.
type progress struct {
	out, screen io.Writer
	language    diag.Language
	events      bool
	terminal    bool
	start       time.Time

	mu    sync.Mutex
	pages int
	last  time.Time // of the last line; zero before the first
}

func newProgress(c *cli, events bool, start time.Time) *progress {
	p := &progress{out: c.stdout, screen: c.stderr, language: c.language, events: events, start: start}
	if file, ok := c.stderr.(*os.File); ok {
		info, err := file.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

const (
	quietFor  = time.Second            // a build that is done by then says nothing on its way
	everyLine = 100 * time.Millisecond // at most
)

func (p *progress) step(s step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pages += s.Pages
	if p.events {
		p.event(buildEvent{Event: "report", Report: s.ID, Pages: s.Pages, Kept: s.Kept, Done: s.Done, Of: s.Of})
		return
	}
	now := time.Now()
	if !p.terminal || now.Sub(p.start) < quietFor || now.Sub(p.last) < everyLine {
		return
	}
	p.last = now
	line := diag.Say("%d of %d reports, %d pages; about %d pages left", s.Done, s.Of, p.pages, p.pages/max(s.Done, 1)*(s.Of-s.Done))
	io.WriteString(p.screen, "\r\x1b[K"+line.In(p.language))
}

// clear takes the line away.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.last.IsZero() {
		io.WriteString(p.screen, "\r\x1b[K")
	}
}

func (p *progress) event(e buildEvent) error {
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = p.out.Write(append(data, '\n'))
	return err
}
