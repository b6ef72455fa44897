package content

import (
	"slices"
	"strings"

	"baogao/generator/diag"
)

// AcceptedFile holds what an editor looked at and leaves as it is, so that proofreading does not say it again.
const AcceptedFile = "accepted.toml"

// Accepted silences one editorial check at one place, with a reason.
//
//	[[accepted]]
//	check = "odd"
//	place = "m2"         # the block
//	quote = "――"          # the words that the warning is about
//	reason = "底本如此"
type Accepted struct {
	Check  string `toml:"check"`
	Place  string `toml:"place"`
	Quote  string `toml:"quote"`
	Reason string `toml:"reason"`

	File *diag.File `toml:"-"`
	Span diag.Span  `toml:"-"` // of the entry's quote in File
}

// EditorialChecks are the checks that an entry of accepted.toml can name; package proofread makes them.
var EditorialChecks = []string{"brackets", "count", "drift", "odd", "sum", "width"}

// accepted reads accepted.toml, and what is wrong with single entries.
func (l *loader) accepted(r *Report) {
	f := l.file(AcceptedFile, false)
	if f == nil {
		return
	}
	var v acceptedFile
	whole := diag.Span{End: len(f.Text)}
	if !decode(f, whole, &v, l.problems) {
		return
	}
	index := indexTOML(f, whole)
	places := map[string]bool{}
	for _, b := range r.Blocks() {
		places[b.ID] = true
	}
	for i, a := range v.Accepted {
		a.File, a.Span = f, index.value("accepted", i+1, "quote")
		for _, key := range []struct{ name, value string }{{"check", a.Check}, {"place", a.Place}, {"quote", a.Quote}, {"reason", a.Reason}} {
			if strings.TrimSpace(key.value) == "" {
				l.problems.Errorf(f, index.value("accepted", i+1, key.name), "an accepted warning needs its %s", key.name).
					SetHelp("copy the entry that check shows, and say why the text stays as it is")
			}
		}
		if a.Check != "" && !slices.Contains(EditorialChecks, a.Check) {
			l.problems.Errorf(f, index.value("accepted", i+1, "check"), "unknown check %q", a.Check).
				SetHelp("write one of: %s", strings.Join(EditorialChecks, ", "))
		}
		if a.Place != "" && !places[a.Place] && !r.Unknown(a.Place) {
			l.problems.Errorf(f, index.value("accepted", i+1, "place"), "there is no passage %q", a.Place).
				SetHelp("use the id that the site shows beside the passage")
		}
		r.Accepted = append(r.Accepted, a)
	}
}
