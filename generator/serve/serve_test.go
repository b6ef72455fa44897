package serve

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/diag"
	"baogao/generator/output"
)

// site is a server with one page and one style sheet, in a project with a secret beside.
func site(t *testing.T) *Server {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "secret.toml"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	s := &Server{
		Dir: dir, Log: t.Output(), local: true,
		Editor: func() string { return "editor:{path}:{line}" },
		Locate: func(page, id string) (string, int, bool) {
			return "secret.toml", 7, page == "a/index.html" && id == "p1"
		},
		Build: func(m *output.Memory, problems *diag.List, sound func(string) error) error {
			return m.Write("a/index.html", []byte("<body>page</body>"))
		},
	}
	s.rebuild(nil)
	return s
}

func get(s *Server, host, target string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://localhost/", nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	r.Host = host
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestNoPathLeadsOutOfTheSite(t *testing.T) {
	s := site(t)
	if w := get(s, "localhost:1313", "/a/"); w.Code != 200 || !strings.Contains(w.Body.String(), "page") {
		t.Fatalf("the page is not served: %d %s", w.Code, w.Body)
	}
	for _, name := range []string{"/secret.toml", "/../secret.toml", "/a/../../secret.toml", "/a/..\\..\\secret.toml", "//secret.toml", "/-/../secret.toml", "/a/index.html/../../../secret.toml", "\x00", "/" + s.Dir + "/secret.toml"} {
		if w := get(s, "localhost", name); w.Code < 400 && w.Code != 302 || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%q: %d %s", name, w.Code, w.Body)
		}
	}
}

func TestOnlyThisMachineIsServedUnderItsOwnName(t *testing.T) {
	s := site(t)
	for host, want := range map[string]int{"localhost:1313": 200, "127.0.0.1:1313": 200, "[::1]:1313": 200, "[::1]": 200, "example.org": 403, "example.org:1313": 403, "127.0.0.1.example.org": 403, "": 403} {
		if w := get(s, host, "/a/"); w.Code != want {
			t.Errorf("under the name %q: %d, want %d", host, w.Code, want)
		}
	}
	s.local = false // told to serve others
	if w := get(s, "example.org", "/a/"); w.Code != 200 {
		t.Errorf("told to serve others, and served %d", w.Code)
	}
}

func TestAPlaceHasItsLink(t *testing.T) {
	s := site(t)
	w := get(s, "localhost", "/-/place?page=/a/&id=p1")
	want := `{"place":"secret.toml:7","link":"editor:` + filepath.ToSlash(s.Dir) + `/secret.toml:7"}` + "\n"
	if w.Body.String() != want {
		t.Errorf("got %s, want %s", w.Body, want)
	}
	if w := get(s, "localhost", "/-/place?page=/a/&id=p2"); w.Code != 404 {
		t.Errorf("a place that is none: %d", w.Code)
	}
}

func TestTheLastGoodSiteStaysWhileThereAreProblems(t *testing.T) {
	s := site(t)
	was := s.version
	s.Build = func(_ *output.Memory, problems *diag.List, _ func(string) error) error {
		f := &diag.File{Path: "secret.toml", Text: "one\ntwo\n"}
		problems.Errorf(f, diag.Span{Start: 4, End: 7}, "unknown key %q", "two")
		return nil
	}
	s.rebuild(nil)
	if w := get(s, "localhost", "/a/"); w.Code != 200 {
		t.Errorf("the last good page: %d", w.Code)
	}
	if len(s.problems) != 1 || s.problems[0].Place != "secret.toml:2" || !strings.Contains(s.problems[0].Screen, "secret.toml:2:1: error: ") || s.version != was {
		t.Errorf("problems %+v, version %d", s.problems, s.version)
	}
}
