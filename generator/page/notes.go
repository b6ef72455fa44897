package page

import (
	"cmp"
	"strconv"

	"baogao/generator/site"
)

// notes writes behind a sentence what leads to its rows in the tables: its tasks, its pairs, and figures that no mark in the text leads
// to. The first of a kind is called by it, the others are counted: 任务 2 3.
func (w *writer) notes(p *site.Passage, sentence int) {
	if w.alone {
		return
	}
	var tasks, pairs, figures int
	for _, n := range p.Notes {
		if n.Sentence != sentence {
			continue
		}
		switch {
		case n.Commitment != nil:
			tasks++
			w.note("commitments.html#"+n.Commitment.ID, "note-task", "note-task-link", tasks, cmp.Or(n.Commitment.Name, n.Commitment.Quote))
		case n.Pair != nil:
			pairs++
			w.note("pairs.html#"+n.Pair.ID, "note-pair", "note-pair-link", pairs, n.Pair.Matter)
		case n.Figure != nil:
			figures++
			w.note("indicators/"+n.Figure.Of.ID+".html#"+n.Figure.ID, "note-figure", "note-figure-link", figures, n.Figure.Indicator)
		}
	}
}

// note is the nth of its kind in a sentence. Its name for who cannot see it begins with what is seen; a pointer
// is told it by cards.js, for written twice it would be a fortieth of the page.
func (w *writer) note(href, sign, key string, n int, what string) {
	number, seen := "", w.strings.Get(sign)
	if n > 1 {
		number = strconv.Itoa(n)
		seen = number
	}
	w.raw(`<a class="to" data-ui`, langAttribute(w.strings.Foreign()), ` href="`, w.up, href, `" aria-label="`)
	w.text(w.strings.Get(key, number, what))
	w.raw(`">`)
	w.text(seen)
	w.raw("</a>")
}
