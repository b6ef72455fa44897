package main

import (
	"runtime"
	"testing"

	"baogao/generator/diag"
)

// discard is a sink that only counts.
type discard struct{ b *testing.B }

func (d discard) Write(string, []byte) error { return nil }

// BenchmarkBuild is the whole way of the real report, without the disk. What is allocated is said for a page too: that is what must not grow.
func BenchmarkBuild(b *testing.B) {
	project := openProject("..")
	b.ReportAllocs()
	var before, after runtime.MemStats
	pages := 0
	runtime.ReadMemStats(&before)
	for b.Loop() {
		var problems diag.List
		done, err := build(project, discard{b}, &problems)
		if err != nil {
			b.Fatal(err)
		}
		pages += done.pages
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.Mallocs-before.Mallocs)/float64(pages), "allocs/page")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(pages), "B/page")
}
