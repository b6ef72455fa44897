package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	cardOpen   = `document.getElementById("card") && !document.getElementById("card").hidden`
	cardClosed = `!document.getElementById("card") || document.getElementById("card").hidden`
)

// point puts the pointer on the middle of the first box of an element.
func point(b *tab, selector string) {
	b.t.Helper()
	at := eval[[]float64](b, `(e => { e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]; })(document.querySelector('`+selector+`'))`)
	call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
}

func TestACardComesByPointerAndKeyboardAndGoes(t *testing.T) {
	needBrowser(t)
	for _, o := range shared.origins {
		t.Run(o.name, func(t *testing.T) {
			b := open(t, o.base)
			call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
				window.shifts = []; new PerformanceObserver(l => l.getEntries().forEach(e => shifts.push(e.value.toFixed(4) + " " + e.sources.map(s => s.node?.outerHTML?.slice(0, 60) ?? "?").join(", ")))).observe({type: "layout-shift", buffered: true});`})
			b.visit("2017/3/3.html")
			b.await("a read page", `document.readyState === "complete"`)
			// What shifts while a page is read has a test of its own; here it is the card that must move nothing.
			b.frames()
			eval[bool](b, `shifts.length = 0, true`)
			name := eval[string](b, `document.querySelector(".text .term").textContent`)
			point(b, ".text .term")
			b.await("a card by the pointer", cardOpen)
			if title := eval[string](b, `document.getElementById("card-title").textContent`); !strings.Contains(title+name, name) || title == "" {
				t.Errorf("the card of %q is called %q", name, title)
			}
			b.do(chromedp.KeyEvent(kb.Escape))
			b.await("it gone", cardClosed)

			eval[bool](b, `document.querySelector(".text .s").scrollIntoView(), document.querySelector(".text .pl").focus(), true`)
			b.do(chromedp.KeyEvent(kb.Tab))
			b.await("a link of the text with the focus", `document.activeElement.matches(".text a")`)
			b.await("its card", cardOpen)
			described := eval[string](b, `document.getElementById(document.activeElement.getAttribute("aria-describedby"))?.textContent ?? ""`)
			if described == "" && !eval[bool](b, `document.querySelector("#card .card-source").textContent.length > 0`) {
				t.Error("the card says nothing to a screen reader")
			}
			if inside := eval[bool](b, `(r => r.left >= 0 && r.top >= 0 && r.right <= innerWidth && r.bottom <= innerHeight)(document.getElementById("card").getBoundingClientRect())`); !inside {
				t.Error("the card is not in the window")
			}
			b.do(chromedp.KeyEvent(kb.Escape))
			b.await("it gone, the focus where it was", cardClosed+` && document.activeElement.matches(".text a")`)
			if shifts := eval[[]string](b, "window.shifts"); len(shifts) > 0 {
				t.Errorf("the page shifted: %v", shifts)
			}
		})
	}
}

func TestATouchOpensTheCardASecondFollowsTheLink(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	b.width(320)
	call(b, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	b.visit("2017/3/3.html")
	tap := func() {
		at := eval[[]float64](b, `(e => { e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]; })(document.querySelector(".text .term"))`)
		for _, kind := range []input.DispatchTouchEventType{input.DispatchTouchEventTypeTouchStart, input.DispatchTouchEventTypeTouchEnd} {
			p := input.DispatchTouchEventParams{Type: kind}
			if kind == input.DispatchTouchEventTypeTouchStart {
				p.TouchPoints = []*input.TouchPoint{{X: at[0], Y: at[1]}}
			}
			call(b, input.DispatchTouchEvent, p)
		}
	}
	tap()
	b.await("the card", cardOpen)
	if inside := eval[bool](b, `(r => r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight)(document.getElementById("card").getBoundingClientRect())`); !inside {
		t.Error("at 320 pixels the card is not in the window")
	}
	tap()
	b.await("the term's page", `location.pathname.includes("/terms/")`)
}

func TestACrossReferencePreviewsItsPassage(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	b.visit("2017/1/2.html")
	id := eval[string](b, `document.querySelector(".related .ref").hash.slice(1).replace(/(-p\d+)-\d+$/, "$1")`)
	point(b, ".related .ref")
	b.await("the preview", cardOpen)
	preview := strings.TrimSuffix(eval[string](b, `document.getElementById("card-text").textContent`), "…")
	b.visit("2017/3/1.html")
	text := eval[string](b, `(p => { const c = p.cloneNode(true); c.querySelectorAll("[data-ui]").forEach(e => e.remove()); return c.textContent; })(document.getElementById("`+id+`") ?? document.body)`)
	if preview == "" || !strings.Contains(text, preview) {
		t.Errorf("the preview %q is not of %s", preview, id)
	}
}
