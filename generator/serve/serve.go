// Package serve shows the site while somebody edits it: built in memory, served to this machine, built again on every change, the
// browser told. The last good site stays while problems are mended. The bytes served are those that build writes; only on the way out
// pages get one script, which listens for changes.
package serve

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
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
	Dir   string
	Log   io.Writer
	Build func(*output.Memory, *diag.List) error

	mu        sync.Mutex
	site      *output.Memory
	state     string // the last build's problems as a screen, "" for none
	version   int
	listeners map[chan struct{}]bool
}

const (
	scriptPath = "/-/live.js"
	eventsPath = "/-/events"
	// settle is how long changes must rest before a build: editors write a file in several steps.
	settle = 25 * time.Millisecond
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
	s.rebuild()
	server := &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(s.Log, "serving http://%s/ (Ctrl-C ends)\n", listener.Addr())
	changed := time.NewTimer(time.Hour)
	defer changed.Stop()
	for {
		select {
		case e := <-watcher.Events:
			if ignored(e.Name) {
				continue
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
				if err := s.watch(watcher); err != nil {
					return err
				}
			}
			changed.Reset(settle)
		case err := <-watcher.Errors:
			return err
		case <-changed.C:
			s.rebuild()
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

func (s *Server) rebuild() {
	start := time.Now()
	var problems diag.List
	var memory output.Memory
	err := s.Build(&memory, &problems)
	var screen strings.Builder
	for _, p := range problems.Problems() {
		fmt.Fprintln(&screen, p)
	}
	if err != nil {
		fmt.Fprintln(&screen, err)
	}
	good := err == nil && problems.Errors() == 0
	s.mu.Lock()
	if good {
		s.site, s.state = &memory, ""
	} else {
		s.state = screen.String()
	}
	s.version++
	for l := range s.listeners {
		select {
		case l <- struct{}{}:
		default:
		}
	}
	s.mu.Unlock()
	io.WriteString(s.Log, screen.String())
	if good {
		fmt.Fprintf(s.Log, "built in %d ms\n", time.Since(start).Milliseconds())
	} else {
		fmt.Fprintln(s.Log, "not built: the last good site is shown")
	}
}

// ServeHTTP serves the site in memory, the script and its events.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch r.URL.Path {
	case scriptPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Write(liveScript)
		return
	case eventsPath:
		s.events(w, r)
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

// events tells a browser the state now and after every build: the version, and the problems where there are any.
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
	for {
		s.mu.Lock()
		version, state := s.version, s.state
		s.mu.Unlock()
		fmt.Fprintf(w, "id: %d\n", version)
		for line := range strings.SplitSeq(state, "\n") {
			fmt.Fprintf(w, "data: %s\n", line)
		}
		fmt.Fprint(w, "\n")
		flusher.Flush()
		select {
		case <-mine:
		case <-r.Context().Done():
			return
		}
	}
}
