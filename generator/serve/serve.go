// Package serve shows the site while somebody edits it: built in memory, served to this machine, built again on every change, the
// browser told. The last good site stays while problems are mended. The bytes served are those that build writes; only on the way out
// pages get one script, which listens for changes.
package serve

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
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

// Server serves one project. Build fills the memory with the site; problems that are errors mean that it is not to be shown.
type Server struct {
	Dir      string
	Log      io.Writer
	Language diag.Language
	Build    func(*output.Memory, *diag.List) error
	// Locate finds the file of what a page shows, below Dir, and the line, from one. id is a block's, "" for the page's own.
	Locate func(page, id string) (file string, line int, ok bool)
	// Editor is the link that opens a file: "vscode://file{path}:{line}"; "" where places are copied.
	Editor func() string

	local     bool // only this machine is served
	mu        sync.Mutex
	site      *output.Memory
	problems  []problem // of the last build, where it failed
	version   int       // counts the good sites
	listeners map[chan struct{}]bool
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
	// settle is how long changes must rest before a build: editors write a file in several steps, and often several files.
	settle = 10 * time.Millisecond
	// patience is how long changes must rest before problems are shown: half a file is no mistake.
	patience = 150 * time.Millisecond
)

// Run serves until stop receives. It returns an error where watching or serving fails.
func (s *Server) Run(listener net.Listener, stop <-chan os.Signal) error {
	s.listeners = map[chan struct{}]bool{}
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
	changed := time.NewTimer(time.Hour)
	defer changed.Stop()
	for {
		select {
		case e := <-watcher.Events:
			if ignored(e.Name) || e.Op == fsnotify.Chmod {
				continue
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
				if err := s.watch(watcher); err != nil {
					return err
				}
			}
			changed.Reset(settle)
		case <-watcher.Errors: // some events were lost: look at everything
			changed.Reset(settle)
		case <-changed.C:
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

// rebuild builds once. A good site is shown at once; problems wait until changes rest, for the next change may mend them: then nothing
// is said, and it is built again.
func (s *Server) rebuild(watcher *fsnotify.Watcher) {
	start := time.Now()
	for {
		var list diag.List
		var memory output.Memory
		err := s.Build(&memory, &list)
		if err == nil && list.Errors() == 0 {
			s.tell(func() { s.site, s.problems, s.version = &memory, nil, s.version+1 })
			for _, p := range list.Problems() {
				fmt.Fprintln(s.Log, p.In(s.Language))
			}
			fmt.Fprint(s.Log, diag.Say("built in %d ms\n", time.Since(start).Milliseconds()).In(s.Language))
			return
		}
		if watcher != nil && s.more(watcher) {
			continue
		}
		s.fail(&list, err)
		return
	}
}

// more waits for a further change, and then until changes rest.
func (s *Server) more(watcher *fsnotify.Watcher) bool {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	came := false
	for {
		select {
		case e := <-watcher.Events:
			if ignored(e.Name) || e.Op == fsnotify.Chmod {
				continue
			}
			came = true
			if e.Has(fsnotify.Create) && s.watch(watcher) != nil {
				return true // what cannot be watched is built all the same
			}
			wait.Reset(settle)
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

// loopback tells whether an address is of this machine alone.
func loopback(a net.Addr) bool {
	t, ok := a.(*net.TCPAddr)
	return ok && t.IP.IsLoopback()
}

// stranger tells whether a request came under another name than this machine's: a page elsewhere whose name was made to lead here.
func (s *Server) stranger(r *http.Request) bool {
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return s.local && host != "localhost" && (ip == nil || !ip.IsLoopback())
}

// ServeHTTP serves the site in memory, the script and its events.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if s.stranger(r) {
		http.Error(w, "only this machine is served, under its own name", http.StatusForbidden)
		return
	}
	switch r.URL.Path {
	case scriptPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Write(liveScript)
		return
	case eventsPath:
		s.events(w, r)
		return
	case placePath:
		s.place(w, r)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if strings.HasSuffix(r.URL.Path, "/") || name == "" {
		name = path.Join(name, "index.html")
	}
	s.mu.Lock()
	site := s.site
	s.mu.Unlock()
	status := http.StatusOK
	var data []byte
	ok := false
	if site != nil {
		if data, ok = site.Read(name); !ok {
			if _, folder := site.Read(path.Join(name, "index.html")); folder {
				http.Redirect(w, r, "/"+name+"/", http.StatusFound)
				return
			}
			name, status = "404.html", http.StatusNotFound
			data, ok = site.Read(name)
		}
	}
	if !ok {
		name, status = "404.html", http.StatusServiceUnavailable
		data = []byte("<!doctype html><html lang=zh-Hans><meta charset=utf-8><title>baogao</title><body></body></html>")
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if path.Ext(name) == ".html" {
		kind = "text/html; charset=utf-8"
		data = bytes.Replace(data, []byte("</body>"), []byte(`<script src="`+scriptPath+`"></script></body>`), 1)
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	w.Write(data)
}

// place says in which file and line stands what a page shows.
func (s *Server) place(w http.ResponseWriter, r *http.Request) {
	page := strings.TrimPrefix(path.Clean("/"+r.FormValue("page")), "/")
	if strings.HasSuffix(r.FormValue("page"), "/") || page == "" {
		page = path.Join(page, "index.html")
	}
	file, line, ok := s.Locate(page, r.FormValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(s.spotOf(s.Editor(), file, line)); err != nil {
		return // the browser went away
	}
}

// state is what a browser is told: which site there is, and what keeps a newer one from being shown.
type state struct {
	Version  int       `json:"version"`
	Problems []problem `json:"problems"`
	Words    words     `json:"words"`
}

type words struct {
	Open   string `json:"open"`
	Copied string `json:"copied"`
}

// events tells a browser the state now and after every build.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "events need a flushing writer", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	mine := make(chan struct{}, 1)
	s.mu.Lock()
	s.listeners[mine] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.listeners, mine)
		s.mu.Unlock()
	}()
	said := words{diag.Say("open or copy the place").In(s.Language), diag.Say("copied:").In(s.Language)}
	for {
		s.mu.Lock()
		now := state{s.version, append([]problem{}, s.problems...), said}
		s.mu.Unlock()
		data, err := json.Marshal(now)
		if err != nil {
			return // strings and numbers always marshal
		}
		fmt.Fprintf(w, "data: %s\n\n", data)
		flusher.Flush()
		select {
		case <-mine:
		case <-r.Context().Done():
			return
		}
	}
}
