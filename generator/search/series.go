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

func series(reports []*Report, in *index, number map[string]int) ([]File, error) {
	heads, texts := blocks(reports)
	in.Heads = len(heads)
	in.Blocks = make([][2]int, len(reports))
	for _, b := range heads {
		in.Blocks[b.report][0]++
	}
	for _, b := range texts {
		in.Blocks[b.report][1]++
	}
	all := slices.Concat(heads, texts)
	table := codes(reports)
	in.Codes = string(table)
	shards := textShards(reports, all, in, number, coder(table))
	count := len(shards)
	for i, k := range keyShards(keysOf(reports, all), len(all), in) {
		k.number = i
		shards = append(shards, shard{Keys: &k})
	}
	data, bodies, err := stamped(in, shards)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(shards)+1)
	files[0] = File{IndexFile, data}
	for i := range shards {
		name := "search/t" + strconv.Itoa(i) + ".js"
		if i >= count {
			name = "search/k" + strconv.Itoa(i-count) + ".js"
		}
		files[i+1] = File{name, bodies[i]}
	}
	return files, nil
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
			shards = append(shards, shard{Text: now})
			in.Texts = append(in.Texts, 0)
		}
		for _, k := range b.passages {
			now.add(b.report, reports[b.report], k, facets[b.report][k], in.Texts[len(in.Texts)-1])
		}
		size += b.size
		in.Texts[len(in.Texts)-1]++
	}
	for _, s := range shards {
		for i := range s.Text.passages {
			s.Text.passages[i].text = codedText(s.Text.passages[i].text, code)
		}
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

// keysOf are the keys of all blocks, sorted.
func keysOf(reports []*Report, all []block) []key {
	parts := make([][]key, runtime.GOMAXPROCS(0))
	var group errgroup.Group
	for w := range parts {
		group.Go(func() error {
			var scratch []key
			for i := len(all) * w / len(parts); i < len(all)*(w+1)/len(parts); i++ {
				scratch = blockKeys(scratch[:0], reports[all[i].report], all[i], i)
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
func blockKeys(keys []key, r *Report, b block, number int) []key {
	for _, k := range b.passages {
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
