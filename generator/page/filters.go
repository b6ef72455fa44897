package page

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Filters is what narrows a table: a box for words, and a choice for each of some columns. It stands in the page and table.js makes it
// work; where there are no scripts it is not shown.
type Filters struct {
	Count   string // how many rows there are, in words
	Selects []FilterSelect
}

// Choices are the selects that leave something to choose.
func (f Filters) Choices() []FilterSelect {
	return slices.DeleteFunc(slices.Clone(f.Selects), func(s FilterSelect) bool { return len(s.Options) < 2 })
}

// FilterSelect chooses among the values that the rows have in their data-NAME.
type FilterSelect struct {
	Name, Label string
	Options     []string
}

// Text tells whether the values are the report's words, or its editors', and not the interface's.
func (s FilterSelect) Text() bool { return len(s.Options) > 0 && chinese(s.Options[0]) }

func chinese(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

func (w *reportPages) filters(rows int) Filters {
	return Filters{Count: w.strings.Get("table-count", strconv.Itoa(rows))}
}

// offer adds a row's value to a choice, each once and in the order of the rows.
func (f *Filters) offer(name, label, value string) {
	at := 0
	for at < len(f.Selects) && f.Selects[at].Name != name {
		at++
	}
	if at == len(f.Selects) {
		f.Selects = append(f.Selects, FilterSelect{Name: name, Label: label})
	}
	s := &f.Selects[at]
	for _, o := range s.Options {
		if o == value {
			return
		}
	}
	if value != "" {
		s.Options = append(s.Options, value)
	}
}
