package site

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"

	"golang.org/x/sync/errgroup"
)

// seriesOf makes reports of about 20,000 characters in 80 paragraphs, and terms that all of them share.
func seriesOf(reports, names int) ([]*content.Report, []content.Term) {
	r := rand.New(rand.NewPCG(5, 6))
	word := func(n int) []rune {
		w := make([]rune, n)
		for i := range w {
			w[i] = rune(0x4e00 + r.IntN(1500))
		}
		return w
	}
	terms := make([]content.Term, names)
	for i := range terms {
		terms[i] = content.Term{ID: fmt.Sprintf("t%d", i), Name: string(word(3 + r.IntN(8))), Draft: true}
	}
	all := make([]*content.Report, reports)
	for i := range all {
		c := &content.Report{ID: fmt.Sprint(i), Terms: terms}
		part := &content.Part{ID: "lead", Role: content.Lead}
		for k := range 80 {
			var text []rune
			for len(text) < 250 {
				text = append(append(append(text, word(6)...), []rune(terms[r.IntN(names)].Name)...), '，')
				text = append(append(text, word(20)...), '。')
			}
			part.Paragraphs = append(part.Paragraphs, content.Paragraph{ID: fmt.Sprintf("lead-p%d", k+1), Pieces: []content.Piece{{Text: string(text)}}})
		}
		c.Parts = []*content.Part{part}
		all[i] = c
	}
	return all, terms
}

// BenchmarkLinkSeries links 1,000 reports that share 5,000 terms, over all cores, the finder made once.
func BenchmarkLinkSeries(b *testing.B) {
	reports, terms := seriesOf(1000, 5000)
	b.ReportMetric(float64(len(reports)), "reports")
	for b.Loop() {
		finder := Names(terms)
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, c := range reports {
			group.Go(func() error {
				var problems diag.List
				if r := LinkWith(c, finder, &problems); len(r.Terms) != len(terms) {
					return fmt.Errorf("%d terms", len(r.Terms))
				}
				return nil
			})
		}
		if err := group.Wait(); err != nil {
			b.Fatal(err)
		}
	}
}
