package search

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// firstPlane is how many characters have two bytes in UTF-16: all that reports are written in but for a few names.
const firstPlane = 0x10000

// characters are how often each character stands in texts.
type characters struct {
	count  []int32 // of the first plane
	beyond map[rune]int32
}

func newCharacters() *characters {
	return &characters{make([]int32, firstPlane), map[rune]int32{}}
}

func (c *characters) add(text string) {
	for _, r := range text {
		if r < firstPlane {
			c.count[r]++
		} else {
			c.beyond[r]++
		}
	}
}

// all are the characters, ascending.
func (c *characters) all() []rune {
	var found []rune
	for r, n := range c.count {
		if n > 0 {
			found = append(found, rune(r))
		}
	}
	own := len(found)
	for r := range c.beyond {
		found = append(found, r)
	}
	slices.Sort(found[own:])
	return found
}

// join adds those of other texts.
func (c *characters) join(of *characters) {
	for r, n := range of.count {
		c.count[r] += n
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
	var all []rune
	for r, n := range c.count {
		if n > 0 || r >= ' ' && r < 0x7f {
			all = append(all, rune(r))
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
