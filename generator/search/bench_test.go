package search

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// BenchmarkSeries writes the data of a series of 200 reports of 20,000 characters, each of Chinese text at random with the frequencies of none.
func BenchmarkSeries(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var reports []*Report
	total := 0
	for i := range 200 {
		report := &Report{ID: string(rune('a' + i)), Parts: [][3]string{{"a.html", "一", "题"}}}
		for range 100 {
			text := make([]rune, 200)
			for k := range text {
				text[k] = rune(0x4e00 + int(r.ExpFloat64()*200)%3000)
			}
			report.Passages = append(report.Passages, Passage{ID: "p1", Text: string(text)})
			total += utf8.RuneCountInString(string(text))
		}
		reports = append(reports, report)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Files(b.Context(), reports); err != nil {
			b.Fatal(err)
		}
	}
}
