package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"baogao/generator/diag"
)

// Postings are, of each key, the blocks that have it. The texts of all blocks become the numbers of the site's own alphabet first. Then the keys that
// begin in a stretch of the alphabet are gathered from all blocks, sorted and written, one stretch beside the other: so memory holds the postings of a
// few stretches, never all; the texts as numbers wait in a spool.

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

// buckets are the entries of a stretch of the alphabet, each first character's in a bucket of its own. They are used again for the next: they are most
// of what the search takes in a series.
type buckets struct {
	numbers *numbering
	low     uint16
	starts  []int // of buckets, in entries
	next    []int // of buckets: where the next entry comes
	entries []entry
	sorted  []entry // of one bucket
	at      []int   // of second characters, while one is sorted
	data    []byte  // of a chunk
}

// empty makes buckets for the characters from low on that have room for so many entries each.
func (b *buckets) empty(low int, room []int) {
	b.low = uint16(low)
	b.starts, b.next = b.starts[:0], b.next[:0]
	total := 0
	for _, n := range room {
		b.starts, b.next = append(b.starts, total), append(b.next, total)
		total += n
	}
	b.entries = slices.Grow(b.entries[:0], total)[:total]
}

func (b *buckets) add(bucket uint16, e entry) {
	b.entries[b.next[bucket]] = e
	b.next[bucket]++
}

// leastCounted is how many entries are sorted sooner by counting.
const leastCounted = 1000

// sort gives a bucket's entries as postings stand. They are in the order of blocks, so that of all keys they are once they are sorted by the second
// character.
func (b *buckets) sort(bucket int) []entry {
	all := b.entries[b.starts[bucket]:b.next[bucket]]
	if len(all) < leastCounted {
		slices.Sort(all)
		return all
	}
	b.at = slices.Grow(b.at[:0], len(b.numbers.chars))[:len(b.numbers.chars)]
	clear(b.at)
	for _, e := range all {
		b.at[e.second()]++
	}
	sum := 0
	for i, n := range b.at {
		b.at[i], sum = sum, sum+n
	}
	b.sorted = slices.Grow(b.sorted[:0], len(all))[:len(all)]
	for _, e := range all {
		id := e.second()
		b.sorted[b.at[id]] = e
		b.at[id]++
	}
	return b.sorted
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

// write writes sorted entries behind those before: of each key how many blocks have it, which, how many of these in a heading, and which of them.
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
const stretchSize, mostStretches = 1 << 21, 32

// postings writes the postings of all blocks; the first blocks are of names.
func (w *writer) postings(all []block, names int) error {
	for _, n := range w.found.names {
		for _, name := range n.Names {
			w.found.characters.add(name)
		}
	}
	numbers, err := newNumbering(w.found.characters)
	if err != nil {
		return err
	}
	to := &keyWriter{numbers: numbers, write: w.write}
	if err := w.stretches(numbers, all, names, to.add); err != nil {
		return err
	}
	err = to.flush()
	w.in.Keys = string(to.first)
	return err
}

// stretches finds the postings of all blocks and hands them on, one stretch of the alphabet after the other.
func (w *writer) stretches(numbers *numbering, all []block, names int, to func(*stretch) error) error {
	chunks, begin, err := w.inNumbers(numbers, all, names)
	if err != nil {
		return err
	}
	total := 0
	for _, n := range begin {
		total += n
	}
	cores := runtime.GOMAXPROCS(0)
	size := max(min(stretchSize, total/cores/4), total/mostStretches)
	ctx, stop := context.WithCancelCause(w.ctx)
	defer stop(nil)
	waiting := make(chan chan *stretch, cores) // in their order
	var group errgroup.Group
	group.Go(func() error {
		defer close(waiting)
		var group errgroup.Group
		group.SetLimit(cores)
		rooms := make(chan *buckets, cores)
		for range cores {
			rooms <- &buckets{numbers: numbers}
		}
		for low := 1; low < len(begin) && ctx.Err() == nil; {
			high, held := low, 0
			for high < len(begin) && (held == 0 || held+begin[high] <= size) {
				held += begin[high]
				high++
			}
			done := make(chan *stretch, 1)
			waiting <- done
			from, room := low, begin[low:high]
			group.Go(func() error {
				defer close(done)
				in := <-rooms
				defer func() { rooms <- in }()
				in.empty(from, room)
				s, err := newStretch(ctx, chunks, in, len(all))
				if err != nil {
					stop(err)
					return err
				}
				done <- s
				return nil
			})
			low = high
		}
		return group.Wait()
	})
	for done := range waiting {
		if s := <-done; s != nil && ctx.Err() == nil {
			if err := to(s); err != nil {
				stop(err)
			}
		}
	}
	return cmp.Or(group.Wait(), context.Cause(ctx))
}

// newStretch finds the postings of the keys that begin with the characters of buckets.
func newStretch(ctx context.Context, chunks []chunk, in *buckets, blocks int) (*stretch, error) {
	for i := range chunks {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		data, err := chunks[i].piece.View(&in.data)
		if err != nil {
			return nil, err
		}
		chunks[i].gather(in, data)
	}
	s := &stretch{}
	for bucket := range in.next {
		s.write(in.sort(bucket), blocks)
	}
	return s, nil
}

// keyWriter cuts the postings into shards.
type keyWriter struct {
	numbers *numbering
	write   func(shard) error
	shards  int
	bits    bitWriter
	own     [][2]rune // keys of the shard
	first   []byte    // the first keys of all shards, as steps
	last    [2]rune   // of these
}

func (w *keyWriter) add(s *stretch) error {
	from := bitReader{of: s.bits.bytes()}
	for _, p := range s.keys {
		key := [2]rune{w.numbers.chars[p.first], w.numbers.chars[p.second]}
		if (w.bits.size()+7)/8+len(w.own)*keyBits/8 > keysSize {
			if err := w.flush(); err != nil {
				return err
			}
		}
		if len(w.own) == 0 {
			w.first = digits(w.first, int(key[0]-w.last[0]))
			if key[0] != w.last[0] {
				w.last[1] = 0
			}
			w.first = digits(w.first, int(key[1]-w.last[1]))
			w.last = key
		}
		w.own = append(w.own, key)
		from.copy(&w.bits, int(p.bits))
	}
	return nil
}

func (w *keyWriter) flush() error {
	if len(w.own) == 0 {
		return nil
	}
	err := w.write(shard{numbered("search/k", w.shards), "keys", &keyShard{w.shards, slices.Concat(keyList(w.own), w.bits.bytes())}})
	w.shards++
	w.own, w.bits = w.own[:0], bitWriter{}
	return err
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
