// Package permanence keeps what was published: an address never vanishes and never comes to hold other words, unless a tombstone says what
// became of it.
//
// ids.lock lists every address of a report with a mark of the words it was published with, one a line, sorted, so that two people's
// additions merge. `baogao publish` writes it, import for a new report:
//
//	# Every address of this report that readers may have cited. …
//	c3-s1-p2 5f0c6a1d9b1e4c77
//	c3-s1-p2-4 0b7e1f3a55d09c12
//	edition-2 91c2d4e6f8a0b1c3
//
// A line "# draft" says that import wrote the file and nobody has published the report yet: import may write it anew.
package permanence

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/site"
)

// Address is an address with the words that stand there as published.
type Address struct {
	ID      string
	Words   string
	Earlier []string // an edition's, as it was earlier on its day
	Open    bool     // whose words cannot be told, because the report has other mistakes
}

// Addresses are all addresses of a report, sorted by id.
func Addresses(r *site.Report) []Address {
	var all []Address
	for _, b := range r.Blocks() {
		p := r.Passages[b.ID]
		if p == nil {
			continue
		}
		all = append(all, Address{ID: b.ID, Words: published(p, 0, len(p.Text))})
		for _, s := range p.Segments {
			if s.Level > 0 {
				all = append(all, Address{ID: s.ID, Words: published(p, s.Start, s.End)})
			}
		}
		for i, s := range p.Sentences {
			all = append(all, Address{ID: p.ID + "-" + strconv.Itoa(i+1), Words: published(p, s.Start, s.End)})
		}
	}
	all = slices.Concat(all, nameless(r.Report), editions(r))
	slices.SortFunc(all, func(a, b Address) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// nameless are the parts to which the text gives no heading: addresses without words.
func nameless(c *content.Report) []Address {
	var all []Address
	for _, p := range c.Parts {
		if !p.HasHeading() {
			all = append(all, Address{ID: p.ID})
		}
	}
	return all
}

// published is a stretch of a passage with its errata undone. An erratum at an edge belongs to what follows it.
func published(p *site.Passage, start, end int) string {
	if !slices.ContainsFunc(p.Marks, func(m site.Mark) bool { return m.Erratum != nil }) {
		return p.Text[start:end]
	}
	var b strings.Builder
	at := start
	for _, m := range p.Marks {
		if m.Erratum == nil || m.Erratum.Draft || m.Start < at || m.End > end || m.Start == end && end < len(p.Text) {
			continue
		}
		b.WriteString(p.Text[at:m.Start])
		b.WriteString(m.Erratum.Published)
		at = m.End
	}
	b.WriteString(p.Text[at:end])
	return b.String()
}

// mark is what tells words from others: the first 8 bytes of their SHA-256.
func mark(words string) string { return string(appendMark(nil, words)) }

// isMarkOf tells whether this is the mark of the words, which is asked for every address of every build.
func isMarkOf(words, mark string) bool {
	var room [16]byte
	return string(appendMark(room[:0], words)) == mark
}

func appendMark(b []byte, words string) []byte {
	sum := sha256.Sum256(unsafe.Slice(unsafe.StringData(words), len(words))) // no copy: it is only read
	return hex.AppendEncode(b, sum[:8])
}

const head = `# Every address of this report that readers may have cited, with a mark of the words published there. Written by baogao publish;
# a build in which one is gone or holds other words fails. Never edit it: tombstones.toml says what became of an address.
`

const draftLine = "# draft"

// Lock is ids.lock for a report as it stands; keep is what an older one listed and the report no longer has, which stays listed.
func Lock(r *site.Report, older *Locked, draft bool) []byte {
	marks := map[string]string{}
	known := map[string]entry{}
	if older != nil {
		for _, e := range older.entries {
			marks[e.id], known[e.id] = e.mark, e
		}
	}
	for _, a := range Addresses(r) {
		if e, listed := known[a.ID]; !listed || older.grown(a, e) {
			marks[a.ID] = mark(a.Words)
		}
	}
	ids := make([]string, 0, len(marks))
	for id := range marks {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var b strings.Builder
	b.WriteString(head)
	if draft {
		b.WriteString(draftLine + ": nobody has published the report yet, so import may write this file anew; baogao publish ends that.\n")
	}
	for _, id := range ids {
		b.WriteString(id + " " + marks[id] + "\n")
	}
	return []byte(b.String())
}

// Locked is an ids.lock as read.
type Locked struct {
	file    *diag.File
	Draft   bool
	entries []entry
}

type entry struct {
	id, mark string
	span     diag.Span // of its line
}

// Read reads an ids.lock. A line that is none is a problem.
func Read(f *diag.File, problems *diag.List) *Locked {
	l := &Locked{file: f, entries: readLines(f, func(span diag.Span) {
		problems.Errorf(f, span, "%q is not an address with its mark", f.Text[span.Start:span.End]).
			SetHelp("take the file back from your version control; baogao publish adds to it, and nobody edits it")
	})}
	l.Draft = strings.HasPrefix(f.Text, draftLine) || strings.Contains(f.Text, "\n"+draftLine)
	return l
}

// readLines reads the addresses of an ids.lock and shows what is none.
func readLines(f *diag.File, wrong func(diag.Span)) []entry {
	entries := make([]entry, 0, strings.Count(f.Text, "\n"))
	at := 0
	for line := range strings.Lines(f.Text) {
		text := strings.TrimRight(line, "\r\n")
		span := diag.Span{Start: at, End: at + len(text)}
		at += len(line)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if id, mark, ok := strings.Cut(text, " "); ok && isAddress(id) && isMark(mark) {
			entries = append(entries, entry{id, mark, span})
		} else {
			wrong(span)
		}
	}
	return entries
}

// isAddress tells whether a text is a letter and then letters, digits and hyphens.
func isAddress(id string) bool {
	for i := range len(id) {
		if c := id[i]; (c < 'a' || c > 'z') && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return id != ""
}

// isMark tells whether a text is 8 bytes in hexadecimal digits.
func isMark(mark string) bool {
	for i := range len(mark) {
		if c := mark[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(mark) == 16
}

// Count is how many addresses the text of an ids.lock lists.
func Count(text string) int {
	return len(readLines(&diag.File{Text: text}, func(diag.Span) {}))
}
