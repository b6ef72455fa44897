package search

import (
	"context"
	"encoding/binary"
	"runtime"
	"strings"

	"baogao/generator/spool"
)

// inNumbers makes numbers of all blocks, and counts how many keys begin with each.
func (w *writer) inNumbers(numbers *numbering, all []block, names int) (chunks []chunk, begin []int, err error) {
	runs := make([]*run, runtime.GOMAXPROCS(0))
	if err := inShares(len(all), len(runs), func(k, first, last int) error {
		r, from := newRun(numbers, w.wait, first), reader{sources: w.sources}
		runs[k] = r
		var f folded
		for i := first; i < last; i++ {
			if w.ctx.Err() != nil {
				return context.Cause(w.ctx)
			}
			if i < names {
				if err := r.addNames(&f, w.found.names, all[i], w.found.sounds); err != nil {
					return err
				}
				continue
			}
			of, err := from.read(all[i].report)
			if err != nil {
				return err
			}
			if err := r.addPassages(&f, of, all[i], w.found.sounds); err != nil {
				return err
			}
		}
		return r.flush()
	}); err != nil {
		return nil, nil, err
	}
	begin = make([]int, len(numbers.chars))
	for _, r := range runs {
		chunks = append(chunks, r.chunks...)
		for id, n := range r.begin {
			begin[id] += n
		}
	}
	return chunks, begin, nil
}

// run is the blocks that one core reads.
type run struct {
	numbers *numbering
	wait    *spool.Spool
	now     chunk
	core    []byte // of the chunk, as its piece has them
	single  []byte
	odd     []byte
	next    int     // the block that is read
	chunks  []chunk // those before
	begin   []int   // how many keys begin with each character, some more than once
	last    []int32 // of each character the last block that has it, from 1
}

// chunk is some blocks in numbers, which take two bytes each. Its piece has the texts as pairs are read of them, a 0 behind each; then the characters
// of each block, each once; then the odd entries, eight bytes each: those of initials, and those of the others that begin in a heading inside a text.
type chunk struct {
	first  int        // its first block
	ends   [][2]int32 // of each block in core and in single
	core   int        // bytes of core
	single int
	piece  spool.Piece
}

// bytesOfChunk is about how much a chunk has.
const bytesOfChunk = 512 << 10

func newRun(numbers *numbering, wait *spool.Spool, first int) *run {
	n := len(numbers.chars)
	return &run{numbers: numbers, wait: wait, now: chunk{first: first}, next: first, begin: make([]int, n), last: make([]int32, n)}
}

func appendNumber(b []byte, id uint16) []byte { return append(b, byte(id), byte(id>>8)) }

// end ends a block.
func (r *run) end() error {
	r.next++
	r.now.ends = append(r.now.ends, [2]int32{int32(len(r.core)), int32(len(r.single))})
	if len(r.core)+len(r.single) < bytesOfChunk {
		return nil
	}
	return r.flush()
}

// flush ends a chunk.
func (r *run) flush() (err error) {
	r.now.core, r.now.single = len(r.core), len(r.single)
	var text strings.Builder // a string with no more room than it needs
	text.Grow(len(r.core) + len(r.single) + len(r.odd))
	text.Write(r.core)
	text.Write(r.single)
	text.Write(r.odd)
	r.now.piece, err = r.wait.Put(text.String())
	r.chunks = append(r.chunks, r.now)
	r.now = chunk{first: r.next}
	r.core, r.single, r.odd = r.core[:0], r.single[:0], r.odd[:0]
	return err
}

// addOdd adds a key by itself.
func (r *run) addOdd(first, second rune, inHead bool) {
	e := r.numbers.entry(first, second, r.next, inHead)
	r.odd = binary.LittleEndian.AppendUint64(r.odd, uint64(e))
	r.begin[e.first()]++
}

// addText adds the keys of a text; inHead, if any, tells of a place in its full form whether it is inside a heading.
func (r *run) addText(f *folded, inHead func(at int) bool) {
	mark := int32(r.next + 1)
	for i, c := range f.full {
		id := r.numbers.ids[c]
		if r.last[id] != mark {
			r.last[id] = mark
			r.single = appendNumber(r.single, id)
			r.begin[id]++
		}
		if inHead != nil && inHead(i) {
			r.addOdd(c, alone, true)
		}
	}
	for i, c := range f.core {
		id := r.numbers.ids[c]
		r.core = appendNumber(r.core, id)
		r.begin[id]++
		if inHead != nil && i+1 < len(f.core) && inHead(f.at[i]) {
			r.addOdd(c, f.core[i+1], true)
		}
	}
	r.core = appendNumber(r.core, 0)
}

// addInitials adds, for each two Han characters that stand beside each other but for punctuation, the pair of their first letters.
func (r *run) addInitials(f *folded, sounds *readings, read string) {
	last := rune(0)
	for i, sound := range sounds.read(f.full, read) {
		c := f.full[i]
		switch {
		case sound != "":
			c = rune(sound[0])
		case isPunct(c):
			continue
		case c < 'a' || c > 'z':
			last = 0
			continue
		}
		now := initial + c
		if last != 0 {
			r.addOdd(last, now, false)
		}
		last = now
	}
}

// addPassages adds the keys of a block of headings or of text.
func (r *run) addPassages(f *folded, of *Report, b block, sounds *readings) error {
	for _, k := range b.passages {
		p := &of.Passages[k]
		var inHead func(int) bool
		if len(p.Heads) > 0 {
			for _, text := range p.headings() {
				f.fold(text)
				r.addInitials(f, sounds, "")
			}
			if !p.isHeading() {
				inHead = func(at int) bool { return p.inHead(f.from[at]) }
			}
		}
		f.fold(p.Text)
		r.addText(f, inHead)
	}
	return r.end()
}

// addNames adds the keys of a block of names.
func (r *run) addNames(f *folded, shared []*sharedName, b block, sounds *readings) error {
	for _, k := range b.passages {
		for i, name := range shared[k].Names {
			read := ""
			if i == 0 {
				read = shared[k].Read
			}
			f.fold(name)
			r.addInitials(f, sounds, read)
			r.addText(f, nil)
		}
	}
	return r.end()
}

// gather puts the entries whose first character is of the buckets into them, block after block. Data is the chunk's piece.
func (c *chunk) gather(to *buckets, data string) {
	low, size := to.low, uint16(len(to.next))
	only := entry(to.numbers.ids[alone]) << keyShift
	cores, singles, odds := data[:c.core], data[c.core:c.core+c.single], data[c.core+c.single:]
	core, single := 0, 0
	for i, end := range c.ends {
		place := entry(c.first+i) << blockShift
		for of := singles[single:end[1]]; len(of) >= 2; of = of[2:] {
			if id := uint16(of[0]) | uint16(of[1])<<8; id-low < size {
				to.add(id-low, entry(id)<<firstShift|only|place)
			}
		}
		for of := cores[core:end[0]]; len(of) >= 4; of = of[2:] {
			if id := uint16(of[0]) | uint16(of[1])<<8; id-low < size {
				if next := uint16(of[2]) | uint16(of[3])<<8; next != 0 {
					to.add(id-low, entry(id)<<firstShift|entry(next)<<keyShift|place)
				}
			}
		}
		for len(odds) >= 8 {
			e := oddEntry(odds)
			if e.block() != int32(c.first+i) {
				break
			}
			if e.first()-low < size {
				to.add(e.first()-low, e)
			}
			odds = odds[8:]
		}
		core, single = int(end[0]), int(end[1])
	}
}

// oddEntry reads the first of odd entries.
func oddEntry(b string) entry {
	return entry(b[0]) | entry(b[1])<<8 | entry(b[2])<<16 | entry(b[3])<<24 | entry(b[4])<<32 | entry(b[5])<<40 | entry(b[6])<<48 | entry(b[7])<<56
}
