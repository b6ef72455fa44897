// Package plaintoml reads TOML of the plain kind that content files are written in, in a tenth of the time of a reader of all TOML. What is not
// plain, and what is wrong, it leaves to the library, whose judgement stands: what is read here is read to the same values there.
//
// Plain are bare keys without dots, strings in one pair of double quotation marks, decimal numbers, days, true and false, lists, inline tables on
// one line, and headed tables. Source: TOML 1.0, https://toml.io/en/v1.0.0.
package plaintoml

import (
	"reflect"
	"strings"
	"sync"
)

// Read reads text, which is UTF-8, into what v points to: a struct with toml tags, or a map of strings. Where the text is not plain, has a key that
// v does not, or a value of another type, v stays as it was and the answer is false.
func Read(text string, v any) bool {
	if !printable(text) {
		return false
	}
	r := &reader{text: text}
	if m, ok := v.(*map[string]string); ok {
		return r.texts(m)
	}
	into := reflect.ValueOf(v).Elem()
	before := reflect.New(into.Type()).Elem()
	before.Set(into)
	if !r.document(into) {
		into.Set(before)
		return false
	}
	return true
}

// printable tells whether no character is one that TOML forbids, or of line ends that are not plain.
func printable(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// table is a table of the text while its keys are read.
type table struct {
	of     reflect.Value // a struct
	fields []field
	next   int    // the field whose key probably comes next
	seen   uint64 // by field: its key was there
	headed uint64 // by field: it is a list of headed tables
}

// field is a key that a struct takes.
type field struct {
	key   string
	index int // in the struct
}

// newTable is the table that fills a struct; false where it takes no keys, or more than can be counted.
func newTable(of reflect.Value) (t table, ok bool) {
	t = table{of: of, fields: fieldsOf(of.Type())}
	return t, len(t.fields) > 0 && len(t.fields) <= 64
}

var fields sync.Map // reflect.Type → []field

func fieldsOf(t reflect.Type) []field {
	if known, ok := fields.Load(t); ok {
		return known.([]field)
	}
	var list []field
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" && t.Field(i).IsExported() {
			list = append(list, field{key, i})
		}
	}
	fields.Store(t, list)
	return list
}

// field finds the field of a key, and its bit; false where there is none.
func (t *table) field(key string) (v reflect.Value, bit uint64, ok bool) {
	for range t.fields {
		i := t.next
		if t.next++; t.next == len(t.fields) {
			t.next = 0
		}
		if t.fields[i].key == key {
			return t.of.Field(t.fields[i].index), 1 << i, true
		}
	}
	return v, 0, false
}

// once is the field of a key that may be there once.
func (t *table) once(key string) (v reflect.Value, ok bool) {
	v, bit, ok := t.field(key)
	if !ok || t.seen&bit != 0 {
		return v, false
	}
	t.seen |= bit
	return v, true
}

// headed is the struct that a heading begins.
func (t *table) heading(key string, list bool) (below table, ok bool) {
	v, bit, ok := t.field(key)
	if !ok {
		return below, false
	}
	first := t.seen&bit == 0
	t.seen |= bit
	switch {
	case !list:
		if !first || v.Kind() != reflect.Struct {
			return below, false
		}
	case v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct:
		return below, false
	case first && v.Len() > 0, !first && t.headed&bit == 0: // another list than one of headed tables
		return below, false
	default:
		t.headed |= bit
		v = added(v)
	}
	return newTable(v)
}

// added is a new last element of a slice.
func added(slice reflect.Value) reflect.Value {
	n := slice.Len()
	if n == slice.Cap() {
		slice.Grow(1)
	}
	slice.SetLen(n + 1)
	v := slice.Index(n)
	v.SetZero()
	return v
}

// document reads the whole text. Headings go two names deep: [[erratum]] and, below the last of them, [[erratum.before]].
func (r *reader) document(into reflect.Value) (ok bool) {
	root, ok := newTable(into)
	if !ok {
		return false
	}
	var first, second table
	in, open := &root, "" // open: the name of the list whose last table is first
	for r.skip(true); r.at < len(r.text); r.skip(true) {
		name, list, headed, ok := r.key()
		if !ok {
			return false
		}
		outer, inner, deep := strings.Cut(name, ".")
		switch {
		case !headed:
			v, known := in.once(name)
			ok = known && r.value(v)
		case !deep:
			first, ok = root.heading(name, list)
			in, open = &first, ""
			if list {
				open = name
			}
		case !list || outer != open:
			return false
		default:
			second, ok = first.heading(inner, true)
			in = &second
		}
		if !ok || !r.end() {
			return false
		}
	}
	return true
}

// texts reads a text that is keys and strings alone.
func (r *reader) texts(into *map[string]string) bool {
	read := make(map[string]string, strings.Count(r.text, "\n")+len(*into))
	for r.skip(true); r.at < len(r.text); r.skip(true) {
		key, _, headed, ok := r.key()
		if !ok || headed {
			return false
		}
		if _, twice := read[key]; twice {
			return false
		}
		if read[key], ok = r.quoted(); !ok || !r.end() {
			return false
		}
	}
	for key, text := range *into {
		if _, ok := read[key]; !ok {
			read[key] = text
		}
	}
	*into = read
	return true
}
