package browser

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// asset is the file that a style or script of static/ became.
func asset(t *testing.T, name, ending string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(shared.site, "assets", name+".*"+ending))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s%s has %d files in assets/, %v", name, ending, len(found), err)
	}
	return found[0]
}

// TestPolicyIsHeardWhereItIsBroken keeps the quiet of pages under the site's policy from being deafness.
func TestPolicyIsHeardWhereItIsBroken(t *testing.T) {
	needBrowser(t)
	headers, err := readHeaders(filepath.Join(shared.site, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(withHeaders(headers, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<!doctype html><title>t</title><link rel="icon" href="data:,"><p style="color:red">a</p><script>window.ran = 1</script><script type="application/ld+json">{"@type":"Thing"}</script>`)
	})))
	defer server.Close()
	b := open(t, server.URL+"/")
	b.visit("page.html")
	heard := b.complaints()
	said := strings.Join(heard, "\n")
	for _, want := range []string{"inline style", "inline script"} {
		if !strings.Contains(said, want) {
			t.Errorf("the tab did not hear of an %s; it heard\n%s", want, said)
		}
	}
	if strings.Count(said, "inline script") != 1 {
		t.Errorf("the block of data is taken for a script:\n%s", said)
	}
	if eval[bool](b, "'ran' in window") {
		t.Error("the script was run")
	}
}

// inlined are the ways to write script or style into a page that a strict policy refuses.
var inlined = regexp.MustCompile(`(?i)<style|<script(?:\s+data-[a-z]+="[^"]*")*>|\sstyle="|\son[a-z]+="|href="javascript:`)

// early is the script that a page runs before its first paint.
var early = regexp.MustCompile(`<script>([^<]*)</script>`)

// TestNoPageHasInlineScriptsOrStyles looks at every page, not one of every kind: inline is the one script before the first paint, which the
// policy knows by its hash; the one-file edition has its own.
func TestNoPageHasInlineScriptsOrStyles(t *testing.T) {
	policy, err := os.ReadFile(filepath.Join(shared.site, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range sitePages(t) {
		text := readPage(t, page)
		if m := early.FindStringSubmatch(text); m != nil {
			sum := sha256.Sum256([]byte(m[1]))
			if !strings.Contains(string(policy), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Errorf("%s: the policy does not know %s", page, m[0])
			}
			text = strings.Replace(text, m[0], "", 1)
		}
		if m := inlined.FindString(text); m != "" && filepath.Base(page) != "single.html" {
			t.Errorf("%s holds %q", page, m)
		}
	}
}

// TestSingleFileSatisfiesThePolicy opens the one-file edition from a host, where both its own policy and the site's hold.
func TestSingleFileSatisfiesThePolicy(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/single.html")
		b.await("the script has run", `document.getElementById("count").textContent`)
		if got := eval[string](b, `getComputedStyle(document.querySelector(".skip")).position`); got != "absolute" && got != "fixed" {
			t.Errorf("the style does not hold: the link past the header is %s", got)
		}
	})
}

// nginxServes runs the real nginx with what baogao hosting nginx prints, on a compressed site, and gives its address.
func nginxServes(t *testing.T) (address, site string) {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		if program, err = exec.LookPath("/usr/sbin/nginx"); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal("nginx is not installed; .ci/tools.sh does it")
			}
			t.Skip("nginx is not installed (Debian: nginx-light)")
		}
	}
	dir := t.TempDir()
	site = filepath.Join(dir, "site")
	if out, err := exec.Command(shared.program, "--project", root, "build", "--compress", "--out", site).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	server, err := exec.Command(shared.program, "--project", root, "hosting", "nginx").Output()
	if err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	host := free.Addr().String()
	free.Close()
	conf := strings.NewReplacer("listen 80;", "listen "+host+";", "/srv/report", site).Replace(string(server))
	types := "/etc/nginx/mime.types"
	if _, err := os.Stat(types); err != nil {
		t.Skip("nginx's list of media types is not at " + types)
	}
	user := ""
	if os.Geteuid() == 0 {
		user = "user root;\n" // the test's folder is nobody else's
	}
	var temp strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temp, "%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	// As Debian's nginx.conf includes it.
	whole := user + "daemon off;\nworker_processes 1;\npid " + dir + "/pid;\nerror_log stderr;\nevents {}\nhttp {\ninclude " + types + ";\naccess_log off;\n" + temp.String() + conf + "}\n"
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(whole), 0o644); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(program, "-p", dir, "-e", "stderr", "-c", filepath.Join(dir, "nginx.conf"))
	var said bytes.Buffer
	run.Stderr = &said
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		run.Process.Signal(os.Interrupt)
		run.Wait()
	})
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if c, err := net.Dial("tcp", host); err == nil {
			c.Close()
			return "http://" + host + "/", site
		}
		if time.Now().After(end) {
			t.Fatalf("nginx does not answer: %s", said.String())
		}
	}
}

// TestNginxSendsTheSiteAsItIs asks the real nginx, then looks at every kind of page that it sends.
func TestNginxSendsTheSiteAsItIs(t *testing.T) {
	address, site := nginxServes(t)
	client := &http.Client{
		Transport:     &http.Transport{DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	get := func(path, accept string) (*http.Response, []byte) {
		t.Helper()
		request, err := http.NewRequest("GET", address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", accept)
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response, body
	}
	own := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	style := "assets/" + filepath.Base(asset(t, "style", ".css"))
	for _, c := range []struct {
		path   string
		status int
		kind   string // media type
		cache  string
		file   string // whose bytes come
	}{
		{"", 200, "text/html; charset=utf-8", "no-cache", "index.html"},
		{"2017/", 200, "text/html; charset=utf-8", "no-cache", "2017/index.html"},
		{"2017/3/1.html", 200, "text/html; charset=utf-8", "no-cache", "2017/3/1.html"},
		{style, 200, "text/css; charset=utf-8", "public, max-age=31536000, immutable", style},
		{"search/index.js", 200, "application/javascript; charset=utf-8", "no-cache", "search/index.js"},
		{"2017/published.txt", 200, "text/plain; charset=utf-8", "no-cache", "2017/published.txt"},
		{"2017/report.md", 200, "text/markdown; charset=utf-8", "no-cache", "2017/report.md"},
		{"2017/data/figures.csv", 200, "text/csv; charset=utf-8", "no-cache", "2017/data/figures.csv"},
		{"2017/report.epub", 200, "application/epub+zip", "no-cache", "2017/report.epub"},
		{"2017/report.akn.xml", 200, "application/akn+xml", "no-cache", "2017/report.akn.xml"},
		{"site.webmanifest", 200, "application/manifest+json; charset=utf-8", "no-cache", "site.webmanifest"},
		{"nothing.html", 404, "text/html; charset=utf-8", "", "404.html"},
		{"assets/nothing.css", 404, "text/html; charset=utf-8", "", "404.html"},
		{"2017/indicators/", 404, "text/html; charset=utf-8", "", "404.html"}, // no listing
		{"assets/", 404, "text/html; charset=utf-8", "", "404.html"},
		{".baogao", 404, "text/html; charset=utf-8", "", "404.html"},
		{"_headers", 404, "text/html; charset=utf-8", "", "404.html"},
	} {
		response, body := get(c.path, "identity")
		h := response.Header
		if response.StatusCode != c.status || h.Get("Content-Type") != c.kind || h.Get("Cache-Control") != c.cache || !bytes.Equal(body, own(c.file)) {
			t.Errorf("/%s: status %d, %q, Cache-Control %q, %d bytes; want %d, %q, %q and the bytes of %s", c.path, response.StatusCode, h.Get("Content-Type"),
				h.Get("Cache-Control"), len(body), c.status, c.kind, c.cache, c.file)
		}
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'; ") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get("Server") != "nginx" {
			t.Errorf("/%s: its headers are %v", c.path, h)
		}
	}
	response, body := get("2017/3/1.html", "gzip")
	if h := response.Header; h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || !bytes.Equal(body, own("2017/3/1.html.gz")) {
		t.Errorf("with gzip: %d bytes, %v", len(body), h)
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err == nil {
		body, err = io.ReadAll(z)
	}
	if err != nil || !bytes.Equal(body, own("2017/3/1.html")) {
		t.Errorf("the compressed page is another: %v", err)
	}
	if response, _ := get("2017", "identity"); response.StatusCode != 301 || response.Header.Get("Location") != "/2017/" {
		t.Errorf("/2017: status %d, to %q", response.StatusCode, response.Header.Get("Location"))
	}
	t.Run("pages", func(t *testing.T) {
		needBrowser(t)
		b := open(t, address)
		for _, k := range shared.kinds {
			b.visit(k.address)
			for _, s := range b.complaints() {
				t.Errorf("%s: the browser complains: %s", k.name, s)
			}
		}
		b.visit("2017/single.html")
	})
}
