package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// leadTo types into the box of a page of the report and presses Enter.
func leadTo(b *tab, from, query string) {
	b.t.Helper()
	b.visit(from)
	b.do(chromedp.Focus(chromedp.ID("q")))
	b.write(query)
	b.do(chromedp.KeyEvent(kb.Enter))
}

// TestBoxGoesToPlaces: every way to write a place that a reader has from a page, a book or a habit.
func TestBoxGoesToPlaces(t *testing.T) {
	places := []struct{ query, page, id string }{
		{"c3-s1-p2", "2017/3/1.html", "c3-s1-p2"},
		{"#c3-s1-p2-4", "2017/3/1.html", "c3-s1-p2-4"},
		{"c3-s1-t1", "2017/3/1.html", "c3-s1-t1"},
		{"三（一）2", "2017/3/1.html", "c3-s1-p2"},
		{"三(一)第2段", "2017/3/1.html", "c3-s1-p2"},
		{"三（一）第２段第４句", "2017/3/1.html", "c3-s1-p2-4"},
		{"3.1.2", "2017/3/1.html", "c3-s1-p2"},
		{"３．１．２．４", "2017/3/1.html", "c3-s1-p2-4"},
		{"3(1)2", "2017/3/1.html", "c3-s1-p2"},
		{"第三部分", "2017/3/index.html", "c3"},
		{"第三部分第一节", "2017/3/1.html", "c3-s1"},
		{"第3章第1节第二段", "2017/3/1.html", "c3-s1-p2"},
		{"2017 三（一）2", "2017/3/1.html", "c3-s1-p2"},
		{"三、（一）", "2017/3/1.html", "c3-s1"},
		{"2.3", "2017/2/index.html", "c2-p3"},
		{"二第3段", "2017/2/index.html", "c2-p3"},
		{"结束语第1段", "2017/closing.html", "closing-p1"},
		{"一（结尾）第2段", "2017/1/closing.html", "c1-closing-p2"},
		{"一本章结尾第2段", "2017/1/closing.html", "c1-closing-p2"}, // as it was called before
		{"https://example.org/a/2017/3/1.html#c3-s1-p2-4", "2017/3/1.html", "c3-s1-p2-4"},
		{"2017年开封市政府工作报告[R]. 2017-02-06：三（一）第2段.", "2017/3/1.html", "c3-s1-p2"},
	}
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, from := range []string{"2017/1/1.html", "index.html"} {
			b.visit(from)
			for _, p := range places {
				found := found(b, p.query)
				if len(found) != 1 || found[0] != b.base+p.page+"#"+p.id {
					t.Errorf("%q from %s leads to %v", p.query, from, found)
				}
			}
		}
		for _, p := range places[len(places)-3:] {
			leadTo(b, "2017/1/1.html", p.query)
			b.await(fmt.Sprintf("%q", p.query), fmt.Sprintf(`location.pathname.endsWith("/%s")`, p.page))
			landed(b, p.id)
		}
	})
}

// found are the places that a text leads to, as addresses.
func found(b *tab, text string) []string {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`window.answer = null, baogao.find(%q).then(f => window.answer = f.exact.map(c => new URL(c.href, location.href).href)), true`, text))
	b.await("an answer", "window.answer")
	return eval[[]string](b, "window.answer")
}

// TestBoxListsWhatIsAmbiguous and lets the keyboard choose; what is no place is searched for.
func TestBoxListsWhatIsAmbiguous(t *testing.T) {
	const options = `[...document.querySelectorAll("#choices [role=option]")]`
	fromBoth(t, func(t *testing.T, b *tab) {
		leadTo(b, "2017/1/1.html", "（一）")
		b.await("choices", options+".length === 3")
		b.await("that they are told", `document.querySelector("form.find [role=status]").textContent.includes("3")`)
		if state := eval[string](b, `document.getElementById("q").getAttribute("aria-expanded")`); state != "true" {
			t.Errorf("aria-expanded is %q", state)
		}
		for range 2 {
			b.do(chromedp.KeyEvent(kb.ArrowDown))
		}
		if !eval[bool](b, `document.getElementById(document.getElementById("q").getAttribute("aria-activedescendant")).getAttribute("aria-selected") === "true"`) {
			t.Error("the active choice is not selected")
		}
		b.do(chromedp.KeyEvent(kb.Enter))
		landed(b, "c3-s1")

		leadTo(b, "2017/1/1.html", "（一）")
		b.await("choices", options+".length")
		b.do(chromedp.KeyEvent(kb.Escape))
		if eval[int](b, options+`.filter(o => o.getClientRects().length).length`) > 0 {
			t.Error("Escape leaves the choices open")
		}

		leadTo(b, "2017/1/1.html", "c9-s9-p9")
		b.await("the search page", `location.pathname.endsWith("/search.html") && new URLSearchParams(location.search).get("q") === "c9-s9-p9"`)
	})
}

// TestBoxKnowsNames: a term, an indicator.
func TestBoxKnowsNames(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/terms/fang-guan-fu.html")
		term := eval[string](b, `document.querySelector("h1").textContent`)
		leadTo(b, "2017/1/1.html", term)
		b.await("the term's page", `location.pathname.endsWith("/terms/fang-guan-fu.html")`)
		b.visit("2017/indicators/gdp-2016.html")
		indicator := eval[string](b, `document.querySelector("h1").textContent`)
		leadTo(b, "index.html", indicator)
		b.await("the indicator's page", `location.pathname.endsWith("/indicators/gdp-2016.html")`)
	})
}

// TestKeysOpenTheBox, but not while somebody writes, and half-typed input opens nothing.
func TestKeysOpenTheBox(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, key := range []string{"/", "g"} {
			b.visit("2017/3/1.html")
			b.press(key)
			if !eval[bool](b, `document.activeElement.id === "q" && document.activeElement.value === ""`) {
				t.Errorf("the key %s does not lead to the box", key)
			}
		}
		b.press("g")
		if v := eval[string](b, `document.getElementById("q").value`); v != "g" {
			t.Errorf("in the box the key writes %q", v)
		}
		b.visit("2017/3/1.html")
		b.do(chromedp.Focus(chromedp.ID("q")))
		b.await("the choices' place", `document.getElementById("choices")`)
		b.compose("c3-s1-p2")
		b.do(chromedp.KeyEvent(kb.ArrowDown))
		if !eval[bool](b, `document.getElementById("choices").hidden`) {
			t.Error("half-typed input opens choices")
		}
	})
}

// TestBoxShiftsNothing: choices lie over the page and inside the window, on a phone too.
func TestBoxShiftsNothing(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, width := range []int64{320, 1280} {
			b.width(width)
			b.visit("2017/3/1.html")
			const places = `[...document.querySelectorAll("h1, .p, nav, main")].map(e => Math.round(e.getBoundingClientRect().top)).join()`
			before := eval[string](b, places)
			b.do(chromedp.Focus(chromedp.ID("q")))
			b.write("工业")
			b.await("choices", `!document.getElementById("choices").hidden`)
			if after := eval[string](b, places); after != before {
				t.Errorf("at %d pixels the page moves", width)
			}
			if r := eval[[]float64](b, `(r => [r.left, r.right, document.documentElement.scrollWidth])(document.getElementById("choices").getBoundingClientRect())`); r[0] < 0 || r[1] > float64(width) || r[2] > float64(width) {
				t.Errorf("at %d pixels the choices reach from %v to %v, the page to %v", width, r[0], r[1], r[2])
			}
		}
	})
}

// TestBoxWithoutScriptsIsAForm that leads to the search page.
func TestBoxWithoutScriptsIsAForm(t *testing.T) {
	page := readPage(t, "2017/3/1.html")
	if !strings.Contains(page, `action="../../search.html"`) {
		t.Error("the form does not lead to the search page")
	}
}
