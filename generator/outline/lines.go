package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is what can be seen of one physical line: its layout at both ends is cut off. Lines with nothing to see are not kept,
// but the line after them counts them.
type line struct {
	Span
	no     int // from one, by line feeds, as editors count
	blank  int // empty lines before it; a line of zero-width characters is not empty, pages were cut there
	indent int // width of the layout before it, in characters
	pasted bool
}

// writtenBreaks are line ends that somebody wrote out, when the text went through a table cell or out of a page.
var writtenBreaks = [...]string{`\r\n`, `\n`, "<br>", "<br/>", "<br />", "<BR>", "<BR/>", "<BR />"}

// writtenBreak is the length of the written line end that s begins with, 0 where it begins with none.
func writtenBreak(s string) int {
	if s == "" || s[0] != '\\' && s[0] != '<' {
		return 0
	}
	for _, b := range writtenBreaks {
		if strings.HasPrefix(s, b) {
			return len(b)
		}
	}
	return 0
}

// writtenSpaces are the entities that a careless conversion left in the text.
var writtenSpaces = [...]string{"&nbsp;", "&emsp;", "&ensp;", "&#160;", "&#12288;"}

// readLines cuts text into its visible lines.
func readLines(text string) []line {
	var all []line
	no, blank := 1, 0
	pasted := false
	for at := 0; at < len(text); {
		end, next, feeds, written := lineEnd(text, at)
		start, stop := trim(text, at, end)
		switch {
		case start < stop:
			l := line{Span: Span{start, stop}, no: no, blank: blank, indent: utf8.RuneCountInString(text[at:start]), pasted: pasted}
			if cut := escapes(text, start, stop); cut > start && cut < stop {
				_, end := trim(text, start, cut)
				l.End = end
				all = append(all, l)
				l.Start, l.End, l.blank = cut, stop, 0
			}
			all = append(all, l)
			blank = 0
		case !strings.ContainsFunc(text[at:end], isZeroWidth):
			blank++
		}
		no += feeds
		pasted = written
		at = next
	}
	return all
}

// escapedSpace is a no-break space that a page dump wrote out; a run of them often stands before a name.
const escapedSpace = "<U+00A0>"

// escapes is where the escaped spaces that text[start:stop] begins with end.
func escapes(text string, start, stop int) int {
	for strings.HasPrefix(text[start:stop], escapedSpace) {
		start = min(skipLayout(text, start+len(escapedSpace)), stop)
	}
	return start
}

// lineEnd says where the line that begins at ends, where the next begins, and how many line feeds lie between.
func lineEnd(text string, at int) (end, next, feeds int, written bool) {
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '\n':
			return i, i + 1, 1, false
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				return i, i + 2, 1, false
			}
			return i, i + 1, 0, false
		case '\\', '<':
			if n := writtenBreak(text[i:]); n > 0 {
				return i, i + n, 0, true
			}
		case '\v', '\f':
			return i, i + 1, 0, false
		case 0xc2, 0xe2: // the first bytes of the line ends below
			for _, end := range [...]string{"\u0085", "\u2028", "\u2029"} {
				if strings.HasPrefix(text[i:], end) {
					return i, i + len(end), 0, false
				}
			}
		}
	}
	return len(text), len(text), 0, false
}

// isZeroWidth reports whether r is layout that takes no room: joiners, byte order marks, soft hyphens.
func isZeroWidth(r rune) bool { return IsLayout(r) && !unicode.IsSpace(r) }

// layoutAt is the length of the layout that s begins with: one character, one entity, one written-out line end, or none.
func layoutAt(s string) int {
	if s == "" {
		return 0
	}
	if c := s[0]; c < utf8.RuneSelf {
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			return 1
		case c == '&':
			for _, e := range writtenSpaces {
				if strings.HasPrefix(s, e) {
					return len(e)
				}
			}
		}
		return writtenBreak(s)
	}
	if r, n := utf8.DecodeRuneInString(s); IsLayout(r) {
		return n
	}
	return 0
}

// layoutBefore is the length of the layout that s ends with.
func layoutBefore(s string) int {
	if s == "" {
		return 0
	}
	switch s[len(s)-1] {
	case ';':
		for _, e := range writtenSpaces {
			if strings.HasSuffix(s, e) {
				return len(e)
			}
		}
	case 'n', '>':
		for _, e := range writtenBreaks {
			if strings.HasSuffix(s, e) {
				return len(e)
			}
		}
	}
	if r, n := utf8.DecodeLastRuneInString(s); IsLayout(r) {
		return n
	}
	return 0
}

// trim takes the layout off both ends of text[start:end].
func trim(text string, start, end int) (int, int) {
	for start < end {
		n := layoutAt(text[start:end])
		if n == 0 {
			break
		}
		start += n
	}
	for start < end {
		n := layoutBefore(text[start:end])
		if n == 0 {
			break
		}
		end -= n
	}
	return start, end
}

// OnlyLayout reports whether s shows nothing: white space, invisible characters, line ends and spaces that were written out.
func OnlyLayout(s string) bool { return skipLayout(s, 0) == len(s) }

// skipLayout is the offset of the first visible character of s from at on.
func skipLayout(s string, at int) int {
	for at < len(s) {
		n := layoutAt(s[at:])
		if n == 0 {
			return at
		}
		at += n
	}
	return at
}
