package search

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
	"unicode/utf8"
)

// firstPlane is how many characters have two bytes in UTF-16: all that reports are written in but for a few names.
const firstPlane = 0x10000

// characters are how often each character stands in texts.
type characters struct {
	count  *[firstPlane]int32
	seen   []rune // those of the first plane that stand there, in any order
	beyond map[rune]int32
}

func newCharacters() *characters {
	return &characters{counts.Get().(*[firstPlane]int32), make([]rune, 0, 2048), map[rune]int32{}}
}

// counts are used again, empty: most of one is for characters that no text has.
var counts = sync.Pool{New: func() any { return new([firstPlane]int32) }}

// end gives back what counting took. Nobody may ask for anything then.
func (c *characters) end() {
	for _, r := range c.seen {
		c.count[r] = 0
	}
	counts.Put(c.count)
	c.count, c.seen = nil, nil
}

func (c *characters) add(text string) {
	for _, r := range text {
		if r < firstPlane {
			c.addMany(r, 1)
		} else {
			c.beyond[r]++
		}
	}
}

func (c *characters) addMany(r rune, n int32) {
	if c.count[r] == 0 {
		c.seen = append(c.seen, r)
	}
	c.count[r] += n
}

// all are the characters, ascending.
func (c *characters) all() []rune {
	found := slices.AppendSeq(slices.Clone(c.seen), maps.Keys(c.beyond))
	slices.Sort(found)
	return found
}

// join adds those of other texts.
func (c *characters) join(of *characters) {
	for _, r := range of.seen {
		c.addMany(r, of.count[r])
	}
	for r, n := range of.beyond {
		c.beyond[r] += n
	}
}

// traditional has the characters of the texts that the folding makes simplified, each with the simplified one behind it, sorted.
func (c *characters) traditional() string {
	var all []rune
	for _, r := range c.all() {
		for _, r := range compatible(r) {
			if _, ok := simplified()[r]; ok {
				all = append(all, r)
			}
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	var b []byte
	for _, r := range all {
		b = utf8.AppendRune(utf8.AppendRune(b, r), simplified()[r])
	}
	return string(b)
}

// codes are the characters of the texts by how often they stand there; of these the first have short codes in the shards. All of ASCII that is seen
// is in the table in any case: an ASCII character in a shard is part of a code.
func (c *characters) codes() []rune {
	all := slices.Clone(c.seen)
	for r := ' '; r < 0x7f; r++ {
		if c.count[r] == 0 {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b rune) int { return cmp.Or(int(c.count[b]-c.count[a]), cmp.Compare(a, b)) })
	kept := all[:min(coded, len(all))]
	for _, r := range all[len(kept):] {
		if r < 0x80 {
			kept = append(kept, r)
		}
	}
	return kept
}

// codeLetters are the characters that codes are made of: those of ASCII that JSON does not escape.
const codeLetters = " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// coder has the number from 1 of the code of each character of the first plane, 0 for one that has none.
type coder []uint16

// newCoder gives each character of a table its code.
func newCoder(table []rune) coder {
	if longest := shortCodes + (len(codeLetters)-shortCodes)*len(codeLetters); len(table) > longest {
		panic(fmt.Sprintf("search: %d characters have no code", len(table)-longest))
	}
	c := make(coder, firstPlane)
	for i, r := range table {
		c[r] = uint16(i + 1)
	}
	return c
}

// coding is the codes of the small size, which says of those with two letters only which characters they are: they are sorted.
type coding struct {
	table []rune
	code  coder
}

func (c *characters) coding() coding {
	table := c.codes()
	slices.Sort(table[min(shortCodes, len(table)):])
	return coding{table, newCoder(table)}
}

// noText is the coding of data without text.
var noText = sync.OnceValue(func() coding { return newCharacters().coding() })

// append adds a text in codes.
func (c coder) append(b []byte, text string) []byte {
	for _, r := range text {
		n := 0
		if r < firstPlane {
			n = int(c[r])
		}
		switch {
		case n == 0:
			b = utf8.AppendRune(b, r)
		case n <= shortCodes:
			b = append(b, codeLetters[n-1])
		default:
			n -= shortCodes + 1
			b = append(b, codeLetters[shortCodes+n/len(codeLetters)], codeLetters[n%len(codeLetters)])
		}
	}
	return b
}
