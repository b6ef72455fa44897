package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"baogao/generator/search"
)

// tally is how right the answers of a class are.
type tally struct{ queries, exact, found, right, wanted, absent, absentRight int }

func (t *tally) add(want map[string]bool, urls []string) bool {
	got := map[string]bool{}
	for _, u := range urls {
		got[hitKey(u)] = true
	}
	right := 0
	for key := range got {
		if want[key] {
			right++
		}
	}
	ok := right == len(want) && len(got) == len(want) && len(urls) == len(got)
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
	truth := newScan(reports)
	byClass := map[string]*[2]tally{}
	same, shown := 0, 0
	var scripts []scriptAnswer
	names := sampleNames(reports, max(each/2, 1), seed)
	byName := map[string]*[2]nameTally{}
	order := search.NewNames(reports)
	err = askScript(folder, names, queries, func(i int, script scriptAnswer) {
		tallyNames(byName, names[i], order, script)
	}, func(i int, script scriptAnswer) {
		q := queries[i]
		t := byClass[q.Class]
		if t == nil {
			t = &[2]tally{}
			byClass[q.Class] = t
		}
		want := truth.find(q.phrase)
		urls, sum := answerOf(search.Find(reports, q.Text))
		a, b := t[0].add(want, urls), t[1].add(want, script.URLs)
		if sum == script.Sum {
			same++
		} else if shown < 10 {
			shown++
			fmt.Printf("  program and script differ (%s) %q\n%s", q.Class, q.Text, firstDifference(urls, script.URLs))
		}
		if (!a || !b) && shown < 10 {
			shown++
			fmt.Printf("  wrong (%s) %q: %d passages, program %d, script %d\n", q.Class, q.Text, len(want), len(urls), len(script.URLs))
		}
		script.URLs = nil
		scripts = append(scripts, script)
	})
	if err != nil {
		return false, err
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
	ok = printNames(byName) && ok
	if pages == ownPages {
		ok = printRanking(reports) && ok
	}
	return ok, printMeasures(folder, scripts)
}

// answerOf are the addresses of hits, and the SHA-256 of all that they say, as the script makes it.
func answerOf(hits []search.Hit) ([]string, string) {
	urls := make([]string, len(hits))
	for i, h := range hits {
		urls[i] = h.URL
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(hits); err != nil {
		panic(err) // hits are strings and numbers
	}
	sum := sha256.Sum256(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
	return urls, hex.EncodeToString(sum[:])
}

// firstDifference shows the first hit that the two do not share.
func firstDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("  hit %d: %s, %s\n", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("  %d and %d hits\n", len(a), len(b))
}
