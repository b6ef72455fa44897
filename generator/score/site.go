package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"baogao/generator/search"
)

// asked is a query for other engines, with the pages that hold its phrase.
type asked struct {
	Class, Text string
	Pages       []string
}

// writeSite is for comparisons in a browser (.ci/bench-search): the texts as pages, our data with our scripts, how many milliseconds the data
// took, and the queries with what a scan finds.
func writeSite(reports []*search.Report, queries []query, folder string) error {
	start := time.Now()
	ours := filepath.Join(folder, "ours")
	if err := writeData(reports, ours); err != nil {
		return err
	}
	built := time.Since(start).Milliseconds()
	if err := os.WriteFile(filepath.Join(folder, "built"), []byte(strconv.FormatInt(built, 10)), 0o644); err != nil {
		return err
	}
	for _, name := range []string{"fold.js", "search.js", "series.js", "names.js", "near.js"} {
		data, err := os.ReadFile(filepath.Join("static", name))
		if err != nil {
			return err
		}
		var small bytes.Buffer
		if err := (&js.Minifier{}).Minify(minify.New(), &small, bytes.NewReader(data), nil); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(ours, name), small.Bytes(), 0o644); err != nil {
			return err
		}
	}
	for _, r := range reports {
		pages := map[string]*strings.Builder{}
		for _, p := range r.Passages {
			name := r.Parts[p.Part][0]
			if pages[name] == nil {
				pages[name] = &strings.Builder{}
				fmt.Fprintf(pages[name], "<!doctype html><html lang=zh><meta charset=utf-8><title>%s</title><body>", html.EscapeString(r.Parts[p.Part][2]))
			}
			fmt.Fprintf(pages[name], "<p id=%q>%s</p>\n", p.ID, html.EscapeString(p.Text))
		}
		for name, b := range pages {
			to := filepath.Join(folder, "pages", filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(to, []byte(b.String()), 0o644); err != nil {
				return err
			}
		}
	}
	truth := newScan(reports)
	all := []asked{}
	for _, q := range queries {
		found := map[string]bool{}
		for key := range truth.find(q.phrase) {
			page, _, _ := strings.Cut(key, "#")
			found[page] = true
		}
		pages := slices.AppendSeq([]string{}, maps.Keys(found))
		slices.Sort(pages)
		all = append(all, asked{q.Class, q.Text, pages})
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "queries.json"), data, 0o644)
}
