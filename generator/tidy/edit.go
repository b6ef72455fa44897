package tidy

import (
	"slices"
	"strings"
)

// place is a string in a document, its quotation marks included.
type place struct {
	path       string
	start, end int
}

// Rename gives a document in which id reads to wherever it is the value, or in the list that is the value, of one of the paths:
// "term.id", "pair.review.figure". All else stays as it is, byte for byte; found tells how often it stood.
func Rename(text string, paths []string, id, to string) (renamed string, found int) {
	var b strings.Builder
	at := 0
	for _, p := range read(text).places {
		word := text[p.start:p.end]
		if slices.Contains(paths, p.path) && (word == `"`+id+`"` || word == "'"+id+"'") {
			b.WriteString(text[at:p.start])
			b.WriteString(`"` + to + `"`)
			at = p.end
			found++
		}
	}
	b.WriteString(text[at:])
	return b.String(), found
}

// InsertTable gives a document with a table, which ends in a line end, behind the nth table of its name, from one; 0 puts it before the
// first, and at the end where there is none. All else stays as it is.
func InsertTable(text, name string, n int, table string) string {
	headers := read(text).headers
	at := len(text)
	seen := 0
	for i, h := range headers {
		if h.path != name {
			continue
		}
		seen++
		if n == 0 {
			at = h.start
			break
		}
		if seen == n {
			for _, next := range headers[i+1:] {
				// Tables inside of the entry, [[commitment.evidence]], go with it.
				if !strings.HasPrefix(next.path, name+".") {
					at = next.start
					break
				}
			}
			break
		}
	}
	before, after := text[:at], text[at:]
	if before != "" {
		if !strings.HasSuffix(before, "\n") {
			before += "\n"
		}
		if !strings.HasSuffix(before, "\n\n") {
			before += "\n"
		}
	}
	if after != "" {
		table += "\n"
	}
	return before + table + after
}

// read walks a document for the places in it.
func read(text string) *writer {
	w := &writer{s: text, at: len(text) - len(strings.TrimPrefix(text, "\ufeff")), comments: -1}
	for w.at < len(w.s) {
		w.statement()
	}
	return w
}
