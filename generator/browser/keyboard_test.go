package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestFirstTabSkipsToTheText on every kind of page.
func TestFirstTabSkipsToTheText(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, k := range shared.kinds {
			b.visit(k.address)
			b.do(chromedp.KeyEvent(kb.Tab))
			if !eval[bool](b, `document.activeElement.matches("a.skip")`) {
				t.Errorf("%s: the first Tab goes to %s", k.name, eval[string](b, "document.activeElement.outerHTML.slice(0, 100)"))
				continue
			}
			if !eval[bool](b, `(r => r.width > 1 && r.height > 1 && r.top >= 0 && r.left >= 0)(document.activeElement.getBoundingClientRect())`) {
				t.Errorf("%s: the skip link is not seen when it has the focus", k.name)
			}
			b.do(chromedp.KeyEvent(kb.Enter))
			b.await("the way to the text", `location.hash === "#main"`)
			b.do(chromedp.KeyEvent(kb.Tab))
			// A page whose text has nothing to act on goes on to what follows it.
			if !eval[bool](b, `document.activeElement.closest("main, footer") !== null && (document.activeElement.closest("main") !== null || ![...document.querySelectorAll("main a, main summary")].some(e => e.getClientRects().length))`) {
				t.Errorf("%s: after the skip link Tab goes to %s", k.name, eval[string](b, "document.activeElement.outerHTML.slice(0, 100)"))
			}
		}
	})
}

// TestPermanentLinksLandAndAreSetOff: passages, sentences, headings.
func TestPermanentLinksLandAndAreSetOff(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, link := range []struct{ page, id string }{
			{"2017/3/1.html", "c3-s1-p2-4"}, {"2017/3/1.html", "c3-s1-p2"}, {"2017/3/1.html", "c3-s1-t1"}, {"2017/full.html", "c4-s5-p1"}, {"2017/1/index.html", "c1"},
		} {
			b.visit(link.page + "#" + link.id)
			landed(b, link.id)
		}
	})
}
