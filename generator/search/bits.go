package search

import (
	"encoding/binary"
	"math/bits"
)

// bitWriter writes numbers without a byte between them, the highest bit first.
type bitWriter struct {
	out  []byte // whole words
	last uint64 // what comes behind them, its lowest bits
	used int    // bits of last
}

// write writes the lowest bits of a number, at most 64 of them; the others are 0.
func (w *bitWriter) write(value uint64, width int) {
	if free := 64 - w.used; width >= free {
		w.out = binary.BigEndian.AppendUint64(w.out, w.last<<free|value>>(width-free))
		width -= free
		value &= 1<<width - 1
		w.last, w.used = 0, 0
	}
	w.last = w.last<<width | value
	w.used += width
}

// size is how many bits were written.
func (w *bitWriter) size() int { return len(w.out)*8 + w.used }

// bytes is all that was written, to the end of the last byte with zeros.
func (w *bitWriter) bytes() []byte {
	last := binary.BigEndian.AppendUint64(nil, w.last<<(64-w.used))
	return append(w.out[:len(w.out):len(w.out)], last[:(w.used+7)/8]...)
}

// gamma writes a number from one: as many zeros as it has bits behind its first, then the number (Elias).
func (w *bitWriter) gamma(n int) {
	width := bits.Len(uint(n))
	w.write(0, width-1)
	w.write(uint64(n), width)
}

// list writes ascending numbers of [low, high), the middle one first, each in as few bits as its neighbours leave (Moffat and Stuiver, 2000).
func (w *bitWriter) list(all []int32, low, high int) {
	for len(all) > 0 && high-low != len(all) {
		m := len(all) / 2
		from, to := low+m, high-(len(all)-m) // where the middle one can be, both ends in
		w.binary(int(all[m])-from, to-from+1)
		w.list(all[:m], low, int(all[m]))
		all, low = all[m+1:], int(all[m])+1
	}
}

// binary writes one of n values: the first ones of a size that is no power of two in a bit less.
func (w *bitWriter) binary(value, n int) {
	width := bits.Len(uint(n - 1))
	short := 1<<width - n
	if value < short {
		w.write(uint64(value), width-1)
	} else if width > 0 {
		w.write(uint64(value+short), width)
	}
}

// bitReader reads what a bitWriter wrote.
type bitReader struct {
	of []byte
	at int // bits
}

// copy reads bits and writes them.
func (r *bitReader) copy(to *bitWriter, width int) {
	for width > 0 {
		// Eight bytes from where the reader stands hold at least 57 bits of what follows.
		var word uint64
		from := r.at / 8
		if from+8 <= len(r.of) {
			word = binary.BigEndian.Uint64(r.of[from:])
		} else {
			var end [8]byte
			copy(end[:], r.of[from:])
			word = binary.BigEndian.Uint64(end[:])
		}
		n := min(width, 64-r.at%8)
		to.write(word<<(r.at%8)>>(64-n), n)
		r.at += n
		width -= n
	}
}
