package source

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// article is the part of a page that is the report, and its headline where that stands outside.
type article struct {
	root     *html.Node
	headline string
}

const (
	// shareLeft is how much of the prose, in percent, may stay outside a smaller part of the page when it is chosen.
	shareLeft = 5
	// surroundings is how many characters that are not links may stay outside, too: a footer has fewer, an annex of tables,
	// which is no prose, has more. As many may come along when a part is widened again: the title, the date, the share box.
	surroundings = 300
)

// findArticle goes from the page into the container that holds nearly all of its prose, then out again while little else
// comes along. Prose is text outside links with the punctuation of sentences: menus have neither. In doubt it takes too
// much, for what was left out is lost.
func findArticle(document *html.Node) article {
	m := measure(document)
	root := document
	for {
		inner := densest(root, m)
		if inner == nil || (m[root].prose-m[inner].prose)*100 > m[root].prose*shareLeft || leftOutside(root, inner, m) > surroundings {
			break
		}
		root = inner
	}
	core := m[root].all
	for root.Parent != nil && m[root.Parent].all-core <= surroundings {
		root = root.Parent
	}
	return article{root, headlineBefore(document, root)}
}

// leftOutside counts what is not links in the parts beside an inner one. Parts that are mostly links are menus, with the
// words between them.
func leftOutside(outer, inner *html.Node, m map[*html.Node]amount) int {
	left := 0
	for c := range outer.ChildNodes() {
		if of := m[c]; c != inner && of.linked*2 < of.all {
			left += of.all - of.linked
		}
	}
	return left
}

// densest is the child with the most prose, where it is one that can hold an article.
func densest(n *html.Node, m map[*html.Node]amount) *html.Node {
	var best *html.Node
	for c := range n.ChildNodes() {
		if m[c].prose > 0 && (best == nil || m[c].prose > m[best].prose) {
			best = c
		}
	}
	if best == nil || !container(best.DataAtom) {
		return nil
	}
	return best
}

func container(a atom.Atom) bool {
	switch a {
	case atom.Html, atom.Body, atom.Div, atom.Section, atom.Article, atom.Main, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Center, atom.Form, atom.Fieldset:
		return true
	}
	return false
}

// amount is how much text a part of the page shows, in characters.
type amount struct{ all, linked, prose int }

func measure(document *html.Node) map[*html.Node]amount {
	m := map[*html.Node]amount{}
	var walk func(n *html.Node, linked bool) amount
	walk = func(n *html.Node, linked bool) amount {
		var sum amount
		switch n.Type {
		case html.TextNode:
			sum.all = lengthOf(n.Data)
			if linked {
				sum.linked = sum.all
			} else if strings.ContainsAny(n.Data, "，。；") {
				sum.prose = sum.all
			}
		case html.ElementNode:
			if dropped(n) {
				return sum
			}
			linked = linked || n.DataAtom == atom.A
		}
		for c := range n.ChildNodes() {
			inner := walk(c, linked)
			sum.all += inner.all
			sum.linked += inner.linked
			sum.prose += inner.prose
		}
		m[n] = sum
		return sum
	}
	walk(document, false)
	return m
}

// headlineBefore is the heading that an article has lost by being cut out: the last before it that names a report, or the
// last of the first level, or the last at all.
func headlineBefore(document, article *html.Node) string {
	var report, first, other string
	for n := range document.Descendants() {
		if n == article {
			break
		}
		top := n.DataAtom == atom.H1
		if !top && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 && !titled(n) || holds(n, article) {
			continue
		}
		switch words := strings.Join(linesOf(n), ""); {
		case !headlike(words):
		case strings.Contains(words, "报告"):
			report = words
		case top:
			first = words
		default:
			other = words
		}
	}
	return cmp.Or(report, first, other)
}

func holds(outer, inner *html.Node) bool {
	for n := inner; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// titled tells an element that its page's author called a title.
func titled(n *html.Node) bool {
	for _, a := range n.Attr {
		if (a.Key == "class" || a.Key == "id") && strings.Contains(strings.ToLower(a.Val), "title") {
			return true
		}
	}
	return false
}

// headlike tells words of a headline's length.
func headlike(words string) bool {
	const shortest, longest = 4, 60
	han := 0
	for _, r := range words {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return han >= shortest && lengthOf(words) <= longest
}
