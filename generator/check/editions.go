package check

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/site"
)

// form is a file that holds a report's text, how it is read back, and what it must read.
type form struct {
	file string
	text func(*content.Report, []byte) (string, error)
	want string
}

func plain(_ *content.Report, data []byte) (string, error) { return string(data), nil }

// forms are all of a report: those that give the published text back, and the text of each edition.
func forms(r *content.Report) []form {
	all := []form{
		{"published.txt", plain, r.Source.Text}, {"report.epub", EPUBText, r.Source.Text}, {"report.akn.xml", AkomaNtosoText, r.Source.Text}, {"single.html", PageText, r.Source.Text},
		{"corrected.txt", plain, r.CorrectedText()},
	}
	linked := site.Link(r, &diag.List{}) // whose problems a build has said
	for _, e := range linked.Editions() {
		if text, err := linked.EditionText(e); err == nil {
			all = append(all, form{"editions/" + strconv.Itoa(e.Number) + ".txt", plain, text})
		}
	}
	return all
}

// editions reads a report's other forms back, each with a reader of its own, and compares them with the text that they must hold. read gives a
// file of the site; what a site does not have is not asked for.
func editions(r *content.Report, read func(name string) ([]byte, bool), problems *diag.List) int {
	good := 0
	for _, form := range forms(r) {
		name := path.Join(r.ID, form.file)
		data, ok := read(name)
		if !ok {
			continue
		}
		text, err := form.text(r, data)
		switch {
		case err != nil:
			problems.Errorf(page(name), diag.Span{}, "the edition cannot be read: %v", err).SetHelp("build again; if it stays, it is the program's fault")
		case text != form.want && form.want != r.Source.Text:
			problems.Errorf(page(name), diag.Span{}, "the file does not hold the text of its edition: they part at byte %d", parting(text, form.want)).
				SetHelp("build again; if it stays, it is the program's fault")
		case text != form.want:
			problems.Errorf(page(name), diag.Span{}, "the edition does not give the published text back: they part at byte %d", parting(text, form.want)).
				SetHelp("build again; if it stays, it is the program's fault")
		default:
			good++
		}
	}
	return good
}

func parting(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// laidOut puts blocks that were read from an edition together as the published text has them.
func laidOut(r *content.Report, blocks []content.Block) string {
	runIn := map[string]bool{}
	for _, b := range r.Blocks() {
		runIn[b.ID] = b.RunIn
	}
	for i := range blocks {
		blocks[i].RunIn = runIn[blocks[i].ID]
	}
	text, _ := r.Assemble(blocks)
	return text
}

// PageText is the published text that a page gives back.
func PageText(r *content.Report, data []byte) (string, error) { return textOf(r, data, pageBlocks) }

// textOf is the published text that the blocks of a form are, laid out as published.
func textOf(r *content.Report, data []byte, read func([]byte) ([]content.Block, error)) (string, error) {
	blocks, err := read(data)
	if err != nil {
		return "", err
	}
	return laidOut(r, blocks), nil
}

func pageBlocks(data []byte) ([]content.Block, error) {
	p, err := Read("page", data)
	if err != nil {
		return nil, err
	}
	return blocksOf(p), nil
}

func blocksOf(p *Page) []content.Block {
	var blocks []content.Block
	for _, b := range p.Blocks {
		blocks = append(blocks, content.Block{ID: b.ID, Text: b.Published})
	}
	return blocks
}

// The most that an edition may unpack to; a report is far below, and a file that wants more is not one.
const (
	mostFiles = 10_000
	mostBytes = 64 << 20
)

// EPUBText is the published text that an EPUB gives back, its files in the order of the spine.
func EPUBText(r *content.Report, data []byte) (string, error) { return textOf(r, data, epubBlocks) }

func epubBlocks(data []byte) ([]content.Block, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(z.File) > mostFiles {
		return nil, diag.Say("it holds %d files", len(z.File))
	}
	left := int64(mostBytes)
	open := func(name string) ([]byte, error) {
		f, err := z.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, left+1))
		if left -= int64(len(data)); err == nil && left < 0 {
			err = diag.Say("it unpacks to more than a report can be")
		}
		return data, err
	}
	var container struct {
		Root []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	var book struct {
		Items []struct {
			ID   string `xml:"id,attr"`
			Href string `xml:"href,attr"`
		} `xml:"manifest>item"`
		Spine []struct {
			ID string `xml:"idref,attr"`
		} `xml:"spine>itemref"`
	}
	text, err := open("META-INF/container.xml")
	if err == nil {
		err = xml.Unmarshal(text, &container)
	}
	if err == nil && len(container.Root) == 0 {
		err = diag.Say("it names no package document")
	}
	if err == nil {
		text, err = open(container.Root[0].Path)
	}
	if err == nil {
		err = xml.Unmarshal(text, &book)
	}
	if err != nil {
		return nil, err
	}
	var blocks []content.Block
	for _, s := range book.Spine {
		for _, item := range book.Items {
			if item.ID != s.ID {
				continue
			}
			text, err := open(path.Join(path.Dir(container.Root[0].Path), item.Href))
			if err != nil {
				return nil, err
			}
			more, err := readXML(text, xhtml)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", item.Href, err)
			}
			blocks = append(blocks, more...)
		}
	}
	return blocks, nil
}

// AkomaNtosoText is the published text that an Akoma Ntoso document gives back: what is in ins is not in it.
func AkomaNtosoText(r *content.Report, data []byte) (string, error) {
	return textOf(r, data, akomaNtosoBlocks)
}

func akomaNtosoBlocks(data []byte) ([]content.Block, error) { return readXML(data, akomaNtoso) }

// dialect says what an element is: the id of a block that it begins, whether its words count, and words to put in their place.
type dialect func(xml.StartElement) (id string, dropped bool, instead string)

func xhtml(e xml.StartElement) (id string, dropped bool, instead string) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "data-t":
			id = a.Value
		case "data-ui":
			dropped = true
		case "data-published":
			dropped, instead = true, a.Value
		}
	}
	return id, dropped, instead
}

func akomaNtoso(e xml.StartElement) (id string, dropped bool, instead string) {
	for _, a := range e.Attr {
		if a.Name.Local == "wId" {
			id = a.Value
		}
	}
	return id, e.Name.Local == "ins", ""
}

// readXML collects the blocks of a document.
func readXML(data []byte, of dialect) ([]content.Block, error) {
	var blocks []content.Block
	var words strings.Builder
	type open struct {
		block, dropped bool
		above          int // the block that is open around it, by index; -1 for none
	}
	var stack []open
	current, dropped := -1, 0
	flush := func() {
		if current >= 0 {
			blocks[current].Text += words.String()
		}
		words.Reset()
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return blocks, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			id, drop, instead := of(t)
			o := open{block: id != "", dropped: drop, above: current}
			if o.block {
				flush()
				blocks = append(blocks, content.Block{ID: id})
				current = len(blocks) - 1
			}
			if drop {
				if dropped == 0 {
					words.WriteString(instead)
				}
				dropped++
			}
			stack = append(stack, o)
		case xml.EndElement:
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if o.block {
				flush()
				current = o.above
			}
			if o.dropped {
				dropped--
			}
		case xml.CharData:
			if dropped == 0 && current >= 0 {
				words.Write(t)
			}
		}
	}
}
