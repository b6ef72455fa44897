package search

import (
	"cmp"
	"slices"
	"strings"
)

// Suggestion is a text that differs by one character from one that is hardly found.
type Suggestion struct {
	Text  string `json:"text"`
	Count int    `json:"count"` // places
}

const (
	fewHits     = 2  // passages with which a query is still hardly found
	moreOften   = 10 // times as many places has what is suggested then
	nearBlocks  = 24 // of a series, that are read for one half of a query
	suggestions = 3
	tried       = 6
)

// Near gives what a query that is hardly found may have meant: names first, then headings, then what the text says more often. One character is
// wrong, missing or too many, or two stand the other way round. hits are the query's own.
func Near(reports []*Report, text string, hits []Hit) []Suggestion {
	return near(byYear(reports), text, hits, !IsSeries(sourcesOf(reports)))
}

func near(reports []*Report, text string, hits []Hit, whole bool) []Suggestion {
	own := 0
	for _, h := range hits {
		own += h.Count
	}
	found := []Suggestion{}
	word := mistaken(text)
	if word == nil || len(hits) > fewHits {
		return found
	}
	for _, c := range candidates(reports, word, whole) {
		count := 0
		for _, h := range Find(reports, c) {
			count += h.Count
		}
		if count > 0 && count >= own*moreOften && !slices.ContainsFunc(found, func(s Suggestion) bool { return strings.Contains(s.Text, c) }) {
			// A piece of another suggestion stands wherever that does: it says nothing more.
			found = slices.DeleteFunc(found, func(s Suggestion) bool { return strings.Contains(c, s.Text) })
			found = append(found, Suggestion{c, count})
			if len(found) == suggestions {
				break
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Suggestion) int { return b.Count - a.Count })
	return found
}

// mistaken is the one word of a query that can be mistyped, nil where there is none.
func mistaken(text string) []rune {
	q := parse(text)
	if len(q.groups) != 1 || len(q.groups[0]) != 1 || len(q.without)+len(q.filters) > 0 || q.groups[0][0].near != nil {
		return nil
	}
	word := q.groups[0][0].core
	if len(word) < 2 || len(word) > 20 || !slices.ContainsFunc(word, isHan) || slices.ContainsFunc(word, isOther) {
		return nil
	}
	return word
}

// candidate is a text near the query: the best source that has it and how often it was seen.
type candidate struct{ source, seen int }

// candidates are the likeliest texts at one mistake's distance. A mistake is in one half of the word, so the other half stands in the text.
func candidates(reports []*Report, word []rune, whole bool) []string {
	found := map[string]*candidate{}
	add := func(text []rune, source int) {
		s := string(text)
		if s == string(word) || slices.ContainsFunc(text, isOther) {
			return
		}
		c := found[s]
		if c == nil {
			c = &candidate{source: source}
			found[s] = c
		}
		c.source = min(c.source, source)
		c.seen++
	}
	half := len(word) / 2
	first, second := word[:half], word[half:]
	backwards := reversed(first)
	if len(word) > 2 {
		all := groups(reports, whole)
		scan := func(half []rune, look func(core []rune, at, source int)) {
			for _, group := range all {
				read := 0
				for _, block := range group.blocks {
					if !whole && !block.has(half) {
						continue
					}
					if read++; read > nearBlocks && !whole {
						break
					}
					for _, core := range block.cores {
						for at := 0; at+len(half) <= len(core); at++ {
							if slices.Equal(core[at:at+len(half)], half) {
								look(core, at, group.source)
							}
						}
					}
				}
			}
		}
		scan(first, func(core []rune, at, source int) {
			for _, n := range mistakes(second, core[at+half:]) {
				add(core[at:at+half+n], source)
			}
		})
		scan(second, func(core []rune, at, source int) {
			for _, n := range mistakes(backwards, reversed(core[max(0, at-half-1):at])) {
				add(core[at-n:at+len(second)], source)
			}
		})
	}
	swapped := slices.Clone(word)
	swapped[half-1], swapped[half] = swapped[half], swapped[half-1]
	var all []string
	for s := range found {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(found[a].source-found[b].source, found[b].seen-found[a].seen, strings.Compare(a, b))
	})
	all = all[:min(len(all), tried)]
	if s := string(swapped); s != string(word) && !slices.Contains(all, s) {
		all = append(all, s)
	}
	return all
}

// isOther tells whether a character is neither a Han character nor another letter or digit.
func isOther(c rune) bool { return !isHan(c) && !isWord(c) }

func reversed(all []rune) []rune {
	c := slices.Clone(all)
	slices.Reverse(c)
	return c
}

// mistakes tells how many of the characters of a text stand for what was typed, with one mistake: one wrong, two the other way round, one
// missing, one too many.
func mistakes(typed, text []rune) []int {
	n := len(typed)
	var found []int
	same := 0
	for same < n && same < len(text) && typed[same] == text[same] {
		same++
	}
	if same == n {
		return nil
	}
	switch {
	case len(text) >= n && slices.Equal(typed[same+1:], text[same+1:n]):
		found = append(found, n)
	case len(text) >= n && same+1 < n && typed[same] == text[same+1] && typed[same+1] == text[same] && slices.Equal(typed[same+2:], text[same+2:n]):
		found = append(found, n)
	}
	if len(text) > n && slices.Equal(typed[same:], text[same+1:n+1]) {
		found = append(found, n+1)
	}
	if len(text) >= n-1 && slices.Equal(typed[same+1:], text[same:n-1]) {
		found = append(found, n-1)
	}
	return found
}

// group is what can hold a suggestion: names, headings, or text.
type group struct {
	source int
	blocks []coreBlock
}

// coreBlock is a block's texts as they are compared.
type coreBlock struct{ cores [][]rune }

// has tells whether a block has every pair of characters of a text, as its postings say.
func (b *coreBlock) has(text []rune) bool {
	for i := range text {
		part := text[i:min(i+2, len(text))]
		if len(part) == 1 && i > 0 {
			continue
		}
		if !slices.ContainsFunc(b.cores, func(core []rune) bool { return indexOfRunes(core, part) >= 0 }) {
			return false
		}
	}
	return true
}

func groups(reports []*Report, whole bool) []group {
	names := newNameTable()
	var heads, texts []block
	for i, r := range reports {
		names.add(i, r)
		head, text := blocksOf(i, r)
		heads, texts = append(heads, head...), append(texts, text...)
	}
	shared := names.order
	all := []group{{source: 0}, {source: 1}, {source: 2}}
	if whole {
		all[1].source = 2
	}
	for i, list := range [][]block{nameBlocks(shared), heads, texts} {
		for _, b := range list {
			var c coreBlock
			for _, k := range b.passages {
				if i > 0 {
					c.cores = append(c.cores, reports[b.report].Passages[k].fold().core)
					continue
				}
				for _, name := range shared[k].Names {
					c.cores = append(c.cores, fold(name).core)
				}
			}
			all[i].blocks = append(all[i].blocks, c)
		}
	}
	return all
}
