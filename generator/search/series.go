package search

import (
	"runtime"
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// A series is written in blocks of passages of one report: all headings first, then all text, the newer reports first, so that the numbers of
// blocks run as results do. A key is a pair of characters that stand beside each other in the text as it is compared, or one character; it
// leads to the blocks that have it. That a block has all pairs of a phrase does not say that it has the phrase: the script reads the text.

// characterRange is one more than the last character that there can be, keyBits how many bits a key takes in a shard, about.
const characterRange, keyBits = unicode.MaxRune + 1, 11

// alone stands for the second character of a key of one. Texts have no tab when they are compared.
const alone = '\t'

// block is a stretch of a report's passages.
type block struct {
	report   int
	passages []int
	size     int
}

// series writes what lies beside the index of a series.
func (w *writer) series(number map[string]int) error {
	names := nameBlocks(w.found.names)
	texts := slices.Concat(w.found.heads, w.found.texts)
	w.in.Heads = len(w.found.heads)
	w.in.Blocks = make([][2]int, len(w.sources))
	for k, list := range [][]block{w.found.heads, w.found.texts} {
		for _, b := range list {
			w.in.Blocks[b.report][k]++
		}
	}
	table := w.found.characters.codes() // of the passages alone
	w.in.Codes = string(table)
	var group errgroup.Group // what one core waits for in one, others do in the next
	group.Go(func() error { return w.postings(slices.Concat(names, texts), len(names)) })
	group.Go(func() error {
		for _, s := range nameShards(w.found.names, names, w.in) {
			if err := w.write(s); err != nil {
				return err
			}
		}
		return w.texts(texts, number, newCoder(table))
	})
	return group.Wait()
}

// nameBlocks parts the names; the passages of these blocks are names.
func nameBlocks(shared []*sharedName) []block {
	var all []block
	for k, n := range shared {
		if len(all) == 0 || all[len(all)-1].size >= blockSize {
			all = append(all, block{})
		}
		last := &all[len(all)-1]
		last.passages = append(last.passages, k)
		for _, name := range n.Names {
			last.size += utf8.RuneCountInString(name)
		}
	}
	return all
}

// nameShards cuts the blocks of names into shards.
func nameShards(shared []*sharedName, all []block, in *index) []shard {
	var shards []shard
	var to *nameShard
	size := namesSize
	for _, b := range all {
		if size >= namesSize {
			to = &nameShard{number: len(shards)}
			shards = append(shards, shard{numbered("search/n", to.number), "name", to})
			in.Names, size = append(in.Names, 0), 0
		}
		block := &in.Names[len(in.Names)-1]
		for _, k := range b.passages {
			to.names = append(to.names, shardName{shared[k], *block})
		}
		*block++
		size += b.size
	}
	return shards
}

// blocksOf parts the passages of a report: whole headings, and the others.
func blocksOf(report int, r *Report) (heads, texts []block) {
	add := func(to []block, k int) []block {
		if len(to) == 0 || to[len(to)-1].size >= blockSize {
			to = append(to, block{report: report})
		}
		last := &to[len(to)-1]
		last.passages = append(last.passages, k)
		last.size += utf8.RuneCountInString(r.Passages[k].Text)
		return to
	}
	for k := range r.Passages {
		if r.Passages[k].isHeading() {
			heads = add(heads, k)
		} else {
			texts = add(texts, k)
		}
	}
	return heads, texts
}

// texts cuts the blocks into shards, and writes these: each core those of a stretch of the reports.
func (w *writer) texts(all []block, number map[string]int, code coder) error {
	var ends []int // of shards, in blocks
	size := 0
	for i, b := range all {
		if i == 0 || size >= shardSize {
			w.in.Texts, ends, size = append(w.in.Texts, 0), append(ends, i), 0
		}
		w.in.Texts[len(w.in.Texts)-1]++
		ends[len(ends)-1] = i + 1
		size += b.size
	}
	return inShares(len(ends), runtime.GOMAXPROCS(0), func(_, first, last int) error {
		from := reader{sources: w.sources, number: number}
		for n := first; n < last; n++ {
			s := &textShard{number: n, code: code}
			for i := range w.in.Texts[n] {
				b := all[ends[n]-w.in.Texts[n]+i]
				r, err := from.read(b.report)
				if err != nil {
					return err
				}
				for _, k := range b.passages {
					s.add(b.report, r, k, from.facets[k], i)
				}
			}
			if err := w.write(shard{numbered("search/t", n), "text", s}); err != nil {
				return err
			}
		}
		return nil
	})
}
