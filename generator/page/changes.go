package page

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"baogao/generator/site"
)

// ChangesView is what became of the text since it was published, edition by edition, the newest first.
type ChangesView struct {
	Frame
	Editions []EditionRow
	Doubts   []ChangeRow // suspected, not changed
}

// EditionRow is a state of the text with what is new in it.
type EditionRow struct {
	Number, Date, Href string
	Current            bool
	Changes            []ChangeRow
}

// ChangeRow is one erratum in the words around it. Old and New are "" where nothing stood or stands.
type ChangeRow struct {
	ErratumRow
	Before, Old, New, After string
	Again                   bool   // the place was corrected before
	Was                     string // and read so
	Punctuation             bool   // nothing but punctuation and space is changed
}

func (w *reportPages) changes() error {
	view := ChangesView{Frame: w.frame("about", "changes.html", w.strings.Get("changes"), w.report.Meta.Title+w.strings.Get("changes-description"))}
	rows := map[string]ErratumRow{}
	for _, row := range w.errataRows() {
		rows[row.ID] = row
	}
	editions := w.report.Editions()
	for i := len(editions) - 1; i >= 0; i-- {
		e := editions[i]
		row := EditionRow{Number: strconv.Itoa(e.Number), Date: day(e.Date), Href: "editions/" + strconv.Itoa(e.Number) + ".txt", Current: i == len(editions)-1}
		for _, erratum := range e.Errata {
			change := changeRow(rows[erratum.ID], erratum)
			if !erratum.Date.Equal(w.report.Erratum(erratum.ID).Date) {
				change.ID += "-" + row.Number // a later edition has the erratum's own address
			}
			row.Changes = append(row.Changes, change)
		}
		view.Editions = append(view.Editions, row)
	}
	for _, e := range w.report.Errata {
		if e.Draft {
			view.Doubts = append(view.Doubts, changeRow(rows[e.ID], e))
		}
	}
	return w.write("changes", "changes.html", view)
}

func changeRow(row ErratumRow, e *site.Erratum) ChangeRow {
	const around = 20
	c := ChangeRow{ErratumRow: row, Old: e.Published, New: e.Corrected, Punctuation: punctuation(e.Published) && punctuation(e.Corrected)}
	c.Reason, c.By, c.Date = e.Reason, e.By, day(e.Date)
	if e.Was != nil {
		c.Again, c.Was, c.Punctuation = true, *e.Was, punctuation(*e.Was) && punctuation(e.Corrected)
	}
	if e.Passage == nil {
		return c
	}
	before, after := e.Passage.Text[:e.Start], e.Passage.Text[e.End:]
	if n := utf8.RuneCountInString(before); n > around {
		before = "…" + string([]rune(before)[n-around:])
	}
	if utf8.RuneCountInString(after) > around {
		after = string([]rune(after)[:around]) + "…"
	}
	c.Before, c.After = before, after
	return c
}

// punctuation tells whether a text has no words.
func punctuation(s string) bool {
	for _, r := range s {
		if !unicode.IsPunct(r) && !unicode.IsSpace(r) && !unicode.IsSymbol(r) {
			return false
		}
	}
	return true
}
