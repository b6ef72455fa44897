package diag

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// excerptBefore and excerptAfter bound, in characters, what of a long line is shown around a span.
const (
	excerptBefore = 30
	excerptAfter  = 24
	longestCaret  = 40
)

// String is the problem as its reader sees it, without a final newline.
func (p *Problem) String() string {
	var b strings.Builder
	writePlace(&b, "", p.File, p.Span, p.word()+p.Message)
	for _, r := range p.Related {
		b.WriteByte('\n')
		writePlace(&b, "  ", r.File, r.Span, r.Message)
	}
	if p.Help != "" {
		word := "help: "
		if p.language == Chinese {
			word = "办法："
		}
		b.WriteString("\n  " + word)
		b.WriteString(strings.ReplaceAll(p.Help, "\n", "\n        "))
	}
	return b.String()
}

// word is how the problem's line begins behind its place.
func (p *Problem) word() string {
	switch {
	case p.language == English:
		return p.Severity.String() + ": "
	case p.Severity == Warning:
		return "警告："
	}
	return "错误："
}

func writePlace(b *strings.Builder, indent string, f *File, s Span, message string) {
	if f.Text == "" || s == (Span{}) {
		fmt.Fprintf(b, "%s%s: %s", indent, f.Path, message)
		return
	}
	line, column := f.Position(s.Start)
	fmt.Fprintf(b, "%s%s:%d:%d: %s\n", indent, f.Path, line, column, message)
	text, carets := excerpt(f, s, line)
	fmt.Fprintf(b, "%6d | %s\n       | %s", line, text, carets)
}

// excerpt cuts the line around a span and draws carets under the part of the span that is on it.
func excerpt(f *File, s Span, line int) (text, carets string) {
	at := f.LineSpan(line)
	start := min(max(s.Start, at.Start), at.End)
	end := min(max(s.End, start), at.End)
	before := []rune(f.Text[at.Start:start])
	marked := []rune(f.Text[start:end])
	after := []rune(f.Text[end:at.End])
	var out strings.Builder
	pad := 0
	write := func(runes []rune) (columns int) {
		for _, r := range runes {
			if unicode.IsControl(r) {
				r = ' '
			}
			out.WriteRune(r)
			columns += columnsOf(r)
		}
		return columns
	}
	if len(before) > excerptBefore {
		before = before[len(before)-excerptBefore:]
		pad += write([]rune("…"))
	}
	pad += write(before)
	cut := len(marked) > longestCaret
	if cut {
		marked, after = marked[:longestCaret], nil
	}
	wide := max(write(marked), 1)
	if len(after) > excerptAfter {
		after, cut = after[:excerptAfter], true
	}
	write(after)
	if cut {
		write([]rune("…"))
	}
	return strings.TrimRight(out.String(), " "), strings.Repeat(" ", pad) + strings.Repeat("^", wide)
}

// columnsOf is how many columns of a terminal a character takes: two for what East Asian fonts draw wide, none for marks that
// combine and characters that are not seen.
func columnsOf(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
