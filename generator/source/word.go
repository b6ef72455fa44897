package source

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"baogao/generator/diag"
)

// wordReader reads the parts of a Word document one after another. It goes by local names, since the older and the strict form of
// the format differ in their name spaces only.
type wordReader struct {
	xml                   *xml.Decoder
	depth                 int
	numbers               *numbers
	lines                 []string
	headings              []marked // paragraphs in a heading's style
	notes                 []string // kind and id of the notes, in the order of their marks
	insertions, deletions int
}

// deepest bounds how elements nest: Word's own documents stay below a hundred.
const deepest = 1000

// open visits the children of a part's root.
func (d *wordReader) open(name string, data []byte, visit func(xml.StartElement) error) error {
	d.xml, d.depth = xml.NewDecoder(bytes.NewReader(data)), 0
	err := d.each(func(xml.StartElement) error { return d.each(visit) })
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// each visits the elements up to the end of the one that is open. The visit reads its element to the end.
func (d *wordReader) each(visit func(xml.StartElement) error) error {
	if d.depth++; d.depth > deepest {
		return diag.Say("elements nest more than %d deep", deepest)
	}
	defer func() { d.depth-- }()
	for {
		token, err := d.xml.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// unread tells elements whose content is no text of the document; it counts deletions.
func (d *wordReader) unread(name string) bool {
	switch name {
	case "del", "moveFrom":
		d.deletions++
		return true
	case "ins", "moveTo":
		d.insertions++
	case "rPr", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "instrText", "delText", "delInstrText", "rt", "Fallback":
		return true
	}
	return false
}

// blocks reads paragraphs and tables as lines.
func (d *wordReader) blocks() (lines []string, err error) {
	err = d.each(func(e xml.StartElement) error {
		var inner []string
		var err error
		switch name := e.Name.Local; {
		case d.unread(name):
			return d.xml.Skip()
		case name == "p":
			inner, err = d.paragraph()
		case name == "tr":
			inner, err = d.row()
		default:
			inner, err = d.blocks()
		}
		lines = append(lines, inner...)
		return err
	})
	return lines, err
}

// row reads a table's row: one line, or the lines of its cells where a cell holds several.
func (d *wordReader) row() ([]string, error) {
	var cells [][]string
	err := d.each(func(e xml.StartElement) error {
		if d.unread(e.Name.Local) {
			return d.xml.Skip()
		}
		lines, err := d.blocks()
		if len(lines) == 1 && lines[0] == "" {
			lines = nil
		}
		cells = append(cells, lines)
		return err
	})
	return rowLines(cells), err
}

// paragraph is what is read of a paragraph.
type paragraph struct {
	text          strings.Builder
	below         []string // lines of text boxes anchored in it
	style         string
	number, level string // of the list it is in, where it says so itself
	outline       string // level in the outline, from "0", where it says so itself
}

func (d *wordReader) paragraph() ([]string, error) {
	var p paragraph
	if err := d.runs(&p); err != nil {
		return nil, err
	}
	text := d.numbers.next(p.style, p.number, p.level) + p.text.String()
	if level := d.numbers.heading(p.style, p.outline); level > 0 && !strings.Contains(text, "\n") {
		d.headings = append(d.headings, marked{text, level})
	}
	return append(strings.Split(text, "\n"), p.below...), nil
}

// runs reads what a paragraph holds.
func (d *wordReader) runs(p *paragraph) error {
	return d.each(func(e xml.StartElement) error {
		switch name := e.Name.Local; {
		case d.unread(name):
			return d.xml.Skip()
		case name == "pPr":
			return d.properties(p)
		case name == "t":
			return d.characters(p)
		case name == "txbxContent":
			lines, err := d.blocks()
			p.below = append(p.below, lines...)
			return err
		case name == "footnoteReference", name == "endnoteReference":
			d.notes = append(d.notes, strings.TrimSuffix(name, "Reference")+attribute(e, "id"))
			p.text.WriteString(noteMark(len(d.notes)))
			return d.xml.Skip()
		}
		if written, known := special(e); known {
			p.text.WriteString(written)
			return d.xml.Skip()
		}
		return d.runs(p)
	})
}

// special is the character that an empty element stands for.
func special(e xml.StartElement) (text string, known bool) {
	switch e.Name.Local {
	case "br", "cr":
		return "\n", true
	case "tab", "ptab":
		return "\t", true
	case "noBreakHyphen":
		return "\u2011", true
	case "softHyphen":
		return "\u00ad", true
	case "sym":
		code, err := strconv.ParseUint(attribute(e, "char"), 16, 16)
		if err != nil {
			return "", true
		}
		return string(rune(code)), true
	}
	return "", false
}

func (d *wordReader) characters(p *paragraph) error {
	for {
		token, err := d.xml.Token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			p.text.Write(t)
		case xml.StartElement:
			if err := d.xml.Skip(); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// properties reads a paragraph's style and its place in a list.
func (d *wordReader) properties(p *paragraph) error {
	return d.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numPr":
			return d.properties(p)
		case "pStyle":
			p.style = attribute(e, "val")
		case "numId":
			p.number = attribute(e, "val")
		case "ilvl":
			p.level = attribute(e, "val")
		case "outlineLvl":
			p.outline = attribute(e, "val")
		}
		return d.xml.Skip()
	})
}
