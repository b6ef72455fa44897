package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// BenchmarkSaveToBrowser measures from the moment before an editor's program writes to the moment when the changed word has been painted,
// in Chromium, the whole site built between: a word of the report with its erratum, which are two files, and so everything that is made of the
// report. It prints the median and the fastest:
//
//	BenchmarkSaveToBrowser/reports=1-2    20    0 ns/op    48.1 ms/median    41.7 ms/fastest
func BenchmarkSaveToBrowser(b *testing.B) {
	if shared.missing != nil {
		b.Skip(shared.missing)
	}
	for _, reports := range []int{1, 100, 230} {
		b.Run(fmt.Sprintf("reports=%d", reports), func(b *testing.B) { saveToBrowser(b, reports) })
	}
}

func saveToBrowser(b *testing.B, reports int) {
	project := serveProject(b)
	for i := range reports - 1 {
		copied := filepath.Join(project, "content", fmt.Sprintf("copy-%04d", i+1))
		if err := os.CopyFS(copied, os.DirFS(filepath.Join(root, "content", "2017"))); err != nil {
			b.Fatal(err)
		}
	}
	section := filepath.Join(project, "content", "2017", "3", "1.md")
	errata := filepath.Join(project, "content", "2017", "errata.toml")
	text, others := read(b, section), read(b, errata)
	first := firstOf(b, text)
	save := func(word string) {
		put(b, errata, others+erratumAtStart(first, word))
		put(b, section, strings.Replace(text, "\n\n"+firstWord(b, text), "\n\n"+word+strings.TrimPrefix(firstWord(b, text), first), 1))
	}
	page := open(b, serveOn(b, project))
	page.visit("2017/3/1.html")
	eval[bool](page, `window.seen = {}, new MutationObserver(() => {
		const word = document.getElementById("c3-s1-p1")?.textContent.match(/曌(\d+)/);
		if (!word || word[1] in seen) return;
		seen[word[1]] = 0;
		const painted = new MessageChannel();
		painted.port1.onmessage = () => { seen[word[1]] = performance.timeOrigin + performance.now(); };
		requestAnimationFrame(() => painted.port2.postMessage(0));
	}).observe(document.body, {childList: true, subtree: true, characterData: true}), true`)
	var took []float64
	for i := range b.N + 1 {
		start := time.Now()
		save(fmt.Sprintf("曌%03d", i))
		seen := fmt.Sprintf(`window.seen["%03d"]`, i)
		page.await("the saved word", seen)
		if i > 0 { // the first is of a program and a browser that have just begun
			took = append(took, eval[float64](page, seen)-float64(start.UnixMicro())/1000)
		}
		time.Sleep(300 * time.Millisecond) // an editor reads what was written; and what the browser and the program do after it is over
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms/median")
	b.ReportMetric(took[0], "ms/fastest")
	b.ReportMetric(0, "ns/op")
}

// erratumAtStart is the entry that a section's first word needs when it is changed.
func erratumAtStart(published, corrected string) string {
	return "\n[[erratum]]\nid = \"e2\"\nplace = \"c3-s1-p1\"\nat = 0\npublished = \"" + published + "\"\ncorrected = \"" + corrected +
		"\"\nkind = \"typo\"\nreason = \"试\"\nby = \"编者\"\ndate = 2999-12-31\n"
}
