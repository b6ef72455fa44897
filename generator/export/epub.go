package export

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/flate"

	"baogao/generator/content"
	"baogao/generator/site"
)

// EPUB is the report as an EPUB 3.3 with the accessibility metadata of EPUB Accessibility 1.1:
//
//	mimetype, META-INF/container.xml
//	OEBPS/book.opf nav.xhtml cover.svg cover.xhtml style.css
//	OEBPS/lead.xhtml c1.xhtml c1-s1.xhtml …   one file a part; a block of the text is an element with data-t, as on the site's pages
//	OEBPS/notes.xhtml provenance.xhtml        terms and errata as notes; where the text comes from
//
// The archive has no clock in it: every file has the time of the edition.
func EPUB(r *site.Report, s Site) ([]byte, error) {
	b := &book{report: r, site: s, edition: r.Edition()}
	b.put("cover.xhtml", "封面", b.cover())
	for i, p := range r.Parts {
		b.put(p.ID+".xhtml", titleOf(p), b.part(p, i == 0))
	}
	if notes := b.notes(); notes != nil {
		b.put("notes.xhtml", "注释与勘误", notes)
	}
	b.put("provenance.xhtml", "出处", b.provenance())
	b.navigation()
	b.opf()
	return zipped(b.edition.Date, append([]File{
		{"mimetype", []byte("application/epub+zip")},
		{"META-INF/container.xml", []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
			`<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>` + "\n")},
		{"OEBPS/style.css", []byte(bookStyle)},
		{"OEBPS/cover.svg", b.coverPicture()},
	}, b.files...))
}

const bookStyle = `body { line-height: 1.8; margin: 0 5%; }
h1, h2, h3, h4 { line-height: 1.4; break-after: avoid; page-break-after: avoid; }
p { text-indent: 2em; margin: 0 0 .6em; text-align: justify; }
.masthead p, .facts p, aside p { text-indent: 0; }
.masthead { text-align: center; }
.topic, .subtopic { font-size: 1em; margin: 1em 0 .2em; }
.cover { margin: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; }
a { color: inherit; text-decoration: none; border-bottom: 1px dotted; }
a.mark { vertical-align: super; font-size: .7em; border: 0; }
aside { margin: 0 0 1em; }
dt { font-weight: bold; }
dd { margin: 0 0 .6em; }
`

// book collects the files of an EPUB.
type book struct {
	report  *site.Report
	site    Site
	edition site.Edition
	files   []File
	spine   []string
}

func (b *book) put(name, title string, body *node) {
	root := el("html", "xmlns", "http://www.w3.org/1999/xhtml", "xmlns:epub", "http://www.idpf.org/2007/ops", "lang", "zh-Hans", "xml:lang", "zh-Hans").add(
		el("head").add(el("title").text(title), el("link", "rel", "stylesheet", "type", "text/css", "href", "style.css")),
		body,
	)
	b.files = append(b.files, File{"OEBPS/" + name, document("<!DOCTYPE html>\n", root)})
	b.spine = append(b.spine, name)
}

func (b *book) cover() *node {
	return el("body", "class", "cover").add(el("section", "epub:type", "cover", "aria-label", "封面").add(
		el("img", "role", "doc-cover", "src", "cover.svg", "alt", b.report.Meta.Title)))
}

// part is one file of the text.
func (b *book) part(p *site.Part, first bool) *node {
	kind := map[content.Role]string{content.Lead: "preamble", content.Chapter: "chapter", content.Section: "subchapter", content.ChapterClosing: "conclusion", content.Closing: "conclusion", content.Annex: "appendix", content.Glossary: "glossary"}[p.Role]
	if kind == "glossary" || kind == "subchapter" {
		kind = "division" // a glossary's list and a subchapter's chapter would be asked for in the same file
	}
	// What readers with EPUB's words know by its type, those with the web's know by its role; a preamble has none.
	role := map[string]string{"chapter": "doc-chapter", "conclusion": "doc-conclusion", "appendix": "doc-appendix"}[kind]
	section := el("section", "epub:type", kind, "role", role, "aria-label", titleOf(p))
	if first {
		head := el("header", "class", "masthead")
		for i, m := range b.report.Masthead {
			name := "p"
			if i == 0 {
				name = "h1"
			}
			head.add(el(name, "id", m.ID, "data-t", m.ID).add(b.inline(m, 0, len(m.Text))...))
		}
		if len(b.report.Masthead) == 0 {
			head.add(el("h1").text(b.report.Meta.Title))
		}
		section.add(head)
	}
	level := 1
	if p.Parent != nil {
		level = 2
	}
	if p.Heading != nil {
		section.add(el("h"+strconv.Itoa(level), "id", p.ID, "data-t", p.ID).add(b.inline(p.Heading, 0, len(p.Heading.Text))...))
	}
	for _, passage := range p.Passages {
		if passage.Level > 0 {
			section.add(el("h"+strconv.Itoa(min(level+passage.Level-2, 6)), "id", passage.ID, "data-t", passage.ID).add(b.inline(passage, 0, len(passage.Text))...))
			continue
		}
		block := el("div", "class", "p", "id", passage.ID, "data-t", passage.ID)
		topic := 0
		for _, s := range passage.Segments {
			kids := b.inline(passage, s.Start, s.End)
			switch {
			case s.Level == 0 || s.ID == "":
				block.add(el("p").add(kids...))
			case s.Level == 1:
				topic = 1
				block.add(el("h"+strconv.Itoa(level+1), "class", "topic", "id", s.ID).add(kids...))
			default:
				block.add(el("h"+strconv.Itoa(level+1+topic), "class", "subtopic", "id", s.ID).add(kids...))
			}
		}
		section.add(block)
	}
	return el("body").add(section)
}

func (b *book) inline(p *site.Passage, start, end int) []*node {
	n := &node{} // a text, so that all are its kids
	for _, s := range stretches(p, start, end) {
		switch {
		case s.mark == nil || s.mark.Figure != nil:
			n.text(s.text)
		case s.mark.Term != nil:
			n.add(el("a", "epub:type", "noteref", "role", "doc-noteref", "href", "notes.xhtml#term-"+s.mark.Term.ID).text(s.text))
		default:
			e := s.mark.Erratum
			if e.Draft {
				n.text(s.text)
			} else {
				span := el("span").text(s.text)
				span.attrs = []string{"data-erratum", e.ID, "data-published", e.Published} // which stays where that is nothing
				n.add(span)
			}
			n.add(el("a", "epub:type", "noteref", "role", "doc-noteref", "class", "mark", "data-ui", "1", "href", "notes.xhtml#"+e.ID).text("〔勘〕"))
		}
	}
	return n.kids
}

// notes are the terms and the errata, each a note that a reading system can show beside its mark.
func (b *book) notes() *node {
	r := b.report
	body := el("body")
	note := func(to *node, id string, words ...string) {
		aside := el("aside", "epub:type", "footnote", "role", "doc-footnote", "id", id)
		for _, s := range words {
			if s != "" {
				aside.add(el("p").text(s))
			}
		}
		to.add(aside)
	}
	body.add(el("h1").text("注释与勘误"))
	if len(r.Terms) > 0 {
		terms := el("section", "epub:type", "footnotes", "aria-label", "提法与文件").add(el("h2").text("提法与文件"))
		for _, t := range r.Terms {
			words := t.Definition
			if words == "" {
				words = "报告没有解释。"
			}
			about := "全文出现 " + strconv.Itoa(len(t.Mentions)) + " 次。"
			if t.Reference != "" {
				about = "出处：" + t.Reference + "。" + about
			}
			note(terms, "term-"+t.ID, t.Name+"："+words, about)
		}
		body.add(terms)
	}
	if len(r.Errata) > 0 {
		errata := el("section", "epub:type", "footnotes", "aria-label", "勘误").add(el("h2").text("勘误"))
		for _, e := range r.Errata {
			note(errata, e.ID, noteOf(e))
		}
		body.add(errata)
	}
	if len(body.kids) == 1 {
		return nil
	}
	return body
}

func (b *book) provenance() *node {
	m := &b.report.Meta
	list := el("dl", "class", "facts")
	fact := func(name, value string) {
		if value != "" {
			list.add(el("dt").text(name), el("dd").text(value))
		}
	}
	fact("题名", m.Title)
	fact("题注", m.Occasion)
	fact("报告人", strings.TrimSpace(m.Office+" "+m.Speaker))
	fact("日期", m.Date.Format(time.DateOnly))
	fact("发布者", m.Publisher)
	fact("发布网址", m.URL)
	fact("收到的文件", m.Source.File)
	fact("转录者", m.Source.By)
	fact("文件的 SHA-256", m.Source.SHA256)
	fact("本版", "第"+strconv.Itoa(b.edition.Number)+"版，"+b.edition.Date.Format(time.DateOnly))
	fact("所出网站", b.site.Title+" "+b.site.BaseURL)
	fact("许可", b.site.Licence)
	return el("body").add(el("section", "epub:type", "colophon", "role", "doc-colophon", "aria-label", "出处").add(el("h1").text("出处"), list,
		el("p").text("正文照录底本；凡有改动，均在“勘误”中逐条写明底本文字、校订文字与理由。")))
}

// navigation is nav.xhtml: chapters, sections, topics, subtopics.
func (b *book) navigation() {
	item := func(href, words string) *node { return el("li").add(el("a", "href", href).text(words)) }
	var entry func(p *site.Part) *node
	entry = func(p *site.Part) *node {
		n := item(p.ID+".xhtml", titleOf(p))
		below := el("ol")
		var topic *node
		for _, passage := range p.Passages {
			if passage.Level > 0 {
				below.add(item(p.ID+".xhtml#"+passage.ID, passage.Text))
			}
			topic = nil
			for _, s := range passage.Segments {
				if s.Level == 0 || s.ID == "" {
					continue
				}
				i := item(p.ID+".xhtml#"+s.ID, passage.Text[s.Start:s.End-s.Stop])
				if s.Level == 2 && topic != nil {
					if len(topic.kids) == 1 {
						topic.add(el("ol"))
					}
					topic.kids[1].add(i)
					continue
				}
				below.add(i)
				if s.Level == 1 {
					topic = i
				}
			}
		}
		for _, c := range p.Children {
			below.add(entry(c))
		}
		if len(below.kids) > 0 {
			n.add(below)
		}
		return n
	}
	toc := el("ol")
	for _, p := range b.report.Parts {
		if p.Parent == nil {
			toc.add(entry(p))
		}
	}
	for _, name := range b.spine {
		switch name {
		case "notes.xhtml":
			toc.add(item(name, "注释与勘误"))
		case "provenance.xhtml":
			toc.add(item(name, "出处"))
		}
	}
	first := b.report.Parts[0].ID + ".xhtml"
	spine := b.spine
	b.put("nav.xhtml", "目录", el("body").add(
		el("nav", "epub:type", "toc", "role", "doc-toc", "id", "toc", "aria-label", "目录").add(el("h1").text("目录"), toc),
		el("nav", "epub:type", "landmarks", "aria-label", "导览", "hidden", "hidden").add(el("ol").add(
			el("li").add(el("a", "epub:type", "cover", "href", "cover.xhtml").text("封面")),
			el("li").add(el("a", "epub:type", "toc", "href", "nav.xhtml").text("目录")),
			el("li").add(el("a", "epub:type", "bodymatter", "href", first).text("正文")))),
	))
	b.spine = spine
}

// opf is the package document.
func (b *book) opf() {
	r, m := b.report, &b.report.Meta
	meta := el("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/").add(
		el("dc:identifier", "id", "id").text(b.identifier()),
		el("dc:title").text(m.Title),
		el("dc:language").text("zh-Hans"),
		el("dc:date").text(m.Date.Format(time.DateOnly)),
	)
	if m.Speaker != "" {
		meta.add(el("dc:creator").text(m.Speaker))
	}
	if m.Publisher != "" {
		meta.add(el("dc:publisher").text(m.Publisher))
	}
	if b.site.BaseURL != "" {
		meta.add(el("dc:source").text(b.site.BaseURL + r.ID + "/"))
	}
	if b.site.Licence != "" {
		meta.add(el("dc:rights").text(b.site.Licence))
	}
	property := func(name, value string) { meta.add(el("meta", "property", name).text(value)) }
	property("dcterms:modified", b.edition.Date.UTC().Format("2006-01-02T15:04:05Z"))
	for _, mode := range []string{"textual", "visual"} {
		property("schema:accessMode", mode)
	}
	property("schema:accessModeSufficient", "textual")
	for _, feature := range []string{"structuralNavigation", "tableOfContents", "readingOrder", "alternativeText", "displayTransformability", "ARIA"} {
		property("schema:accessibilityFeature", feature)
	}
	property("schema:accessibilityHazard", "none")
	property("schema:accessibilitySummary", "全文为可重排文字，标题分级，目录四级，术语与勘误为可跳转的注释；封面图有替代文字。")
	manifest := el("manifest").add(
		el("item", "id", "nav", "href", "nav.xhtml", "media-type", "application/xhtml+xml", "properties", "nav"),
		el("item", "id", "cover-image", "href", "cover.svg", "media-type", "image/svg+xml", "properties", "cover-image"),
		el("item", "id", "style", "href", "style.css", "media-type", "text/css"),
	)
	spine := el("spine")
	for i, name := range b.spine {
		id := "t" + strconv.Itoa(i)
		manifest.add(el("item", "id", id, "href", name, "media-type", "application/xhtml+xml"))
		spine.add(el("itemref", "idref", id))
		if i == 0 {
			spine.add(el("itemref", "idref", "nav"))
		}
	}
	b.files = append(b.files, File{"OEBPS/book.opf", document("", el("package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0", "unique-identifier", "id", "xml:lang", "zh-Hans").add(meta, manifest, spine))})
}

// identifier names the edition: the same text of the same report has the same.
func (b *book) identifier() string {
	sum := sha256.Sum256([]byte(b.report.ID + "\n" + b.report.Meta.Source.SHA256 + "\n" + strconv.Itoa(b.edition.Number) + "\n" + b.edition.Date.Format(time.DateOnly)))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // RFC 9562, version 8
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// coverPicture sets the title in lines of at most nine characters.
func (b *book) coverPicture() []byte {
	svg := el("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 600 800", "width", "600", "height", "800", "role", "img").add(
		el("title").text(b.report.Meta.Title), el("rect", "width", "600", "height", "800", "fill", "#fdfbf6"),
		el("rect", "x", "60", "y", "120", "width", "480", "height", "6", "fill", "#a4161a"))
	line := func(y int, size, words string) {
		svg.add(el("text", "x", "300", "y", strconv.Itoa(y), "font-size", size, "text-anchor", "middle", "fill", "#222", "font-family", "serif").text(words))
	}
	y := 220
	for rest := b.report.Meta.Title; rest != ""; y += 70 {
		cut := len(rest)
		for i, n := 0, 0; i < len(rest); n++ {
			if n == 9 {
				cut = i
				break
			}
			_, size := utf8.DecodeRuneInString(rest[i:])
			i += size
		}
		line(y, "48", rest[:cut])
		rest = rest[cut:]
	}
	line(660, "24", strings.TrimSpace(b.report.Meta.Office+" "+b.report.Meta.Speaker))
	line(700, "24", b.report.Meta.Date.Format(time.DateOnly))
	return document("", svg)
}

// zipped packs files in their order, the first stored as it is, the others deflated; all have one time.
func zipped(at time.Time, files []File) ([]byte, error) {
	size := 4096
	for _, f := range files {
		size += len(f.Data)/3 + 256
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	z := zip.NewWriter(out)
	deflate := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(deflate)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		deflate.Reset(w)
		return deflate, nil
	})
	for i, f := range files {
		h := &zip.FileHeader{Name: f.Name, Method: zip.Deflate}
		if i == 0 {
			h.Method = zip.Store
		} else {
			h.ModifiedDate, h.ModifiedTime = dosTime(at)
		}
		if i == 0 {
			// A reader of EPUBs looks for the words at a fixed place: no data descriptor, no extra field.
			if err := storeFirst(z, h, f.Data); err != nil {
				return nil, err
			}
			continue
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// deflation is how much is tried to find what was said before: level 5, the usual one, makes a book 8% smaller in half as much time again.
const deflation = 1

// deflaters are used again: their tables are larger than most files.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, deflation)
	if err != nil {
		panic(err) // the level is the library's own
	}
	return w
}}
