// Package tidy writes content files in one stable form, so that a difference between two versions of a file is a difference in what it says.
//
// TOML keeps every comment, the order of keys and tables and the spelling of every value; what changes is white space:
//
//	# one blank line above a table, none inside of it but those that somebody left, one at a time
//	[[term]]
//	id = "jing-ji"           # one space about the equals sign, one before a comment
//	aliases = ["甲", "乙"]    # on one line where it was on one
//	members = [
//	  "子",                  # else each on its own line, with a comma behind each
//	]
//
// A report's Markdown is written as package markdown writes it; of a free page only line ends change. Tidying twice changes nothing more.
package tidy

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// File gives a content file in its stable form. free tells a page of the site from a part of a report. Problems say why a file stays as
// it is; ok is false then.
func File(f *diag.File, free bool, parser *markdown.Parser, problems *diag.List) (tidied string, ok bool) {
	switch path.Ext(f.Path) {
	case ".toml":
		return tomlFile(f, diag.Span{End: len(f.Text)}, problems)
	case ".md":
		return page(f, free, parser, problems)
	}
	panic("no form is known for " + f.Path)
}

func tomlFile(f *diag.File, at diag.Span, problems *diag.List) (string, bool) {
	text := f.Text[at.Start:at.End]
	before, ok := content.Syntax(f, at, problems)
	if !ok {
		return "", false
	}
	tidied := TOML(text)
	var after any
	if _, err := toml.Decode(tidied, &after); err != nil || fmt.Sprintf("%#v", after) != fmt.Sprintf("%#v", before) {
		panic(fmt.Sprintf("%s would say something else when it is tidied: %v", f.Path, err))
	}
	return tidied, true
}

func page(f *diag.File, free bool, parser *markdown.Parser, problems *diag.List) (string, bool) {
	unix := &diag.File{Path: f.Path, Text: strings.ReplaceAll(f.Text, "\r\n", "\n")}
	front, body, ok := content.FrontMatter(unix, problems)
	if !ok {
		return "", false
	}
	keys, ok := tomlFile(unix, front, problems)
	if !ok {
		return "", false
	}
	head := "+++\n" + keys + "+++\n"
	if free {
		rest := strings.TrimRight(unix.Text[body:], " \t\n")
		if rest == "" {
			return head, true
		}
		return head + "\n" + strings.TrimLeft(rest, "\n") + "\n", true
	}
	var own diag.List
	blocks := parser.Blocks(unix, body, &own)
	if own.Errors() > 0 {
		parser.Blocks(unix, body, problems)
		return "", false
	}
	out := []byte(head)
	for _, b := range blocks {
		out = append(out, '\n')
		out = markdown.Append(out, b)
	}
	again := parser.Blocks(&diag.File{Path: f.Path, Text: string(out)}, len(head), &own)
	if !slices.EqualFunc(blocks, again, func(a, b markdown.Block) bool {
		a.Span, b.Span = diag.Span{}, diag.Span{}
		return a == b
	}) {
		panic(f.Path + " would say something else when it is tidied")
	}
	return string(out), true
}
