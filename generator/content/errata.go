package content

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/diag"
)

// ErrataByPlace groups the errata that are applied by block, in the order of their places.
func (r *Report) ErrataByPlace() map[string][]Erratum {
	byPlace := map[string][]Erratum{}
	for _, e := range r.Errata {
		if !e.Draft {
			byPlace[e.Place] = append(byPlace[e.Place], e)
		}
	}
	for _, errata := range byPlace {
		slices.SortStableFunc(errata, func(a, b Erratum) int { return cmp.Compare(a.At, b.At) })
	}
	return byPlace
}

// Correction is where an applied erratum stands in a block's corrected text, in bytes.
type Correction struct {
	Erratum
	Start, End int // of Corrected; equal where it is empty
}

// Corrections are the applied errata of a block in its corrected text.
func (r *Report) Corrections(b Block) ([]Correction, error) {
	return locate(b.Text, r.ErrataByPlace()[b.ID])
}

// locate finds errata, sorted by place, in a corrected text. It fails where the text is not what an erratum says.
func locate(corrected string, errata []Erratum) ([]Correction, error) {
	var found []Correction
	at, shift := 0, 0 // bytes walked; characters that the corrected text is ahead of the published
	characters := 0
	for _, e := range errata {
		for characters < e.At+shift {
			if at >= len(corrected) {
				return nil, diag.Say("erratum %q: its place, character %d, is behind the text's end", e.ID, e.At)
			}
			_, size := utf8.DecodeRuneInString(corrected[at:])
			at += size
			characters++
		}
		if !strings.HasPrefix(corrected[at:], e.Corrected) || characters > e.At+shift {
			return nil, diag.Say("erratum %q: the text at character %d is not %q", e.ID, e.At, e.Corrected)
		}
		found = append(found, Correction{e, at, at + len(e.Corrected)})
		at += len(e.Corrected)
		n := utf8.RuneCountInString(e.Corrected)
		characters += n
		shift += n - utf8.RuneCountInString(e.Published)
	}
	return found, nil
}

// Undo gives the published text of a block back from its corrected text.
func Undo(corrected string, errata []Erratum) (string, error) {
	if len(errata) == 0 {
		return corrected, nil
	}
	found, err := locate(corrected, errata)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	at := 0
	for _, c := range found {
		b.WriteString(corrected[at:c.Start])
		b.WriteString(c.Published)
		at = c.End
	}
	b.WriteString(corrected[at:])
	return b.String(), nil
}

// Apply is the inverse of Undo: it corrects the published text of a block.
func Apply(published string, errata []Erratum) (string, error) {
	inverse := make([]Erratum, len(errata))
	shift := 0
	for i, e := range errata {
		inverse[i] = e
		inverse[i].Published, inverse[i].Corrected = e.Corrected, e.Published
		inverse[i].At = e.At + shift
		shift += utf8.RuneCountInString(e.Corrected) - utf8.RuneCountInString(e.Published)
	}
	return Undo(published, inverse)
}
