package browser

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const shownRows = `[...document.querySelector("table.data").tBodies[0].rows].filter(r => r.getClientRects().length)`

// TestTableOfFiguresFilters by words and by a choice, says how many rows are left, and gives all back.
func TestTableOfFiguresFilters(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/figures.html")
		all := eval[int](b, shownRows+".length")
		want := eval[int](b, shownRows+`.filter(r => r.textContent.includes("增长")).length`)
		if want == 0 || want == all {
			t.Fatalf("%d of %d rows hold the word: choose another", want, all)
		}
		b.do(chromedp.Focus(chromedp.CSS(".filters input")))
		b.write("增长")
		if got := eval[int](b, shownRows+".length"); got != want {
			t.Errorf("%d rows are shown, %d hold the word", got, want)
		}
		if said := eval[string](b, `document.querySelector(".filters [role=status]").textContent.replace(/\D/g, "")`); said != eval[string](b, shownRows+".length + ''") {
			t.Errorf("the page says that %s rows are shown", said)
		}
		eval[bool](b, `document.querySelector(".filters input").select(), true`)
		b.do(chromedp.KeyEvent(kb.Backspace))
		if got := eval[int](b, shownRows+".length"); got != all {
			t.Errorf("without a filter %d of %d rows are shown", got, all)
		}
	})
}

// TestTableOfFiguresSortsByKeyboard: up, then down, by the numbers and not by their digits.
func TestTableOfFiguresSortsByKeyboard(t *testing.T) {
	const values = shownRows + `.map(r => parseFloat(r.cells[1].dataset.sort))`
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/figures.html")
		before := eval[[]float64](b, values)
		eval[bool](b, `document.querySelector("table.data th:nth-child(2) button").focus(), true`)
		b.do(chromedp.KeyEvent(kb.Enter))
		up := slices.Clone(before)
		slices.Sort(up)
		if got := eval[[]float64](b, values); !slices.Equal(got, up) {
			t.Errorf("sorted up, the values are %v", got)
		}
		if state := eval[string](b, `document.querySelector("table.data th:nth-child(2)").getAttribute("aria-sort")`); state != "ascending" {
			t.Errorf("aria-sort is %q", state)
		}
		b.do(chromedp.KeyEvent(kb.Enter))
		slices.Reverse(up)
		if got := eval[[]float64](b, values); !slices.Equal(got, up) {
			t.Errorf("sorted down, the values are %v", got)
		}
	})
}

// TestALinkToARowIsExact: rows that are laid out late do not put the page elsewhere than at the row that the address names.
func TestALinkToARowIsExact(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	for _, width := range []int64{360, 1280} {
		b.width(width)
		for _, address := range []string{"2017/figures.html", "2017/commitments.html", "2017/pairs.html"} {
			b.visit(address)
			row := eval[string](b, `(rows => rows[Math.floor(rows.length * 0.7)].id)(document.querySelectorAll("tbody tr[id]"))`)
			b.visit(address + "#" + row)
			b.await("a loaded page", `document.readyState === "complete"`)
			b.frames()
			if top := eval[float64](b, `document.getElementById("`+row+`").getBoundingClientRect().top`); top < 0 || top > 100 {
				t.Errorf("%s#%s at %d pixels: the row stands at %v", address, row, width, top)
			}
		}
	}
}
