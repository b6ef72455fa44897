package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestEditorKeepsThePlace: a changed word is put into the page that is open: it is not loaded again, and stays where it was scrolled to.
// Styles come without a reload too.
func TestEditorKeepsThePlace(t *testing.T) {
	needBrowser(t)
	project, address := startServe(t)
	b := open(t, address)
	b.visit("2017/3/1.html")
	eval[bool](b, `window.mine = 1, scrollTo(0, 900), true`)
	b.await("the scroll", `scrollY > 800`)
	before := eval[float64](b, `scrollY`)

	section := filepath.Join(project, "content", "2017", "3", "1.md")
	text := read(t, section)
	errata := filepath.Join(project, "content", "2017", "errata.toml")
	put(t, errata, read(t, errata)+erratumAtStart(firstOf(t, text), "曌"))
	put(t, section, strings.Replace(text, "\n\n"+firstWord(t, text), "\n\n"+strings.Replace(firstWord(t, text), firstOf(t, text), "曌", 1), 1))
	b.await("the changed word", `document.getElementById("c3-s1-p1").textContent.includes("曌")`)
	if !eval[bool](b, `window.mine === 1`) {
		t.Error("the page was loaded again")
	}
	if after := eval[float64](b, `scrollY`); after < before-200 || after > before+200 {
		t.Errorf("scrolled to %v, was at %v", after, before)
	}

	// The built-in style sheet, changed by the project.
	style := filepath.Join(project, "static", "style.css")
	put(t, style, read(t, style)+"\nmain { outline: 7px solid rgb(1, 2, 3); }\n")
	b.await("the new style", `getComputedStyle(document.querySelector("main")).outlineWidth === "7px"`)
	if !eval[bool](b, `window.mine === 1`) {
		t.Error("a change of styles loaded the page again")
	}
}

// firstWord is the first paragraph of a section's file.
func firstWord(t testing.TB, text string) string {
	t.Helper()
	_, body, ok := strings.Cut(strings.TrimPrefix(text, "+++\n"), "\n+++\n")
	if !ok {
		t.Fatal("no front matter")
	}
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	t.Fatal("no text")
	return ""
}

// firstOf is the first character of the first paragraph that is no mark of Markdown.
func firstOf(t testing.TB, text string) string {
	t.Helper()
	return string([]rune(strings.TrimLeft(firstWord(t, text), "# "))[0])
}

// TestEditorsSavesInManyWays: written beside and renamed, many files at once, half a file and then the rest: what is right comes to the
// browser, and what is half never shows as a mistake.
func TestEditorsSavesInManyWays(t *testing.T) {
	needBrowser(t)
	project, address := startServe(t)
	b := open(t, address)
	b.visit("about.html")
	eval[bool](b, `window.alerts = 0, new MutationObserver(() => { if (document.getElementById("serve-problems")) window.alerts++; }).observe(document.body, {childList: true}), true`)
	about := filepath.Join(project, "content", "about.md")
	text := read(t, about)

	beside := filepath.Join(project, "content", "about.md.tmp~")
	put(t, beside, text+"\n换名写入的一句。\n")
	if err := os.Rename(beside, about); err != nil {
		t.Fatal(err)
	}
	b.await("the renamed file", `document.body.innerText.includes("换名写入的一句。")`)

	put(t, about, "+++\ntitle = \"关")
	time.Sleep(30 * time.Millisecond) // an editor that writes in two steps
	put(t, about, text+"\n分两次写入的一句。\n")
	b.await("the whole file", `document.body.innerText.includes("分两次写入的一句。")`)

	for _, name := range []string{"terms.toml", "figures.toml", "links.toml"} {
		file := filepath.Join(project, "content", "2017", name)
		put(t, file, read(t, file)+"\n# 一并写入\n")
	}
	put(t, about, text+"\n一并写入的一句。\n")
	b.await("many files", `document.body.innerText.includes("一并写入的一句。")`)
	if n := eval[int](b, `window.alerts`); n > 0 {
		t.Errorf("half a file was shown as a mistake %d times", n)
	}
}

// TestEditorIsLedToTheFile: `e` and a click on a paragraph lead to its file and line, by the link that config.toml gives.
func TestEditorIsLedToTheFile(t *testing.T) {
	needBrowser(t)
	project, address := startServe(t)
	b := open(t, address)
	b.visit("2017/3/1.html")
	line := slices.Index(strings.Split(read(t, filepath.Join(project, "content", "2017", "3", "1.md")), "\n"), firstWord(t, read(t, filepath.Join(project, "content", "2017", "3", "1.md")))) + 1
	if line < 1 {
		t.Fatal("no line")
	}
	eval[bool](b, `window.asked = null, fetch("/-/place?page=/2017/3/1.html&id=c3-s1-p1").then(r => r.json()).then(x => { window.asked = x; }), true`)
	b.await("the place", `window.asked && window.asked.place.startsWith("content/2017/3/1.md:") && !window.asked.link`)
	eval[bool](b, `document.getElementById("c3-s1-p1").click(), true`)
	b.await("the place that is said", `document.getElementById("serve-note")?.textContent.includes("content/2017/3/1.md:")`)

	eval[bool](b, `document.getElementById("serve-note").remove(), document.getElementById("c3-s1-p1").dispatchEvent(new PointerEvent("pointerover", {bubbles: true})), true`)
	b.press("e")
	b.await("the place that e says", `document.getElementById("serve-note")?.textContent.endsWith("content/2017/3/1.md:`+strconv.Itoa(line)+`")`)

	opened := make(chan string, 1)
	editor := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // any scheme that the system opens; this one can be heard
		if strings.HasPrefix(r.URL.Path, "/open/") {
			opened <- r.URL.Path
		}
	}))
	defer editor.Close()
	config := filepath.Join(project, "config.toml")
	put(t, config, read(t, config)+"\n[serve]\neditor = \""+editor.URL+"/open{path}:{line}\"\n")
	b.await("the link", `(fetch("/-/place?page=/2017/3/1.html&id=c3-s1-p1").then(r => r.json()).then(x => { window.asked = x; }), window.asked.link?.startsWith("`+editor.URL+`/open/"))`)
	b.press("e")
	select {
	case got := <-opened:
		if want := fmt.Sprintf("/open%s/content/2017/3/1.md:%d", filepath.ToSlash(project), line); got != want {
			t.Errorf("e opened %s, want %s", got, want)
		}
	case <-time.After(30 * time.Second):
		t.Error("e never opened the editor's link")
	}
	for _, s := range b.complaints() { // the editor is off the site
		if !strings.HasPrefix(s, "request off the site: "+editor.URL+"/") {
			t.Error(s)
		}
	}
}
