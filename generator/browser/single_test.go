package browser

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestSingleFileSearchesAlone opens the one-file edition from a folder of its own, as an attachment is, and searches in it. A tab fails
// on every request outside its base, and its base is the file.
func TestSingleFileSearchesAlone(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shared.site, "2017", "single.html"))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "single.html"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	b := open(t, "file://"+filepath.ToSlash(folder)+"/single.html")
	b.visit("")
	b.do(chromedp.Focus(chromedp.ID("q")))
	b.write("脱贫攻坚")
	b.await("hits", hits+".length")
	want := strings.Count(corrected(t), "脱贫攻坚")
	if got := said(b, "脱贫攻坚"); got.places != want {
		t.Errorf("the page says %d places, the text holds %d", got.places, want)
	}
	if n := eval[int](b, `[...`+hits+`].filter(a => !a.getAttribute("href").startsWith("#") || !document.getElementById(a.hash.slice(1))).length`); n > 0 {
		t.Errorf("%d hits lead nowhere on the page", n)
	}
	// What is searched is read from the page: all of the text, and nothing that is none.
	words := func(s string) string { return strings.Join(strings.Fields(s), "") }
	if got, want := words(eval[string](b, `baogao.engine.texts.map(p => p[2]).join("\n")`)), words(corrected(t)); got != want {
		t.Errorf("the page searches in %d bytes that differ from the corrected text of %d", len(got), len(want))
	}
	if n := eval[int](b, `performance.getEntriesByType("resource").length`); n > 0 {
		t.Errorf("%d requests", n)
	}
	count := &counter{}
	z := gzip.NewWriter(count)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if count.bytes > 250_000 {
		t.Errorf("compressed it has %d bytes", count.bytes)
	}
	t.Logf("%d bytes, %d compressed", len(data), count.bytes)
}

// counter counts what is written to it.
type counter struct{ bytes int }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	return len(p), nil
}
