package page

import (
	"reflect"
	"strings"
)

// own is a deep copy whose strings are cut from no file: what a build keeps of a report would else keep the files too. No pointer of the value may lead
// back to it.
func own[T any](v T) T {
	ownAll(reflect.ValueOf(&v).Elem())
	return v
}

func ownAll(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.Clone(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			ownAll(v.Field(i))
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		of := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(of, v)
		v.Set(of)
		for i := range v.Len() {
			ownAll(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		of := reflect.New(v.Type().Elem())
		of.Elem().Set(v.Elem())
		v.Set(of)
		ownAll(of.Elem())
	}
}
