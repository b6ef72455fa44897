package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/page"
)

// editorOf is the link with which a project's editor opens files.
func editorOf(project fs.FS) string {
	var problems diag.List // build says them
	return content.Open(project, markdown.NewParser(), &problems).Config.Serve.Editor
}

// locate finds the file and line of what a page of the site shows: of the block with an id, else of what the page is made of.
func locate(project fs.FS, shown, id string) (file string, line int, ok bool) {
	var problems diag.List
	parser := markdown.NewParser()
	p := content.Open(project, parser, &problems)
	if free := path.Join(content.Root, strings.TrimSuffix(shown, ".html")+".md"); !strings.Contains(shown, "/") {
		if shown == "index.html" {
			free = content.Root + "/_index.md"
		}
		_, err := fs.Stat(project, free)
		return free, 1, err == nil
	}
	at := slices.IndexFunc(p.Reports, func(report string) bool { return strings.HasPrefix(shown, report+"/") })
	if at < 0 {
		return "", 0, false
	}
	report := p.Reports[at]
	r := content.Load(project, report, parser, &problems)
	if r == nil {
		return "", 0, false
	}
	for _, b := range r.Blocks() {
		if b.ID == id {
			f, span := b.Span()
			line, _ := f.Position(span.Start)
			return f.Path, line, true
		}
	}
	below := strings.TrimPrefix(shown, report+"/")
	for _, part := range r.Parts {
		if below == page.PathOf(part) {
			return part.File.Path, 1, true
		}
	}
	for prefix, name := range map[string]string{"terms/": "terms.toml", "figures.html": "figures.toml", "commitments.html": "commitments.toml", "pairs.html": "links.toml", "about.html": "errata.toml"} {
		if strings.HasPrefix(below, prefix) {
			file := path.Join(content.Root, report, name)
			_, err := fs.Stat(project, file)
			return file, 1, err == nil
		}
	}
	return "", 0, false
}
