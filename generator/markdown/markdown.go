// Package markdown is our dialect of Markdown, on goldmark: the text of a report as blocks, and free pages as HTML.
//
// A report's text is plain. A block is a paragraph on one line, or a heading on one line that always writes its id:
//
//	## 推进工业经济提质增效 {#c3-s1-t1 .run-in}
//
//	### 传统产业改造升级 {#c3-s1-p2-u1 .run-in}
//
//	化工产业要向精细化发展，…
//
//	## 1．抓投资 {#c2-s1-h1}
//
// `.run-in` says that the heading opens the paragraph after it and that 。 follows it in the published text; `stop="："` names
// another stop, `stop=""` none. What Markdown would read as markup is escaped with a backslash; markup itself is a problem,
// because the published text has none.
package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"baogao/generator/diag"
)

// Block is one paragraph (Level 0) or one heading (Level 2 to 6) of a report's text.
type Block struct {
	Level int
	Text  string // plain, as read; without a run-in heading's stop
	ID    string // headings only
	RunIn bool
	Stop  string    // what ends a run-in heading in the published text
	Span  diag.Span // the block's line in its file
}

// DefaultStop ends a run-in heading where its line names no other stop.
const DefaultStop = "。"

// Parser reads files of the dialect. It is safe for use by several goroutines.
type Parser struct {
	report goldmark.Markdown
	free   goldmark.Markdown
}

// NewParser gives a ready parser.
func NewParser() *Parser {
	return &Parser{
		report: goldmark.New(goldmark.WithParserOptions(parser.WithAttribute())),
		free: goldmark.New(
			goldmark.WithExtensions(extension.Table, extension.NewCJK()),
			goldmark.WithParserOptions(parser.WithAttribute()),
		),
	}
}

// Blocks reads the report text in file.Text[from:]. What is not plain text is a problem each and left out.
func (p *Parser) Blocks(file *diag.File, from int, problems *diag.List) []Block {
	source := []byte(file.Text[from:])
	document := p.report.Parser().Parse(text.NewReader(source))
	var blocks []Block
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		span := nodeSpan(n, from, len(file.Text))
		switch n := n.(type) {
		case *ast.Paragraph:
			if s, ok := p.plain(n, source, file, span, problems); ok {
				blocks = append(blocks, Block{Text: s, Span: span})
			}
		case *ast.Heading:
			if s, ok := p.plain(n, source, file, span, problems); ok {
				blocks = append(blocks, heading(n, s, file, span, problems))
			}
		default:
			p := problems.Errorf(file, span, "%s in the report's text, which is plain", describe(n))
			if n.Kind() == ast.KindCodeBlock {
				p.SetHelp("take away the blanks that the line begins with")
			} else {
				p.SetHelp("write a backslash before the first character of the line to keep it as text")
			}
		}
	}
	return blocks
}

func heading(n *ast.Heading, s string, file *diag.File, span diag.Span, problems *diag.List) Block {
	b := Block{Level: n.Level, Text: s, Span: span}
	if id, ok := n.AttributeString("id"); ok {
		b.ID = attribute(id)
	}
	if b.ID == "" {
		problems.Errorf(file, span, "heading %q has no id", s).
			SetHelp("write its id after it, as in: ## %s {#c1-s1-t1 .run-in}", s)
	}
	if class, ok := n.AttributeString("class"); ok {
		for name := range strings.FieldsSeq(attribute(class)) {
			if name != "run-in" {
				problems.Errorf(file, span, "heading %q has the unknown class %q", s, name).SetHelp("the only class is .run-in")
				continue
			}
			b.RunIn, b.Stop = true, DefaultStop
		}
	}
	if stop, ok := n.AttributeString("stop"); ok {
		b.Stop = attribute(stop)
	}
	return b
}

func attribute(v any) string {
	switch v := v.(type) {
	case []byte:
		return html.UnescapeString(string(v))
	case string:
		return v
	}
	return ""
}

// plain gives the text of a block that holds nothing but text.
func (p *Parser) plain(n ast.Node, source []byte, file *diag.File, span diag.Span, problems *diag.List) (string, bool) {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		switch {
		case !ok:
			problems.Errorf(file, span, "%s in the report's text, which is plain", describe(c)).
				SetHelp("write a backslash before the character that opens it to keep it as text")
			return "", false
		case t.SoftLineBreak() || t.HardLineBreak():
			problems.Errorf(file, span, "a line break inside a paragraph").
				SetHelp("write a paragraph on one line, and an empty line between two paragraphs")
			return "", false
		}
		unescape(&b, t.Value(source))
	}
	return b.String(), true
}

// HTML renders a free page: everything that Markdown can say, without raw HTML.
func (p *Parser) HTML(file *diag.File, from int) (string, error) {
	var b strings.Builder
	err := p.free.Convert([]byte(file.Text[from:]), &b)
	return b.String(), err
}

// nodeSpan finds a block in its file; what goldmark gives no lines for is the whole rest of the file.
func nodeSpan(n ast.Node, from, end int) diag.Span {
	for c := n; c != nil; c = c.FirstChild() {
		if c.Type() == ast.TypeInline {
			break
		}
		if lines := c.Lines(); lines.Len() > 0 {
			last := lines.At(lines.Len() - 1)
			return diag.Span{Start: from + lines.At(0).Start, End: from + last.Stop}
		}
	}
	return diag.Span{Start: from, End: end}
}

func describe(n ast.Node) *diag.Text {
	switch n.Kind() {
	case ast.KindEmphasis:
		return diag.Say("emphasis")
	case ast.KindLink, ast.KindAutoLink:
		return diag.Say("a link")
	case ast.KindImage:
		return diag.Say("an image")
	case ast.KindCodeSpan, ast.KindCodeBlock, ast.KindFencedCodeBlock:
		return diag.Say("code")
	case ast.KindList:
		return diag.Say("a list")
	case ast.KindBlockquote:
		return diag.Say("a quotation block")
	case ast.KindHTMLBlock, ast.KindRawHTML:
		return diag.Say("HTML")
	case ast.KindThematicBreak:
		return diag.Say("a rule")
	case ast.KindLinkReferenceDefinition:
		return diag.Say("a link definition")
	}
	return diag.Say("markup")
}
