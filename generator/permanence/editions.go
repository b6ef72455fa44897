package permanence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"baogao/generator/site"
)

// editionPrefix begins the address of an edition: edition-2, on the page of editions, whose text is editions/2.txt.
const editionPrefix = "edition-"

// editions are the editions behind the published text, which is the first. The words of one are its day and what each place read on it, so
// that a correction which is dated back, taken out or changed in place is seen. On its day an edition can still grow: Earlier are its words before the
// last of that day's corrections came, before the last two, and so on, in the order of the file.
func editions(r *site.Report) []Address {
	var all []Address
	for _, e := range r.Editions()[1:] {
		var lines []string
		var ofDay []int // which of them are of that day
		for _, erratum := range r.Errata {
			if was, ok := erratum.On(e.Date); ok && !erratum.Draft {
				if was.Date.Equal(e.Date) && len(was.Before) == 0 {
					ofDay = append(ofDay, len(lines))
				}
				lines = append(lines, fmt.Sprintf("%s %d %q %q\n", was.Place, was.At, was.Published, was.Corrected))
			}
		}
		words := func(lines []string) string {
			return e.Date.Format(time.DateOnly) + "\n" + strings.Join(slices.Sorted(slices.Values(lines)), "")
		}
		a := Address{ID: editionPrefix + strconv.Itoa(e.Number), Words: words(lines)}
		for i := len(ofDay) - 1; i > 0; i-- { // with none there was no such edition
			lines = slices.Delete(lines, ofDay[i], ofDay[i]+1)
			a.Earlier = append(a.Earlier, words(lines))
		}
		all = append(all, a)
	}
	return all
}

// grown tells whether an edition is the last one listed, and has got further corrections of its day since.
func (l *Locked) grown(a Address, e entry) bool {
	if !slices.ContainsFunc(a.Earlier, func(words string) bool { return isMarkOf(words, e.mark) }) {
		return false
	}
	number := func(id string) int {
		n, _ := strconv.Atoi(strings.TrimPrefix(id, editionPrefix))
		return n
	}
	for _, other := range l.entries {
		if strings.HasPrefix(other.id, editionPrefix) && number(other.id) > number(e.id) {
			return false
		}
	}
	return true
}
