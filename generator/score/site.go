package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"

	"baogao/generator/search"
)

// asked is a query for other engines, with the pages that hold its phrase.
type asked struct {
	Class, Text string
	Pages       []string
}

// cost is what making the search data took: the best time of several, and the most memory that the program had meanwhile, the texts too.
type cost struct{ MS, MB float64 }

// costOf makes the data of a site some times.
func costOf(reports []*search.Report) (cost, error) {
	const times = 3
	best := cost{MS: math.Inf(1)}
	for range times {
		debug.FreeOSMemory()
		stop, most := make(chan bool), make(chan float64)
		go func() { most <- mostMemory(stop) }()
		start := time.Now()
		if _, err := search.Files(context.Background(), reports); err != nil {
			return cost{}, err
		}
		best.MS = min(best.MS, float64(time.Since(start).Microseconds())/1000)
		close(stop)
		best.MB = max(best.MB, <-most)
	}
	return best, nil
}

// mostMemory is the most megabytes that the program holds of the system's memory until it is told to stop.
func mostMemory(stop chan bool) float64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	most := uint64(0)
	for {
		metrics.Read(samples)
		most = max(most, samples[0].Value.Uint64()-samples[1].Value.Uint64())
		select {
		case <-stop:
			return float64(most) / 1e6
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// writeSite is for comparisons in a browser (.ci/bench-search): the texts as pages, our data with our scripts, what making the data cost, and
// the queries with what a scan finds.
func writeSite(reports []*search.Report, queries []query, folder string) error {
	built, err := costOf(reports)
	if err != nil {
		return err
	}
	ours := filepath.Join(folder, "ours")
	if err := writeData(reports, ours); err != nil {
		return err
	}
	took, err := json.Marshal(built)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "built.json"), took, 0o644); err != nil {
		return err
	}
	for _, name := range []string{"box.js", "fold.js", "search.js", "series.js", "names.js", "near.js"} {
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
				fmt.Fprintf(pages[name], "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>%s</title><body>", html.EscapeString(r.Parts[p.Part][2]))
			}
			element := "p"
			if len(p.Heads) == 2 && p.Heads[0] == 0 && p.Heads[1] == len(utf16.Encode([]rune(p.Text))) {
				element = "h2"
			}
			fmt.Fprintf(pages[name], "<%s id=%q>%s</%s>\n", element, p.ID, html.EscapeString(p.Text), element)
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
