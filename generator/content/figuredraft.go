package content

import (
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/figures"
	"baogao/generator/quantity"
)

// DraftFigures makes entries of figures.toml from the figures that were read of a report's text, in its order. An entry quotes its
// clause, and as many before it as are needed for the words to stand there once. A figure that an erratum took away has none.
func DraftFigures(r *Report, found []figures.Figure) []Figure {
	blocks := map[string]Block{}
	for _, b := range r.Blocks() {
		blocks[b.ID] = b
	}
	drafts := make([]Figure, 0, len(found))
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].Passage == found[0].Passage {
			n++
		}
		drafts = append(drafts, draftPassage(blocks[found[0].Passage], found[:n])...)
		found = found[n:]
	}
	return drafts
}

// draftPassage drafts the figures of one passage. Its quantities are scanned again, for the entry's place is that in the corrected text.
func draftPassage(b Block, found []figures.Figure) []Figure {
	drafts := make([]Figure, 0, len(found))
	scanned := quantity.Scan(b.Text)
	clauses := clauseStarts(b.Text)
	for n := range found {
		f := &found[n]
		at := 0
		for at < len(scanned) && scanned[at].Surface != f.Surface {
			at++
		}
		if at == len(scanned) {
			continue
		}
		q := scanned[at]
		scanned = scanned[at+1:]
		quote, once := draftQuote(b.Text, clauses, q)
		if !once {
			continue
		}
		d := Figure{
			ID: fmt.Sprintf("%s-f%d", b.ID, n+1), Passage: b.ID, Quote: quote, Indicator: f.Indicator, Value: math.Abs(f.Value), ValueMax: f.ValueMax, Unit: f.Unit,
			Kind: f.Kind, Measure: f.Measure, Direction: f.Direction, Bound: f.Bound, Year: f.Year, Per: f.Per, Unsure: f.Unsure, Draft: true,
		}
		if f.Value < 0 {
			d.Direction = "down"
		}
		if d.Indicator == "" {
			d.Indicator = f.Surface
		}
		if f.Subject != d.Indicator {
			d.Subject = f.Subject
		}
		drafts = append(drafts, d)
	}
	return drafts
}

// clauseStarts are the places where the clauses of a text begin.
func clauseStarts(text string) []int {
	starts := []int{0}
	for i, r := range text {
		switch r {
		case '，', '。', '；', '：', '！', '？':
			starts = append(starts, i+utf8.RuneLen(r))
		}
	}
	return starts
}

// draftQuote is the stretch of a passage from the beginning of a clause to behind the quantity, with as many clauses as make it stand in
// the passage once; once is false where even the whole beginning does not.
func draftQuote(text string, clauses []int, q quantity.Quantity) (quote string, once bool) {
	for i := len(clauses) - 1; i >= 0; i-- {
		if clauses[i] > q.Start {
			continue
		}
		quote = strings.TrimLeft(text[clauses[i]:q.BoundEnd], " 　")
		if strings.Count(text, quote) == 1 {
			return quote, true
		}
	}
	return quote, false
}

// formatFigures writes figures.toml, which begins with a line given.
func formatFigures(first string, figures []Figure) []byte {
	var w tomlWriter
	w.b.WriteString(first)
	drafts := slices.ContainsFunc(figures, func(f Figure) bool { return f.Draft })
	if drafts {
		w.line("# Quantities that import read from the text alone, as drafts. 由程序读出、未经核对的数据。")
		w.line("# Read each beside its passage, correct it, give it a theme, and take draft (and unsure) out; import does not write over a file that you changed.")
		w.line("# 逐条与原文核对：改正、归入领域，再删去 draft（和 unsure）。改过的文件，再次导入不会覆盖。")
	}
	for _, f := range figures {
		w.line("")
		w.line("[[figure]]")
		w.text("id", f.ID)
		w.text("passage", f.Passage)
		w.text("quote", f.Quote)
		w.text("indicator", f.Indicator)
		w.text("subject", f.Subject)
		w.line("value = " + Number(f.Value))
		if f.ValueMax != nil {
			w.line("value_max = " + Number(*f.ValueMax))
		}
		w.text("unit", f.Unit)
		w.text("kind", f.Kind)
		w.text("measure", f.Measure)
		w.text("direction", f.Direction)
		w.text("bound", f.Bound)
		w.number("year", f.Year)
		w.text("per", f.Per)
		w.text("theme", f.Theme)
		w.number("highlight", f.Highlight)
		w.text("note", f.Note)
		w.text("unsure", f.Unsure)
		w.yes("draft", f.Draft)
	}
	if !drafts {
		return []byte(w.b.String())
	}
	return []byte(untouchedMark + sumOf(w.b.String()) + "\n" + w.b.String())
}

// untouchedMark opens a file of drafts, with the checksum of what follows: while that holds, nobody has changed the file, and a later
// import may write it anew.
const untouchedMark = "# as imported: "

// Untouched tells whether a file of drafts is as an import wrote it.
func Untouched(data []byte) bool {
	rest, ok := strings.CutPrefix(string(data), untouchedMark)
	sum, body, _ := strings.Cut(rest, "\n")
	return ok && sum == sumOf(body)
}

func sumOf(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:16] }
