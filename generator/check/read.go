package check

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what an HTML parser finds on a page.
type Page struct {
	Name        string
	Title       string
	Description string
	Language    string
	Links       []string // href and src, as written
	IDs         map[string]bool
	Twice       []string // ids that stand more than once
	Blocks      []Block  // of the report's text, in the order of the page
	Headings    int
	TopHeadings int
	Unnamed     []string
	Skipped     []string

	rank int
}

// Block is an element of the report's text: as shown, and with its errata undone.
type Block struct {
	ID, Shown, Published string
	RunIn                bool
}

// Read parses a page.
func Read(name string, data []byte) (*Page, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &Page{Name: name, IDs: map[string]bool{}}
	p.walk(root)
	return p, nil
}

func (p *Page) walk(n *html.Node) {
	if n.Type == html.ElementNode {
		p.element(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
}

func (p *Page) element(n *html.Node) {
	if id, ok := attribute(n, "id"); ok {
		if p.IDs[id] {
			p.Twice = append(p.Twice, id)
		}
		p.IDs[id] = true
	}
	if id, ok := attribute(n, "data-t"); ok {
		var shown, published strings.Builder
		text(n, &shown, &published, false)
		class, _ := attribute(n, "class")
		p.Blocks = append(p.Blocks, Block{id, shown.String(), published.String(), strings.Contains(" "+class+" ", " run-in ")})
	}
	for _, key := range []string{"href", "src"} {
		if link, ok := attribute(n, key); ok {
			rel, _ := attribute(n, "rel")
			if rel != "canonical" {
				p.Links = append(p.Links, link)
			}
		}
	}
	switch n.DataAtom {
	case atom.Html:
		p.Language, _ = attribute(n, "lang")
	case atom.Title:
		if p.Title == "" {
			p.Title = words(n)
		}
	case atom.Meta:
		if name, _ := attribute(n, "name"); name == "description" {
			p.Description, _ = attribute(n, "content")
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading(n)
	case atom.A, atom.Button:
		hidden, _ := attribute(n, "aria-hidden")
		label, _ := attribute(n, "aria-label")
		if hidden != "true" && strings.TrimSpace(label) == "" && strings.TrimSpace(words(n)) == "" {
			p.Unnamed = append(p.Unnamed, "a "+n.Data)
		}
	case atom.Img:
		if _, ok := attribute(n, "alt"); !ok {
			p.Unnamed = append(p.Unnamed, "a picture")
		}
	}
}

func (p *Page) heading(n *html.Node) {
	rank := int(n.Data[1] - '0')
	p.Headings++
	if rank == 1 {
		p.TopHeadings++
	}
	if p.rank > 0 && rank > p.rank+1 {
		p.Skipped = append(p.Skipped, fmt.Sprintf("the heading %q is an h%d below an h%d", words(n), rank, p.rank))
	}
	p.rank = rank
}

// text collects the characters of a block that are text: as shown, and as published where an erratum says so.
func text(n *html.Node, shown, published *strings.Builder, undone bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			shown.WriteString(c.Data)
			if !undone {
				published.WriteString(c.Data)
			}
		case html.ElementNode:
			if _, ui := attribute(c, "data-ui"); ui {
				continue
			}
			was, corrected := attribute(c, "data-published")
			if corrected && !undone {
				published.WriteString(was)
			}
			text(c, shown, published, undone || corrected)
		}
	}
}

func words(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
