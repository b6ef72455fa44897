package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// compressed is how many bytes gzip makes of a file.
func compressed(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is one of gzip's
	w.Write(data)
	w.Close()
	return b.Len()
}

// scriptBytes are the compressed bytes of the scripts that a search needs, as they are published.
func scriptBytes(scripts []string) (int, error) {
	n := 0
	for _, name := range scripts {
		data, err := os.ReadFile(filepath.Join("static", name))
		if err != nil {
			return 0, err
		}
		var small bytes.Buffer
		if err := (&js.Minifier{}).Minify(minify.New(), &small, bytes.NewReader(data), nil); err != nil {
			return 0, err
		}
		n += compressed(small.Bytes())
	}
	return n, nil
}

// folderBytes are the compressed bytes of the search data, and its files.
func folderBytes(folder string) (total, files int, err error) {
	err = filepath.WalkDir(filepath.Join(folder, "search"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		total, files = total+compressed(data), files+1
		return err
	})
	return total, files, err
}

// part is the value that so much of all are not above.
func part(all []float64, p float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[min(len(sorted)-1, int(p*float64(len(sorted))))]
}

// printMeasures says what the script read and how long it took.
func printMeasures(folder string, answers []scriptAnswer) error {
	needed := []string{"box.js", "fold.js", "search.js", "results.js"}
	if _, err := os.Stat(filepath.Join(folder, "search", "k0.js")); err == nil {
		needed = append(needed, "series.js")
	}
	scripts, err := scriptBytes(needed)
	if err != nil {
		return err
	}
	total, files, err := folderBytes(folder)
	if err != nil {
		return err
	}
	of := func(value func(scriptAnswer) float64) []float64 {
		all := make([]float64, len(answers))
		for i, a := range answers {
			all[i] = value(a)
		}
		return all
	}
	cold := of(func(a scriptAnswer) float64 { return float64(scripts+a.Cold) / 1000 })
	second := of(func(a scriptAnswer) float64 { return float64(a.Second) / 1000 })
	later := of(func(a scriptAnswer) float64 { return float64(a.Later) / 1000 })
	first, all, again := of(func(a scriptAnswer) float64 { return a.First }), of(func(a scriptAnswer) float64 { return a.All }), of(func(a scriptAnswer) float64 { return a.Again })
	fmt.Printf("scripts %.1f kB; data %.2f MB in %d files (gzip)\n", float64(scripts)/1e3, float64(total)/1e6, files)
	fmt.Printf("kB before the first hits: cold %.2f median, %.1f p95; second %.1f, %.1f; later, behind all others, %.1f, %.1f\n", part(cold, .5), part(cold, .95), part(second, .5), part(second, .95), part(later, .5), part(later, .95))
	fmt.Printf("ms in Node with the data read: first hits %.2f p50, %.2f p95; all hits %.2f p50, %.2f p95; asked again %.3f p95\n", part(first, .5), part(first, .95), part(all, .5), part(all, .95), part(again, .95))
	return nil
}
