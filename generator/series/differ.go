package series

import (
	"slices"
	"sync"
)

// mostCompared bounds the table of a comparison, in characters of each side; what is longer is compared from both ends alone.
const mostCompared = 600

// side is one of two texts that are compared.
type side struct {
	text   string
	runes  []rune
	starts []int // of runes, in bytes; the last is the text's end
	same   []int // of runes: the place in the other text, from one; 0 where it has none
}

// read makes s the side of a text; its memory is used again.
func (s *side) read(text string) {
	s.text, s.runes, s.starts = text, s.runes[:0], s.starts[:0]
	for i, r := range text {
		s.runes, s.starts = append(s.runes, r), append(s.starts, i)
	}
	s.starts = append(s.starts, len(text))
	s.same = slices.Grow(s.same[:0], len(s.runes))[:len(s.runes)]
	clear(s.same)
}

// comparison is what comparing takes, used again: tables are larger than the texts by far.
type comparison struct {
	a, b  side
	table []uint16
}

var comparisons = sync.Pool{New: func() any { return &comparison{} }}

// differences cuts two texts into what they have in common, in order, and what each has alone: the longest common subsequence of their characters,
// single ones left out, for a 的 in common says nothing.
func differences(a, b string) (ofA, ofB []Change) {
	c := comparisons.Get().(*comparison)
	defer comparisons.Put(c)
	c.a.read(a)
	c.b.read(b)
	x, y := c.a.runes, c.b.runes
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	mark := func(i, j, n int) {
		for k := range n {
			c.a.same[i+k], c.b.same[j+k] = j+k+1, i+k+1
		}
	}
	mark(0, 0, start)
	mark(len(x)-end, len(y)-end, end)
	c.common(x[start:len(x)-end], y[start:len(y)-end], func(i, j, n int) { mark(start+i, start+j, n) })
	for wholeNumbers(x, c.a.same, c.b.same) || wholeNumbers(y, c.b.same, c.a.same) {
	}
	return c.a.pieces(), c.b.pieces()
}

// wholeNumbers takes digits out of what is common where their number is not: of 10 and 15 nothing is the same. It tells whether it did.
func wholeNumbers(text []rune, same, with []int) (changed bool) {
	digit := func(i int) bool { return i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '.') }
	for i := 0; i < len(text); i++ {
		if !digit(i) {
			continue
		}
		end := i
		for digit(end) {
			end++
		}
		if slices.Contains(same[i:end], 0) {
			for k := i; k < end; k++ {
				if same[k] > 0 {
					with[same[k]-1], same[k], changed = 0, 0, true
				}
			}
		}
		i = end
	}
	return changed
}

// common finds runs of at least two characters along a longest common subsequence.
func (c *comparison) common(x, y []rune, found func(i, j, n int)) {
	if len(x) == 0 || len(y) == 0 || len(x) > mostCompared || len(y) > mostCompared {
		return
	}
	width := len(y) + 1
	size := (len(x) + 1) * width
	c.table = slices.Grow(c.table[:0], size)[:size]
	table := c.table
	clear(table[len(x)*width:]) // nothing is in common behind the ends
	for i := range x {
		table[i*width+len(y)] = 0
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				table[i*width+j] = table[(i+1)*width+j+1] + 1
			} else {
				table[i*width+j] = max(table[(i+1)*width+j], table[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		n := 0
		for i+n < len(x) && j+n < len(y) && x[i+n] == y[j+n] {
			n++
		}
		switch {
		case n > 1:
			found(i, j, n)
			i, j = i+n, j+n
		case n == 1:
			i, j = i+1, j+1
		case table[(i+1)*width+j] >= table[i*width+j+1]:
			i++
		default:
			j++
		}
	}
}

// pieces cuts the text where it is the other's and where it is not.
func (s *side) pieces() []Change {
	var out []Change
	for i := 0; i < len(s.runes); {
		end := i
		for end < len(s.runes) && (s.same[end] > 0) == (s.same[i] > 0) {
			end++
		}
		out = append(out, Change{s.text[s.starts[i]:s.starts[end]], s.same[i] == 0})
		i = end
	}
	return out
}
