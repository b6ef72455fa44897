package search

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// A series is written in blocks of passages of one report: all headings first, then all text, the newer reports first, so that the numbers of
// blocks run as results do. A key is a pair of characters that stand beside each other in the text as it is compared, or one character; it
// leads to the blocks that have it. That a block has all pairs of a phrase does not say that it has the phrase: the script reads the text.

// alone stands for the second character of a key of one. Texts have no tab when they are compared.
const alone = '\t'

// block is a stretch of a report's passages.
type block struct {
	report   int
	passages []int
	size     int
}

// key packs two characters and a block's number, and whether the first one begins in a heading inside the block's text.
type key uint64

func packed(a, b rune, block int) key { return key(a)<<43 | key(b)<<22 | key(block)<<1 }

func (k key) chars() (a, b rune) { return rune(k >> 43), rune(k >> 22 & (1<<21 - 1)) }
func (k key) block() int32       { return int32(k >> 1 & (1<<21 - 1)) }

func series(reports []*Report, in *index, number map[string]int, sounds *readings) []shard {
	names := nameBlocks(reports)
	heads, texts := blocks(reports)
	in.Heads = len(heads)
	in.Blocks = make([][3]int, len(reports))
	for k, list := range [][]block{names, heads, texts} {
		for _, b := range list {
			in.Blocks[b.report][k]++
		}
	}
	table := codes(reports)
	in.Codes = string(table)
	shards := nameShards(reports, names, in)
	shards = append(shards, textShards(reports, slices.Concat(heads, texts), in, number, coder(table))...)
	all := slices.Concat(names, heads, texts)
	for i, k := range keyShards(keysOf(reports, all, len(names), sounds), len(all), in) {
		k.number = i
		shards = append(shards, shard{Keys: &k, file: "search/k" + strconv.Itoa(i) + ".js"})
	}
	return shards
}

// nameBlocks parts the names; the passages of these blocks are names.
func nameBlocks(reports []*Report) []block {
	var all []block
	for i, r := range reports {
		size := blockSize
		for k, n := range r.Names {
			if size >= blockSize {
				all, size = append(all, block{report: i}), 0
			}
			last := &all[len(all)-1]
			last.passages = append(last.passages, k)
			for _, name := range n.Names {
				size += utf8.RuneCountInString(name)
			}
			last.size = size
		}
	}
	return all
}

// nameShards cuts the blocks of names into shards.
func nameShards(reports []*Report, all []block, in *index) []shard {
	var shards []shard
	size := shardSize
	for _, b := range all {
		if size >= shardSize {
			n := len(shards)
			shards = append(shards, shard{Name: &nameShard{number: n}, file: "search/n" + strconv.Itoa(n) + ".js"})
			in.Names, size = append(in.Names, 0), 0
		}
		to, block := shards[len(shards)-1].Name, &in.Names[len(in.Names)-1]
		for _, k := range b.passages {
			to.names = append(to.names, shardName{b.report, &reports[b.report].Names[k], *block})
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

// textShards cuts the blocks into shards, their text in codes.
func textShards(reports []*Report, all []block, in *index, number map[string]int, code map[rune]string) []shard {
	facets := make([][][]int, len(reports))
	for i, r := range reports {
		facets[i] = r.facetsOf(number)
	}
	var shards []shard
	var now *textShard
	size := 0
	for _, b := range all {
		if now == nil || size >= shardSize {
			now, size = &textShard{number: len(shards)}, 0
			shards = append(shards, shard{Text: now, file: "search/t" + strconv.Itoa(len(shards)) + ".js"})
			in.Texts = append(in.Texts, 0)
		}
		for _, k := range b.passages {
			now.add(b.report, reports[b.report], k, facets[b.report][k], in.Texts[len(in.Texts)-1])
		}
		size += b.size
		in.Texts[len(in.Texts)-1]++
	}
	for _, s := range shards {
		s.Text.encode(code)
	}
	return shards
}

func codedText(text string, code map[rune]string) string {
	var b strings.Builder
	for _, c := range text {
		if s, ok := code[c]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// keysOf are the keys of all blocks, sorted; the first ones are of names.
func keysOf(reports []*Report, all []block, names int, sounds *readings) []key {
	parts := make([][]key, runtime.GOMAXPROCS(0))
	var group errgroup.Group
	for w := range parts {
		group.Go(func() error {
			var scratch []key
			for i := len(all) * w / len(parts); i < len(all)*(w+1)/len(parts); i++ {
				if i < names {
					scratch = nameKeys(scratch[:0], reports[all[i].report], all[i], i, sounds)
				} else {
					scratch = blockKeys(scratch[:0], reports[all[i].report], all[i], i, sounds)
				}
				parts[w] = append(parts[w], scratch...)
			}
			slices.Sort(parts[w])
			return nil
		})
	}
	group.Wait()
	return merged(parts)
}

// blockKeys adds the keys of one block: the last bit is set where the key begins inside a heading of a text.
func blockKeys(keys []key, r *Report, b block, number int, sounds *readings) []key {
	for _, k := range b.passages {
		for _, text := range r.Passages[k].headings() {
			keys = initialKeys(keys, fold(text), sounds, "", number)
		}
		p := &r.Passages[k]
		f := fold(p.Text)
		inHead := func(at int) key {
			if !p.isHeading() && p.inHead(f.from[at]) {
				return 1
			}
			return 0
		}
		for i := range f.full {
			keys = append(keys, packed(f.full[i], alone, number)|inHead(i))
		}
		for i := 0; i+1 < len(f.core); i++ {
			keys = append(keys, packed(f.core[i], f.core[i+1], number)|inHead(f.at[i]))
		}
	}
	return kept(keys)
}

// nameKeys adds the keys of a block of names.
func nameKeys(keys []key, r *Report, b block, number int, sounds *readings) []key {
	for _, k := range b.passages {
		for i, name := range r.Names[k].Names {
			read := ""
			if i == 0 {
				read = r.Names[k].Read
			}
			f := fold(name)
			keys = initialKeys(keys, f, sounds, read, number)
			for _, c := range f.full {
				keys = append(keys, packed(c, alone, number))
			}
			for i := 0; i+1 < len(f.core); i++ {
				keys = append(keys, packed(f.core[i], f.core[i+1], number))
			}
		}
	}
	return kept(keys)
}

// initial stands in keys for the first letter of a character's syllable: it is one of the characters for private use.
const initial = 0xe000

// initialKeys adds, for each two Han characters that stand beside each other but for punctuation, the pair of their first letters.
func initialKeys(keys []key, f *folded, sounds *readings, read string, number int) []key {
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
			keys = append(keys, packed(last, now, number))
		}
		last = now
	}
	return keys
}

// kept sorts keys and leaves each once; of one with and without the last bit, the one with it.
func kept(keys []key) []key {
	slices.Sort(keys)
	kept := keys[:0]
	for i, k := range keys { // of a key with and without the bit, the one with it stays
		if i+1 == len(keys) || keys[i+1]>>1 != k>>1 {
			kept = append(kept, k)
		}
	}
	return kept
}

// merged joins sorted lists, two by two.
func merged(parts [][]key) []key {
	for len(parts) > 1 {
		var next [][]key
		for i := 0; i < len(parts); i += 2 {
			if i+1 == len(parts) {
				next = append(next, parts[i])
				break
			}
			a, b := parts[i], parts[i+1]
			out := make([]key, 0, len(a)+len(b))
			for len(a) > 0 && len(b) > 0 {
				if a[0] <= b[0] {
					out, a = append(out, a[0]), a[1:]
				} else {
					out, b = append(out, b[0]), b[1:]
				}
			}
			next = append(next, append(append(out, a...), b...))
		}
		parts = next
	}
	return parts[0]
}

// keyShards writes the postings: of each key how many blocks have it, which, how many of these in a heading, and which of them.
func keyShards(keys []key, blocks int, in *index) []keyShard {
	var shards []keyShard
	var names strings.Builder
	var w bitWriter
	var list, heads []int32
	last := rune(-1)
	flush := func() {
		if names.Len() > 0 {
			shards = append(shards, keyShard{keys: names.String(), bits: w.out})
		}
		names.Reset()
		w, last = bitWriter{}, -1
	}
	for len(keys) > 0 {
		a, b := keys[0].chars()
		list, heads = list[:0], heads[:0]
		n := 0
		for ; n < len(keys) && keys[n]>>22 == keys[0]>>22; n++ {
			if keys[n]&1 == 1 {
				heads = append(heads, int32(n))
			}
			list = append(list, keys[n].block())
		}
		keys = keys[n:]
		if len(w.out)+names.Len()/2 > keysSize {
			flush()
		}
		if names.Len() == 0 {
			in.Keys = append(in.Keys, string([]rune{a, b}))
		}
		if a != last {
			if last >= 0 {
				names.WriteByte('\n')
			}
			names.WriteRune(a)
			last = a
		}
		names.WriteRune(b)
		w.gamma(len(list))
		w.list(list, 0, blocks)
		w.gamma(len(heads) + 1)
		w.list(heads, 0, len(list))
	}
	flush()
	return shards
}
