package main

import (
	"testing"

	"baogao/generator/diag"
)

// discard is a sink that only counts.
type discard struct{ b *testing.B }

func (d discard) Write(string, []byte) error { return nil }

// BenchmarkBuild is the whole way of the real report, without the disk.
func BenchmarkBuild(b *testing.B) {
	project := openProject("..")
	b.ReportAllocs()
	for b.Loop() {
		var problems diag.List
		if _, err := build(project, discard{b}, &problems); err != nil {
			b.Fatal(err)
		}
	}
}
