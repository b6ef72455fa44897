package export

import (
	"bytes"
	"encoding/xml"
	"strings"

	"baogao/generator/site"
)

// node is an element of an XML document, or a text where its name is empty.
type node struct {
	name  string
	words string
	attrs []xml.Attr
	kids  []*node
}

// el makes an element; attrs are names and values in turn, and an empty value leaves its attribute out.
func el(name string, attrs ...string) *node {
	n := &node{name: name}
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			n.attrs = append(n.attrs, xml.Attr{Name: xml.Name{Local: attrs[i]}, Value: attrs[i+1]})
		}
	}
	return n
}

func (n *node) add(kids ...*node) *node {
	n.kids = append(n.kids, kids...)
	return n
}

func (n *node) text(s string) *node {
	if s != "" {
		n.kids = append(n.kids, &node{words: s})
	}
	return n
}

// document is the whole file: declaration, what stands before the root, the root.
func document(before string, root *node) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(before)
	e := xml.NewEncoder(&b)
	if err := root.encode(e); err != nil {
		return nil, err
	}
	if err := e.Close(); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (n *node) encode(e *xml.Encoder) error {
	if n.name == "" {
		return e.EncodeToken(xml.CharData(n.words))
	}
	start := xml.StartElement{Name: xml.Name{Local: n.name}, Attr: n.attrs}
	if err := e.EncodeToken(start); err != nil {
		return err
	}
	for _, k := range n.kids {
		if err := k.encode(e); err != nil {
			return err
		}
	}
	return e.EncodeToken(start.End())
}

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
