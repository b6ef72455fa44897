package permanence

import (
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/site"
)

// Gone is a published address that has a tombstone.
type Gone struct {
	ID        string
	To        []string // addresses that are alive
	Tombstone *content.Tombstone
	Reused    bool // the address is there, with other words
}

// Departed are the published addresses of a report that tombstones stand for, sorted by id.
func Departed(r *site.Report) []Gone {
	if r.Lock == nil || len(r.Tombstones) == 0 {
		return nil
	}
	now := map[string]string{}
	for _, a := range Addresses(r) {
		now[a.ID] = mark(a.Words)
	}
	var all []Gone
	for _, e := range readLines(r.Lock, func(diag.Span) {}) {
		was, there := now[e.id]
		if there && was == e.mark {
			continue
		}
		t := tombstone(r.Tombstones, e.id)
		if t == nil {
			continue
		}
		g := Gone{ID: e.id, To: t.To, Tombstone: t, Reused: there}
		// What was inside an address is inside where it went, if the words are.
		if inner := strings.TrimPrefix(e.id, t.ID); len(t.To) == 1 && inner != "" && now[t.To[0]+inner] == e.mark {
			g.To = []string{t.To[0] + inner}
		}
		all = append(all, g)
	}
	return all
}
