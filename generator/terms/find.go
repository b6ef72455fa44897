package terms

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Name is a surface form to look for, and whose it is.
type Name struct {
	Text  string
	Owner int
}

// Hit is a name found: bytes of the text, quotation marks that belong to it included.
type Hit struct {
	Start, End int
	Owner      int
}

// Finder finds names in text in time that grows with the text alone. It is made once for a list of names and serves any number of
// texts, at the same time too.
//
// It is an Aho–Corasick automaton over folded characters in a double array: from state s the character of code c leads to the slot
// base[s]+c if check of that slot is s. Names with quotation marks of their own are looked for with them, in an automaton beside it.
type Finder struct {
	plain, quoted *automaton
}

// NewFinder makes a finder. Empty names are never found.
func NewFinder(names []Name) *Finder {
	var plain, quoted []pattern
	for i, n := range names {
		runes, quotes := folded(n.Text)
		switch p := (pattern{runes, i, n.Owner}); {
		case len(runes) == 0:
		case quotes:
			quoted = append(quoted, p)
		default:
			plain = append(plain, p)
		}
	}
	return &Finder{newAutomaton(plain, false), newAutomaton(quoted, true)}
}

// Find gives the names in a text, in its order, never overlapping. Keep says which occurrences count at all; nil is all. A name
// inside a longer one is not given, whether or not the longer one is; of two that overlap, the longer one is, else the first.
func (f *Finder) Find(text string, keep func(Hit) bool) []Hit {
	var all []Hit
	add := func(h Hit) {
		h = withMarks(text, h)
		if keep == nil || keep(h) {
			all = append(all, h)
		}
	}
	f.plain.scan(text, add)
	f.quoted.scan(text, add)
	if len(all) == 0 {
		return nil
	}
	return apart(longest(all))
}

// longest drops every hit inside a longer one. Of names of one extent the first stays.
func longest(all []Hit) []Hit {
	slices.SortStableFunc(all, func(a, b Hit) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	kept := all[:0]
	end := -1
	for _, h := range all {
		if h.End > end {
			kept = append(kept, h)
			end = h.End
		}
	}
	return kept
}

// apart settles overlaps: the longer hit stays, of equals the first. Starts and ends of the hits both grow, so a hit overlaps only
// its neighbours.
func apart(hits []Hit) []Hit {
	overlaps := false
	for i := 1; i < len(hits); i++ {
		overlaps = overlaps || hits[i].Start < hits[i-1].End
	}
	if !overlaps {
		return hits
	}
	order := make([]int, len(hits))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(hits[b].End-hits[b].Start, hits[a].End-hits[a].Start) })
	stays := make([]bool, len(hits))
	for _, i := range order {
		free := true
		for j := i - 1; j >= 0 && hits[j].End > hits[i].Start && free; j-- {
			free = !stays[j]
		}
		for j := i + 1; j < len(hits) && hits[j].Start < hits[i].End && free; j++ {
			free = !stays[j]
		}
		stays[i] = free
	}
	var kept []Hit
	for i, h := range hits {
		if stays[i] {
			kept = append(kept, h)
		}
	}
	return kept
}

// withMarks takes in the quotation mark beside a hit whose other one is inside it: 四个一”人才工程 becomes “四个一”人才工程.
func withMarks(text string, h Hit) Hit {
	open := 0
	for _, r := range text[h.Start:h.End] {
		switch r {
		case quoteIn:
			open++
		case quoteOut:
			open--
		}
	}
	for ; open < 0; open++ {
		r, size := utf8.DecodeLastRuneInString(text[:h.Start])
		if r != quoteIn {
			break
		}
		h.Start -= size
	}
	for ; open > 0; open-- {
		r, size := utf8.DecodeRuneInString(text[h.End:])
		if r != quoteOut {
			break
		}
		h.End += size
	}
	return h
}
