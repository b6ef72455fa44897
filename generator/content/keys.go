package content

import (
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
)

// knownKeys lists the keys that the struct behind v takes at the place of an unknown one, for the help of its message.
func knownKeys(v any, unknown toml.Key) []string {
	t := reflect.TypeOf(v)
	for _, name := range unknown[:len(unknown)-1] {
		t = fieldType(t, name)
		if t == nil {
			return nil
		}
	}
	t = structType(t)
	if t == nil {
		return nil
	}
	var keys []string
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("toml"); name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	return keys
}

func structType(t reflect.Type) reflect.Type {
	for t != nil && (t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice) {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

func fieldType(t reflect.Type, name string) reflect.Type {
	t = structType(t)
	if t == nil {
		return nil
	}
	for i := range t.NumField() {
		if strings.EqualFold(t.Field(i).Tag.Get("toml"), name) {
			return t.Field(i).Type
		}
	}
	return nil
}
