package quantity

// LastIn gives the last quantity of a text that begins in text[start:end]. scanned is what Scan gives for the text; where none of it
// stands there, the last number counts that Scan leaves alone: an editor says of 十大领域 that it is one. Its Unit may be "", then.
func LastIn(text string, scanned []Quantity, start, end int) (q Quantity, ok bool) {
	for _, q := range scanned {
		if q.Start >= end {
			break
		}
		if q.Start >= start {
			return lastOf(scanned, end), true
		}
	}
	s := newScanner(text[start:end])
	for i := 0; i < len(s.runes); {
		if !s.begins(i) {
			i++
			continue
		}
		n, read := s.number(i)
		if read {
			unit, to := s.unit(n)
			if unit == nil {
				to = n.end
			}
			q, ok = s.quantity(n, unit), true
			q.Start, q.End, q.BoundEnd = start+s.offset[i], start+s.offset[to], start+s.offset[to]
			q.Surface = text[q.Start:q.End]
			i = to
		}
		i = max(n.end, i+1)
	}
	return q, ok
}

func lastOf(scanned []Quantity, end int) Quantity {
	var last Quantity
	for _, q := range scanned {
		if q.Start >= end {
			break
		}
		last = q
	}
	return last
}
