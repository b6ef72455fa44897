package outline

import (
	"unicode"
	"unicode/utf8"
)

// wrap says how a text is broken into lines of one length, as in mail and page layout; the zero value is a text with a paragraph a line.
// A line is full when it has about the length of most others, in characters or in columns.
type wrap struct {
	characters, columns int
	indented            bool // a paragraph's first line stands in
}

// fewestWrapped is the number of full lines from which a text counts as wrapped.
const fewestWrapped = 12

// readWrap looks for a length that most lines have and hardly any exceeds.
func readWrap(text string, lines []line) wrap {
	characters, columns := make([]int, 0, len(lines)), make([]int, 0, len(lines))
	in := 0
	for _, l := range lines {
		c, w := lineWidth(text[l.Start:l.End])
		characters, columns = append(characters, c+min(l.indent, 4)), append(columns, w+2*min(l.indent, 4))
		if l.indent >= 2 {
			in++
		}
	}
	w := wrap{characters: fullLength(characters, 2), columns: fullLength(columns, 4)}
	if w.characters > 0 || w.columns > 0 {
		w.indented = in*12 > len(lines) && in*10 < len(lines)*9
	}
	return w
}

// lineWidth counts a line in characters and in columns, two for a wide one.
func lineWidth(s string) (characters, columns int) {
	for _, r := range s {
		characters++
		columns++
		if r > unicode.MaxLatin1 {
			columns++
		}
	}
	return characters, columns
}

// The shortest and the longest line that a text is wrapped to, in characters or columns.
const (
	shortestFull = 18
	longestFull  = 130
)

// fullLength is the length of full lines, give or take slack; 0 where the lines have no such length.
func fullLength(lengths []int, slack int) int {
	var count [longestFull + 1]int
	long, beyond := 0, 0
	for _, n := range lengths {
		switch {
		case n > longestFull:
			beyond++
		case n >= shortestFull/2:
			long++
			count[n]++
		}
	}
	best, most := 0, 0
	for n := shortestFull; n <= longestFull; n++ {
		full := 0
		for m := n - slack; m <= n; m++ {
			full += count[m]
		}
		if full > most {
			best, most = n, full
		}
	}
	for n := best + 1; best > 0 && n <= longestFull; n++ {
		beyond += count[n]
	}
	if most < fewestWrapped || most*2 < long || beyond*20 > most {
		return 0
	}
	return best
}

func (w wrap) is() bool { return w.characters > 0 || w.columns > 0 }

// full reports whether a line could have held no more.
func (w wrap) full(s string, indent int) bool {
	c, col := lineWidth(s)
	c, col = c+min(indent, 4), col+2*min(indent, 4)
	return w.characters > 0 && c >= w.characters-3 || w.columns > 0 && col >= w.columns-5
}

// continues reports whether line l, which reads s, goes on with the paragraph u, whose last line is before.
func (w wrap) continues(u *unit, s string, l line, beforeText string, before line) bool {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case l.pasted || l.blank > 0:
		return false
	case w.indented && l.indent >= 2:
		return false
	case cannotOpen(first) && !dashed(s):
		return true
	case !w.full(beforeText, before.indent):
		return false
	case w.indented:
		return true
	}
	opens := readMark(s).class != unmarked || isSalutation(squeeze(s))
	return !opens || !endsSentence(u.last)
}
