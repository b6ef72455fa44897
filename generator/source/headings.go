package source

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Heading is a line that the received format itself says is a heading: h1 to h6 of a page, a heading style of Word, # of Markdown.
type Heading struct {
	Line  int // of Received.Text, from one
	Level int // 1…9, as the format counts
}

// marked is a heading's words before it is known on which line they stand.
type marked struct {
	text  string
	level int
}

// locate finds the lines of a text that headings are, in order; one whose line is not there (menus were left out) is passed over.
func locate(text string, all []marked) []Heading {
	if len(all) == 0 {
		return nil
	}
	lines := map[string][]int{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		key := sameLine(line)
		lines[key] = append(lines[key], n)
	}
	var found []Heading
	last := 0
	for _, m := range all {
		key := sameLine(m.text)
		for key != "" && len(lines[key]) > 0 {
			at := lines[key][0]
			if at > last {
				found = append(found, Heading{at, m.level})
				last = at
				break
			}
			lines[key] = lines[key][1:]
		}
	}
	return found
}

// sameLine is a line without its white space.
func sameLine(s string) string { return strings.Join(strings.Fields(s), "") }

// headingsOfHTML are the headings under a node, in the page's order.
func headingsOfHTML(n *html.Node) []marked {
	var all []marked
	for c := range n.ChildNodes() {
		switch level := headingLevel(c.DataAtom); {
		case c.Type != html.ElementNode || dropped(c):
		case level == 0:
			all = append(all, headingsOfHTML(c)...)
		default:
			if lines := linesOf(c); len(lines) == 1 {
				all = append(all, marked{lines[0], level})
			}
		}
	}
	return all
}

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// headingsOfMarkdown are the headings of a text, with # before them or a line of = or - below.
func headingsOfMarkdown(text string) []marked {
	var all []marked
	for _, m := range markdown().marked.FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] != "":
			all = append(all, marked{plainInline(m[2]), len(m[1])})
		case m[5][0] == '=':
			all = append(all, marked{plainInline(m[4]), 1})
		default:
			all = append(all, marked{plainInline(m[4]), 2})
		}
	}
	return all
}
