package search

import (
	"context"
	"slices"
	"unicode"
	"unicode/utf8"
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

func series(ctx context.Context, reports []*Report, in *index, number map[string]int, found *characters, sounds *readings) ([]shard, error) {
	shared := sharedNames(reports)
	names := nameBlocks(shared)
	heads, texts := blocks(reports)
	in.Heads = len(heads)
	in.Blocks = make([][2]int, len(reports))
	for k, list := range [][]block{heads, texts} {
		for _, b := range list {
			in.Blocks[b.report][k]++
		}
	}
	all := slices.Concat(names, heads, texts)
	table := found.codes() // of the passages alone
	in.Codes = string(table)
	shards, err := postings(ctx, reports, in, found, shared, all, len(names), sounds)
	if err != nil {
		return nil, err
	}
	shards = append(shards, nameShards(shared, names, in)...)
	return append(shards, textShards(reports, slices.Concat(heads, texts), in, number, newCoder(table))...), nil
}

// postings are the shards of all blocks' postings; the first blocks are of names.
func postings(ctx context.Context, reports []*Report, in *index, found *characters, shared []*sharedName, all []block, names int, sounds *readings) ([]shard, error) {
	for _, n := range shared {
		for _, name := range n.Names {
			found.add(name)
		}
	}
	numbers, err := newNumbering(found)
	if err != nil {
		return nil, err
	}
	stretches, err := postingsOf(ctx, numbers, reports, shared, all, names, sounds)
	if err != nil {
		return nil, err
	}
	return keyShards(numbers, stretches, in), nil
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

// blocks parts the passages: whole headings, and the others.
func blocks(reports []*Report) (heads, texts []block) {
	for i, r := range reports {
		var head, text []block
		add := func(to []block, k int) []block {
			if len(to) == 0 || to[len(to)-1].size >= blockSize {
				to = append(to, block{report: i})
			}
			last := &to[len(to)-1]
			last.passages = append(last.passages, k)
			last.size += utf8.RuneCountInString(r.Passages[k].Text)
			return to
		}
		for k := range r.Passages {
			if r.Passages[k].isHeading() {
				head = add(head, k)
			} else {
				text = add(text, k)
			}
		}
		heads, texts = append(heads, head...), append(texts, text...)
	}
	return heads, texts
}

// textShards cuts the blocks into shards.
func textShards(reports []*Report, all []block, in *index, number map[string]int, code coder) []shard {
	facets := make([][][]int, len(reports))
	for i, r := range reports {
		facets[i] = r.facetsOf(number)
	}
	var shards []shard
	var now *textShard
	size := 0
	for _, b := range all {
		if now == nil || size >= shardSize {
			now, size = &textShard{number: len(shards), code: code}, 0
			shards = append(shards, shard{numbered("search/t", now.number), "text", now})
			in.Texts = append(in.Texts, 0)
		}
		for _, k := range b.passages {
			now.add(b.report, reports[b.report], k, facets[b.report][k], in.Texts[len(in.Texts)-1])
		}
		size += b.size
		in.Texts[len(in.Texts)-1]++
	}
	return shards
}
