package markdown

import (
	"html"
	"strings"
)

// Append writes a block as the dialect has it, with a final newline.
func Append(dst []byte, b Block) []byte {
	if b.Level == 0 {
		return append(appendEscaped(dst, b.Text, true), '\n')
	}
	for range b.Level {
		dst = append(dst, '#')
	}
	dst = append(dst, ' ')
	dst = appendEscaped(dst, b.Text, false)
	dst = append(dst, " {#"...)
	dst = append(dst, b.ID...)
	if b.RunIn {
		dst = append(dst, " .run-in"...)
		if b.Stop != DefaultStop {
			dst = append(dst, ` stop="`...)
			dst = append(dst, html.EscapeString(b.Stop)...)
			dst = append(dst, '"')
		}
	}
	return append(dst, "}\n"...)
}

// appendEscaped escapes the least that makes goldmark read the text back to the letter: what is markup anywhere,
// and, opening a paragraph, what is markup only there.
func appendEscaped(dst []byte, s string, paragraph bool) []byte {
	if paragraph {
		if n := opener(s); n >= 0 {
			dst = append(dst, s[:n]...)
			dst = append(dst, '\\')
			dst = append(dst, s[n])
			s = s[n+1:]
		}
	}
	from := 0
	for i := range len(s) {
		switch s[i] {
		case '#':
			if paragraph {
				continue
			}
			fallthrough // a closing run of # ends a heading and would be dropped
		case '\\', '`', '*', '_', '[', ']', '<', '&', '~', '{', '}':
			dst = append(append(dst, s[from:i]...), '\\')
			from = i
		}
	}
	return append(dst, s[from:]...)
}

// opener is where a paragraph's text must be escaped so that it does not open a heading, a list, a quotation, a rule or a
// fenced block; -1 where it would open none.
func opener(s string) int {
	if s == "" {
		return -1
	}
	switch s[0] {
	case '#', '+', '-', '>', '=', ':', '|':
		return 0
	}
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits < len(s) && (s[digits] == '.' || s[digits] == ')') {
		return digits
	}
	return -1
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

// unescape undoes backslashes and entities in one pass, as a renderer would.
func unescape(b *strings.Builder, raw []byte) {
	from := 0
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && strings.IndexByte(punctuation, raw[i+1]) >= 0:
			b.Write(raw[from:i])
			i++
			from = i
		case c == '&':
			end := i + 1
			for end < len(raw) && raw[end] != ';' && end-i < 34 {
				end++
			}
			if end < len(raw) && raw[end] == ';' {
				entity := string(raw[i : end+1])
				if s := html.UnescapeString(entity); s != entity {
					b.Write(raw[from:i])
					b.WriteString(s)
					i = end
					from = end + 1
				}
			}
		}
	}
	b.Write(raw[from:])
}
