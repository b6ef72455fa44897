package browser

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// root is the project's folder, seen from this one.
const root = "../.."

// shared is what all tests use: TestMain fills it before the first one and nothing changes it after.
var shared struct {
	missing error           // why there is no browser
	browser context.Context // parent of all tabs
	program string          // baogao, built
	site    string          // the folder of the built site
	origins []origin
	kinds   []kind // of the project's site
	others  []kind // of the samples
	samples func() (folder string, err error)
}

// origin is one of the ways to a page: a host or a folder. base ends in a slash.
type origin struct{ name, base string }

// kind is a page that stands for all of its kind: of the project's site, or of one that samples builds.
type kind struct{ name, address, site string }

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	temp, err := os.MkdirTemp("", "baogao-browser-")
	if err != nil {
		return broken(err)
	}
	defer os.RemoveAll(temp)
	if err := build(temp); err != nil {
		return broken(err)
	}
	headers, err := readHeaders(filepath.Join(shared.site, "_headers"))
	if err != nil {
		return broken(err)
	}
	server := httptest.NewServer(withHeaders(headers, files(shared.site)))
	defer server.Close()
	shared.origins = []origin{{"http", server.URL + "/"}, {"file", (&url.URL{Scheme: "file", Path: shared.site}).String() + "/"}}
	if shared.kinds, shared.others, err = readKinds(); err != nil {
		return broken(err)
	}
	shared.samples = sync.OnceValues(func() (string, error) {
		folder := filepath.Join(temp, "samples")
		out, err := exec.Command("sh", filepath.Join(root, ".ci", "samples.sh"), shared.program, folder).CombinedOutput()
		if err != nil {
			err = fmt.Errorf("samples.sh: %w\n%s", err, out)
		}
		return folder, err
	})
	stop := startBrowser()
	defer stop()
	return m.Run()
}

func broken(err error) int {
	fmt.Fprintln(os.Stderr, "browser tests:", err)
	return 1
}

// build makes the program and with it the project's site.
func build(temp string) error {
	// go test repeats a result while the files that the test has seen are the same. The compiler sees the sources for us, so look at them.
	for _, name := range []string{"generator", "layouts", "static", "content"} {
		if err := filepath.WalkDir(filepath.Join(root, name), func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			return err
		}
	}
	shared.program, shared.site = filepath.Join(temp, "baogao"), filepath.Join(temp, "site")
	compile := exec.Command("go", "build", "-o", shared.program, "./generator")
	compile.Dir = root
	if out, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	if out, err := exec.Command(shared.program, "--project", root, "build", "--out", shared.site).CombinedOutput(); err != nil {
		return fmt.Errorf("baogao build: %w\n%s", err, out)
	}
	return nil
}

// files serves a folder byte for byte; unlike http.FileServer it sends no index.html elsewhere.
func files(folder string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, err := os.Open(filepath.Join(folder, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, "/"))))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		http.ServeContent(w, r, r.URL.Path, time.Time{}, f)
	})
}

// headerRule is a rule of the site's _headers: a path, all below it where it ends in *, and what is sent with it.
type headerRule struct {
	path   string
	fields [][2]string
}

// readHeaders reads a _headers as hosts do.
func readHeaders(name string) ([]headerRule, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var rules []headerRule
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "/") {
			rules = append(rules, headerRule{path: strings.TrimSpace(line)})
			continue
		}
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || len(rules) == 0 {
			return nil, fmt.Errorf("%s: no header, and no path: %q", name, line)
		}
		r := &rules[len(rules)-1]
		r.fields = append(r.fields, [2]string{key, value})
	}
	return rules, nil
}

// withHeaders sends what _headers says, so that every test of hosted pages runs under the site's policy.
func withHeaders(rules []headerRule, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, rule := range rules {
			if below, all := strings.CutSuffix(rule.path, "*"); r.URL.Path == rule.path || all && strings.HasPrefix(r.URL.Path, below) {
				for _, f := range rule.fields {
					w.Header().Add(f[0], f[1])
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// readKinds gives the kinds of pages of the project's site, and those of other sites.
func readKinds() (kinds, others []kind, err error) {
	text, err := os.ReadFile("kinds.txt")
	if err != nil {
		return nil, nil, err
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || fields[0] == "#":
		case len(fields) == 2:
			kinds = append(kinds, kind{fields[0], fields[1], ""})
		case len(fields) == 3:
			others = append(others, kind{fields[0], fields[1], fields[2]})
		default:
			return nil, nil, fmt.Errorf("kinds.txt: %q is no kind of page", line)
		}
	}
	return kinds, others, nil
}

// eachKind visits every kind of page, the samples' too, from their folders: test is called with each shown.
func eachKind(t *testing.T, prepare func(b *tab), test func(b *tab, k kind)) {
	t.Helper()
	needBrowser(t)
	folder, err := shared.samples()
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range []string{"", "series", "docs"} {
		base := shared.origins[0].base
		if site != "" {
			base = (&url.URL{Scheme: "file", Path: filepath.Join(folder, site)}).String() + "/"
		}
		b := open(t, base)
		prepare(b)
		for _, k := range append(shared.kinds[:len(shared.kinds):len(shared.kinds)], shared.others...) {
			if k.site == site {
				b.visit(k.address)
				test(b, k)
			}
		}
	}
}

// startBrowser starts Chromium with an empty profile and nothing that talks to the network by itself.
func startBrowser() (stop func()) {
	path, err := findBrowser()
	if err != nil {
		shared.missing = err
		return func() {}
	}
	options := []chromedp.ExecAllocatorOption{chromedp.ExecPath(path), chromedp.WSURLReadTimeout(time.Minute)}
	for _, flag := range []string{"headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	browser, stopBrowser := chromedp.NewContext(allocator)
	shared.browser = browser
	if err := chromedp.Do(browser); err != nil {
		shared.missing = fmt.Errorf("%s does not start: %w", path, err)
	}
	return func() { stopBrowser(); stopAllocator() }
}

func findBrowser() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium: run make test, which installs it where it can, or set CHROMIUM to a Chromium or Chrome")
}

// needBrowser skips a test where there is no browser; in CI that is a failure.
func needBrowser(t *testing.T) {
	t.Helper()
	switch {
	case shared.missing == nil:
	case os.Getenv("CI") != "":
		t.Fatal(shared.missing)
	default:
		t.Skip(shared.missing)
	}
}

// fromBoth runs a test with a tab on the hosted site and one on the folder, side by side.
func fromBoth(t *testing.T, test func(t *testing.T, b *tab)) {
	t.Helper()
	needBrowser(t)
	for _, o := range shared.origins {
		t.Run(o.name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t, o.base))
		})
	}
}
