package series

import "strconv"

// addresses gives every id once; the second of a kind ends in -2.
type addresses map[string]int

func (a addresses) next(id string) string {
	for {
		a[id]++
		if a[id] == 1 {
			return id
		}
		if longer := id + "-" + strconv.Itoa(a[id]); a[longer] == 0 {
			a[longer] = 1
			return longer
		}
	}
}
