package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// sitePages are the addresses of all pages, sorted.
func sitePages(t *testing.T) []string {
	t.Helper()
	var pages []string
	err := filepath.WalkDir(shared.site, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			relative, _ := filepath.Rel(shared.site, name)
			pages = append(pages, filepath.ToSlash(relative))
		}
		return err
	})
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	return pages
}

func readPage(t *testing.T, address string) string {
	t.Helper()
	address, _, _ = strings.Cut(address, "?")
	text, err := os.ReadFile(filepath.Join(shared.site, filepath.FromSlash(address)))
	if err != nil {
		t.Fatalf("%v; is kinds.txt right?", err)
	}
	return string(text)
}

// TestTabHearsWhatItShould keeps the quiet of all other tests from being deafness.
func TestTabHearsWhatItShould(t *testing.T) {
	needBrowser(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/page.html" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<!doctype html><title>t</title><link rel="icon" href="data:,"><img src="http://127.0.0.1:1/x.png" alt=""><script src="none.js"></script>
<script>console.error("an error"); console.warn("a warning"); console.log("a word")</script><script>nobody.there()</script>`)
	}))
	defer server.Close()
	b := open(t, server.URL+"/")
	b.visit("page.html")
	heard := strings.Join(b.complaints(), "\n")
	for _, want := range []string{"off the site: http://127.0.0.1:1/x.png", "status 404", "an error", "a warning", "nobody is not defined", "loading failed"} {
		if !strings.Contains(heard, want) {
			t.Errorf("the tab did not hear %q; it heard\n%s", want, heard)
		}
	}
	if strings.Contains(heard, "a word") {
		t.Errorf("an ordinary message is no complaint:\n%s", heard)
	}
}

// TestTabHearsWhatAFrameOfAFolderSays keeps TestAllPagesLoadQuietly from being deaf.
func TestTabHearsWhatAFrameOfAFolderSays(t *testing.T) {
	needBrowser(t)
	folder := t.TempDir()
	for name, text := range map[string]string{
		"page.html":   `<!doctype html><title>t</title><iframe src="framed.html"></iframe>`,
		"framed.html": `<!doctype html><title>f</title><img src="http://127.0.0.1:1/x.png" alt=""><script src="none.js"></script><script>nobody.there()</script>`,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := open(t, "file://"+folder+"/")
	b.visit("page.html")
	heard := strings.Join(b.complaints(), "\n")
	for _, want := range []string{"off the site: http://127.0.0.1:1/x.png", "nobody is not defined", "loading failed"} {
		if !strings.Contains(heard, want) {
			t.Errorf("the tab did not hear %q; it heard\n%s", want, heard)
		}
	}
}

// kindMark is what tells kinds of pages apart: the class of the article.
var kindMark = regexp.MustCompile(`<article class="([^"]*)"`)

// TestEveryKindOfPageIsListed keeps kinds.txt complete.
func TestEveryKindOfPageIsListed(t *testing.T) {
	mark := func(page string) string {
		var marks []string
		for _, m := range kindMark.FindAllStringSubmatch(readPage(t, page), -1) {
			marks = append(marks, m[1])
		}
		return strings.Join(marks, " ")
	}
	var listed []string
	for _, k := range shared.kinds {
		listed = append(listed, mark(k.address))
	}
	for _, page := range sitePages(t) {
		if m := mark(page); m == "" || !slices.Contains(listed, m) {
			t.Errorf("%s is of a kind (%q) that no page of kinds.txt is of: add it there", page, m)
		}
	}
}

// unseen gives the words of a page that nothing shows: they have no box, and unfolding a list would not give them one.
const unseen = `(() => {
	const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (words.nextNode()) {
		const text = words.currentNode, parent = text.parentElement;
		if (!text.data.trim() || parent.closest("script, style, noscript, template, details:not([open]), [data-js]")) continue;
		const range = document.createRange();
		range.selectNodeContents(text);
		if (!range.getClientRects().length || getComputedStyle(parent).visibility !== "visible") found.push(text.data.trim().slice(0, 40));
	}
	return found;
})()`

// TestEveryKindOfPageLoadsQuietly: no complaint, no request elsewhere (open looks for both).
func TestEveryKindOfPageLoadsQuietly(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, k := range shared.kinds {
			b.visit(k.address)
			for _, s := range b.complaints() {
				t.Errorf("%s: the browser complains: %s", k.address, s)
			}
		}
	})
}

// atOnce is how many pages TestAllPagesLoadQuietly shows side by side.
const atOnce = 16

// frame shows pages side by side in the one that is shown and waits until all are loaded.
const frame = `new Promise(done => {
	const pages = %s;
	let left = pages.length;
	document.body.replaceChildren(...pages.map(page => {
		const frame = document.createElement("iframe");
		frame.onload = () => { if (!--left) setTimeout(done, 0, true); };
		frame.src = page;
		return frame;
	}));
})`

// oneOf is of how many pages of one kind, of terms or of indicators, one is looked at: they differ in their words alone, and check follows all links.
const oneOf = 4

// TestAllPagesLoadQuietly from the folder, in frames, many at a time: what a page complains of there it complains of alone.
func TestAllPagesLoadQuietly(t *testing.T) {
	needBrowser(t)
	alike := 0
	pages := slices.DeleteFunc(sitePages(t), func(name string) bool {
		if !strings.Contains(name, "/terms/") && !strings.Contains(name, "/indicators/") {
			return false
		}
		alike++
		return alike%oneOf != 0
	})
	b := open(t, shared.origins[1].base)
	b.visit("404.html")
	for some := range slices.Chunk(pages, atOnce) {
		list, err := json.Marshal(some)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		_, err = chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(frame, list), chromedp.EvalAwaitPromise))
		cancel()
		if err != nil {
			t.Fatalf("%s: %v", list, err)
		}
		for _, s := range b.complaints() {
			t.Errorf("one of %s: the browser complains: %s", strings.Join(some, " "), s)
		}
	}
}

// TestEveryKindOfPageReadsWithoutScripts: every word of a page is seen that is seen with them. Scripts may add controls (data-js), but
// show nothing that was there before.
func TestEveryKindOfPageReadsWithoutScripts(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		plain := open(t, b.base)
		plain.scripts(false)
		for _, k := range shared.kinds {
			b.visit(k.address)
			plain.visit(k.address)
			with := eval[[]string](b, unseen)
			for _, words := range eval[[]string](plain, unseen) {
				if !slices.Contains(with, words) {
					t.Errorf("%s: without scripts nobody sees %q", k.name, words)
				}
			}
			if eval[int](plain, "document.querySelector('main').innerText.trim().length") == 0 {
				t.Errorf("%s without scripts is empty", k.name)
			}
		}
	})
}

// TestNavigationMarksWhereTheReaderIs on every page that an entry of the navigation leads to, and on the pages below it.
func TestNavigationMarksWhereTheReaderIs(t *testing.T) {
	current := regexp.MustCompile(`<a href="([^"]*)" aria-current="(page|true)">`)
	for page, entry := range map[string]string{
		"2017/index.html": "index.html", "2017/full.html": "full.html", "2017/terms/index.html": "../terms/index.html", "2017/figures.html": "figures.html",
		"2017/about.html": "about.html", "2017/terms/fang-guan-fu.html": "../terms/index.html", "about.html": "about.html",
	} {
		if m := current.FindStringSubmatch(readPage(t, page)); m == nil {
			t.Errorf("%s marks no entry of the navigation as the current one, want %s", page, entry)
		} else if m[1] != entry {
			t.Errorf("%s marks %s, want %s", page, m[1], entry)
		}
	}
}

func TestSearchPageWithoutScriptsSaysSoAndLeadsOn(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.scripts(false)
		b.visit("search.html?q=脱贫攻坚")
		if notice := eval[string](b, `document.querySelector(".notice")?.innerText ?? ""`); !strings.Contains(notice, "JavaScript") {
			t.Errorf("the notice reads %q", notice)
		}
		if n := eval[int](b, `[...document.querySelectorAll(".notice-links a")].filter(a => a.getClientRects().length).length`); n == 0 {
			t.Error("no link leads on")
		}
		b.scripts(true)
		b.visit("search.html")
		if n := eval[int](b, `[...document.querySelectorAll("noscript, .notice-links")].filter(a => a.getClientRects().length).length`); n != 0 {
			t.Error("with scripts the notice is still shown")
		}
	})
}

// TestNoPageScrollsSideways: down to 320 pixels, which is also 1280 at 400%, and with the folded lists open.
func TestNoPageScrollsSideways(t *testing.T) {
	eachKind(t, func(*tab) {}, func(b *tab, k kind) {
		eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
		for _, width := range []int64{320, 360, 768, 1280} {
			b.width(width)
			if over := eval[string](b, sideways); over != "" {
				t.Errorf("%s (%s) at %d pixels: %s", k.name, k.address, width, over)
			}
		}
	})
}

// sideways names what makes a page wider than its window.
const sideways = `(() => {
	const page = document.scrollingElement, room = page.clientWidth;
	if (page.scrollWidth <= room) return "";
	const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > room + 0.5 && !e.closest(".scroll"));
	return page.scrollWidth + " wide in " + room + ", by " + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 100)).join(" | ");
})()`
