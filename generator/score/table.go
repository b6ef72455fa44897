package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"baogao/generator/search"
)

// tally is how right the answers of a class are.
type tally struct{ queries, exact, found, right, wanted, absent, absentRight int }

func (t *tally) add(want map[string]bool, hits []search.Hit) bool {
	got := map[string]bool{}
	for _, h := range hits {
		got[hitKey(h.URL)] = true
	}
	right := 0
	for key := range got {
		if want[key] {
			right++
		}
	}
	ok := right == len(want) && len(got) == len(want) && len(hits) == len(got)
	t.queries++
	if ok {
		t.exact++
	}
	t.found, t.right, t.wanted = t.found+len(got), t.right+right, t.wanted+len(want)
	if len(want) == 0 {
		t.absent++
		if len(got) == 0 {
			t.absentRight++
		}
	}
	return ok
}

func ratio(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.3f", float64(a)/float64(b))
}

// scoreSite prints a site's table and tells whether all is right.
func scoreSite(reports []*search.Report, pages, each int, seed uint64) (bool, error) {
	folder, err := os.MkdirTemp("", "baogao-score-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(folder)
	passages, text := 0, 0
	for _, r := range reports {
		passages, text = passages+len(r.Passages), text+characters(r)
	}
	start := time.Now()
	if err := writeData(reports, folder); err != nil {
		return false, err
	}
	fmt.Printf("\n%d pages: %d reports, %d passages, %d characters; data written in %d ms\n", pages, len(reports), passages, text, time.Since(start).Milliseconds())
	queries := sample(reports, each, seed)
	scripts, err := askScript(folder, queries)
	if err != nil {
		return false, err
	}
	truth := newScan(reports)
	byClass := map[string]*[2]tally{}
	same, shown := 0, 0
	for i, q := range queries {
		t := byClass[q.Class]
		if t == nil {
			t = &[2]tally{}
			byClass[q.Class] = t
		}
		want, hits := truth.find(q.phrase), search.Find(reports, q.Text)
		a, b := t[0].add(want, hits), t[1].add(want, scripts[i].Hits)
		if sameHits(hits, scripts[i].Hits) {
			same++
		} else if shown < 10 {
			shown++
			fmt.Printf("  program and script differ (%s) %q\n%s", q.Class, q.Text, firstDifference(hits, scripts[i].Hits))
		}
		if (!a || !b) && shown < 10 {
			shown++
			fmt.Printf("  wrong (%s) %q: %d passages, program %d, script %d\n", q.Class, q.Text, len(want), len(hits), len(scripts[i].Hits))
		}
	}
	fmt.Printf("%-16s %7s | %-31s | %s\n%-16s %7s | %7s %7s %7s %7s | %7s %7s %7s %7s\n", "", "", "program", "script", "class", "queries", "exact", "prec.", "recall", "absent", "exact", "prec.", "recall", "absent")
	ok := same == len(queries)
	for _, class := range classes {
		t := byClass[class]
		if t == nil {
			fmt.Printf("%-16s %7d\n", class, 0)
			continue
		}
		fmt.Printf("%-16s %7d", class, t[0].queries)
		for _, t := range t {
			fmt.Printf(" | %7s %7s %7s %7s", ratio(t.exact, t.queries), ratio(t.right, t.found), ratio(t.right, t.wanted), ratio(t.absentRight, t.absent))
			ok = ok && t.exact == t.queries
		}
		fmt.Println()
	}
	fmt.Printf("%d queries; program and script say the same in the same order in %d\n", len(queries), same)
	return ok, printMeasures(folder, scripts)
}

func sameHits(a, b []search.Hit) bool {
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && string(x) == string(y)
}

// writeSite is for comparisons in a browser.
func writeSite(reports []*search.Report, _ []query, folder string) error {
	return writeData(reports, folder)
}

// firstDifference shows the first hit that the two do not share.
func firstDifference(a, b []search.Hit) string {
	for i := range min(len(a), len(b)) {
		if !sameHits(a[i:i+1], b[i:i+1]) {
			return fmt.Sprintf("  %d: %+v\n  %d: %+v\n", i, a[i], i, b[i])
		}
	}
	return fmt.Sprintf("  %d and %d hits\n", len(a), len(b))
}
