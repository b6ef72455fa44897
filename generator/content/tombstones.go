package content

import (
	"slices"
	"time"

	"baogao/generator/diag"
)

// The files of a report that keep its addresses.
const (
	LockFile       = "ids.lock"
	TombstonesFile = "tombstones.toml"
)

// Tombstone says what became of a published address that the report no longer has, or that now holds other words:
//
//	[[tombstone]]
//	id = "c3-s1-p9"
//	kind = "moved"       # moved, merged, split, retired
//	to = ["c3-s1-p8"]    # where its words are now; several where they were split; none where they were retired
//	reason = "…"
//	by = "…"
//	date = 2026-01-31
//
// It stands for everything inside the address too: its paragraphs, headings and sentences.
type Tombstone struct {
	ID     string    `toml:"id"`
	Kind   string    `toml:"kind"`
	To     []string  `toml:"to"`
	Reason string    `toml:"reason"`
	By     string    `toml:"by"`
	Date   time.Time `toml:"date"`

	Span diag.Span `toml:"-"` // of the entry in tombstones.toml
}

// TombstoneKinds are the kinds a tombstone can have.
var TombstoneKinds = []string{"moved", "merged", "split", "retired"}

// tombstones reads tombstones.toml, and what is wrong with single entries.
func (l *loader) tombstones(r *Report) {
	f := l.file(TombstonesFile, false)
	if f == nil {
		return
	}
	var v tombstonesFile
	whole := diag.Span{End: len(f.Text)}
	if !decode(f, whole, &v, l.problems) {
		return
	}
	r.Tombstones, r.Renamed, r.TombstonesFile = v.Tombstones, v.Renamed, f
	l.renamed(r)
	index := indexTOML(f, whole)
	seen := map[string]bool{}
	for i := range r.Tombstones {
		t := &r.Tombstones[i]
		t.Span = index.value("tombstone", i+1, "id")
		fail := func(key, help, format string, args ...any) {
			l.problems.Errorf(f, index.value("tombstone", i+1, key), format, args...).SetHelp(help)
		}
		switch {
		case t.ID == "":
			fail("id", `write id = "c3-s1-p9", the published address`, "a tombstone has no id")
			continue
		case seen[t.ID]:
			fail("id", "keep one", "tombstone %q stands twice", t.ID)
			continue
		}
		seen[t.ID] = true
		least, most := 1, 1
		switch t.Kind {
		case "split":
			least, most = 2, 99
		case "retired":
			least, most = 0, 0
		}
		switch {
		case !slices.Contains(TombstoneKinds, t.Kind):
			fail("kind", "the kinds are: moved, merged, split, retired", "tombstone %q: unknown kind %q", t.ID, t.Kind)
		case len(t.To) < least || len(t.To) > most:
			fail("to", "moved and merged lead to one address, split to two or more, retired to none", "tombstone %q: %s leads to %d addresses", t.ID, t.Kind, len(t.To))
		case t.Reason == "":
			fail("reason", `readers are told why: add reason = "…"`, "tombstone %q has no reason", t.ID)
		}
	}
}

// FormatTombstone writes a tombstone as tombstones.toml has it, with a date to fill in.
func FormatTombstone(t Tombstone) string {
	var w tomlWriter
	w.line("[[tombstone]]")
	w.text("id", t.ID)
	w.text("kind", t.Kind)
	w.list("to", t.To)
	w.text("reason", t.Reason)
	w.text("by", t.By)
	return w.b.String() + "date = 2026-01-31"
}
