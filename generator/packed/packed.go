// Package packed keeps values as bytes: what a build keeps of each of its reports until all are there has thousands of small pieces, which a collection
// of garbage would look at one by one, and the records of builds are read faster so than as JSON.
//
// A type is written by its exported fields in their order, without their names: bytes are read by the program that wrote them, and nobody else.
package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"
)

// Append adds the bytes of a value: of strings, numbers, truth values and times, and of lists, maps by strings, structs and pointers of such. A type with
// anything else is the program's mistake.
func Append(b []byte, v any) []byte {
	of := reflect.ValueOf(v)
	return codecOf(of.Type()).append(b, of)
}

// Read reads into what v points to, a zero value. Strings are cut from data, not copied.
func Read(data string, v any) error {
	of := reflect.ValueOf(v).Elem()
	r := &reader{rest: data}
	if codecOf(of.Type()).read(r, of); r.failed || r.rest != "" {
		return wrongBytes(of.Type())
	}
	return nil
}

func wrongBytes(t reflect.Type) error {
	return errors.New("packed: the bytes are not those of a " + t.String())
}

// codec writes and reads the values of a type.
type codec struct {
	append func([]byte, reflect.Value) []byte
	read   func(*reader, reflect.Value)
}

// reader is what is left to be read. Once it failed it has nothing.
type reader struct {
	rest   string
	failed bool
}

func (r *reader) fail() { r.rest, r.failed = "", true }

func (r *reader) take(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) number() (n uint64) {
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

// count is a number of values, each of which takes a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > uint64(len(r.rest))+1 {
		r.fail()
		return 0
	}
	return int(n)
}

var codecs sync.Map // by type

func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c, _ := codecs.LoadOrStore(t, newCodec(t))
	return c.(*codec)
}

func newCodec(t reflect.Type) *codec {
	if t == reflect.TypeFor[time.Time]() {
		return timeCodec
	}
	switch t.Kind() {
	case reflect.String:
		return &codec{
			func(b []byte, v reflect.Value) []byte {
				return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
			},
			func(r *reader, v reflect.Value) { v.SetString(r.take(r.number())) },
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return &codec{
			func(b []byte, v reflect.Value) []byte {
				return binary.AppendUvarint(b, uint64(v.Int())<<1^uint64(v.Int()>>63))
			},
			func(r *reader, v reflect.Value) {
				n := r.number()
				v.SetInt(int64(n>>1) ^ -int64(n&1))
			},
		}
	case reflect.Float64:
		return &codec{
			func(b []byte, v reflect.Value) []byte {
				return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
			},
			func(r *reader, v reflect.Value) {
				if bits := r.take(8); bits != "" {
					v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits))))
				}
			},
		}
	case reflect.Bool:
		return &codec{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(r *reader, v reflect.Value) { v.SetBool(r.take(1) == "\x01") },
		}
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Array:
		return arrayCodec(t)
	case reflect.Map:
		return mapCodec(t)
	case reflect.Pointer:
		return pointerCodec(t)
	case reflect.Struct:
		return structCodec(t)
	}
	panic(fmt.Sprintf("packed: a %v has no bytes", t))
}

var timeCodec = &codec{
	func(b []byte, v reflect.Value) []byte {
		data, err := v.Interface().(time.Time).MarshalBinary()
		if err != nil {
			panic(err) // of a zone that no text gives
		}
		return append(append(b, byte(len(data))), data...)
	},
	func(r *reader, v reflect.Value) {
		var t time.Time
		if err := t.UnmarshalBinary([]byte(r.take(r.number()))); err != nil {
			r.fail()
		}
		v.Set(reflect.ValueOf(t))
	},
}

// sliceCodec writes a list that is not there as 0, others as how many there are and one.
func sliceCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = of.append(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n := r.count()
			if n == 0 {
				return
			}
			if n == 1 {
				v.Set(reflect.MakeSlice(t, 0, 0))
				return
			}
			v.SetZero()
			v.Grow(n - 1) // where MakeSlice takes a header, too
			v.SetLen(n - 1)
			v.SetCap(n - 1) // who appends to it writes over nobody's
			for i := range n - 1 {
				of.read(r, v.Index(i))
			}
		},
	}
}

func arrayCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{
		func(b []byte, v reflect.Value) []byte {
			for i := range v.Len() {
				b = of.append(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i := range v.Len() {
				of.read(r, v.Index(i))
			}
		},
	}
}

// mapCodec writes a map as a list of its keys and values, sorted.
func mapCodec(t reflect.Type) *codec {
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("packed: a %v has no order", t))
	}
	key, of := codecOf(t.Key()), codecOf(t.Elem())
	return &codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			values := map[string]reflect.Value{}
			for k, value := range v.Seq2() {
				values[k.String()] = value
			}
			for _, k := range slices.Sorted(maps.Keys(values)) {
				b = of.append(key.append(b, reflect.ValueOf(k)), values[k])
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n := r.count()
			if n == 0 {
				return
			}
			v.Set(reflect.MakeMapWithSize(t, n-1))
			for range n - 1 {
				k, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
				key.read(r, k)
				of.read(r, value)
				v.SetMapIndex(k, value)
			}
		},
	}
}

func pointerCodec(t reflect.Type) *codec {
	of := codecOf(t.Elem())
	return &codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return of.append(append(b, 1), v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.take(1) == "\x01" {
				v.Set(reflect.New(t.Elem()))
				of.read(r, v.Elem())
			}
		},
	}
}

func structCodec(t reflect.Type) *codec {
	type field struct {
		at int
		*codec
	}
	var fields []field
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			fields = append(fields, field{i, codecOf(t.Field(i).Type)})
		}
	}
	if len(fields) == 0 {
		panic(fmt.Sprintf("packed: a %v has no bytes", t))
	}
	return &codec{
		func(b []byte, v reflect.Value) []byte {
			for _, f := range fields {
				b = f.append(b, v.Field(f.at))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for _, f := range fields {
				f.read(r, v.Field(f.at))
			}
		},
	}
}
