package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"

	"baogao/generator/diag"
)

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
		if data, ok = s.read(site, name); !ok {
			if _, folder := s.read(site, path.Join(name, "index.html")); folder {
				http.Redirect(w, r, "/"+name+"/", http.StatusFound)
				return
			}
			name, status = "404.html", http.StatusNotFound
			data, ok = s.read(site, name)
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
	if site != nil && site.policy != "" {
		w.Header().Set("Content-Security-Policy", site.policy) // as hosts send it; the live script keeps to it
	}
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
