package browser

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// startServe serves a copy of the project that the test may change, and gives the copy's folder and the address.
func startServe(t testing.TB) (project, address string) {
	t.Helper()
	project = serveProject(t)
	return project, serveOn(t, project)
}

// serveProject copies the project.
func serveProject(t testing.TB) string {
	t.Helper()
	project := bareProject(t)
	for _, name := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(project, name), os.DirFS(filepath.Join(root, name))); err != nil {
			t.Fatal(err)
		}
	}
	return project
}

// serveOn serves a project until the test ends.
func serveOn(t testing.TB, project string) (address string) {
	t.Helper()
	serve := exec.Command(shared.program, "--project", project, "serve", "--addr", "127.0.0.1:0")
	serve.Env = append(os.Environ(), "LC_ALL=C")
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	serve.Stderr = os.Stderr
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(os.Interrupt)
		if err := serve.Wait(); err != nil {
			t.Errorf("serve ended with %v after Ctrl-C", err)
		}
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "serving "); ok {
			address, _, _ = strings.Cut(rest, " ")
			go io.Copy(io.Discard, out)
			return address
		}
	}
	t.Fatal("serve never said its address")
	return ""
}

func read(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func put(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const overlay = `document.getElementById("serve-problems")`

// TestEditorSeesChangesAndProblems: a saved change is in the browser without a reload by hand; a mistake is shown over the last good
// page and goes when it is mended.
func TestEditorSeesChangesAndProblems(t *testing.T) {
	needBrowser(t)
	project, address := startServe(t)
	b := open(t, address)
	b.visit("about.html")
	if eval[bool](b, overlay+" !== null") {
		t.Fatal("the site starts with a problem on it")
	}

	about := filepath.Join(project, "content", "about.md")
	text := read(t, about)
	put(t, about, text+"\n编辑刚刚写下这一句。\n")
	b.await("the new sentence", `document.body.innerText.includes("编辑刚刚写下这一句。")`)

	terms := filepath.Join(project, "content", "2017", "terms.toml")
	good := read(t, terms)
	put(t, terms, good+"\n[[term]\n")
	b.await("the problem", overlay+`?.innerText.includes("content/2017/terms.toml:")`)
	for _, part := range []string{"[[term]", "^", "help: "} { // the line, where in it, and what to do
		if !eval[bool](b, overlay+`.innerText.includes("`+part+`")`) {
			t.Errorf("the problem lacks %q: %s", part, eval[string](b, overlay+".innerText"))
		}
	}
	if !eval[bool](b, `document.querySelector("h1") !== null && document.body.innerText.includes("编辑刚刚写下这一句。")`) {
		t.Error("the last good page is gone while there is a problem")
	}
	b.visit("2017/3/1.html")
	b.await("the problem on another page", overlay+`?.innerText.includes("content/2017/terms.toml:")`)
	b.visit("about.html")
	b.await("the problem on the first page", overlay)

	put(t, terms, good)
	b.await("the mended page", overlay+` === null && document.body.innerText.includes("编辑刚刚写下这一句。")`)

	put(t, about, text)
	b.await("the page as it was", `!document.body.innerText.includes("编辑刚刚写下这一句。") && document.querySelector("h1")`)
}
