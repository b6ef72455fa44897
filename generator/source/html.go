package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/width"

	"baogao/generator/diag"
)

// readHTML takes the article out of a page, a line for each block.
func readHTML(path, page string, problems *diag.List) (text string, headings []Heading, ok bool) {
	document, err := html.Parse(strings.NewReader(page))
	if err != nil {
		problems.Errorf(&diag.File{Path: path}, diag.Span{}, "the page cannot be read: %v", err).
			SetHelp("open it in a browser, copy the report's text, and save it as plain text in UTF-8")
		return "", nil, false
	}
	found := findArticle(document)
	lines := linesOf(found.root)
	if found.headline != "" && !slices.ContainsFunc(lines, func(line string) bool { return sameWords(line, found.headline) }) {
		lines = slices.Insert(lines, 0, found.headline)
	}
	if len(lines) == 0 {
		return "", nil, true
	}
	text = strings.Join(lines, "\n") + "\n"
	return text, locate(text, headingsOfHTML(found.root)), true
}

// sameWords compares lines without their white space, which titles are stretched with.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// linesOf is the text under a node as a browser would set it: a line for each block, white space collapsed.
func linesOf(n *html.Node) []string {
	var w lineWriter
	w.node(n)
	w.endLine()
	return w.lines
}

// lineWriter sets text in lines. Space that may collapse waits until it is known what follows.
type lineWriter struct {
	lines   []string
	line    strings.Builder
	last    rune // the last character on the line, 0 at its start
	space   bool // white space waits
	newline bool // it held a line end
	exact   int  // > 0 inside <pre>
}

func (w *lineWriter) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data)
	case n.Type == html.ElementNode && dropped(n):
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		w.breakLine()
	case n.Type == html.ElementNode && n.DataAtom == atom.Tr:
		w.row(n)
	case n.Type == html.ElementNode && block(n.DataAtom):
		w.endLine()
		if n.DataAtom == atom.Pre {
			w.exact++
		}
		w.children(n)
		if n.DataAtom == atom.Pre {
			w.exact--
		}
		w.endLine()
	default:
		w.children(n)
	}
}

func (w *lineWriter) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

// row sets a table's row on one line, a tab between its cells. Where a cell holds several lines the table is layout, as
// pages of the 2000s have it, and each line stands for itself.
func (w *lineWriter) row(n *html.Node) {
	w.endLine()
	var cells [][]string
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && !dropped(c) {
			cells = append(cells, linesOf(c))
		}
	}
	w.lines = append(w.lines, rowLines(cells)...)
}

// rowLines joins the cells of a row, each given by its lines.
func rowLines(cells [][]string) []string {
	joined := make([]string, len(cells))
	var all []string
	filled, simple := 0, true
	for i, cell := range cells {
		if len(cell) > 0 {
			filled++
			joined[i] = cell[0]
		}
		simple = simple && len(cell) <= 1
		all = append(all, cell...)
	}
	if simple && filled > 1 {
		return []string{strings.Join(joined, "\t")}
	}
	return all
}

func (w *lineWriter) text(s string) {
	for _, r := range s {
		switch {
		case r == '\n' && w.exact > 0:
			w.breakLine()
		case strings.ContainsRune(" \t\n\r\f", r) && w.exact == 0:
			w.space = true
			w.newline = w.newline || r == '\n' || r == '\r'
		default:
			w.rune(r)
		}
	}
}

// rune writes a character and, before it, the space that waited. A line end between two wide characters is how the page's
// source was wrapped and no space, as CSS Text 3 (4.1.3, segment break transformation) has it.
func (w *lineWriter) rune(r rune) {
	if w.space && w.last != 0 && !(w.newline && wide(w.last) && wide(r)) {
		w.line.WriteByte(' ')
	}
	w.line.WriteRune(r)
	w.last, w.space, w.newline = r, false, false
}

func wide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}

// breakLine ends a line even where it is empty.
func (w *lineWriter) breakLine() {
	w.lines = append(w.lines, w.line.String())
	w.line.Reset()
	w.last, w.space, w.newline = 0, false, false
}

// endLine ends a line where one has begun.
func (w *lineWriter) endLine() {
	if w.line.Len() > 0 {
		w.breakLine()
	}
	w.space, w.newline = false, false
}

// dropped tells what is no text to read, or not shown.
func dropped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Iframe, atom.Object, atom.Svg, atom.Select,
		atom.Button, atom.Textarea, atom.Rt, atom.Rp, atom.Audio, atom.Video, atom.Canvas:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// block tells the elements that stand on lines of their own.
func block(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd, atom.Details, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Ul:
		return true
	}
	return false
}

// lengthOf counts the characters of a text that are not white space.
func lengthOf(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if strings.ContainsRune(" \t\r\n\f\u00a0\u3000", r) {
			n--
		}
	}
	return n
}
