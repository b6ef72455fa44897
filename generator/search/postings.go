package search

import (
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"baogao/generator/diag"
)

// Postings are, of each key, the blocks that have it. The texts of all blocks become the numbers of the site's own alphabet first. Then the keys that
// begin in a stretch of the alphabet are gathered from all blocks, sorted and written, one stretch beside the other: so memory holds the texts as
// numbers and the postings of a few stretches, never all.

// initial stands in keys for the first letter of a character's syllable: it is one of the characters for private use.
const initial = 0xe000

// numbering numbers the characters of folded texts in their order, from 1.
type numbering struct {
	chars []rune
	ids   []uint16 // by character
}

// mostNumbered is how many characters can have a number: Unicode has more, no language does.
const mostNumbered = 1 << 16

// newNumbering has all that the folding can make of characters, and those that keys have of their own.
func newNumbering(of *characters) (*numbering, error) {
	a := &numbering{chars: []rune{0, alone, ' '}, ids: make([]uint16, characterRange)}
	for c := 'a'; c <= 'z'; c++ {
		a.chars = append(a.chars, initial+c)
	}
	for _, c := range of.all() {
		foldedForms(c, func(c rune) { a.chars = append(a.chars, c) })
	}
	slices.Sort(a.chars)
	if a.chars = slices.Compact(a.chars); len(a.chars) > mostNumbered {
		return nil, diag.Say("the texts have %d different characters; the search can tell %d from each other", len(a.chars), mostNumbered)
	}
	for i, c := range a.chars {
		a.ids[c] = uint16(i)
	}
	return a, nil
}

// An entry is a place of a key: the first character, the second, each as its number, the block, and 1 where the key begins in a heading inside
// the block's text. Entries sort as postings stand.
type entry uint64

const firstShift, keyShift, blockShift = 48, 32, 1

func (a *numbering) entry(first, second rune, block int, inHead bool) entry {
	e := entry(a.ids[first])<<firstShift | entry(a.ids[second])<<keyShift | entry(block)<<blockShift
	if inHead {
		e++
	}
	return e
}

func (e entry) first() uint16  { return uint16(e >> firstShift) }
func (e entry) second() uint16 { return uint16(e >> keyShift) }
func (e entry) block() int32   { return int32(uint32(e) >> blockShift) }

// run is a run of blocks in numbers.
type run struct {
	numbers *numbering
	first   int      // its first block
	ends    [][2]int // of each block in core and single
	core    []uint16 // the texts as pairs are read of them, a 0 behind each
	single  []uint16 // the characters of each block, each once
	odd     []entry  // of initials, and those of the others that begin in a heading inside a text
	begin   []int    // how many keys begin with each character, some more than once
	last    []int32  // of each character the last block that has it, from 1
}

// newRun has room for blocks: of their characters half are the first of their kind in a block, at most, in texts as they are.
func newRun(numbers *numbering, first int, all []block) *run {
	n, size := len(numbers.chars), 0
	for _, b := range all {
		size += b.size
	}
	return &run{numbers: numbers, first: first, begin: make([]int, n), last: make([]int32, n),
		ends: make([][2]int, 0, len(all)), core: make([]uint16, 0, size), single: make([]uint16, 0, size/2)}
}

// block is the number of the block that is read.
func (r *run) block() int { return r.first + len(r.ends) }

// end ends a block.
func (r *run) end() { r.ends = append(r.ends, [2]int{len(r.core), len(r.single)}) }

// addOdd adds a key by itself.
func (r *run) addOdd(first, second rune, inHead bool) {
	e := r.numbers.entry(first, second, r.block(), inHead)
	r.odd = append(r.odd, e)
	r.begin[e.first()]++
}

// addText adds the keys of a text; inHead, if any, tells of a place in its full form whether it is inside a heading.
func (r *run) addText(f *folded, inHead func(at int) bool) {
	mark := int32(r.block() + 1)
	for i, c := range f.full {
		id := r.numbers.ids[c]
		if r.last[id] != mark {
			r.last[id] = mark
			r.single = append(r.single, id)
			r.begin[id]++
		}
		if inHead != nil && inHead(i) {
			r.addOdd(c, alone, true)
		}
	}
	for i, c := range f.core {
		id := r.numbers.ids[c]
		r.core = append(r.core, id)
		r.begin[id]++
		if inHead != nil && i+1 < len(f.core) && inHead(f.at[i]) {
			r.addOdd(c, f.core[i+1], true)
		}
	}
	r.core = append(r.core, 0)
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
func (r *run) addPassages(f *folded, of *Report, b block, sounds *readings) {
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
	r.end()
}

// addNames adds the keys of a block of names.
func (r *run) addNames(f *folded, shared []*sharedName, b block, sounds *readings) {
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
	r.end()
}

// gather appends the entries whose first character is one of [low, high), block after block.
func (r *run) gather(to []entry, low, high uint16) []entry {
	size := high - low
	only := entry(r.numbers.ids[alone]) << keyShift
	odd, core, single := 0, 0, 0
	for i, end := range r.ends {
		place := entry(r.first+i) << blockShift
		for _, id := range r.single[single:end[1]] {
			if id-low < size {
				to = append(to, entry(id)<<firstShift|only|place)
			}
		}
		texts := r.core[core:end[0]]
		for k := 0; k+1 < len(texts); k++ {
			if id := texts[k]; id-low < size && texts[k+1] != 0 {
				to = append(to, entry(id)<<firstShift|entry(texts[k+1])<<keyShift|place)
			}
		}
		for ; odd < len(r.odd) && r.odd[odd].block() == int32(r.first+i); odd++ {
			if r.odd[odd].first()-low < size {
				to = append(to, r.odd[odd])
			}
		}
		core, single = end[0], end[1]
	}
	return to
}

// sortEntries sorts by key what is in the order of blocks: by the second character, then by the first, so that blocks stay in order.
func sortEntries(all, room []entry, numbers int) []entry {
	for _, shift := range []int{keyShift, firstShift} {
		at := make([]int, numbers)
		for _, e := range all {
			at[uint16(e>>shift)]++
		}
		sum := 0
		for i, n := range at {
			at[i], sum = sum, sum+n
		}
		for _, e := range all {
			id := uint16(e >> shift)
			room[at[id]] = e
			at[id]++
		}
		all, room = room, all
	}
	return all
}

// posting is a key with how many bits its blocks take.
type posting struct {
	first, second uint16
	bits          int32
}

// stretch is the postings of a stretch of the alphabet.
type stretch struct {
	keys []posting
	bits bitWriter
}

// write writes sorted entries: of each key how many blocks have it, which, how many of these in a heading, and which of them.
func (s *stretch) write(all []entry, blocks int) {
	var list, heads []int32
	for i := 0; i < len(all); {
		key := all[i] >> keyShift
		list, heads = list[:0], heads[:0]
		for ; i < len(all) && all[i]>>keyShift == key; i++ {
			block := all[i].block()
			if n := len(list); n == 0 || list[n-1] != block {
				list = append(list, block)
			}
			if n := int32(len(list) - 1); all[i]&1 == 1 && (len(heads) == 0 || heads[len(heads)-1] != n) {
				heads = append(heads, n)
			}
		}
		before := s.bits.size()
		s.bits.gamma(len(list))
		s.bits.list(list, 0, blocks)
		s.bits.gamma(len(heads) + 1)
		s.bits.list(heads, 0, len(list))
		s.keys = append(s.keys, posting{uint16(key >> 16), uint16(key), int32(s.bits.size() - before)})
	}
}

// A stretch has about so many entries, more where there would be many more stretches than this: each reads all texts once.
const stretchSize, mostStretches = 1 << 20, 32

// postingsOf are the postings of all blocks, in stretches of the alphabet; the first blocks are of names. It ends with the context's cause when that is
// done.
func postingsOf(ctx context.Context, numbers *numbering, reports []*Report, shared []*sharedName, all []block, names int, sounds *readings) ([]*stretch, error) {
	cores := runtime.GOMAXPROCS(0)
	runs := make([]*run, cores)
	var group errgroup.Group
	for w := range runs {
		group.Go(func() error {
			from, to := len(all)*w/len(runs), len(all)*(w+1)/len(runs)
			r := newRun(numbers, from, all[from:to])
			var f folded
			for i := from; i < to; i++ {
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				if i < names {
					r.addNames(&f, shared, all[i], sounds)
				} else {
					r.addPassages(&f, reports[all[i].report], all[i], sounds)
				}
			}
			runs[w] = r
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	begin, total := make([]int, len(numbers.chars)), 0
	for _, r := range runs {
		for id, n := range r.begin {
			begin[id] += n
			total += n
		}
	}
	size := max(min(stretchSize, total/cores), total/mostStretches)
	var stretches []*stretch
	group.SetLimit(cores)
	for low := 1; low < len(begin); {
		high, held := low, 0
		for high < len(begin) && (held == 0 || held+begin[high] <= size) {
			held += begin[high]
			high++
		}
		s := &stretch{}
		stretches = append(stretches, s)
		from, to := uint16(low), uint16(high)
		group.Go(func() error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			entries := make([]entry, 0, held)
			for _, r := range runs {
				entries = r.gather(entries, from, to)
			}
			s.write(sortEntries(entries, make([]entry, len(entries)), len(numbers.chars)), len(all))
			return nil
		})
		low = high
	}
	return stretches, group.Wait()
}

// keyShards cuts the postings into shards.
func keyShards(numbers *numbering, stretches []*stretch, in *index) []shard {
	var shards []shard
	var w bitWriter
	var own [][2]rune // keys of the shard
	var first []byte
	var last [2]rune
	flush := func() {
		if len(own) > 0 {
			n := len(shards)
			shards = append(shards, shard{numbered("search/k", n), "keys", &keyShard{n, slices.Concat(keyList(own), w.bytes())}})
		}
		own, w = own[:0], bitWriter{}
	}
	for _, s := range stretches {
		from := bitReader{of: s.bits.bytes()}
		for _, p := range s.keys {
			key := [2]rune{numbers.chars[p.first], numbers.chars[p.second]}
			if (w.size()+7)/8+len(own)*keyBits/8 > keysSize {
				flush()
			}
			if len(own) == 0 {
				first = digits(first, int(key[0]-last[0]))
				if key[0] != last[0] {
					last[1] = 0
				}
				first = digits(first, int(key[1]-last[1]))
				last = key
			}
			own = append(own, key)
			from.copy(&w, int(p.bits))
		}
	}
	flush()
	in.Keys = string(first)
	return shards
}

// keyList writes sorted keys: how many first characters they have, which, and of each how many second ones, and which. It ends with a whole byte.
func keyList(keys [][2]rune) []byte {
	var firsts []int32
	var seconds [][]int32
	for _, k := range keys {
		if n := len(firsts); n == 0 || firsts[n-1] != k[0] {
			firsts, seconds = append(firsts, k[0]), append(seconds, nil)
		}
		of := &seconds[len(seconds)-1]
		*of = append(*of, k[1])
	}
	var w bitWriter
	w.gamma(len(firsts))
	w.list(firsts, 0, characterRange)
	for _, of := range seconds {
		w.gamma(len(of))
		w.list(of, 0, characterRange)
	}
	return w.bytes()
}
