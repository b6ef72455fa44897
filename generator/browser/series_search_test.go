package browser

import (
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baogao/generator/search"
)

// TestSearchOfASeries: with data of the large size the pages count what the texts hold, from a host and from a folder, and give shards back.
func TestSearchOfASeries(t *testing.T) {
	needBrowser(t)
	const reports = 12
	text := corrected(t)
	var all []*search.Report
	for i := range reports {
		r := &search.Report{ID: "r" + strconv.Itoa(i), Title: strconv.Itoa(2000+i) + "年报告", Year: strconv.Itoa(2000 + i), Parts: [][3]string{{"2017/full.html", "一", "题"}}, Facets: map[string][]int{}}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				r.Passages = append(r.Passages, search.Passage{ID: "c1-p" + strconv.Itoa(len(r.Passages)+1), Text: line})
			}
		}
		r.Names = []search.Name{{Kind: "term", Page: r.ID + "/terms/a.html", Names: []string{"放管服"}}}
		all = append(all, r)
	}
	data, err := search.Files(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(data, func(f search.File) bool { return f.Name == "search/k0.js" }) {
		t.Fatal("this is no series")
	}
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS(shared.site)); err != nil {
		t.Fatal(err)
	}
	for _, f := range data {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(files(dir))
	defer server.Close()
	for _, base := range []string{server.URL + "/", (&url.URL{Scheme: "file", Path: dir}).String() + "/"} {
		b := open(t, base)
		for _, query := range []string{"脱贫攻坚", "年", "1748亿元", "各位代表", "火星"} {
			searchFor(b, query)
			b.await("the final count of "+query, `!document.getElementById("count").textContent.startsWith(document.getElementById("search").dataset.checking.split("{2}")[0].replace("{1}", `+strconv.Quote(query)+`)) || document.getElementById("count").textContent.includes("共")`)
			if got, want := said(b, query).places, reports*strings.Count(text, query); got != want {
				t.Errorf("%s%q: the page says %d places, the texts hold %d", base[:4], query, got, want)
			}
		}
		searchFor(b, "fgf")
		b.await("a term by its first letters, with the report that has it", `document.querySelector("#answers li") && document.querySelector("#answers li").textContent.includes("2011年报告")`)
	}
}
