package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// spoken is what a screen reader says of an element.
type spoken struct{ role, name string }

func (s spoken) String() string { return s.role + " " + fmt.Sprintf("%q", s.name) }

func worded(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var text string
	if json.Unmarshal(v.Value, &text) != nil {
		return string(v.Value)
	}
	return text
}

// focused is the element with the focus, as the accessibility tree has it.
func focused(b *tab) spoken {
	b.t.Helper()
	element := call(b, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
	none := false
	tree := call(b, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: element.Result.ObjectID, FetchRelatives: &none})
	if len(tree.Nodes) == 0 {
		return spoken{}
	}
	return spoken{worded(tree.Nodes[0].Role), worded(tree.Nodes[0].Name)}
}

// tree is all that a screen reader has of the page, in its order.
func tree(b *tab) []spoken {
	b.t.Helper()
	var all []spoken
	for _, n := range call(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{}).Nodes {
		if s := (spoken{worded(n.Role), worded(n.Name)}); !n.Ignored && s.name != "" {
			all = append(all, s)
		}
	}
	return all
}

// hears wants an element of the tree, its name in full or, ending in …, its beginning.
func hears(b *tab, role, name string) {
	b.t.Helper()
	begins, cut := strings.CutSuffix(name, "…")
	for _, s := range tree(b) {
		if s.role == role && (s.name == name || cut && strings.HasPrefix(s.name, begins)) {
			return
		}
	}
	b.t.Errorf("%s: a screen reader finds no %s", eval[string](b, "location.href"), spoken{role, name})
}

// tabTo presses Tab until the focus is on an element with a role and a name, as one does who uses nothing else. All that it passes has a name.
func tabTo(b *tab, most int, role, name string) {
	b.t.Helper()
	var passed []string
	for range most {
		b.do(chromedp.KeyEvent(kb.Tab))
		s := focused(b)
		if s.role == role && s.name == name {
			return
		}
		if s.name == "" && s.role != "RootWebArea" {
			b.t.Errorf("the focus is on a %s without a name: %s", s.role, eval[string](b, "document.activeElement.outerHTML.slice(0, 100)"))
		}
		passed = append(passed, s.String())
	}
	b.t.Fatalf("%d Tabs do not lead to %s, but over %s", most, spoken{role, name}, strings.Join(passed, ", "))
}

// TestFindAFigureByKeysAndByEar: from the home page to an indicator and from it to its sentence.
func TestFindAFigureByKeysAndByEar(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("index.html")
		for _, want := range []spoken{{"heading", "八个数字看这一年"}, {"heading", "从哪里读起"}, {"combobox", "检索全文，或去某一段、某条术语"}} {
			hears(b, want.role, want.name)
		}
		tabTo(b, 30, "link", "生产总值")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the indicator", `document.readyState === "complete" && location.pathname.includes("/indicators/")`)
		for _, want := range []spoken{{"heading", "生产总值"}, {"columnheader", "数值…"}, {"rowheader", "生产总值"}} {
			hears(b, want.role, want.name)
		}
		link := eval[string](b, `[...document.querySelectorAll("table.data td a")].find(a => a.textContent.includes("1748")).textContent`)
		tabTo(b, 60, "link", link)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("its sentence", `document.readyState === "complete" && location.pathname.endsWith("2017/1/1.html") && document.querySelector(":target")?.textContent.includes("1748")`)
	})
}

// TestOpenATermByKeysAndByEar: the card comes with the focus, Enter leads to the term's page.
func TestOpenATermByKeysAndByEar(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter)) // over the navigation
		tabTo(b, 5, "link", "跳过目录")
		b.do(chromedp.KeyEvent(kb.Enter))
		tabTo(b, 5, "link", "供给侧结构性改革")
		b.await("its card", `document.querySelector("#card")?.getClientRects().length`)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the term", `document.readyState === "complete" && location.pathname.includes("/terms/")`)
		for _, want := range []spoken{{"heading", "供给侧结构性改革"}, {"heading", "释义"}, {"heading", "全部出处"}} {
			hears(b, want.role, want.name)
		}
	})
}

// TestCiteASentenceByKeysAndByEar: the number of a passage opens the menu, where the sentence is chosen; what is copied is its.
func TestCiteASentenceByKeysAndByEar(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		b.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
		tabTo(b, 5, "link", "跳过目录")
		b.do(chromedp.KeyEvent(kb.Enter))
		tabTo(b, 10, "link", "第2段，本段链接")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the menu with the focus in it", `document.activeElement.closest(".cite-menu")`)
		hears(b, "dialog", "引用这一段")
		if s := focused(b); s != (spoken{"button", "复制链接"}) {
			t.Errorf("the focus is on %s", s)
		}
		eval[bool](b, `document.querySelector(".cite-menu select").focus(), true`)
		for range 4 {
			b.do(chromedp.KeyEvent(kb.ArrowDown))
			b.await("the choice with the focus", `document.activeElement.matches(".cite-menu select")`)
		}
		b.await("the fourth sentence", `document.querySelector(".cite-menu .what").textContent.includes("第4句")`)
		tabTo(b, 2, "button", "复制链接")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("that it is told", `document.querySelector(".cite-menu .told").textContent`)
		if link := eval[string](b, `document.querySelector(".cite-menu textarea").value`); !strings.HasSuffix(link, "2017/3/1.html#c3-s1-p2-4") {
			t.Errorf("the link is %q", link)
		}
		b.do(chromedp.KeyEvent(kb.Escape))
		if s := focused(b); s.name != "第2段，本段链接" {
			t.Errorf("after the menu the focus is on %s", s)
		}
	})
}

// TestGoToAPassageByKeysAndByEar: 三（三）2 in the box of any page.
func TestGoToAPassageByKeysAndByEar(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("index.html")
		b.press("/")
		b.await("the box with the focus", `document.activeElement.id === "q"`)
		if s := focused(b); !strings.Contains(s.name, "去某一段") {
			t.Errorf("the box is called %s", s)
		}
		b.write("三（三）2")
		b.do(chromedp.KeyEvent(kb.Enter))
		landed(b, "c3-s3-p2")
		hears(b, "heading", "（三）抓重点、促协调，推进新型城镇化。")
	})
}

// TestWithoutScriptsAllOfAReportIsThere: contents, text, terms, tables, charts and paper.
func TestWithoutScriptsAllOfAReportIsThere(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.scripts(false)
		for _, want := range []struct{ what, page, is string }{
			{"contents", "2017/3/1.html", `[...document.querySelectorAll(".rail.contents nav li")].length >= 24 && [...document.querySelectorAll(".rail.contents nav a, .onpage a")].every(a => a.getClientRects().length)`},
			{"text", "2017/3/1.html", `[...document.querySelectorAll(".text .s")].length > 60 && [...document.querySelectorAll(".text .s")].every(s => !s.textContent.trim() || s.getClientRects().length)`},
			{"terms in the text", "2017/3/1.html", `[...document.querySelectorAll(".text a.term")].length > 30 && [...document.querySelectorAll(".text a.term")].every(a => a.getAttribute("href").includes("terms/"))`},
			{"terms", "2017/terms/index.html", `[...document.querySelectorAll(".index a")].filter(a => a.getClientRects().length).length > 900`},
			{"tables", "2017/figures.html", `[...document.querySelectorAll("table.data tbody tr")].filter(r => r.getClientRects().length).length > 280`},
			{"charts", "2017/figures.html", `[...document.querySelectorAll("svg.chart")].length > 2 && [...document.querySelectorAll("svg.chart")].every(s => s.getClientRects().length && s.querySelector("title") && s.querySelector("desc"))`},
			{"ways in", "index.html", `[...document.querySelectorAll(".ways a")].length > 40 && [...document.querySelectorAll(".ways a")].every(a => a.getClientRects().length)`},
			{"a theme's way in", "2017/commitments.html?theme=城建", `[...document.querySelectorAll("table.data tbody tr")].filter(r => r.getClientRects().length).length > 200`},
		} {
			b.visit(want.page)
			if !eval[bool](b, want.is) {
				t.Errorf("without scripts %s on %s are not whole", want.what, want.page)
			}
			if n := eval[int](b, `[...document.querySelectorAll("[data-js]")].filter(e => e.getClientRects().length).length`); n > 0 {
				t.Errorf("%s shows %d controls that do nothing", want.page, n)
			}
		}
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		b.visit("2017/full.html")
		if left := eval[int](b, `[...document.querySelectorAll(".text .s")].filter(s => !s.getClientRects().length && s.textContent.trim()).length`); left > 0 {
			t.Errorf("%d sentences are not printed", left)
		}
		if pdf := call(b, page.PrintToPDF, page.PrintToPDFParams{}); len(pdf.Data) < 100_000 {
			t.Errorf("the whole report prints to %d bytes", len(pdf.Data))
		}
	})
}

// TestAWayInChoosesItsRows: the theme of the link is chosen in the table.
func TestAWayInChoosesItsRows(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("index.html")
		said := eval[int](b, `Number([...document.querySelectorAll(".themes li")].find(l => l.textContent.startsWith("城建")).querySelector("a").textContent.replace(/\D/g, ""))`)
		eval[bool](b, `[...document.querySelectorAll(".themes li")].find(l => l.textContent.startsWith("城建")).querySelector("a").click(), true`)
		b.await("the table of tasks", `document.readyState === "complete" && location.pathname.endsWith("commitments.html")`)
		if got := eval[int](b, shownRows+".length"); got != said || got == 0 {
			t.Errorf("the home page says %d tasks, the table shows %d", said, got)
		}
		if themes := eval[[]string](b, `[...new Set(`+shownRows+`.map(r => r.dataset.theme))]`); len(themes) != 1 || themes[0] != "城建" {
			t.Errorf("the table shows %v", themes)
		}
	})
}
