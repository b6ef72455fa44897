package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/serve"
)

// BenchmarkRebuild is what serve does after a save: everything that is made of one report is made again, in a site of one report and in a series.
func BenchmarkRebuild(b *testing.B) {
	for _, reports := range []int{1, 100} {
		b.Run(fmt.Sprintf("reports=%d", reports), func(b *testing.B) {
			dir := b.TempDir()
			for _, name := range []string{"layouts", "static"} {
				if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("..", name))); err != nil {
					b.Fatal(err)
				}
			}
			if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join("..", "content"))); err != nil {
				b.Fatal(err)
			}
			config, err := os.ReadFile(filepath.Join("..", "config.toml"))
			if err == nil {
				err = os.WriteFile(filepath.Join(dir, "config.toml"), config, 0o644)
			}
			for i := range reports - 1 {
				if err == nil {
					err = os.CopyFS(filepath.Join(dir, "content", fmt.Sprintf("copy-%04d", i+1)), os.DirFS(filepath.Join(dir, "content", "2017")))
				}
			}
			terms := filepath.Join(dir, "content", "2017", "terms.toml")
			text, err2 := os.ReadFile(terms)
			if err != nil || err2 != nil {
				b.Fatal(err, err2)
			}
			last := &remembered{}
			build := func() {
				t := &serve.Task{Memory: &output.Memory{}, Problems: &diag.List{}, Changed: []string{"content/2017/terms.toml"}, Sound: func(string) error { return nil }, Rest: func() error { return nil }}
				var err error
				if last, err = rebuild(b.Context(), openProject(dir), last, t); err != nil || t.Problems.Errors() > 0 {
					b.Fatal(err, t.Problems.Problems())
				}
			}
			build()
			for b.Loop() {
				text = append(text, "# another word\n"...)
				if err := os.WriteFile(terms, text, 0o644); err != nil {
					b.Fatal(err)
				}
				build()
			}
		})
	}
}
