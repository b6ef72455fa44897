package browser

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBoxReadsPinyin: letters lead to the names that they spell, and nothing of the search is loaded before the box is used.
func TestBoxReadsPinyin(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/1/1.html")
		const loaded = `performance.getEntriesByType("resource").map(e => e.name).filter(n => /assets\/(go|places|fold|search|names)\.|search\/|address\.js/.test(n))`
		if early := eval[[]string](b, loaded); len(early) > 0 {
			t.Errorf("before the box is used the page loads %v", early)
		}
		b.press("/")
		b.write("fanggf")
		b.await("the term first", `document.querySelector("#choices [role=option]")?.textContent.includes("放管服")`) // fewer letters have others before it
		b.do(chromedp.KeyEvent(kb.ArrowDown))
		b.await("it chosen", `document.querySelector('#choices [aria-selected="true"]')`)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the term's page", `location.pathname.endsWith("/terms/fang-guan-fu.html")`)
	})
}

// TestAMistypedWordIsAsked about, and searched for only when the reader says so.
func TestAMistypedWordIsAsked(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		searchFor(b, "脱平攻坚")
		b.await("an offer", `[...document.querySelectorAll("#near a")].some(a => a.textContent === "脱贫攻坚")`)
		if listed := eval[int](b, hits+".length"); listed > 0 {
			t.Errorf("%d hits of what nobody asked for", listed)
		}
		eval[bool](b, `document.querySelector("#near a").click(), true`)
		b.await("its hits", hits+".length")
		if got, want := said(b, "脱贫攻坚").places, strings.Count(corrected(t), "脱贫攻坚"); got != want {
			t.Errorf("%d places, want %d", got, want)
		}
		eval[bool](b, "setTimeout(() => history.back()), true")
		b.await("the way back", `document.getElementById("q").value === "脱平攻坚"`)
	})
}

// TestFacetsSayTrueNumbers: what a choice keeps is what its number says, and the address holds it.
func TestFacetsSayTrueNumbers(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		searchFor(b, "增长")
		b.await("facets", `document.querySelectorAll(".facet").length > 3`)
		fields := eval[[]string](b, `[...document.querySelectorAll(".facet")].map(f => f.dataset.field + " " + f.querySelector(".n").textContent)`)
		for _, field := range fields {
			name, number, _ := strings.Cut(field, " ")
			eval[bool](b, `(q => { q.value = `+strconv.Quote("增长 "+name)+`; q.dispatchEvent(new Event("input")); return true })(document.getElementById("q"))`)
			chosen := `document.querySelector('.facet[data-field="` + name + `"][aria-pressed="true"] .n')`
			b.await("the choice of "+name, chosen)
			if got := eval[string](b, chosen+`.textContent`); got != number {
				t.Errorf("%s keeps %s passages, not %s", name, got, number)
			}
			if got := eval[string](b, hits+`.length + ""`); got != number {
				t.Errorf("%s keeps %s passages, %s are listed", name, number, got)
			}
		}
		searchFor(b, "增长")
		b.await("facets", `document.querySelector('.facet[data-field="章:三"]')`)
		eval[bool](b, `document.querySelector('.facet[data-field="章:三"]').focus(), true`)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the address", `new URLSearchParams(location.search).get("q") === "增长 章:三" && document.activeElement.dataset.field === "章:三"`)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("all again", `new URLSearchParams(location.search).get("q") === "增长"`)
	})
}

// TestMatchesAreMarkedOnThePage that a hit leads to; n and p step, Escape takes them away.
func TestMatchesAreMarkedOnThePage(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		searchFor(b, "工业")
		b.await("hits", hits+".length")
		b.do(chromedp.Focus(chromedp.ID("q")))
		b.do(chromedp.KeyEvent(kb.ArrowDown))
		b.await("the first hit", `document.activeElement === `+hits+`[0]`)
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("marks", `document.querySelector(".found-bar") && document.querySelectorAll("mark.found").length > 1`)
		if !eval[bool](b, `[...document.querySelectorAll("mark.found")].every(m => m.textContent === "工业") && document.querySelectorAll("mark.now").length === 1`) {
			t.Error("the marks are not what was searched for, or none is the present one")
		}
		if !eval[bool](b, `document.getElementById(location.hash.slice(1)).contains(document.querySelector("mark.now"))`) {
			t.Error("the sentence of the hit does not have the present mark")
		}
		const said = `document.querySelector(".found-bar [role=status]").textContent`
		first := eval[string](b, said)
		b.press("n")
		b.await("the next", said+` !== `+strconv.Quote(first)+` && document.activeElement.matches("mark.now")`)
		b.press("p")
		b.await("the one before", said+` === `+strconv.Quote(first))
		text := eval[string](b, `document.querySelector("main").textContent`)
		b.do(chromedp.KeyEvent(kb.Escape))
		b.await("a page as it was", `!document.querySelector("mark.found, .found-bar") && location.search === ""`)
		if eval[string](b, `document.querySelector("main").textContent`) != text {
			t.Error("the marks change the text")
		}
	})
}

// TestSearchesAreRememberedHere and forgotten when the reader says so.
func TestSearchesAreRememberedHere(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/1/1.html")
		eval[bool](b, `localStorage.removeItem("baogao-recent"), baogao.recent("脱贫"), baogao.recent("工业"), true`)
		b.press("/")
		b.await("them", `document.querySelectorAll("#choices [role=option]").length === 3 && document.querySelector("#choices [role=option]").textContent.includes("工业")`)
		b.do(chromedp.KeyEvent(kb.ArrowUp))
		b.await("the last one chosen", `document.querySelector('#choices [aria-selected="true"]:last-child')`)
		// Not by Enter: the driver sends its character whatever the page makes of the key, and that submits the empty form.
		eval[bool](b, `document.querySelector('#choices [aria-selected="true"]').click(), true`)
		b.await("none", `localStorage.getItem("baogao-recent") === null && document.getElementById("choices").hidden`)
	})
}

// TestSearchIsLight: what a search runs is under 8 KB compressed, also in a series.
func TestSearchIsLight(t *testing.T) {
	whole := 0
	for _, name := range []string{"fold", "search", "series"} {
		whole += compressed(t, asset(t, name, ".js"))
	}
	if t.Logf("the scripts of a search: %d bytes compressed", whole); whole > 8*1024 {
		t.Errorf("the scripts of a search are %d bytes compressed", whole)
	}
}
