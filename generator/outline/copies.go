package outline

import "strings"

// A page dump holds a report more than once: navigation, the body, then the whole page again; or its first page, then all of it. Copies
// that are not whole files are found by their paragraphs: a stretch in which nearly every longer paragraph has been read before is a
// copy. The first of two is kept, unless it breaks off where the second goes on.

// tellingUnit is the length, in characters, from which a paragraph is not likely to come twice by chance.
const tellingUnit = 30

// leastCopy is the length of the shortest stretch, in characters, that is taken for a copy.
const leastCopy = 300

// dropCopies turns the stretches of units that repeat earlier ones into noise.
func (p *parser) dropCopies() {
	first := make(map[string]int, len(p.units))
	twin := make([]int, len(p.units)) // the earlier unit with the same words, -1 where there is none
	for i := range p.units {
		twin[i] = -1
		if j, seen := first[p.units[i].key]; seen {
			twin[i] = j
		} else {
			first[p.units[i].key] = i
		}
	}
	for i := 0; i < len(p.units); {
		if twin[i] < 0 || p.units[i].n < tellingUnit {
			i++
			continue
		}
		end, chars := p.copyRun(twin, i)
		if chars < leastCopy {
			i = max(end, i+1)
			continue
		}
		start := i
		for start > 0 && p.units[start-1].role == unread && twin[start-1] >= 0 {
			start--
		}
		if from := twin[start]; from < start && p.goesOn(twin, from, start, end) {
			p.doubt(p.units[start].no, "the text stands here again and goes on further: what stood above is not read")
			p.mark(from, start, noiseRole, "the same text, broken off")
		} else {
			p.doubt(p.units[start].no, "the text stands here again")
			if end < len(p.units) && p.brokenOff(end, twin[end-1]+1) {
				end++
			}
			p.mark(start, end, noiseRole, "the same text again")
		}
		i = end
	}
}

// copyRun is how far the copy that begins at i goes, and how many characters of it were read before, in the same order.
func (p *parser) copyRun(twin []int, i int) (end, chars int) {
	end = i
	fresh, last := 0, -1
	for j := i; j < len(p.units); j++ {
		switch u := &p.units[j]; {
		case twin[j] > last || twin[j] >= 0 && u.n < tellingUnit:
			chars += u.n
			end = j + 1
			if u.n >= tellingUnit {
				fresh, last = 0, twin[j]
			}
		case u.n >= tellingUnit:
			if fresh++; fresh > 1 {
				return end, chars
			}
		}
	}
	return end, chars
}

// brokenOff reports whether unit i, behind a copy, is the beginning of unit of, which would follow: the copy was cut in the middle of it.
func (p *parser) brokenOff(i, of int) bool {
	u := &p.units[i]
	return u.role == unread && of > 0 && of < i && u.n > 5 && u.n < p.units[of].n && strings.HasPrefix(p.units[of].key, strings.TrimRight(u.key, ".…"))
}

// goesOn reports whether the copy units[start:end] is the better one: it repeats the text from its first unit from on, and the new text
// behind it is more than what stands between the two.
func (p *parser) goesOn(twin []int, from, start, end int) bool {
	if p.units[from].role != unread {
		return false
	}
	repeated, between, behind := 0, 0, 0
	for j := start; j < end; j++ {
		if t := twin[j]; t >= from {
			repeated += p.units[j].n
		}
	}
	for j := from; j < start; j++ {
		if u := &p.units[j]; u.n >= longestAlone && endsSentence(u.last) {
			between += u.n
		}
	}
	for j := end; j < len(p.units) && (twin[j] < 0 || p.units[j].n < tellingUnit); j++ {
		if u := &p.units[j]; u.n >= longestAlone && endsSentence(u.last) && !isTailCue(u) {
			behind += u.n
		}
	}
	return between-repeated < behind/2 && behind > leastCopy
}
