package search

import "math/bits"

// bitWriter writes numbers without a byte between them, the highest bit first.
type bitWriter struct {
	out  []byte
	free int // bits of the last byte
}

func (w *bitWriter) write(value, width int) {
	for width > 0 {
		if w.free == 0 {
			w.out, w.free = append(w.out, 0), 8
		}
		n := min(width, w.free)
		width -= n
		w.free -= n
		w.out[len(w.out)-1] |= byte(value>>width&(1<<n-1)) << w.free
	}
}

// size is how many bits were written.
func (w *bitWriter) size() int { return len(w.out)*8 - w.free }

// gamma writes a number from one: as many zeros as it has bits behind its first, then the number (Elias).
func (w *bitWriter) gamma(n int) {
	width := bits.Len(uint(n))
	w.write(0, width-1)
	w.write(n, width)
}

// list writes ascending numbers of [low, high), the middle one first, each in as few bits as its neighbours leave (Moffat and Stuiver, 2000).
func (w *bitWriter) list(all []int32, low, high int) {
	if len(all) == 0 || high-low == len(all) {
		return
	}
	m := len(all) / 2
	from, to := low+m, high-(len(all)-m) // where the middle one can be, both ends in
	w.binary(int(all[m])-from, to-from+1)
	w.list(all[:m], low, int(all[m]))
	w.list(all[m+1:], int(all[m])+1, high)
}

// binary writes one of n values: the first ones of a size that is no power of two in a bit less.
func (w *bitWriter) binary(value, n int) {
	width := bits.Len(uint(n - 1))
	short := 1<<width - n
	if value < short {
		w.write(value, width-1)
	} else if width > 0 {
		w.write(value+short, width)
	}
}
