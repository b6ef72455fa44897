package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"baogao/generator/pinyin"
	"baogao/generator/search"
)

// nameQuery is what is typed for a name or a heading, and the page that it must lead to.
type nameQuery struct{ Class, Text, want string }

var nameClasses = []string{"pinyin", "initials", "half typed", "traditional name"}

// nameTally is how many names were found.
type nameTally struct{ queries, found int }

// named is a name or heading of the texts and where it leads.
type named struct{ text, want string }

// sampleNames draws names and headings of Han characters; what is typed for them is made by package pinyin from the name alone.
func sampleNames(reports []*search.Report, each int, seed uint64) []nameQuery {
	var all []named
	seen := map[string]bool{}
	add := func(text, want string) {
		text = strings.TrimRight(text, "。")
		if n := len([]rune(text)); n < 2 || n > 24 || seen[text] || strings.ContainsFunc(text, func(c rune) bool { return !unicode.Is(unicode.Han, c) && !unicode.IsPunct(c) }) {
			return
		}
		seen[text] = true
		all = append(all, named{text, want})
	}
	for _, r := range reports {
		for _, n := range r.Names {
			if n.Read == "" {
				add(n.Names[0], n.Page)
			}
		}
		for i, p := range r.Passages {
			units := utf16.Encode([]rune(p.Text))
			for k := 0; k+1 < len(p.Heads); k += 2 {
				add(string(utf16.Decode(units[p.Heads[k]:p.Heads[k+1]])), passageKey(r, i))
			}
		}
	}
	s := rand.New(rand.NewPCG(seed, 3))
	to := map[rune]rune{}
	table := []rune(string(search.TraditionalData()))
	for i := slices.Index(table, '"') + 1; i+1 < len(table) && table[i] != '"'; i += 2 {
		if _, ok := to[table[i+1]]; !ok {
			to[table[i+1]] = table[i]
		}
	}
	var queries []nameQuery
	for _, class := range nameClasses {
		for n, tries := 0, 0; n < each && tries < each*100 && len(all) > 0; tries++ {
			name := all[s.IntN(len(all))]
			if text := typed(class, name.text, to, s); text != "" {
				queries = append(queries, nameQuery{class, text, name.want})
				n++
			}
		}
	}
	return queries
}

// typed is what a reader types for a name.
func typed(class, name string, traditional map[rune]rune, s *rand.Rand) string {
	if class == "traditional name" {
		return other(name, func(c rune) rune {
			if t, ok := traditional[c]; ok {
				return t
			}
			return c
		})
	}
	syllables := pinyin.Of(name)
	var b strings.Builder
	for i, syllable := range syllables {
		p := pinyin.Plain(syllable)
		switch {
		case class == "initials":
			p = p[:1]
		case class == "half typed" && i > 0 && i == len(syllables)-1:
			p = p[:1+s.IntN(len(p))]
		case class == "half typed" && i > 0 && s.IntN(2) == 0:
			p = p[:1]
		}
		b.WriteString(p)
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

func other(text string, change func(rune) rune) string {
	if changed := strings.Map(change, text); changed != text {
		return changed
	}
	return ""
}

func tallyNames(byName map[string]*[2]nameTally, q nameQuery, names *search.Names, script scriptAnswer) {
	t := byName[q.Class]
	if t == nil {
		t = &[2]nameTally{}
		byName[q.Class] = t
	}
	var urls []string
	for _, a := range names.Find(q.Text) {
		urls = append(urls, a.URL)
	}
	for k, list := range [][]string{urls, script.URLs} {
		t[k].queries++
		if slices.ContainsFunc(list, func(u string) bool { return hitKey(u) == hitKey(q.want) }) {
			t[k].found++
		} else {
			fmt.Printf("  not found (%s, %d) %q: %s\n", q.Class, k, q.Text, q.want)
		}
	}
}

// printNames prints how many names were found and tells whether they are enough.
func printNames(byName map[string]*[2]nameTally) bool {
	ok := true
	fmt.Printf("names and headings  queries | recall: program, script\n")
	for _, class := range nameClasses {
		if t := byName[class]; t != nil {
			fmt.Printf("%-18s %8d | %s %s\n", class, t[0].queries, ratio(t[0].found, t[0].queries), ratio(t[1].found, t[1].queries))
			for _, t := range t {
				ok = ok && t.found*100 >= t.queries*98
			}
		}
	}
	return ok
}

//go:embed testdata/ranking.tsv
var rankings string

const (
	firstPages = 3
	wanted     = 95 // of a hundred
)

// printRanking asks what readers look for on the project's report, and tells whether the page that they want stands among the first ones often
// enough. Pages are those of the answers above the hits, then those of the hits.
func printRanking(reports []*search.Report) bool {
	queries, right := 0, 0
	names := search.NewNames(reports[:1])
	for line := range strings.Lines(rankings) {
		text, pages, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		queries++
		var got []string
		add := func(url string) {
			page, _, _ := strings.Cut(url, "#")
			if !slices.Contains(got, page) {
				got = append(got, page)
			}
		}
		for _, a := range search.Shown(names.Find(text)) {
			add(a.URL)
		}
		for _, h := range search.Find(reports[:1], text) {
			add(h.URL)
		}
		got = got[:min(len(got), firstPages)]
		if slices.ContainsFunc(strings.Fields(pages), func(p string) bool { return slices.Contains(got, p) }) {
			right++
		} else {
			fmt.Printf("  not among the first %d pages: %q wants %s, has %s\n", firstPages, text, pages, strings.Join(got, " "))
		}
	}
	fmt.Printf("what readers look for: of %d queries %d have the wanted page among the first %d\n", queries, right, firstPages)
	return queries >= 100 && right*100 >= queries*wanted
}
