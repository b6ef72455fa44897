package terms

import (
	"slices"
	"unicode/utf8"
)

// pattern is a folded name.
type pattern struct {
	runes []rune
	index int // its place in the list of names
	owner int
}

const (
	skip    = 0xffff // code of characters that a match reads through
	unknown = 0      // code of characters that no name has
)

type automaton struct {
	codes  []uint16 // of every character below 0x10000
	beyond map[rune]uint16

	base, check []int32
	fail        []int32
	found       []int32 // the pattern list that ends here, -1 for none
	shorter     []int32 // the nearest state on the fail path where a pattern ends, 0 for none

	ends    []ending
	longest int // characters of the longest pattern
}

// ending is one pattern of a state; several patterns of one form are a list.
type ending struct {
	length int32 // in folded characters
	owner  int
	next   int32
}

func newAutomaton(patterns []pattern, quotes bool) *automaton {
	if len(patterns) == 0 {
		return nil
	}
	a := &automaton{codes: make([]uint16, 0x10000), beyond: map[rune]uint16{}}
	next := uint16(1)
	for _, p := range patterns {
		a.longest = max(a.longest, len(p.runes))
		for _, r := range p.runes {
			if a.code(r) == unknown {
				a.setCode(r, next)
				next++
			}
		}
	}
	for _, f := range folding() {
		switch {
		case f.as == skipped, f.as == quoteIn && !quotes:
			a.codes[f.r] = skip
		default:
			a.codes[f.r] = a.code(f.as)
		}
	}
	if !quotes {
		a.codes[quoteIn] = skip
	}
	t := &trie{nodes: []trieNode{{ends: -1}}, first: make([]int32, next)}
	for _, p := range patterns {
		t.insert(a, p)
	}
	a.lay(t)
	return a
}

func (a *automaton) code(r rune) uint16 {
	if r < 0x10000 {
		return a.codes[r]
	}
	return a.beyond[r]
}

func (a *automaton) setCode(r rune, c uint16) {
	if r < 0x10000 {
		a.codes[r] = c
	} else {
		a.beyond[r] = c
	}
}

// trie is the names before they are laid out. Children are lists: child, then sibling; the root's many are found by their code.
type trie struct {
	nodes []trieNode
	first []int32
}

type trieNode struct {
	code           uint16
	child, sibling int32
	ends           int32
	slot           int32
}

func (t *trie) insert(a *automaton, p pattern) {
	at := int32(0)
	for _, r := range p.runes {
		c := a.code(r)
		to := t.nodes[at].child
		if at == 0 {
			to = t.first[c]
		}
		for to != 0 && t.nodes[to].code != c {
			to = t.nodes[to].sibling
		}
		if to == 0 {
			to = int32(len(t.nodes))
			t.nodes = append(t.nodes, trieNode{code: c, sibling: t.nodes[at].child, ends: -1})
			t.nodes[at].child = to
			if at == 0 {
				t.first[c] = to
			}
		}
		at = to
	}
	// The first in the list of names comes first among those of one form.
	last := &t.nodes[at].ends
	for *last >= 0 {
		last = &a.ends[*last].next
	}
	*last = int32(len(a.ends))
	a.ends = append(a.ends, ending{int32(len(p.runes)), p.owner, -1})
}

// lay puts the trie into the double array and sets, breadth first, where a failed match goes on.
func (a *automaton) lay(t *trie) {
	a.grow(len(t.nodes) + 256)
	a.check[0] = 0
	a.found[0] = -1
	free := int32(1) // slots below are taken, or as good as
	queue := make([]int32, 1, len(t.nodes))
	var codes []uint16
	for k := 0; k < len(queue); k++ {
		node := queue[k]
		s := t.nodes[node].slot
		codes = codes[:0]
		for c := t.nodes[node].child; c != 0; c = t.nodes[c].sibling {
			codes = append(codes, t.nodes[c].code)
		}
		if len(codes) == 0 {
			continue
		}
		slices.Sort(codes)
		a.base[s], free = a.fit(codes, free)
		for c := t.nodes[node].child; c != 0; c = t.nodes[c].sibling {
			n := &t.nodes[c]
			n.slot = a.base[s] + int32(n.code)
			a.check[n.slot] = s
			a.found[n.slot] = n.ends
			queue = append(queue, c)
		}
		for c := t.nodes[node].child; c != 0; c = t.nodes[c].sibling {
			n := &t.nodes[c]
			if s != 0 {
				a.fail[n.slot] = a.step(a.fail[s], n.code)
			}
			f := a.fail[n.slot]
			a.shorter[n.slot] = a.shorter[f]
			if a.found[f] >= 0 {
				a.shorter[n.slot] = f
			}
		}
	}
}

// fit is a base from which every code leads to a free slot, and where the next search begins: behind what is as good as full.
func (a *automaton) fit(codes []uint16, from int32) (base, next int32) {
	next = from
	taken := int32(0)
	for slot := from; ; slot++ {
		a.grow(int(slot) + int(codes[len(codes)-1]-codes[0]) + 1)
		if a.check[slot] >= 0 {
			taken++
			continue
		}
		if scanned := slot - from + 1; taken*10 >= scanned*9 {
			next = slot
		}
		b := slot - int32(codes[0])
		if b >= 0 && !slices.ContainsFunc(codes, func(c uint16) bool { return a.check[b+int32(c)] >= 0 }) {
			return b, next
		}
		if b < 0 {
			taken++ // as good as taken: no later state has lower codes
		}
	}
}

func (a *automaton) grow(n int) {
	if n <= len(a.check) {
		return
	}
	n = max(n, 2*len(a.check))
	from := len(a.check)
	more := n - from
	a.base = append(a.base, make([]int32, more)...)
	a.fail = append(a.fail, make([]int32, more)...)
	a.shorter = append(a.shorter, make([]int32, more)...)
	a.check = append(a.check, make([]int32, more)...)
	a.found = append(a.found, make([]int32, more)...)
	for i := from; i < n; i++ {
		a.check[i], a.found[i] = -1, -1
	}
}

// step is the state after a character, falling back as far as it must.
func (a *automaton) step(s int32, c uint16) int32 {
	for {
		if to := a.base[s] + int32(c); int(to) < len(a.check) && a.check[to] == s && to != 0 {
			return to
		}
		if s == 0 {
			return 0
		}
		s = a.fail[s]
	}
}

// scan gives every occurrence of every pattern.
func (a *automaton) scan(text string, add func(Hit)) {
	if a == nil {
		return
	}
	var few [64]int32 // as long as names are
	starts := few[:]  // where the last folded characters began, a ring
	if a.longest > len(few) {
		starts = make([]int32, a.longest)
	}
	n, s := 0, int32(0)
	for i, r := range text {
		c := uint16(unknown)
		if r < 0x10000 {
			c = a.codes[r]
		} else {
			c = a.beyond[r]
		}
		switch c {
		case skip:
			continue
		case unknown:
			s = 0
			n++
			continue
		}
		starts[n%a.longest] = int32(i)
		n++
		s = a.step(s, c)
		at := s
		if a.found[at] < 0 {
			at = a.shorter[at]
		}
		for ; at != 0; at = a.shorter[at] {
			for e := a.found[at]; e >= 0; e = a.ends[e].next {
				h := Hit{int(starts[(n-int(a.ends[e].length))%a.longest]), i + utf8.RuneLen(r), a.ends[e].owner}
				if whole(text, h) {
					add(h)
				}
			}
		}
	}
}

// whole tells whether a hit cuts no number and no Latin word: 321 is not in 1321.
func whole(text string, h Hit) bool {
	first, _ := utf8.DecodeRuneInString(text[h.Start:])
	if before, _ := utf8.DecodeLastRuneInString(text[:h.Start]); isWord(fold(first)) && isWord(fold(before)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text[:h.End])
	after, _ := utf8.DecodeRuneInString(text[h.End:])
	return !(isWord(fold(last)) && isWord(fold(after)))
}
