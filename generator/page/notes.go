package page

import (
	"cmp"

	"baogao/generator/site"
)

// notes writes behind a sentence what leads to its rows in the tables: its tasks, its pairs, and figures that no mark in the text leads to.
func (w *writer) notes(p *site.Passage, sentence int) {
	for _, n := range p.Notes {
		if n.Sentence != sentence {
			continue
		}
		switch {
		case n.Commitment != nil:
			w.note("commitments.html#"+n.Commitment.ID, "note-task", "note-task-link", cmp.Or(n.Commitment.Name, n.Commitment.Quote))
		case n.Pair != nil:
			w.note("pairs.html#"+n.Pair.ID, "note-pair", "note-pair-link", n.Pair.Matter)
		case n.Figure != nil:
			w.note("indicators/"+n.Figure.Of.ID+".html#"+n.Figure.ID, "note-figure", "note-figure-link", n.Figure.Indicator)
		}
	}
}

func (w *writer) note(href, sign, key, what string) {
	w.raw(`<a class="to" data-ui href="`, w.up, href, `" title="`)
	label := w.strings.Get(key, what)
	w.text(label)
	w.raw(`" aria-label="`)
	w.text(label)
	w.raw(`">`)
	w.text(w.strings.Get(sign))
	w.raw("</a>")
}
