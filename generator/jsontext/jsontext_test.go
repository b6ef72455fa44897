package jsontext

import (
	"math"
	"testing"
)

// FuzzTheBytesAreThoseOfEncodingJSON, of a string and of a number.
func FuzzTheBytesAreThoseOfEncodingJSON(f *testing.F) {
	for _, s := range []string{"", "坚持稳中求进", `a"b\c<d>&`, "\x00\t\n\x7f\x1f", "a\u2028b\u2029c\u2027\u202a", "\xe2\x80", "\xff坚", "\xed\xa0\x80"} {
		f.Add(s, 0.0)
	}
	for _, n := range []float64{1, -1.5, 6.8, 1e20, 1e21, -1e-6, 9.99e-7, 1e-7, 123456789.123, math.Copysign(0, -1), math.MaxFloat64, math.SmallestNonzeroFloat64} {
		f.Add("", n)
	}
	f.Fuzz(func(t *testing.T, s string, n float64) {
		same := func(got []byte, value any) {
			want, err := Encode(value)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != "x"+string(want) {
				t.Errorf("%v is written as %s, want x%s", value, got, want)
			}
		}
		same(String([]byte("x"), s), s)
		some := map[string]string{s: s, "b": s, "": "a"}
		same(Object([]byte("x"), some, String), some)
		same(Quoted([]byte("x"), func(b []byte) []byte { return append(b, s...) }), s)
		if !math.IsNaN(n) && !math.IsInf(n, 0) {
			same(Float([]byte("x"), n), n)
		}
	})
}
