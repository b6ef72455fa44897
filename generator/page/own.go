package page

import (
	"reflect"
	"strings"
)

// own makes the strings of a value copies that are cut from no file: what a build keeps of a report would else keep the files too. The value must
// have no pointers that lead back to it.
func own[T any](v T) T {
	ownStrings(reflect.ValueOf(&v).Elem())
	return v
}

func ownStrings(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Clone(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			ownStrings(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			ownStrings(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			ownStrings(v.Elem())
		}
	}
}
