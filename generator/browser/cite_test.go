package browser

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openMenu opens the citing menu of a passage by the keyboard.
func openMenu(b *tab, passage string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`document.querySelector('[data-t="%s"] .pl').focus(), true`, passage))
	b.do(chromedp.KeyEvent(kb.Enter))
	b.await("the menu of "+passage, `document.querySelector(".cite-menu")`)
}

// choose presses a button of the menu and gives what was copied.
func choose(b *tab, i int) string {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`document.querySelector(".cite-menu .told").textContent = "", document.querySelectorAll(".cite-menu .row button")[%d].click(), true`, i))
	b.await("that it is told", `document.querySelector(".cite-menu .told").textContent`)
	return eval[string](b, `document.querySelector(".cite-menu textarea").value`)
}

// TestEveryCopiedReferenceLeadsBack: each form of a passage and of a sentence, pasted into the box, is its place again.
func TestEveryCopiedReferenceLeadsBack(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		openMenu(b, "c3-s1-p2")
		leadsBack(t, b, "c3-s1-p2")

		// A sentence, chosen with the mouse's selection.
		b.visit("2017/1/2.html")
		eval[bool](b, `getSelection().selectAllChildren(document.getElementById("c1-s2-p1-4")), true`)
		b.await("the offer", `document.querySelector(".cite-selection")`)
		eval[bool](b, `document.querySelector(".cite-selection").click(), true`)
		b.await("the menu", `document.querySelector(".cite-menu")`)
		leadsBack(t, b, "c1-s2-p1-4")
	})
}

func leadsBack(t *testing.T, b *tab, id string) {
	t.Helper()
	names := eval[[]string](b, `[...document.querySelectorAll(".cite-menu .row button")].map(b => b.textContent)`)
	want := 9 // link, text, and seven forms
	if strings.HasPrefix(b.base, "file:") {
		want = 7 // a folder has no address, and a web page without one is none
	}
	if len(names) != want {
		t.Errorf("the menu offers %q", names)
	}
	for i, name := range names {
		if i == 1 {
			continue // the text alone
		}
		copied := choose(b, i)
		if name == "GB/T 7714—2025 [R/OL]" && id == "c3-s1-p2" {
			want := "侯红. 2017年开封市政府工作报告：2017年2月6日在开封市第十四届人民代表大会第四次会议上[R/OL]. 2017-02-06：三（一）第2段. " + b.base + "2017/3/1.html#c3-s1-p2."
			if copied != want {
				t.Errorf("the menu copies %q, want %q", copied, want)
			}
		}
		places := found(b, copied)
		if len(places) != 1 || !strings.HasSuffix(places[0], "#"+id) {
			t.Errorf("%s leads to %v:\n%s", name, places, copied)
		}
	}
}

// TestPastedReferenceLands: by the reader's own hand, a form of several lines.
func TestPastedReferenceLands(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		openMenu(b, "c3-s1-p2")
		for i, name := range eval[[]string](b, `[...document.querySelectorAll(".cite-menu .row button")].map(b => b.textContent)`) {
			if name != "RIS" {
				continue
			}
			text := choose(b, i)
			b.visit("2017/1/1.html")
			b.do(chromedp.Focus(chromedp.ID("q")))
			eval[bool](b, fmt.Sprintf(`(d => (d.setData("text/plain", %q), document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})), true))(new DataTransfer())`, text))
			b.do(chromedp.KeyEvent(kb.Enter))
			b.await("the page", `location.pathname.endsWith("/2017/3/1.html")`)
			landed(b, "c3-s1-p2")
		}
	})
}

// TestCitingMenuByKeyboard opens without moving the page, stays inside the window, says what was copied, and gives the focus back.
func TestCitingMenuByKeyboard(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, width := range []int64{320, 1280} {
			b.width(width)
			b.visit("2017/3/1.html")
			const places = `[...document.querySelectorAll("h1, .p, .s")].map(e => Math.round(e.getBoundingClientRect().top + scrollY)).join()`
			before := eval[string](b, places)
			openMenu(b, "c3-s1-p3")
			if after := eval[string](b, places); after != before {
				t.Errorf("at %d pixels the page moves", width)
			}
			if r := eval[[]float64](b, `(r => [r.left, r.right, document.documentElement.scrollWidth])(document.querySelector(".cite-menu").getBoundingClientRect())`); r[0] < 0 || r[1] > float64(width) || r[2] > float64(width) {
				t.Errorf("at %d pixels the menu reaches from %v to %v, the page to %v", width, r[0], r[1], r[2])
			}
			if !eval[bool](b, `document.activeElement.closest(".cite-menu") !== null`) {
				t.Fatal("the focus is not in the menu")
			}
			b.do(chromedp.KeyEvent(kb.Enter))
			b.await("that it is told", `document.querySelector(".cite-menu [role=status]").textContent`)
			if link := eval[string](b, `document.querySelector(".cite-menu textarea").value`); link != b.base+"2017/3/1.html#c3-s1-p3" {
				t.Errorf("the link is %q", link)
			}
			b.do(chromedp.KeyEvent(kb.Escape))
			if !eval[bool](b, `!document.querySelector(".cite-menu") && document.activeElement.closest("[data-t]").id === "c3-s1-p3"`) {
				t.Error("Escape does not close the menu, or the focus is lost")
			}
		}
	})
}

// TestClipboardWithoutItsInterface: where the browser has none for the page, the old way copies.
func TestClipboardWithoutItsInterface(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		eval[bool](b, `Object.defineProperty(navigator, "clipboard", {value: undefined}), window.got = "", document.addEventListener("copy", () => { window.got = document.activeElement.value; }), true`)
		openMenu(b, "c3-s1-p2")
		copied := choose(b, 0)
		if got := eval[string](b, "window.got"); got != copied || got == "" {
			t.Errorf("the old way copies %q, the menu shows %q", got, copied)
		}
	})
}

// TestCopiedTextIsTheTextAlone: a selection over numbers, marks, terms, figures and lists.
func TestCopiedTextIsTheTextAlone(t *testing.T) {
	text := corrected(t)
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, page := range []string{"2017/3/1.html", "2017/1/closing.html", "2017/full.html"} {
			b.visit(page)
			got := eval[string](b, `(() => {
				const blocks = document.querySelectorAll(".p"), first = blocks[0], last = blocks[Math.min(3, blocks.length - 1)];
				getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
				const e = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
				document.dispatchEvent(e);
				return e.clipboardData.getData("text/plain");
			})()`)
			if len(got) < 300 {
				t.Errorf("%s: only %q is copied", page, got)
			}
			for line := range strings.Lines(got) {
				if line = strings.TrimSpace(line); !strings.Contains(text, line) {
					t.Errorf("%s: what is copied is not the text: %q", page, line)
				}
			}
			if !eval[bool](b, `[...document.querySelectorAll("[data-ui]")].every(e => getComputedStyle(e).userSelect === "none")`) {
				t.Errorf("%s: a mark can be selected", page)
			}
		}
	})
}

// TestSectionPagesStayLight prints what a section weighs.
func TestSectionPagesStayLight(t *testing.T) {
	heaviest, most := "", 0
	err := filepath.WalkDir(filepath.Join(shared.site, "2017"), func(name string, d os.DirEntry, err error) error {
		if rel, _ := filepath.Rel(filepath.Join(shared.site, "2017"), name); err == nil && !d.IsDir() && strings.HasSuffix(name, ".html") && rel[0] >= '1' && rel[0] <= '9' {
			if n := compressed(t, name); n > most {
				heaviest, most = rel, n
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the heaviest section page is %s: %d bytes of compressed HTML; go.js %d", heaviest, most, compressed(t, asset(t, "go", ".js")))
	if most == 0 || most > 30_000 {
		t.Errorf("%s weighs %d bytes", heaviest, most)
	}
}

func compressed(t *testing.T, name string) int {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}
