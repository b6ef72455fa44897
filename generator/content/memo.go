package content

import (
	"io/fs"
	"reflect"
	"sync"
	"time"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// Memo remembers what TOML files say, for who loads a report again and again while one of its files changes at a time. Its zero value is empty
// and ready; several goroutines may use it. What it gives is the reader's own.
type Memo struct {
	mu    sync.Mutex
	files map[string]remembered
}

type remembered struct {
	text  string
	value reflect.Value
}

// Load is the package's Load with what the memo remembers.
func (m *Memo) Load(project fs.FS, id string, parser *markdown.Parser, problems *diag.List) *Report {
	return load(project, id, parser, problems, m)
}

// decode is decode of a whole file; what has problems is not remembered, for they are to be said again.
func (m *Memo) decode(f *diag.File, v any, problems *diag.List) {
	all := diag.Span{End: len(f.Text)}
	if m == nil {
		decode(f, all, v, problems)
		return
	}
	into := reflect.ValueOf(v).Elem()
	m.mu.Lock()
	of, ok := m.files[f.Path]
	m.mu.Unlock()
	if ok && of.text == f.Text && of.value.Type() == into.Type() {
		into.Set(copied(of.value))
		return
	}
	defaults := !into.IsZero()
	if !decode(f, all, v, problems) || defaults {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string]remembered{}
	}
	m.files[f.Path] = remembered{f.Text, copied(into)}
}

// copied copies a value of the types that content files are read into, so that nobody who changes one changes the other.
func copied(v reflect.Value) reflect.Value {
	if !holds(v.Type()) {
		return v
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(copied(v.Elem()))
		return to
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		to := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(to, v)
		if holds(v.Type().Elem()) {
			for i := range v.Len() {
				to.Index(i).Set(copied(v.Index(i)))
			}
		}
		return to
	case reflect.Struct:
		to := reflect.New(v.Type()).Elem()
		to.Set(v)
		for i := range v.NumField() {
			if f := to.Field(i); f.CanSet() && holds(f.Type()) {
				f.Set(copied(v.Field(i)))
			}
		}
		return to
	}
	panic("content files are not read into a " + v.Type().String())
}

// holds tells whether a copy of a value of a type would share something with it that can be changed.
func holds(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Map, reflect.Interface:
		return true
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return false
		}
		for i := range t.NumField() {
			if holds(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
