package packed

import "reflect"

// Bytes are packed bytes, wherever they lie. Cut may be called by several goroutines.
type Bytes interface {
	Len() int
	Cut(from, to int) (string, error)
}

// Text is packed bytes in memory.
type Text string

// Len is how many there are.
func (t Text) Len() int { return len(t) }

// Cut gives those from one place to another.
func (t Text) Cut(from, to int) (string, error) { return string(t[from:to]), nil }

// List is a list whose values lie packed, as Append writes it: it takes memory only while it is read. The zero List is empty.
type List[T any] struct{ Bytes Bytes }

// ListOf packs values into memory.
func ListOf[T any](all ...T) List[T] { return List[T]{Text(Append(nil, all))} }

// Place is where a value stands in a list.
type Place struct{ from, to uint32 }

// All reads the whole list.
func (l List[T]) All() (all []T, err error) {
	data, err := l.data()
	if err != nil || data == "" {
		return nil, err
	}
	err = Read(data, &all)
	return all, err
}

// Each reads one value after the other, into the same place: who keeps one copies it. Strings are cut from all bytes of the list.
func (l List[T]) Each(do func(at Place, v *T)) error {
	data, err := l.data()
	if err != nil || data == "" {
		return err
	}
	r := &reader{rest: data}
	var v T
	of := reflect.ValueOf(&v).Elem()
	codec := codecOf(of.Type())
	for n := r.count(); n > 1 && !r.failed; n-- {
		of.SetZero()
		from := len(data) - len(r.rest)
		codec.read(r, of)
		if !r.failed {
			do(Place{uint32(from), uint32(len(data) - len(r.rest))}, &v)
		}
	}
	if r.failed || r.rest != "" {
		return wrongBytes(reflect.TypeFor[[]T]())
	}
	return nil
}

// At reads the value at a place.
func (l List[T]) At(p Place) (v T, err error) {
	data, err := l.Bytes.Cut(int(p.from), int(p.to))
	if err != nil {
		return v, err
	}
	err = Read(data, &v)
	return v, err
}

func (l List[T]) data() (string, error) {
	if l.Bytes == nil {
		return "", nil
	}
	return l.Bytes.Cut(0, l.Bytes.Len())
}
