package search

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
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

// pair is two characters.
type pair uint64

func pairOf(a, b rune) pair { return pair(a)<<21 | pair(b) }

func (p pair) chars() (a, b rune) { return rune(p >> 21), rune(p & (1<<21 - 1)) }

// postings are, of each key of a run of blocks, the blocks that have it, ascending: the number of a block doubled, and one more where the key
// begins in a heading inside the block's text.
type postings struct {
	number map[pair]int
	lists  [][]int32
}

// add says that a block has a key. Blocks come one after another.
func (p *postings) add(a, b rune, block int, inHead bool) {
	entry := int32(block) << 1
	if inHead {
		entry++
	}
	k := pairOf(a, b)
	n, ok := p.number[k]
	if !ok {
		p.number[k] = len(p.lists)
		p.lists = append(p.lists, []int32{entry})
		return
	}
	list := p.lists[n]
	if last := len(list) - 1; list[last]>>1 == int32(block) {
		list[last] |= entry
		return
	}
	p.lists[n] = append(list, entry)
}

func series(ctx context.Context, reports []*Report, in *index, number map[string]int, sounds *readings) ([]shard, error) {
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
	keys, err := keysOf(ctx, reports, shared, all, len(names), sounds)
	if err != nil {
		return nil, err
	}
	shards := keyShards(keys, len(all), in) // before the texts are coded: this takes most memory
	shards = append(shards, nameShards(shared, names, in)...)
	table := codes(reports)
	in.Codes = string(table)
	return append(shards, textShards(reports, slices.Concat(heads, texts), in, number, coder(table))...), nil
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
	size := namesSize
	for _, b := range all {
		if size >= namesSize {
			n := len(shards)
			shards = append(shards, shard{Name: &nameShard{number: n}, file: "search/n" + strconv.Itoa(n) + ".js"})
			in.Names, size = append(in.Names, 0), 0
		}
		to, block := shards[len(shards)-1].Name, &in.Names[len(in.Names)-1]
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

// keysOf are the postings of all blocks, in runs of them; the first blocks are of names.
func keysOf(ctx context.Context, reports []*Report, shared []*sharedName, all []block, names int, sounds *readings) ([]*postings, error) {
	parts := make([]*postings, runtime.GOMAXPROCS(0))
	var group errgroup.Group
	for w := range parts {
		group.Go(func() error {
			p := &postings{number: map[pair]int{}}
			var f folded
			for i := len(all) * w / len(parts); i < len(all)*(w+1)/len(parts); i++ {
				if ctx.Err() != nil {
					return context.Cause(ctx)
				}
				if i < names {
					p.addNames(shared, all[i], i, sounds)
				} else {
					p.addTexts(&f, reports[all[i].report], all[i], i, sounds)
				}
			}
			parts[w] = p
			return nil
		})
	}
	return parts, group.Wait()
}

// addTexts adds the keys of a block of headings or of text.
func (p *postings) addTexts(f *folded, r *Report, b block, number int, sounds *readings) {
	for _, k := range b.passages {
		of := &r.Passages[k]
		if len(of.Heads) > 0 {
			for _, text := range of.headings() {
				f.fold(text)
				p.addInitials(f, sounds, "", number)
			}
		}
		f.fold(of.Text)
		parted := len(of.Heads) > 0 && !of.isHeading()
		inHead := func(at int) bool { return parted && of.inHead(f.from[at]) }
		for i, c := range f.full {
			p.add(c, alone, number, inHead(i))
		}
		for i := 0; i+1 < len(f.core); i++ {
			p.add(f.core[i], f.core[i+1], number, inHead(f.at[i]))
		}
	}
}

// addNames adds the keys of a block of names.
func (p *postings) addNames(shared []*sharedName, b block, number int, sounds *readings) {
	for _, k := range b.passages {
		for i, name := range shared[k].Names {
			read := ""
			if i == 0 {
				read = shared[k].Read
			}
			f := fold(name)
			p.addInitials(f, sounds, read, number)
			for _, c := range f.full {
				p.add(c, alone, number, false)
			}
			for i := 0; i+1 < len(f.core); i++ {
				p.add(f.core[i], f.core[i+1], number, false)
			}
		}
	}
}

// initial stands in keys for the first letter of a character's syllable: it is one of the characters for private use.
const initial = 0xe000

// addInitials adds, for each two Han characters that stand beside each other but for punctuation, the pair of their first letters.
func (p *postings) addInitials(f *folded, sounds *readings, read string, number int) {
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
			p.add(last, now, number, false)
		}
		last = now
	}
}

// sortedKeys are the keys of all postings.
func sortedKeys(parts []*postings) []pair {
	var all []pair
	for _, p := range parts {
		all = slices.AppendSeq(all, maps.Keys(p.number))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// keyShards writes the postings: of each key how many blocks have it, which, how many of these in a heading, and which of them.
func keyShards(parts []*postings, blocks int, in *index) []shard {
	var shards []shard
	var w bitWriter
	var own [][2]rune // keys of the shard
	var first strings.Builder
	var list, heads []int32
	var last [2]rune
	flush := func() {
		if len(own) > 0 {
			n := len(shards)
			shards = append(shards, shard{Keys: &keyShard{n, slices.Concat(keyList(own), w.out)}, file: "search/k" + strconv.Itoa(n) + ".js"})
		}
		own, w = own[:0], bitWriter{}
	}
	for _, k := range sortedKeys(parts) {
		a, b := k.chars()
		list, heads = list[:0], heads[:0]
		for _, p := range parts {
			if n, ok := p.number[k]; ok {
				for _, entry := range p.lists[n] {
					if entry&1 == 1 {
						heads = append(heads, int32(len(list)))
					}
					list = append(list, entry>>1)
				}
				p.lists[n] = nil // read once
			}
		}
		if len(w.out)+len(own)*keyBits/8 > keysSize {
			flush()
		}
		if len(own) == 0 {
			digits(&first, int(a-last[0]))
			if a != last[0] {
				last[1] = 0
			}
			digits(&first, int(b-last[1]))
			last = [2]rune{a, b}
		}
		own = append(own, [2]rune{a, b})
		w.gamma(len(list))
		w.list(list, 0, blocks)
		w.gamma(len(heads) + 1)
		w.list(heads, 0, len(list))
	}
	flush()
	in.Keys = first.String()
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
	return w.out
}
