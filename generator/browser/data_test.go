package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
)

// dataPages are the pages of tables, each with the file that has its rows as data.
var dataPages = map[string]string{"2017/figures.html": "figures.json", "2017/commitments.html": "commitments.json", "2017/pairs.html": "pairs.json"}

func countRows(t *testing.T, file string) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(shared.site, "2017", "data", file))
	if err != nil {
		t.Fatal(err)
	}
	var rows []json.RawMessage
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	return len(rows)
}

// TestTablesAreWholeWithoutScripts: every row, no control that does nothing, and no room kept for one.
func TestTablesAreWholeWithoutScripts(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.scripts(false)
		for page, file := range dataPages {
			b.visit(page)
			if got, want := eval[int](b, shownRows+".length"), countRows(t, file); got != want {
				t.Errorf("%s shows %d rows of %d", page, got, want)
			}
			if n := eval[int](b, `[...document.querySelectorAll(".filters, main button, main select")].filter(e => e.getClientRects().length).length`); n != 0 {
				t.Errorf("%s shows %d controls that do nothing", page, n)
			}
			gap := eval[float64](b, `(() => { const s = document.querySelector(".filters + .scroll"), h = s.parentElement.querySelector("h2"); return s.getBoundingClientRect().top - h.getBoundingClientRect().bottom; })()`)
			if gap > 32 {
				t.Errorf("%s: %v pixels between the heading and its table", page, gap)
			}
			if arrows := eval[bool](b, `[...document.querySelectorAll("table.data thead th")].some(h => getComputedStyle(h, "::after").display !== "none" && getComputedStyle(h, "::after").content.includes("↕"))`); arrows {
				t.Errorf("%s promises to sort", page)
			}
		}
	})
}

// TestNothingMovesWhenTheScriptRuns asks the browser for what of the page's own matter moved while it loaded.
func TestNothingMovesWhenTheScriptRuns(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, width := range []int64{360, 1280} {
			b.width(width)
			for page := range dataPages {
				b.visit(page)
				eval[bool](b, `new PerformanceObserver(l => { window.moved = l.getEntries().filter(e => e.sources.some(s => s.node && (s.node.closest ? s.node : s.node.parentElement)?.closest("article"))).reduce((a, e) => a + e.value, window.moved); }).observe({ type: "layout-shift", buffered: true }), window.moved = 0, setTimeout(() => { window.asked = true; }, 200), true`)
				b.await("the answer", "window.asked")
				if moved := eval[float64](b, "window.moved"); moved > 0.001 {
					t.Errorf("%s at %d pixels: layout shift of %v", page, width, moved)
				}
			}
		}
	})
}

// TestRowLeadsToItsSentenceAndBack filters by a choice, sorts, follows the first row to its sentence, and from the number there comes
// back to the row.
func TestRowLeadsToItsSentenceAndBack(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/figures.html")
		eval[bool](b, `(() => { const s = document.querySelector("select[data-name=theme]"); s.value = "民生"; s.dispatchEvent(new Event("change")); return true; })()`)
		if wrong := eval[int](b, shownRows+`.filter(r => r.dataset.theme !== "民生").length`); wrong != 0 {
			t.Errorf("%d rows of other themes are shown", wrong)
		}
		for range 2 {
			eval[bool](b, `document.querySelector("table.data th:nth-child(2) button").click(), true`)
		}
		first := eval[string](b, shownRows+`[0].id`)
		quote := eval[string](b, shownRows+`[0].querySelector("td:last-child a").textContent`)
		if eval[float64](b, shownRows+`.reduce((a, r) => Math.max(a, parseFloat(r.cells[1].dataset.sort)), 0)`) != eval[float64](b, shownRows+`.map(r => parseFloat(r.cells[1].dataset.sort))[0]`) {
			t.Error("the first row is not the largest")
		}
		eval[bool](b, shownRows+`[0].querySelector("td:last-child a").click(), true`)
		b.await("the sentence", `location.pathname.includes("/2017/") && document.querySelector(":target.s")`)
		passage := eval[string](b, `document.querySelector(":target").closest("[data-t]").textContent`)
		if !strings.Contains(passage, quote) {
			t.Errorf("the row of %q leads to %q", quote, passage)
		}
		eval[bool](b, `document.querySelector("a.fig[href$='#`+first+`'], a.to[href$='#`+first+`']").click(), true`)
		b.await("the row", `document.querySelector(":target")?.id === "`+first+`"`)
	})
}

// TestSentenceLeadsToItsTask: the mark behind a sentence leads to the row, which is shown whatever was chosen before.
func TestSentenceLeadsToItsTask(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		id := eval[string](b, `document.querySelector("a.to[href*='commitments.html#']").hash.slice(1)`)
		if name := eval[string](b, `document.querySelector("a.to").getAttribute("aria-label")`); !strings.HasPrefix(name, "任务：") {
			t.Errorf("the mark says %q", name)
		}
		eval[bool](b, `document.querySelector("a.to[href*='commitments.html#']").click(), true`)
		b.await("the task", `document.querySelector(":target")?.id === "`+id+`"`)
		eval[bool](b, `(() => { const i = document.querySelector(".filters input"); i.value = "没有这样的词"; i.dispatchEvent(new Event("input")); location.hash = ""; return true; })()`)
		if n := eval[int](b, shownRows+".length"); n != 0 {
			t.Fatalf("%d rows hold words that no row has", n)
		}
		eval[bool](b, `location.hash = "`+id+`", true`)
		b.await("the task again", `document.getElementById("`+id+`").getClientRects().length`)
	})
}

// pictures says of each chart on a page: its colours and whether it can be told from the paper.
const contrasts = `(() => {
	const light = c => { const [r, g, b] = c.match(/[\d.]+/g).slice(0, 3).map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const paper = light(getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)" ? "rgb(255,255,255)" : getComputedStyle(document.body).backgroundColor);
	const against = c => { const l = light(c); return (Math.max(l, paper) + 0.05) / (Math.min(l, paper) + 0.05); };
	const strokes = (e) => getComputedStyle(e).stroke === "none" ? 1 : against(getComputedStyle(e).stroke);
	const least = (selector) => Math.min(...[...document.querySelectorAll(selector)].map(e => Math.max(strokes(e), against(getComputedStyle(e).fill))));
	return [least(".chart text:not(.chart-inside)"), least(".bar-reached"), least(".bar-promised")];
})()`

// TestChartsAreSeenInTheDarkAndOnPaper: words at 4.5 to 1, bars at 3 to 1, and the two bars of a row differ.
func TestChartsAreSeenInTheDarkAndOnPaper(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, media := range []emulation.SetEmulatedMediaParams{
			{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}},
			{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}},
			{Media: "print"},
		} {
			call(b, emulation.SetEmulatedMedia, media)
			b.visit("2017/figures.html")
			c := eval[[]float64](b, contrasts)
			if c[0] < 4.5 || c[1] < 2.5 || c[2] < 3 {
				t.Errorf("%+v: contrast of words %.1f, of what was reached %.1f, of what is promised %.1f", media, c[0], c[1], c[2])
			}
			if same := eval[bool](b, `getComputedStyle(document.querySelector("rect.bar-reached")).fill === getComputedStyle(document.querySelector("rect.bar-promised")).fill`); same {
				t.Errorf("%+v: the two bars of a row look the same", media)
			}
		}
		b.width(680) // the type area of A4 at 96 dots an inch
		for page := range dataPages {
			b.visit(page)
			if over := eval[string](b, `(() => { const wide = [...document.querySelectorAll("table.data th, table.data td")].find(c => c.getBoundingClientRect().right > innerWidth + 1); return wide ? wide.textContent.slice(0, 40) : ""; })()`); over != "" {
				t.Errorf("%s on paper: %q is cut off", page, over)
			}
			if n := eval[int](b, `[...document.querySelectorAll(".filters, .to")].filter(e => e.getClientRects().length).length`); n != 0 {
				t.Errorf("%s: %d controls on paper", page, n)
			}
		}
	})
}

// TestChartsSpeak: to a screen reader each chart is one picture with its question as the name and its rows as the description, and the
// same numbers stand beside it in a table.
func TestChartsSpeak(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for page, want := range map[string]int{"2017/figures.html": 3, "2017/commitments.html": 1, "2017/pairs.html": 1} {
			b.visit(page)
			tree := call(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
			pictures := 0
			for _, n := range tree.Nodes {
				if n.Role == nil || n.Ignored || string(n.Role.Value) != `"image"` && string(n.Role.Value) != `"img"` {
					continue
				}
				pictures++
				if n.Name == nil || len(n.Name.Value) < 20 || n.Description == nil || len(n.Description.Value) < 40 {
					t.Errorf("%s: a picture says %v, %v", page, n.Name, n.Description)
				}
			}
			if pictures != want {
				t.Errorf("%s: %d pictures, want %d", page, pictures, want)
			}
			if n := eval[int](b, `[...document.querySelectorAll("figure.picture")].filter(f => f.querySelectorAll("details tbody tr").length >= 3).length`); n != want {
				t.Errorf("%s: %d charts have their numbers as a table, want %d", page, n, want)
			}
		}
	})
}

// TestFrontPageTellsTheYearInEightFigures, each with its place in the text, on the first screen of a desk.
func TestFrontPageTellsTheYearInEightFigures(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/index.html")
		if n := eval[int](b, `[...document.querySelectorAll(".year li")].filter(l => l.querySelector("b").textContent.match(/\d/) && l.querySelector("a.place").hash).length`); n != 8 {
			t.Errorf("%d figures", n)
		}
		if top := eval[float64](b, `document.querySelector(".year li:nth-child(4)").getBoundingClientRect().bottom`); top > 800 {
			t.Errorf("the fourth figure ends at %v pixels, below the first screen", top)
		}
		eval[bool](b, `document.querySelector(".year a.place").click(), true`)
		b.await("the sentence", `document.querySelector(":target.s")?.textContent.includes("1748")`)
	})
}

// TestWordsStayInTheirCharts: no name and no value is drawn beyond the picture that it belongs to.
func TestWordsStayInTheirCharts(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[0].base)
	for _, width := range []int64{360, 1280} {
		b.width(width)
		for _, address := range []string{"2017/figures.html", "2017/pairs.html", "2017/commitments.html"} {
			b.visit(address)
			n := eval[int](b, `document.querySelectorAll("svg.chart text").length`)
			out := eval[[]string](b, `[...document.querySelectorAll("svg.chart text")].filter(t => {
				const box = t.closest("svg").getBoundingClientRect(), own = t.getBoundingClientRect();
				return own.left < box.left - 1 || own.right > box.right + 1;
			}).map(t => t.textContent)`)
			if n == 0 || len(out) > 0 {
				t.Errorf("%s at %d: of %d words in charts these go beyond: %q", address, width, n, out)
			}
		}
	}
}
