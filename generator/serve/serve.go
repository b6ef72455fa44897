// Package serve shows the site while somebody edits it: built in memory, served to this machine, built again on every change, the
// browser told. The last good site stays while problems are mended. The bytes served are those that build writes; only on the way out
// pages get one script, which listens for changes.
package serve

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"baogao/generator/diag"
	"baogao/generator/output"
)

//go:embed live.js
var liveScript []byte

// Server serves one project. Problems of a build that are errors mean that its site is not to be shown.
type Server struct {
	Dir      string
	Log      io.Writer
	Language diag.Language
	// Build makes the site. It ends with the context's cause when that is done.
	Build func(ctx context.Context, t *Task) error
	// Locate finds the file of what a page shows, below Dir, and the line, from one. id is a block's, "" for the page's own.
	Locate func(page, id string) (file string, line int, ok bool)
	// Editor is the link that opens a file: "vscode://file{path}:{line}"; "" where places are copied.
	Editor func() string

	local     bool // only this machine is served
	mu        sync.Mutex
	site      *shown
	problems  []problem                // of the last build, where it failed
	version   int                      // counts the good sites
	listeners map[chan struct{}]string // the pages that browsers show

	changed []string // files below Dir that no build was told of; of the goroutine that builds
	unknown bool     // there are others
}

// Task is one build.
type Task struct {
	Memory   *output.Memory // takes the site
	Problems *diag.List
	Changed  []string // files below the project's folder that changed since the task before; nil where nobody knows which
	Watched  []string // pages that browsers show, to be written before others
	// Sound is told once all is read and no problem can come any more; where it gives an error the build ends with it. The policy is the site's
	// Content-Security-Policy.
	Sound func(policy string) error
	// Rest waits with what takes long until nobody saves for a while, or somebody asks for a file that is not written. An error ends the build.
	Rest func() error
}

// shown is a site that is served: sound, and its files written until full is closed. Who asks for a file before it is written waits for it.
type shown struct {
	files  *output.Memory
	full   chan struct{}
	policy string
	older  *shown // the whole site before one that a further change left unfinished
}

// problem is one as the browser shows it.
type problem struct {
	Screen string `json:"screen"`
	spot
}

// spot is a place in a file: how it is named, and the link that opens it where there is one.
type spot struct {
	Place string `json:"place,omitempty"`
	Link  string `json:"link,omitempty"`
}

const (
	scriptPath = "/-/live.js"
	eventsPath = "/-/events"
	placePath  = "/-/place"
	// gather is how long changes must rest before a build begins: a program writes several files within it.
	gather = 2 * time.Millisecond
	// settle is how long changes must rest before a site is shown: editors write a file in several steps, and often several files.
	settle = 10 * time.Millisecond
	// patience is how long changes must rest before problems are shown: half a file is no mistake.
	patience = 150 * time.Millisecond
	// leisure is how long no change may come before what takes long begins.
	leisure = 600 * time.Millisecond
)

// Run serves until stop receives. It returns an error where watching or serving fails.
func (s *Server) Run(listener net.Listener, stop <-chan os.Signal) error {
	s.listeners = map[chan struct{}]string{}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	if err := s.watch(watcher); err != nil {
		return err
	}
	s.local = loopback(listener.Addr())
	s.rebuild(nil)
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprint(s.Log, diag.Say("serving http://%s/ (Ctrl-C ends)\n", listener.Addr()).In(s.Language))
	for {
		select {
		case e := <-watcher.Events:
			concerns, err := s.take(e, watcher)
			if err != nil {
				return err
			}
			if concerns {
				s.more(watcher, gather, gather)
				s.rebuild(watcher)
			}
		case <-watcher.Errors: // some events were lost: look at everything
			s.unknown = true
			s.rebuild(watcher)
		case err := <-failed:
			return err
		case <-stop:
			ctx, cancel := context.WithTimeout(context.Background(), time.Second)
			defer cancel()
			if server.Shutdown(ctx) != nil {
				server.Close()
			}
			return nil
		}
	}
}

// take tells whether an event concerns the site, and watches folders that are new.
func (s *Server) take(e fsnotify.Event, w *fsnotify.Watcher) (bool, error) {
	if ignored(e.Name) || e.Op == fsnotify.Chmod {
		return false, nil
	}
	if info, err := os.Stat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
		s.unknown = true // files may have come into it before it was watched
		return true, s.watch(w)
	}
	below, err := filepath.Rel(s.Dir, e.Name)
	if err != nil {
		s.unknown = true
	}
	s.changed = append(s.changed, filepath.ToSlash(below))
	return true, nil
}

// task is the next build's, which is told of all changes that came.
func (s *Server) task() *Task {
	t := &Task{Memory: &output.Memory{}, Problems: &diag.List{}, Changed: s.changed}
	if s.unknown || s.changed == nil {
		t.Changed = nil
	}
	s.changed, s.unknown = nil, false
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, page := range s.listeners {
		t.Watched = append(t.Watched, page)
	}
	return t
}

// ignored are files that editors and ourselves write beside the real ones.
func ignored(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp")
}

// watch watches what a site is made of; folders that are not there are watched for by their parent.
func (s *Server) watch(w *fsnotify.Watcher) error {
	if err := w.Add(s.Dir); err != nil {
		return err
	}
	for _, name := range []string{"content", "layouts", "static"} {
		err := filepath.WalkDir(filepath.Join(s.Dir, name), func(p string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return nil
			}
			return w.Add(p)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// errChanged ends a build of files that changed while they were read.
var errChanged = errors.New("changed again")

// rebuild builds. A site that is sound is shown at once, while its pages are still written; problems wait until changes rest, for the next
// change may mend them: then nothing is said, and it is built again. What changes while it is read is read again before anything is shown.
func (s *Server) rebuild(watcher *fsnotify.Watcher) {
	saved := time.Now()
	for {
		start := time.Now()
		t := s.task()
		now := &shown{files: t.Memory, full: make(chan struct{})}
		before := s.site
		if before != nil && before.older != nil {
			before = before.older
		}
		ctx, cancel := context.WithCancelCause(context.Background())
		told, interrupted := false, false
		var watching sync.WaitGroup
		t.Rest = func() error {
			if watcher == nil || !told {
				return nil
			}
			return rest(ctx, t.Memory, leisure)
		}
		t.Sound = func(policy string) error {
			now.policy = policy
			if watcher != nil && s.more(watcher, settle-time.Since(start), settle) {
				return errChanged
			}
			s.tell(func() { s.site, s.problems, s.version = now, nil, s.version+1 })
			told = true
			if watcher != nil {
				watching.Go(func() { interrupted = s.interrupt(watcher, now, before, cancel) })
			}
			return nil
		}
		err := s.Build(ctx, t)
		close(now.full)
		watching.Wait()
		cancel(nil)
		if err == nil && t.Problems.Errors() == 0 && !told {
			err = t.Sound("")
		}
		if interrupted {
			s.more(watcher, gather, gather)
		}
		if interrupted || errors.Is(err, errChanged) {
			continue
		}
		if err == nil && t.Problems.Errors() == 0 {
			for _, p := range t.Problems.Problems() {
				fmt.Fprintln(s.Log, p.In(s.Language))
			}
			fmt.Fprint(s.Log, diag.Say("built in %d ms\n", time.Since(saved).Milliseconds()).In(s.Language))
			go runtime.GC() // now, and not beside the next build, for which somebody waits
			return
		}
		if told { // the world failed between
			s.tell(func() { s.site, s.version = before, s.version+1 })
		}
		if watcher != nil && s.more(watcher, patience, settle) {
			continue
		}
		s.fail(t.Problems, err)
		return
	}
}

// rest waits so long, or until somebody waits for a file; the cause of a context that ends first is the error.
func rest(ctx context.Context, files *output.Memory, long time.Duration) error {
	short, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	files.Awaited(short.Done())
	return context.Cause(ctx)
}

// interrupt ends the writing of a site that is shown when a further change comes: what is not written yet is then served as it was before. It gives
// false where the site was full first.
func (s *Server) interrupt(watcher *fsnotify.Watcher, now, before *shown, cancel context.CancelCauseFunc) bool {
	for {
		select {
		case e := <-watcher.Events:
			if concerns, err := s.take(e, watcher); err != nil || concerns {
				s.mu.Lock()
				now.older = before
				s.mu.Unlock()
				now.files.Stop(errChanged)
				cancel(errChanged)
				return true
			}
		case <-now.full:
			return false
		}
	}
}

// read gives a file of the site, which may still be written.
func (s *Server) read(site *shown, name string) ([]byte, bool) {
	if data, ok := site.files.Await(name, site.full); ok {
		return data, true
	}
	s.mu.Lock()
	older := site.older
	s.mu.Unlock()
	if older == nil {
		return nil, false
	}
	return older.files.Read(name)
}

// more waits so long for a further change that concerns the site, and then until changes rest for a while.
func (s *Server) more(watcher *fsnotify.Watcher, first, rest time.Duration) bool {
	wait := time.NewTimer(max(first, time.Millisecond))
	defer wait.Stop()
	came := false
	for {
		select {
		case e := <-watcher.Events:
			concerns, err := s.take(e, watcher)
			if err != nil {
				return true // what cannot be watched is built all the same
			}
			if concerns {
				came = true
				wait.Reset(rest)
			}
		case <-wait.C:
			return came
		}
	}
}

func (s *Server) fail(list *diag.List, err error) {
	var found []problem
	editor := s.Editor()
	for _, p := range list.Problems() {
		shown := problem{Screen: p.In(s.Language).String()}
		line := 1
		if p.File.Text != "" && p.Span != (diag.Span{}) {
			line, _ = p.File.Position(p.Span.Start)
		}
		if _, err := os.Stat(filepath.Join(s.Dir, filepath.FromSlash(p.File.Path))); err == nil {
			shown.spot = s.spotOf(editor, p.File.Path, line)
		}
		found = append(found, shown)
	}
	if err != nil {
		found = append(found, problem{Screen: diag.Explain(err, s.Language)})
	}
	s.tell(func() { s.problems = found })
	for _, p := range found {
		fmt.Fprintln(s.Log, p.Screen)
	}
	fmt.Fprint(s.Log, diag.Say("not built: the last good site is shown\n").In(s.Language))
}

// spotOf names a place, and makes its link.
func (s *Server) spotOf(editor, file string, line int) spot {
	at := spot{Place: fmt.Sprintf("%s:%d", file, line)}
	if full, err := filepath.Abs(filepath.Join(s.Dir, filepath.FromSlash(file))); err == nil && editor != "" {
		full = "/" + strings.TrimPrefix(filepath.ToSlash(full), "/") // C:/… is /C:/… in links
		at.Link = strings.NewReplacer("{path}", (&url.URL{Path: full}).EscapedPath(), "{line}", strconv.Itoa(line)).Replace(editor)
	}
	return at
}

// tell changes what is served, and wakes every browser.
func (s *Server) tell(change func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change()
	for l := range s.listeners {
		select {
		case l <- struct{}{}:
		default:
		}
	}
}
