package search

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"runtime"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// found is what the data are laid out by: what a first reading of all reports finds. The texts are read again where they are written.
type found struct {
	characters   *characters // of passages
	facets       []string    // sorted
	names        []*sharedName
	spoken       map[string]bool // the texts that are found by their pinyin
	sounds       *readings       // of them; nil where nobody asks
	heads, texts []block         // the newer reports first
	marks        []byte          // of the reports, one behind the other
}

// counted is what the text alone is laid out by.
type counted struct {
	characters *characters
	facets     map[string]bool
}

func newCounted() counted { return counted{newCharacters(), map[string]bool{}} }

func (c *counted) add(r *Report) {
	for k := range r.Passages {
		c.characters.add(r.Passages[k].Text)
	}
	for name := range r.Facets {
		if !c.facets[name] {
			c.facets[strings.Clone(name)] = true // it is cut from all that the report gives
		}
	}
}

// found is the counting without what lies beside the text.
func (c *counted) found() *found {
	facets := slices.AppendSeq([]string{}, maps.Keys(c.facets))
	slices.Sort(facets)
	return &found{characters: c.characters, facets: facets}
}

// survey reads all reports.
func survey(ctx context.Context, sources []Source) (*found, error) {
	type part struct {
		counted
		names        *nameTable
		spoken       map[string]bool
		heads, texts []block
		marks        []byte
	}
	parts := make([]part, max(1, min(len(sources), runtime.GOMAXPROCS(0))))
	if err := inShares(len(sources), len(parts), func(k, first, last int) error {
		p := &parts[k]
		p.counted, p.names, p.spoken = newCounted(), newNameTable(), map[string]bool{}
		for i := first; i < last; i++ {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			r, err := sources[i].Read()
			if err != nil {
				return err
			}
			p.counted.add(r)
			p.names.add(i, r)
			addSpoken(p.spoken, r)
			heads, texts := blocksOf(i, r)
			p.heads, p.texts = append(p.heads, heads...), append(p.texts, texts...)
			p.marks = r.appendMark(p.marks)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	all := parts[0]
	for _, p := range parts[1:] {
		all.characters.join(p.characters)
		maps.Copy(all.facets, p.facets)
		all.names.join(p.names)
		maps.Copy(all.spoken, p.spoken)
		all.heads, all.texts = append(all.heads, p.heads...), append(all.texts, p.texts...)
		all.marks = append(all.marks, p.marks...)
	}
	of := all.counted.found()
	of.names, of.spoken, of.heads, of.texts, of.marks = all.names.order, all.spoken, all.heads, all.texts, all.marks
	return of, nil
}

// stamp is a mark of all that the data hold, so that files of two builds are never taken for those of one. They are made of the reports, by how
// characters are read and folded, and by the rules of this package, of which Format and the sizes are part: TestTheStampIsOfTheseRules holds that no
// others change alone.
func (f *found) stamp() string {
	h := sha256.New()
	binary.Write(h, binary.LittleEndian, []int32{Format, small, blockSize, shardSize, namesSize, keysSize, coded, shortCodes})
	h.Write(f.sounds.appendTo([]byte(f.characters.traditional())))
	h.Write(f.marks)
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// appendMark adds a mark of all that a report gives.
func (r *Report) appendMark(b []byte) []byte {
	m := marker{xxhash.New(), make([]byte, 0, bytesOfMark)}
	m.text(r.ID, r.Title, r.Year)
	m.number(len(r.Parts))
	for _, p := range r.Parts {
		m.text(p[:]...)
	}
	m.number(len(r.Passages))
	for i := range r.Passages {
		p := &r.Passages[i]
		m.number(p.Part)
		m.text(p.ID, p.Text)
		m.numbers(p.Heads)
	}
	m.number(len(r.Facets))
	for _, name := range slices.Sorted(maps.Keys(r.Facets)) {
		m.text(name)
		m.numbers(r.Facets[name])
	}
	m.number(len(r.Names))
	for i := range r.Names {
		n := &r.Names[i]
		m.text(n.Kind, n.Page, n.More, n.Read)
		m.number(len(n.Names))
		m.text(n.Names...)
	}
	m.hash.Write(m.room)
	return m.hash.Sum(b)
}

// bytesOfMark is how much is hashed at once.
const bytesOfMark = 4 << 10

// marker hashes values, each with its length, so that no two lists of values are one.
type marker struct {
	hash *xxhash.Digest
	room []byte
}

func (m *marker) text(all ...string) {
	for _, s := range all {
		m.number(len(s))
		if len(m.room)+len(s) > bytesOfMark {
			m.hash.Write(m.room)
			m.room = m.room[:0]
		}
		m.room = append(m.room, s...)
	}
}

func (m *marker) number(n int) { m.room = binary.AppendUvarint(m.room, uint64(n)) }

func (m *marker) numbers(all []int) {
	m.number(len(all))
	for _, n := range all {
		m.number(n)
	}
}
