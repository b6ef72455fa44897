package serve

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baogao/generator/diag"
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
		Build: func(_ context.Context, t *Task) error {
			return t.Memory.Write("a/index.html", []byte("<body>page</body>"))
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
	s.Build = func(_ context.Context, t *Task) error {
		f := &diag.File{Path: "secret.toml", Text: "one\ntwo\n"}
		t.Problems.Errorf(f, diag.Span{Start: 4, End: 7}, "unknown key %q", "two")
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

// running is a server of a project with content/a.md, which every build shows as a page, until the test ends.
func running(t *testing.T, build func(text string, t *Task) error) (s *Server, file, address string) {
	t.Helper()
	dir := t.TempDir()
	file = filepath.Join(dir, "content", "a.md")
	if err := os.Mkdir(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	save(t, file, "first")
	s = &Server{Dir: dir, Log: t.Output(), Editor: func() string { return "" }, Locate: func(string, string) (string, int, bool) { return "", 0, false }}
	s.Build = func(_ context.Context, t *Task) error {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return build(string(text), t)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stop, ended := make(chan os.Signal, 1), make(chan error, 1)
	go func() { ended <- s.Run(listener, stop) }()
	t.Cleanup(func() {
		stop <- os.Interrupt
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s, file, "http://" + listener.Addr().String()
}

func save(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func fetch(t *testing.T, address string) (text, policy string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body), answer.Header.Get("Content-Security-Policy")
}

func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never saw: %s", what)
		}
	}
}

// TestManyFilesAreOneChange: forty files written at once, one of them in two halves of which the first is wrong, are shown as one new site, and no
// problem is shown between.
func TestManyFilesAreOneChange(t *testing.T) {
	s, file, address := running(t, func(text string, t *Task) error {
		if text == "half" {
			t.Problems.Errorf(&diag.File{Path: "content/a.md", Text: text}, diag.Span{}, "unknown key %q", text)
			return nil
		}
		if err := t.Sound("default-src 'none'"); err != nil {
			return err
		}
		return t.Memory.Write("a.html", []byte("<body>"+text+"</body>"))
	})
	await(t, "the first site", func() bool { text, _ := fetch(t, address+"/a.html"); return strings.Contains(text, "first") })
	was := s.version
	save(t, file, "half")
	for i := range 40 {
		save(t, filepath.Join(filepath.Dir(file), fmt.Sprintf("b%d.md", i)), "more")
	}
	save(t, file+"~", "second") // beside, and renamed
	if err := os.Rename(file+"~", file); err != nil {
		t.Fatal(err)
	}
	await(t, "the change", func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.problems) > 0 {
			t.Fatalf("half a file was shown as a mistake: %v", s.problems)
		}
		return s.version > was
	})
	time.Sleep(3 * patience)
	if text, policy := fetch(t, address+"/a.html"); !strings.Contains(text, "second") || policy != "default-src 'none'" {
		t.Errorf("served %q under the policy %q", text, policy)
	}
	if s.mu.Lock(); s.version != was+1 {
		t.Errorf("%d new sites for one change", s.version-was)
	}
	s.mu.Unlock()
}

// TestAChangeEndsTheWritingOfTheSiteBefore: a site is shown before it is written; who asks for a page waits for it, and a further change does not
// wait for the rest: that is served as it was.
func TestAChangeEndsTheWritingOfTheSiteBefore(t *testing.T) {
	_, file, address := running(t, func(text string, t *Task) error {
		if err := t.Sound(""); err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond) // who asks now has to wait
		if err := t.Memory.Write("a.html", []byte("<body>"+text+"</body>")); err != nil {
			return err
		}
		for i := 0; text == "slow" && i < 2000; i++ { // until it is stopped
			time.Sleep(10 * time.Millisecond)
			if err := t.Memory.Write(fmt.Sprintf("%d.txt", i), nil); err != nil {
				return err
			}
		}
		return t.Memory.Write("last.html", []byte("<body>"+text+"</body>"))
	})
	if text, _ := fetch(t, address+"/last.html"); !strings.Contains(text, "first") {
		t.Fatalf("the last page is %q", text)
	}
	save(t, file, "slow")
	await(t, "the page of the slow site", func() bool { text, _ := fetch(t, address+"/a.html"); return strings.Contains(text, "slow") })
	start := time.Now()
	save(t, file, "third")
	await(t, "the third site", func() bool { text, _ := fetch(t, address+"/last.html"); return strings.Contains(text, "third") })
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("the change waited %v for a site that nobody wants any more", took)
	}
}
