package search

import (
	"testing"
)

// FuzzStringsAreThoseOfEncodingJSON: what goes into a file without encoding/json has the bytes that it would write.
func FuzzStringsAreThoseOfEncodingJSON(f *testing.F) {
	for _, s := range []string{"", "坚持稳中求进", `a"b\c<d>&`, "\x00\t\n\x7f\x1f", "a\u2028b\u2029c\u2027\u202a", "\xe2\x80", "\xff坚", "\xed\xa0\x80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := encode(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(appendString([]byte("x"), s)); got != "x"+string(want) {
			t.Errorf("%q is written as %s, want %s", s, got[1:], want)
		}
	})
}
