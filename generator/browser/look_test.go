package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

func media(b *tab, name, value string) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
}

// TestALineOfTextHas35To40Characters where there is room, however wide the window.
func TestALineOfTextHas35To40Characters(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[0].base)
	forget(b)
	for _, width := range []int64{1280, 1920, 2560} {
		b.width(width)
		for _, address := range []string{"2017/3/1.html", "2017/full.html"} {
			b.visit(address)
			n := eval[float64](b, `(p => p.clientWidth / parseFloat(getComputedStyle(p).fontSize))(document.querySelector(".text .p > p"))`)
			if n < 35 || n > 40 {
				t.Errorf("%s at %d: a line has %.1f characters", address, width, n)
			}
			if over := eval[string](b, sideways); over != "" {
				t.Errorf("%s at %d: %s", address, width, over)
			}
		}
	}
}

// TestTextSpacingIsTheReaders: what WCAG 1.4.12 lets a reader set takes nothing away, at 320 pixels too.
func TestTextSpacingIsTheReaders(t *testing.T) {
	eachKind(t, func(*tab) {}, func(b *tab, k kind) {
		eval[bool](b, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"); document.adoptedStyleSheets = [s]; return true; })()`)
		for _, width := range []int64{320, 1280} {
			b.width(width)
			if over := eval[string](b, sideways); over != "" {
				t.Errorf("%s at %d: %s", k.name, width, over)
			}
			if cut := eval[[]string](b, `[...document.querySelectorAll("main a, main button, main h1, main h2, header a, header button")].filter(e => e.getClientRects().length && getComputedStyle(e).overflow === "hidden" && !e.closest(".hidden, .resume") && e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80))`); len(cut) > 0 {
				t.Errorf("%s at %d: words are cut off in %v", k.name, width, cut)
			}
		}
	})
}

// TestTheSystemsWishesAreHonoured: no motion where none is wanted, the system's colours where they are forced.
func TestTheSystemsWishesAreHonoured(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[0].base)
	forget(b)
	media(b, "prefers-reduced-motion", "reduce")
	b.visit("2017/3/1.html")
	if moving := eval[string](b, `getComputedStyle(document.documentElement).scrollBehavior + [...document.querySelectorAll("*")].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0 || getComputedStyle(e).animationName !== "none").map(e => " " + e.tagName).join("")`); moving != "auto" {
		t.Errorf("it moves: %s", moving)
	}
	media(b, "forced-colors", "active")
	b.visit("2017/index.html")
	if !eval[bool](b, `matchMedia("(forced-colors: active)").matches`) {
		t.Fatal("the colours are not forced")
	}
	for what, is := range map[string]string{
		"a button has an edge":               `(s => s.borderTopWidth !== "0px" && s.borderTopColor !== s.backgroundColor)(getComputedStyle(document.querySelector(".button.quiet")))`,
		"the strip's blocks differ from it":  `getComputedStyle(document.querySelector(".strip rect")).fill !== getComputedStyle(document.body).backgroundColor`,
		"lengths differ from the background": `getComputedStyle(document.querySelector(".rule svg")).fill !== getComputedStyle(document.body).backgroundColor`,
	} {
		if !eval[bool](b, is) {
			t.Errorf("with forced colours it does not hold that %s", what)
		}
	}
}

// TestScriptsAreSmall: each under 6 kB minified, and what a page loads at once, six scripts as one, under 18.
func TestScriptsAreSmall(t *testing.T) {
	size := func(of string, most int, data []byte) {
		if len(data) > most {
			t.Errorf("%s has %d bytes, %d at most", of, len(data), most)
		}
	}
	found, err := filepath.Glob(filepath.Join(root, "static", "*.js"))
	if err != nil || len(found) < 15 {
		t.Fatalf("%d scripts, %v", len(found), err)
	}
	for _, name := range found {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var small bytes.Buffer
		if err := (&js.Minifier{}).Minify(minify.New(), &small, bytes.NewReader(data), nil); err != nil {
			t.Fatal(err)
		}
		size(filepath.Base(name), 6000, small.Bytes())
	}
	together, err := filepath.Glob(filepath.Join(shared.site, "assets", "box.*.js"))
	if err != nil || len(together) != 2 {
		t.Fatalf("what pages load at once are %d files, %v", len(together), err)
	}
	for _, name := range together {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		size(filepath.Base(name), 18_000, data)
	}
}
