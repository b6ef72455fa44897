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
	return RenameEach(text, paths, map[string]string{id: to})
}

// RenameEach is Rename of several ids at once, so that one can become what another was.
func RenameEach(text string, paths []string, to map[string]string) (renamed string, found int) {
	var b strings.Builder
	at := 0
	for _, p := range read(text).places {
		word := text[p.start:p.end]
		if !slices.Contains(paths, p.path) || len(word) < 2 || word[0] != '"' && word[0] != '\'' {
			continue
		}
		if id, known := to[word[1:len(word)-1]]; known {
			b.WriteString(text[at:p.start])
			b.WriteString(`"` + id + `"`)
			at = p.end
			found++
		}
	}
	b.WriteString(text[at:])
	return b.String(), found
}

// RemoveTables gives a document without some of the tables of a name, with the comments that stand on them and the tables inside of them. gone is
// asked for each, by its number from one. All else stays as it is.
func RemoveTables(text, name string, gone func(n int) bool) string {
	headers := read(text).headers
	var b strings.Builder
	at, n := 0, 0
	for i, h := range headers {
		if h.path != name {
			continue
		}
		if n++; !gone(n) {
			continue
		}
		end := len(text)
		for _, next := range headers[i+1:] {
			if !strings.HasPrefix(next.path, name+".") {
				end = next.start
				break
			}
		}
		b.WriteString(text[at:h.start])
		at = end
	}
	b.WriteString(text[at:])
	return b.String()
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
