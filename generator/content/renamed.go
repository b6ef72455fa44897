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
	var ids []string
	switch kind {
	case "term":
		for _, t := range r.Terms {
			ids = append(ids, t.ID)
		}
	case "figure":
		for _, f := range r.Figures {
			ids = append(ids, f.ID)
		}
	case "commitment":
		for _, c := range r.Commitments {
			ids = append(ids, c.ID)
		}
	case "pair":
		for _, p := range r.Pairs {
			ids = append(ids, p.ID)
		}
	case "erratum":
		for _, e := range r.Errata {
			ids = append(ids, e.ID)
		}
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

// FormatTerm writes a term as terms.toml has it.
func FormatTerm(t Term) string { return string(formatTerms([]Term{t})) }

// FormatCommitment writes a commitment as commitments.toml has it.
func FormatCommitment(c Commitment) string {
	var w tomlWriter
	w.line("[[commitment]]")
	w.text("id", c.ID)
	w.text("passage", c.Passage)
	w.text("quote", c.Quote)
	w.text("name", c.Name)
	w.text("theme", c.Theme)
	w.text("modality", c.Modality)
	w.list("figures", c.Figures)
	w.day("deadline", c.Deadline)
	w.text("deadline_text", c.DeadlineText)
	w.text("lead", c.Lead)
	return w.b.String()
}
