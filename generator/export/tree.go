package export

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/site"
)

// node is an element of an XML document, or a text where its name is empty.
type node struct {
	name  string
	words string   // before all kids
	attrs []string // names and values in turn
	kids  []*node
}

// el makes an element; an empty value leaves its attribute out.
func el(name string, attrs ...string) *node {
	n := &node{name: name, attrs: attrs[:0]}
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			n.attrs = append(n.attrs, attrs[i], attrs[i+1])
		}
	}
	return n
}

func (n *node) add(kids ...*node) *node {
	n.kids = append(n.kids, kids...)
	return n
}

func (n *node) text(s string) *node {
	switch {
	case s == "":
	case n.name != "" && n.words == "" && len(n.kids) == 0:
		n.words = s
	default:
		n.kids = append(n.kids, &node{words: s})
	}
	return n
}

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// document is the whole file: declaration, what stands before the root, the root.
func document(before string, root *node) []byte {
	b := make([]byte, 0, len(xmlHeader)+len(before)+root.size()*33/32)
	b = append(append(b, xmlHeader...), before...)
	return append(root.append(b), '\n')
}

// size is how many bytes an element takes where nothing of it is escaped.
func (n *node) size() int {
	size := len(n.words) + 2*len(n.name) + len("<></>")
	for i, a := range n.attrs {
		size += len(a) + len(` =""`)*(1-i%2)
	}
	for _, k := range n.kids {
		size += k.size()
	}
	return size
}

func (n *node) append(b []byte) []byte {
	if n.name == "" {
		return appendXML(b, n.words, false)
	}
	b = append(append(b, '<'), n.name...)
	for i := 0; i+1 < len(n.attrs); i += 2 {
		b = append(append(append(b, ' '), n.attrs[i]...), `="`...)
		b = append(appendXML(b, n.attrs[i+1], true), '"')
	}
	b = appendXML(append(b, '>'), n.words, false)
	for _, k := range n.kids {
		b = k.append(b)
	}
	return append(append(append(b, "</"...), n.name...), '>')
}

// appendXML adds a text as encoding/xml does: of an attribute's value the ends of lines are escaped, too, and what XML does not have is U+FFFD.
func appendXML(b []byte, text string, attribute bool) []byte {
	if !utf8.ValidString(text) {
		text = string([]rune(text)) // each byte of no character is U+FFFD
	}
	from := 0
	for i := 0; i < len(text); i++ {
		as := references[text[i]]
		if as == "" || as == "&#xA;" && !attribute {
			continue
		}
		size := 1
		if text[i] == 0xef { // a character has three bytes
			if size = 3; text[i+1] != 0xbf || text[i+2] < 0xbe {
				i += 2
				continue
			}
		}
		b = append(append(b, text[from:i]...), as...)
		from = i + size
		i = from - 1
	}
	return append(b, text[from:]...)
}

// references are what stands for a byte in XML, "" where it stands for itself; U+FFFE and U+FFFF, which XML does not have, begin with 0xef as others do.
var references = func() (of [256]string) {
	for c := range ' ' {
		of[c] = "\ufffd"
	}
	for c, as := range map[byte]string{'"': "&#34;", '\'': "&#39;", '&': "&amp;", '<': "&lt;", '>': "&gt;", '\t': "&#x9;", '\n': "&#xA;", '\r': "&#xD;", 0xef: "\ufffd"} {
		of[c] = as
	}
	return of
}()

// stretch is a piece of a passage's text with one meaning, or none.
type stretch struct {
	text string
	mark *site.Mark
}

// stretches cut a range of a passage at its marks. They tile the range; a mark over its edge counts as plain text. A mark without
// text is an erratum that takes something out.
func stretches(p *site.Passage, start, end int) []stretch {
	var found []stretch
	at := start
	for i := range p.Marks {
		m := &p.Marks[i]
		if m.Start < at || m.End > end {
			continue
		}
		if m.Start == m.End && m.End == end && end < len(p.Text) && m.Start != start {
			continue // what is taken out between two ranges stands at the beginning of the second
		}
		if m.Start > at {
			found = append(found, stretch{text: p.Text[at:m.Start]})
		}
		found = append(found, stretch{p.Text[m.Start:m.End], m})
		at = m.End
	}
	if at < end {
		found = append(found, stretch{text: p.Text[at:end]})
	}
	return found
}

// titleOf is what a part is called where the text has no heading for it.
func titleOf(p *site.Part) string {
	if p.Meta.Title != "" {
		return p.Meta.Number + p.Meta.Title
	}
	return strings.TrimSpace(p.Meta.Number + roles[p.Role])
}
