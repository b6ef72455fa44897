package source

import (
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// formatOf tells how decoded text is laid out. A whole page is HTML whatever its name; then the name counts; what has no
// telling name, as standard input, is known by its opening.
func formatOf(path, text string) string {
	opening := opening(text)
	if opensPage(opening) {
		return formatHTML
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".html", ".htm", ".shtml", ".xhtml":
		return formatHTML
	case ".md", ".markdown":
		return formatMarkdown
	}
	if opensFragment(opening) {
		return formatHTML
	}
	if path == shownPath("-") && opensMarkdown(opening) {
		return formatMarkdown
	}
	return formatText
}

// opening is the first of a text that is not white space, an XML declaration or a comment, in lower case.
func opening(text string) string {
	const enough = 200
	for {
		text = strings.TrimLeft(text, " \t\r\n\f")
		var end string
		switch {
		case strings.HasPrefix(text, "<!--"):
			end = "-->"
		case strings.HasPrefix(text, "<?xml"):
			end = "?>"
		default:
			return strings.ToLower(text[:min(len(text), enough)])
		}
		i := strings.Index(text, end)
		if i < 0 {
			return ""
		}
		text = text[i+len(end):]
	}
}

func opensPage(opening string) bool {
	return strings.HasPrefix(opening, "<!doctype") || startsTag(opening, "html", "head", "body")
}

func opensFragment(opening string) bool {
	return startsTag(opening, "meta", "title", "article", "section", "main", "div", "table", "center", "p", "span", "font", "h1", "h2", "h3")
}

// startsTag tells whether text begins with one of these tags and not with a longer word.
func startsTag(text string, names ...string) bool {
	for _, name := range names {
		rest, found := strings.CutPrefix(text, "<"+name)
		if found && rest != "" && strings.ContainsRune(" \t\r\n/>", rune(rest[0])) {
			return true
		}
	}
	return false
}

func opensMarkdown(opening string) bool {
	return strings.HasPrefix(opening, "# ") || strings.HasPrefix(opening, "+++\n") || strings.HasPrefix(opening, "---\n")
}

// foreignCharset is the encoding that a page declares, where it is one that cannot be mistaken for GB18030's family.
func foreignCharset(page string) string {
	declared := regexp.MustCompile(`(?i)charset\s*=\s*["']?([a-z0-9_-]+)`).FindStringSubmatch(page[:min(len(page), 4096)])
	if declared == nil {
		return ""
	}
	switch name := strings.ToLower(declared[1]); name {
	case "big5", "big5-hkscs", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "hz-gb-2312", "euc-tw":
		return name
	}
	return ""
}

// plainOfMarkdown takes off what would hide plain lines from the outline: front matter, the marks around headings, the asterisks of
// bold words, the backslash before a mark that is meant as it stands. All else stays as it is.
func plainOfMarkdown(text string) (plain string, headings []Heading) {
	text = withoutFrontMatter(text)
	found := headingsOfMarkdown(text)
	m := markdown()
	text = m.heading.ReplaceAllString(text, "$2$3")
	text = plainInline(m.underline.ReplaceAllString(text, "$1"))
	return text, locate(text, found)
}

// markdown is what marks lines and words, made when the first such text comes.
var markdown = sync.OnceValue(func() (m struct{ heading, underline, marked, bold, escape *regexp.Regexp }) {
	m.heading = regexp.MustCompile(`(?m)^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*(\r?)$`)
	m.underline = regexp.MustCompile(`(?m)^(.*\S.*)\n {0,3}(=+|-{3,})[ \t]*\r?$`)
	m.marked = regexp.MustCompile(m.heading.String() + "|" + m.underline.String())
	m.bold = regexp.MustCompile(`\*\*([^*\n]+)\*\*`)
	m.escape = regexp.MustCompile(`\\([-.()\[\]*_#+!>"'~])`)
	return m
})

// plainInline takes off the asterisks of bold words and the backslashes.
func plainInline(text string) string {
	m := markdown()
	return m.escape.ReplaceAllString(m.bold.ReplaceAllString(text, "$1"), "$1")
}

// withoutFrontMatter drops the block between two lines of +++ or --- that a text opens with. One without its second line is text.
func withoutFrontMatter(text string) string {
	for _, fence := range []string{"+++", "---"} {
		first, rest, _ := strings.Cut(text, "\n")
		if strings.TrimRight(first, " \t\r") != fence {
			continue
		}
		for rest != "" {
			var line string
			line, rest, _ = strings.Cut(rest, "\n")
			if strings.TrimRight(line, " \t\r") == fence {
				return rest
			}
		}
	}
	return text
}
