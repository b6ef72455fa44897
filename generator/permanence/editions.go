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
// that a correction which is dated back, taken out or changed in place is seen.
func editions(r *site.Report) []Address {
	var all []Address
	for _, e := range r.Editions()[1:] {
		var lines []string
		for _, erratum := range r.Errata {
			if was, ok := erratum.On(e.Date); ok && !erratum.Draft {
				lines = append(lines, fmt.Sprintf("%s %d %q %q\n", was.Place, was.At, was.Published, was.Corrected))
			}
		}
		slices.Sort(lines)
		all = append(all, Address{ID: editionPrefix + strconv.Itoa(e.Number), Words: e.Date.Format(time.DateOnly) + "\n" + strings.Join(lines, "")})
	}
	return all
}
