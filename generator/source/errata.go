package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Change is one place where the site reads differently from the published text.
type Change struct {
	Start, End           int // byte range in the published text
	Published, Corrected string
}

// Apply gives the corrected text. The changes may come in any order; they must not overlap, and each must find its Published
// words where it says they are.
func Apply(published string, changes []Change) (corrected string, err error) {
	sorted, err := inOrder(changes)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	at := 0
	for _, c := range sorted {
		if err := c.finds(published, c.Start, c.Published, "published"); err != nil {
			return "", err
		}
		out.WriteString(published[at:c.Start])
		out.WriteString(c.Corrected)
		at = c.End
	}
	out.WriteString(published[at:])
	return out.String(), nil
}

// Undo gives the published text back: Undo(Apply(s)) == s. Each change must find its Corrected words where the changes
// before it have moved them.
func Undo(corrected string, changes []Change) (published string, err error) {
	sorted, err := inOrder(changes)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	at, moved := 0, 0
	for _, c := range sorted {
		start := c.Start + moved
		if err := c.finds(corrected, start, c.Corrected, "corrected"); err != nil {
			return "", err
		}
		out.WriteString(corrected[at:start])
		out.WriteString(c.Published)
		at = start + len(c.Corrected)
		moved += len(c.Corrected) - len(c.Published)
	}
	out.WriteString(corrected[at:])
	return out.String(), nil
}

// inOrder sorts changes by place. Two insertions at one place would have no order of their own, so they count as overlapping.
func inOrder(changes []Change) ([]Change, error) {
	sorted := slices.Clone(changes)
	slices.SortFunc(sorted, func(a, b Change) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return a.End - b.End
	})
	for i, c := range sorted {
		if c.Start < 0 || c.End < c.Start || c.End-c.Start != len(c.Published) {
			return nil, fmt.Errorf("bytes %d to %d cannot hold the published %q", c.Start, c.End, c.Published)
		}
		if !utf8.ValidString(c.Corrected) {
			return nil, fmt.Errorf("the correction %q at byte %d is not UTF-8", c.Corrected, c.Start)
		}
		if i == 0 {
			continue
		}
		before := sorted[i-1]
		if c.Start < before.End || c.Start == before.Start && c.End == before.End {
			return nil, fmt.Errorf("two changes overlap at byte %d: %q and %q", c.Start, before.Published, c.Published)
		}
	}
	return sorted, nil
}

// finds tells whether the text has the words at a place, with a whole character on both sides.
func (c Change) finds(text string, start int, words, side string) error {
	end := start + len(words)
	if start < 0 || end > len(text) {
		return fmt.Errorf("%s text ends at byte %d, before %q at byte %d", side, len(text), words, start)
	}
	if text[start:end] != words {
		return fmt.Errorf("%s text has %q at byte %d, not %q", side, text[start:end], start, words)
	}
	if !between(text, start) || !between(text, end) {
		return fmt.Errorf("a change at byte %d of the %s text cuts a character in two", start, side)
	}
	return nil
}

// between tells whether no character lies across an offset.
func between(text string, offset int) bool {
	return offset == len(text) || utf8.RuneStart(text[offset])
}
