// Package jsontext writes JSON straight into a file, with the bytes of encoding/json where HTML is not escaped. It is for data with many small values:
// encoding/json looks at the type of every one, and reads what a type writes of itself again for every list that it is in.
package jsontext

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Encode is a value as encoding/json writes it, where HTML is not escaped.
func Encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Quoted adds what a function appends as a string.
func Quoted(b []byte, text func([]byte) []byte) []byte {
	return closed(text(append(b, '"')), len(b))
}

// String adds a string.
func String(b []byte, text string) []byte {
	return closed(append(append(b, '"'), text...), len(b))
}

// closed ends the string that was opened at a place, whose text stands there as it is.
func closed(b []byte, start int) []byte {
	if text := b[start+1:]; !isPlain(text) {
		return append(b[:start], must(string(text))...)
	}
	return append(b, '"')
}

// isPlain tells whether JSON escapes nothing of a text.
func isPlain(text []byte) bool {
	for i, c := range text {
		if looked[c] && (c != 0xe2 || i+2 < len(text) && text[i+1] == 0x80 && text[i+2]|1 == 0xa9) { // U+2028, U+2029
			return false
		}
	}
	return utf8.Valid(text)
}

// looked are the bytes that what is escaped begins with.
var looked = func() (of [256]bool) {
	for c := range ' ' {
		of[c] = true
	}
	of['"'], of['\\'], of[0xe2] = true, true, true
	return of
}()

func must(value any) []byte {
	data, err := Encode(value)
	if err != nil {
		panic(err) // strings and finite numbers have a form
	}
	return data
}

// List adds a list, each of its values by a function.
func List[T any](b []byte, all []T, each func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for i, v := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(b, v)
	}
	return append(b, ']')
}

// Object adds a map, its keys sorted, each of its values by a function.
func Object[T any](b []byte, all map[string]T, each func([]byte, T) []byte) []byte {
	b = append(b, '{')
	for i, key := range slices.Sorted(maps.Keys(all)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(append(String(b, key), ':'), all[key])
	}
	return append(b, '}')
}

// Int adds a number.
func Int(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// Float adds a finite number.
func Float(b []byte, f float64) []byte {
	if size := math.Abs(f); f != 0 && (size < 1e-6 || size >= 1e21) {
		return append(b, must(f)...)
	}
	return strconv.AppendFloat(b, f, 'f', -1, 64)
}
