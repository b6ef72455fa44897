package main

import (
	"io/fs"
	"os"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/search"
	"baogao/generator/site"
)

const report = "2017"

// project is the real one: what a step costs depends on what people write.
func project() fs.FS { return os.DirFS("../..") }

// mustBeRight ends a benchmark whose input is wrong: what fails is fast.
func mustBeRight(b *testing.B, problems *diag.List) {
	b.Helper()
	for _, p := range problems.Problems() {
		b.Log(p)
	}
	if problems.Errors() > 0 {
		b.FailNow()
	}
}

// nowhere is a sink that counts.
type nowhere struct{ bytes int64 }

func (n *nowhere) Write(_ string, data []byte) error {
	n.bytes += int64(len(data))
	return nil
}

func load(b *testing.B) *content.Report {
	var problems diag.List
	r := content.Load(project(), report, markdown.NewParser(), &problems)
	mustBeRight(b, &problems)
	return r
}

func renderer(b *testing.B, sink output.Sink) *page.Renderer {
	var problems diag.List
	p := content.Open(project(), markdown.NewParser(), &problems)
	layouts, err := fs.Sub(project(), "layouts")
	if err != nil {
		b.Fatal(err)
	}
	r := &page.Renderer{Config: p.Config, Layouts: page.LoadLayouts(layouts, nil, p.Config.Language, true, &problems), Sink: sink}
	mustBeRight(b, &problems)
	return r
}

func BenchmarkOutline(b *testing.B) {
	text := load(b).Source.Text
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		outline.Parse(text)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func BenchmarkLink(b *testing.B) {
	r := load(b)
	for b.Loop() {
		var problems diag.List
		site.Link(r, &problems)
		mustBeRight(b, &problems)
	}
}

func BenchmarkLayouts(b *testing.B) {
	for b.Loop() {
		renderer(b, nil)
	}
}

func BenchmarkPages(b *testing.B) {
	var problems diag.List
	linked := site.Link(load(b), &problems)
	var sink nowhere
	r := renderer(b, &sink)
	pages := 0
	for b.Loop() {
		paths, err := r.Report(linked)
		if err != nil {
			b.Fatal(err)
		}
		pages += len(paths)
	}
	b.SetBytes(sink.bytes / int64(b.N))
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkSearchData(b *testing.B) {
	var problems diag.List
	linked := site.Link(load(b), &problems)
	describe := renderer(b, nil).SearchPart(linked)
	for b.Loop() {
		if _, err := search.Alone(search.Index(linked, describe, func(*site.Indicator) string { return "" })); err != nil {
			b.Fatal(err)
		}
	}
}
