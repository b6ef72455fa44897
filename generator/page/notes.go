package page

import (
	"cmp"
	"strconv"

	"baogao/generator/site"
)

// notes writes behind a sentence what leads to its rows in the tables: its tasks, its pairs, and figures that no mark in the text leads
// to. The first of a kind is called by it, the others are counted: 任务 2 3.
func (w *writer) notes(p *site.Passage, sentence int) {
	var tasks, pairs, figures int
	for _, n := range p.Notes {
		if n.Sentence != sentence {
			continue
		}
		switch {
		case n.Commitment != nil:
			tasks++
			w.note("commitments.html#"+n.Commitment.ID, w.nth("note-task", tasks), "note-task-link", cmp.Or(n.Commitment.Name, n.Commitment.Quote))
		case n.Pair != nil:
			pairs++
			w.note("pairs.html#"+n.Pair.ID, w.nth("note-pair", pairs), "note-pair-link", n.Pair.Matter)
		case n.Figure != nil:
			figures++
			w.note("indicators/"+n.Figure.Of.ID+".html#"+n.Figure.ID, w.nth("note-figure", figures), "note-figure-link", n.Figure.Indicator)
		}
	}
}

func (w *writer) nth(key string, n int) string {
	if n > 1 {
		return strconv.Itoa(n)
	}
	return w.strings.Get(key)
}

func (w *writer) note(href, sign, key, what string) {
	label := w.strings.Get(key, what)
	w.raw(`<a class="to" data-ui href="`, w.up, href, `" title="`)
	w.text(label)
	w.raw(`" aria-label="`)
	w.text(label)
	w.raw(`">`)
	w.text(sign)
	w.raw("</a>")
}
