package source

import "unicode/utf8"

// shortestCopy is how many characters a repeated unit must have to be a copy of a report: a repeated line or rule is not.
const shortestCopy = 200

// copies finds the smallest unit that the text is exact repetitions of. A unit that is no whole text, because it is too
// short or its next copy would begin in the middle of a line, does not count: then the text is one copy.
func copies(text string) (unit string, n int) {
	period := smallestPeriod(text)
	if period == len(text) {
		return text, 1
	}
	unit = text[:period]
	last := unit[len(unit)-1]
	if last != '\n' && last != '\r' || utf8.RuneCountInString(unit) < shortestCopy {
		return text, 1
	}
	return unit, len(text) / period
}

// smallestPeriod is the length of the smallest prefix that the text is whole repetitions of. The whole periods of a text
// are the multiples of the smallest one, so dividing by one prime factor of the length after another reaches it with at
// most log2(length) comparisons of the text with itself, and no memory.
func smallestPeriod(text string) int {
	n := len(text)
	period := n
	divide := func(prime int) {
		for period%prime == 0 && text[period/prime:] == text[:n-period/prime] {
			period /= prime
		}
	}
	rest := n
	for prime := 2; prime*prime <= rest; prime++ {
		if rest%prime != 0 {
			continue
		}
		divide(prime)
		for rest%prime == 0 {
			rest /= prime
		}
	}
	if rest > 1 {
		divide(rest)
	}
	return period
}
