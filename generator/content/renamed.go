package content

import (
	"slices"
	"strings"
	"time"

	"baogao/generator/diag"
)

// Renamed says that an entry of a file beside the text has another id than it was published with, in tombstones.toml; `baogao rename` writes it:
//
//	[[renamed]]
//	kind = "term"        # term, figure, commitment, pair, erratum
//	id = "san-ge-gao-yu"
//	to = "san-gao-yu"
//	reason = "…"
//	by = "…"
//	date = 2026-01-31
type Renamed struct {
	Kind   string    `toml:"kind"`
	ID     string    `toml:"id"`
	To     string    `toml:"to"`
	Reason string    `toml:"reason"`
	By     string    `toml:"by"`
	Date   time.Time `toml:"date"`
}

// RenamedKinds are the kinds of entries whose ids are addresses.
var RenamedKinds = []string{"term", "figure", "commitment", "pair", "erratum"}

// EntryIDs are the ids of a report's entries of a kind, in file order.
func (r *Report) EntryIDs(kind string) []string {
	switch kind {
	case "term":
		return idsOf(r.Terms, func(t *Term) string { return t.ID })
	case "figure":
		return idsOf(r.Figures, func(f *Figure) string { return f.ID })
	case "commitment":
		return idsOf(r.Commitments, func(c *Commitment) string { return c.ID })
	case "pair":
		return idsOf(r.Pairs, func(p *Pair) string { return p.ID })
	case "erratum":
		return idsOf(r.Errata, func(e *Erratum) string { return e.ID })
	}
	return nil
}

func idsOf[E any](entries []E, id func(*E) string) []string {
	var ids []string
	for i := range entries {
		ids = append(ids, id(&entries[i]))
	}
	return ids
}

// renamed says what is wrong with the entries of tombstones.toml that lead from an old id to a new one.
func (l *loader) renamed(r *Report) {
	if len(r.Renamed) == 0 {
		return
	}
	f := r.TombstonesFile
	index := indexTOML(f, diag.Span{End: len(f.Text)})
	for i, old := range r.Renamed {
		at := func(key string) diag.Span { return index.value("renamed", i+1, key) }
		ids := r.EntryIDs(old.Kind)
		switch {
		case !slices.Contains(RenamedKinds, old.Kind):
			l.problems.Errorf(f, at("kind"), "unknown %s %q", "kind", old.Kind).SetHelp("use one of: %s", strings.Join(RenamedKinds, ", "))
		case old.ID == "":
			l.problems.Errorf(f, at("id"), "%s without %s", diag.Say("renamed entry"), "id").SetHelp("add %s = \"…\"", "id")
		case slices.Contains(ids, old.ID):
			l.problems.Errorf(f, at("id"), "%q was renamed and is there again", old.ID).SetHelp("give one of them another id: readers of the old one are led on")
		case !slices.Contains(ids, old.To):
			l.problems.Errorf(f, at("to"), "%q leads to %q, which is not there", old.ID, old.To).SetHelp("name the id that the entry has now")
		}
	}
}

// FormatRenamed writes an entry as tombstones.toml has it.
func FormatRenamed(r Renamed) string {
	var w tomlWriter
	w.line("[[renamed]]")
	w.text("kind", r.Kind)
	w.text("id", r.ID)
	w.text("to", r.To)
	w.text("reason", r.Reason)
	w.text("by", r.By)
	w.day("date", r.Date)
	return w.b.String()
}
