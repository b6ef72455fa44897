package terms

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/outline"
)

// kindOf is the kind that a name's ending says, a slogan where it says none.
func kindOf(name string) string {
	best, kind := 0, "slogan"
	if slices.ContainsFunc(notNames.all(), func(w string) bool { return strings.HasSuffix(name, w) }) {
		return kind
	}
	for _, s := range suffixes {
		for _, w := range s.words.all() {
			if strings.HasSuffix(name, w) && len(w) > best && len(name) > len(w) {
				best, kind = len(w), s.kind
			}
		}
	}
	return kind
}

// endings takes what ends as names do.
func (r *reader) endings() {
	for i := range r.text {
		if len(everySuffix.first(r.text[i])) == 0 {
			continue
		}
		for _, s := range suffixes {
			w := r.anyAt(i, s.words)
			if w == "" {
				continue
			}
			end := i + utf8.RuneCountInString(w)
			if end < len(r.text) && strings.ContainsRune(s.not, r.text[end]) || r.longerEnding(i, end) {
				continue
			}
			start := r.opening(0, i, false)
			n := i - start
			if n < s.least || end-start > 20 || n < 2 && utf8.RuneCountInString(w) == 1 && n < 1 || r.generic(start, i) {
				continue
			}
			if word := r.anyBefore(end, notNames); word != "" && (n < 3 || w == "路" || utf8.RuneCountInString(word) > 2) {
				continue
			}
			if s.kind == "road" {
				for k := i - 2; k > start+1; k-- {
					if r.anyBefore(k, motorways) != "" {
						start = k
					}
				}
			}
			r.take(start, end, s.kind)
		}
	}
}

// longerEnding tells whether a longer ending overlaps this one and goes on behind it: 产业园 in 产业园区.
func (r *reader) longerEnding(start, end int) bool {
	for at := max(0, start-longestEnding+1); at <= start; at++ {
		for _, w := range everySuffix.first(r.text[at]) {
			if at+len(w.runes) > end && r.hasAt(at, w.runes) {
				return true
			}
		}
	}
	return false
}

// longestEnding is the length of the longest word that names end in, in characters.
const longestEnding = 8

// opening is where the name that ends at end begins: behind the last word that opens one, or the last mark. In a list it may hold
// quotation marks.
func (r *reader) opening(from, end int, marks bool) int {
	for j := end; j > from; j-- {
		c := r.text[j-1]
		switch {
		case c == '（' || c == '(':
			return j
		case c == '）' || c == ')':
			k := j - 2
			for k > from && j-k < 8 && r.text[k] != '（' && r.text[k] != '(' {
				k--
			}
			if k <= from || j-k >= 8 {
				return j
			}
			j = k + 1
			continue
		case marks && isMark(c):
		case !isName(c):
			return j
		}
		if end-j > 18 {
			return j
		}
		if w := r.anyBefore(j, openers); w != "" {
			return j
		}
		if r.measured(j) {
			return j
		}
		if w := r.anyBefore(j, weak); w != "" && end-j >= 1 && !r.generic(j, end) {
			return j
		}
	}
	return from
}

// measured tells whether a number with its measure word, or a year, ends at j: 7个, 52条, 2017年.
func (r *reader) measured(j int) bool {
	if j < 2 || !strings.ContainsRune("个项家条处座批所类名件只年月日期届间块片", r.text[j-1]) {
		return false
	}
	c := r.text[j-2]
	return c >= '0' && c <= '9' || strings.ContainsRune("一二三四五六七八九十百千万两几多余数首每各", c)
}

// generic tells whether a stretch is made of words that make no name.
func (r *reader) generic(start, end int) bool {
	reach := make([]bool, end-start+1)
	reach[0] = true
	for i := start; i < end; i++ {
		if !reach[i-start] {
			continue
		}
		if c := r.text[i]; c >= '0' && c <= '9' || isMark(c) || outline.IsLayout(c) {
			reach[i-start+1] = true
		}
		for _, words := range [...]*wordList{generic, weak} {
			for _, w := range words.first(r.text[i]) {
				if n := len(w.runes); i+n <= end && r.hasAt(i, w.runes) {
					reach[i-start+n] = true
				}
			}
		}
		for _, w := range everySuffix.first(r.text[i]) {
			if n := len(w.runes); n > 1 && i+n <= end && r.hasAt(i, w.runes) {
				reach[i-start+n] = true
			}
		}
	}
	return reach[end-start]
}
