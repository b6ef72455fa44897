package browser

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/page"
)

var pictures = flag.String("pictures", "", "a folder to write pictures of every kind of page to")

// tallest is as much of a page as a picture shows.
const tallest = 3200

// TestPictures writes KIND-WIDTH-light.png and KIND-WIDTH-dark.png for people to look at; nothing is compared.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("make pictures writes them")
	}
	needBrowser(t)
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	whole := true
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 768, 1280} {
			eachKind(t, func(b *tab) {
				media(b, "prefers-color-scheme", scheme)
				b.width(width)
			}, func(b *tab, k kind) {
				// What is out of sight is not painted by itself; a picture shows all.
				eval[bool](b, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { content-visibility: visible !important }"); document.adoptedStyleSheets = [s]; return true; })()`)
				b.frames()
				height := eval[float64](b, fmt.Sprintf("Math.min(document.documentElement.scrollHeight, %d)", tallest))
				shot := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{
					CaptureBeyondViewport: &whole,
					Clip:                  &page.Viewport{Width: float64(width), Height: height, Scale: 1},
				})
				name := fmt.Sprintf("%s-%d-%s.png", k.name, width, scheme)
				if err := os.WriteFile(filepath.Join(*pictures, name), shot.Data, 0o644); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
