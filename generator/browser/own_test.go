package browser

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// bareProject is a project as most have it: content and settings, no layouts or styles of its own.
func bareProject(t testing.TB) string {
	t.Helper()
	project := t.TempDir()
	if err := os.CopyFS(filepath.Join(project, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(project, "config.toml"), read(t, filepath.Join(root, "config.toml")))
	return project
}

const accent = `getComputedStyle(document.querySelector("main a")).color`

// TestOneColourOrOneLayoutOfTheProject: what a project changes is seen at once, what is wrong in it is said with its place and what there is, and
// what is taken away again leaves nothing behind.
func TestOneColourOrOneLayoutOfTheProject(t *testing.T) {
	needBrowser(t)
	project := bareProject(t)
	for _, folder := range []string{"static", "layouts"} {
		if err := os.Mkdir(filepath.Join(project, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, serveOn(t, project))
	b.visit("about.html")
	b.visit("2017/cite.html")
	builtIn := eval[string](b, accent)

	own := filepath.Join(project, "static", "own.css")
	put(t, own, ":root { --accent: rgb(1, 90, 90); }\n")
	b.await("the project's colour", accent+` === "rgb(1, 90, 90)"`)
	b.visit("2017/figures.html")
	if got := eval[string](b, accent); got != "rgb(1, 90, 90)" {
		t.Errorf("on another page the accent is %s", got)
	}

	missing := filepath.Join(project, "layouts", "cite.html")
	put(t, missing, read(t, filepath.Join(root, "layouts", "cite.html"))+"{{define \"head\"}}<meta name=\"by\" content=\"{{.Nobody}}\">{{end}}\n")
	b.await("the problem", overlay+`?.innerText.includes("layouts/cite.html:")`)
	lines := strings.Count(read(t, missing), "\n")
	for _, part := range []string{"layouts/cite.html:" + strconv.Itoa(lines), "page.CiteView", "Nobody", "it has "} {
		if !eval[bool](b, overlay+`.innerText.includes("`+part+`")`) {
			t.Errorf("the problem lacks %q: %s", part, eval[string](b, overlay+".innerText"))
		}
	}
	put(t, missing, strings.Replace(read(t, missing), "{{.Nobody}}", "{{.Title}}", 1))
	b.await("the problem gone", "!"+overlay)
	b.visit("2017/cite.html")
	b.await("the project's layout", `document.querySelector("meta[name=by]")`)

	// Without them the site is as it was, file for file.
	if err := os.RemoveAll(filepath.Join(project, "static")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(project, "layouts")); err != nil {
		t.Fatal(err)
	}
	built := filepath.Join(t.TempDir(), "site")
	if out, err := exec.Command(shared.program, "--project", project, "build", "--out", built).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	plain := open(t, (&url.URL{Scheme: "file", Path: built}).String()+"/")
	plain.visit("2017/cite.html")
	if got := eval[string](plain, accent); got != builtIn {
		t.Errorf("without the project's style the accent is %s, the built-in one is %s", got, builtIn)
	}
	for _, name := range []string{"2017/cite.html", "index.html"} {
		if read(t, filepath.Join(built, name)) != readPage(t, name) {
			t.Errorf("%s is not what the project's site has", name)
		}
	}
}
