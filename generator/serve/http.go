package serve

import (
	"bytes"
	"encoding/json"
	"io"
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
	name := pageName(r.URL.Path)
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
		data = live(data)
	}
	w.Header().Set("Content-Type", kind)
	if site != nil && site.policy != "" {
		w.Header().Set("Content-Security-Policy", site.policy) // as hosts send it; the live script keeps to it
	}
	w.WriteHeader(status)
	w.Write(data)
}

// pageName is the file that an address asks for.
func pageName(address string) string {
	name := strings.TrimPrefix(path.Clean("/"+address), "/")
	if strings.HasSuffix(address, "/") || name == "" {
		name = path.Join(name, "index.html")
	}
	return name
}

// live is a page as it is sent: with the script that listens for changes.
func live(page []byte) []byte {
	return bytes.Replace(page, []byte("</body>"), []byte(`<script src="`+scriptPath+`"></script></body>`), 1)
}

// place says in which file and line stands what a page shows.
func (s *Server) place(w http.ResponseWriter, r *http.Request) {
	file, line, ok := s.Locate(pageName(r.FormValue("page")), r.FormValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(s.spotOf(s.Editor(), file, line)); err != nil {
		return // the browser went away
	}
}

// state is what a browser is told: which site there is, and what keeps a newer one from being shown. With a new site comes the page that the
// browser shows, where it is another: asking for it would cost as long as making it.
type state struct {
	Version  int       `json:"version"`
	Problems []problem `json:"problems"`
	Words    words     `json:"words"`
	Page     string    `json:"page,omitempty"`
	Same     bool      `json:"same,omitempty"` // the page is as it was
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
	page := pageName(r.FormValue("page"))
	mine := make(chan struct{}, 1)
	s.mu.Lock()
	s.listeners[mine] = page
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.listeners, mine)
		s.mu.Unlock()
	}()
	said := words{diag.Say("open or copy the place").In(s.Language), diag.Say("copied:").In(s.Language)}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	var was []byte // the page that the browser has
	for version := -1; ; {
		s.mu.Lock()
		site, now := s.site, state{Version: s.version, Problems: append([]problem{}, s.problems...), Words: said}
		s.mu.Unlock()
		if version != now.Version && site != nil {
			if data, ok := s.read(site, page); ok {
				now.Same = version >= 0 && bytes.Equal(was, data)
				if version >= 0 && !now.Same {
					now.Page = string(live(data))
				}
				was = data
			}
			version = now.Version
		}
		io.WriteString(w, "data: ")
		if encoder.Encode(now) != nil { // a line
			return // the browser went away
		}
		io.WriteString(w, "\n")
		flusher.Flush()
		select {
		case <-mine:
		case <-r.Context().Done():
			return
		}
	}
}
