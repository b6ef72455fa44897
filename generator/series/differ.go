package series

import (
	"slices"
	"sync"
)

// mostCompared bounds the table of a comparison, in characters of each side; what is longer is compared from both ends alone.
const mostCompared = 600

// differences cuts two texts into what they have in common, in order, and what each has alone: the longest common subsequence of their characters,
// single ones left out, for a 的 in common says nothing.
func differences(a, b string) (ofA, ofB []Change) {
	x, y := []rune(a), []rune(b)
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	same := make([]int, len(x)) // the place in the other text, from one; 0 where it has none
	with := make([]int, len(y))
	mark := func(i, j, n int) {
		for k := range n {
			same[i+k], with[j+k] = j+k+1, i+k+1
		}
	}
	mark(0, 0, start)
	mark(len(x)-end, len(y)-end, end)
	common(x[start:len(x)-end], y[start:len(y)-end], func(i, j, n int) { mark(start+i, start+j, n) })
	for wholeNumbers(x, same, with) || wholeNumbers(y, with, same) {
	}
	return pieces(x, same), pieces(y, with)
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

// tables are used again: they are larger than the texts by far.
var tables = sync.Pool{New: func() any { return new([]uint16) }}

// common finds runs of at least two characters along a longest common subsequence.
func common(x, y []rune, found func(i, j, n int)) {
	if len(x) == 0 || len(y) == 0 || len(x) > mostCompared || len(y) > mostCompared {
		return
	}
	width := len(y) + 1
	room := tables.Get().(*[]uint16)
	defer tables.Put(room)
	*room = slices.Grow((*room)[:0], (len(x)+1)*width)
	table := (*room)[:(len(x)+1)*width]
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

func pieces(text []rune, same []int) []Change {
	var out []Change
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && (same[end] > 0) == (same[i] > 0) {
			end++
		}
		out = append(out, Change{string(text[i:end]), same[i] == 0})
		i = end
	}
	return out
}
