package merge

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/content"
)

// pair is a block of the old text and what it is in the new one, by index.
type pair struct {
	old, new int
	same     bool // its words did not change
}

// align finds which blocks of two texts are each other: those with the same words in the same order, as many as there are, and between them those
// that are alike enough to be one block with other words.
func align(old, new []content.Block) []pair {
	var pairs []pair
	i, j := 0, 0
	gap := func(toOld, toNew int) {
		for _, p := range alike(old[i:toOld], new[j:toNew]) {
			pairs = append(pairs, pair{p.old + i, p.new + j, false})
		}
	}
	for _, p := range common(len(old), len(new), func(i, j int) float64 {
		if old[i].Text == new[j].Text && kindOf(old[i]) == kindOf(new[j]) {
			return 1
		}
		return 0
	}) {
		gap(p.old, p.new)
		pairs = append(pairs, pair{p.old, p.new, true})
		i, j = p.old+1, p.new+1
	}
	gap(len(old), len(new))
	return pairs
}

// enough is how alike two blocks are that are one with other words: the share of pairs of characters that both have.
const enough = 0.3

func alike(old, new []content.Block) []pair {
	grams := func(blocks []content.Block) []map[string]int {
		all := make([]map[string]int, len(blocks))
		for i, b := range blocks {
			all[i] = bigrams(b.Text)
		}
		return all
	}
	a, b := grams(old), grams(new)
	return common(len(old), len(new), func(i, j int) float64 {
		if kindOf(old[i]) != kindOf(new[j]) {
			return 0
		}
		if d := dice(a[i], b[j]); d >= enough {
			return d
		}
		return 0
	})
}

// common gives the pairs, in the order of both sides, with the greatest sum of worths; a worth of 0 is no pair.
func common(n, m int, worth func(i, j int) float64) []pair {
	front := 0
	for front < min(n, m) && worth(front, front) == 1 {
		front++
	}
	back := 0
	for back < min(n, m)-front && worth(n-1-back, m-1-back) == 1 {
		back++
	}
	rows, columns := n-front-back, m-front-back
	best := make([][]float64, rows+1)
	for i := range best {
		best[i] = make([]float64, columns+1)
	}
	for i := rows - 1; i >= 0; i-- {
		for j := columns - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if w := worth(front+i, front+j); w > 0 {
				best[i][j] = max(best[i][j], w+best[i+1][j+1])
			}
		}
	}
	var pairs []pair
	for i := range front {
		pairs = append(pairs, pair{old: i, new: i})
	}
	for i, j := 0, 0; i < rows && j < columns; {
		w := worth(front+i, front+j)
		switch {
		case w > 0 && best[i][j] == w+best[i+1][j+1]:
			pairs = append(pairs, pair{old: front + i, new: front + j})
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
	for i := range back {
		pairs = append(pairs, pair{old: n - back + i, new: m - back + i})
	}
	return pairs
}

// kindOf tells what a block can be changed into: no paragraph becomes a heading.
func kindOf(b content.Block) string {
	switch {
	case b.Headings:
		return string(b.Part.Role)
	case strings.HasPrefix(b.ID, "m"):
		return "masthead"
	case strings.Contains(b.ID, "-h"):
		return "heading"
	}
	return "paragraph"
}

// bigrams counts the pairs of neighbouring characters of a text.
func bigrams(s string) map[string]int {
	all := map[string]int{}
	_, size := utf8.DecodeRuneInString(s)
	for at := 0; at+size < len(s); {
		_, next := utf8.DecodeRuneInString(s[at+size:])
		all[s[at:at+size+next]]++
		at, size = at+size, next
	}
	return all
}

func dice(a, b map[string]int) float64 {
	both, sum := 0, 0
	for gram, n := range a {
		both += min(n, b[gram])
		sum += n
	}
	for _, n := range b {
		sum += n
	}
	if sum == 0 {
		return 0
	}
	return 2 * float64(both) / float64(sum)
}

// Lines leads the lines of a text, from one, to the same lines of another; those that are not there are missing.
func Lines(old, new string) map[int]int {
	a, b := strings.Split(old, "\n"), strings.Split(new, "\n")
	to := map[int]int{}
	for _, p := range common(len(a), len(b), func(i, j int) float64 {
		if a[i] == b[j] {
			return 1
		}
		return 0
	}) {
		to[p.old+1] = p.new + 1
	}
	return to
}
