package stencil

import (
	"cmp"
	"fmt"
	"reflect"
	"text/template/parse"
)

// function is a call of one of text/template's own functions.
func (s *scope) function(node parse.Node, name string, args []value) (value, error) {
	switch name {
	case "and", "or":
		return s.either(node, name == "or", args)
	case "not":
		if len(args) == 1 {
			holds := args[0].holds
			return condition(func(m *machine, dot reflect.Value) bool { return !holds(m, dot) }), nil
		}
	case "eq", "ne", "lt", "le", "gt", "ge":
		return s.comparison(node, name, args)
	case "len":
		if len(args) == 1 && args[0].typ != nil {
			return s.length(node, args[0])
		}
	case "index":
		if len(args) == 2 && args[0].typ != nil && args[1].typ != nil {
			return s.element(node, args[0], args[1])
		}
	case "print", "printf":
		return s.printed(node, name, args)
	}
	return value{}, s.unknown(node)
}

// either is {{and}} or {{or}}: the first argument that settles it, else the last.
func (s *scope) either(node parse.Node, or bool, args []value) (value, error) {
	if len(args) == 0 {
		return value{}, s.unknown(node)
	}
	same := true
	for _, a := range args {
		same = same && a.typ == args[0].typ
	}
	v := value{holds: func(m *machine, dot reflect.Value) bool {
		for _, a := range args {
			if a.holds(m, dot) == or {
				return or
			}
		}
		return !or
	}}
	if same && args[0].typ != nil {
		holds, err := truth(args[0].typ)
		if err != nil {
			return value{}, s.unknown(node)
		}
		v.typ = args[0].typ
		v.eval = func(m *machine, dot reflect.Value) (settled reflect.Value) {
			for _, a := range args {
				settled = a.eval(m, dot)
				if holds(settled) == or {
					break
				}
			}
			return settled
		}
	}
	return v, nil
}

func (s *scope) comparison(node parse.Node, name string, args []value) (value, error) {
	if len(args) < 2 || (len(args) > 2 && name != "eq") {
		return value{}, s.unknown(node)
	}
	var tests []func(m *machine, dot reflect.Value) int
	for _, b := range args[1:] {
		order, ok := compare(args[0], b)
		if !ok {
			if args[0].typ != nil && b.typ != nil && basic(args[0].typ) != 0 && basic(b.typ) != 0 {
				return value{}, s.wrong(node, "%s compares a %v with a %v", name, args[0].typ, b.typ)
			}
			return value{}, s.unknown(node)
		}
		tests = append(tests, order)
	}
	first := tests[0]
	var holds func(m *machine, dot reflect.Value) bool
	switch name {
	case "eq":
		holds = func(m *machine, dot reflect.Value) bool {
			for _, t := range tests {
				if t(m, dot) == 0 {
					return true
				}
			}
			return false
		}
	case "ne":
		holds = func(m *machine, dot reflect.Value) bool { return first(m, dot) != 0 }
	case "lt":
		holds = func(m *machine, dot reflect.Value) bool { return first(m, dot) < 0 }
	case "le":
		holds = func(m *machine, dot reflect.Value) bool { return first(m, dot) <= 0 }
	case "gt":
		holds = func(m *machine, dot reflect.Value) bool { return first(m, dot) > 0 }
	case "ge":
		holds = func(m *machine, dot reflect.Value) bool { return first(m, dot) >= 0 }
	}
	if name != "eq" && name != "ne" && basic(args[0].typ) == truths {
		return value{}, s.unknown(node)
	}
	return condition(holds), nil
}

// kind is what text/template compares by.
type kind uint8

const (
	texts kind = iota + 1
	integers
	truths
)

func basic(typ reflect.Type) kind {
	switch {
	case typ.Kind() == reflect.String:
		return texts
	case typ.Kind() == reflect.Bool:
		return truths
	case typ.Kind() >= reflect.Int && typ.Kind() <= reflect.Int64:
		return integers
	}
	return 0
}

func compare(a, b value) (func(m *machine, dot reflect.Value) int, bool) {
	if a.typ == nil || b.typ == nil || basic(a.typ) != basic(b.typ) {
		return nil, false
	}
	switch basic(a.typ) {
	case texts:
		return func(m *machine, dot reflect.Value) int {
			return cmp.Compare(a.eval(m, dot).String(), b.eval(m, dot).String())
		}, true
	case integers:
		return func(m *machine, dot reflect.Value) int {
			return cmp.Compare(a.eval(m, dot).Int(), b.eval(m, dot).Int())
		}, true
	case truths:
		return func(m *machine, dot reflect.Value) int {
			if a.eval(m, dot).Bool() == b.eval(m, dot).Bool() {
				return 0
			}
			return 1
		}, true
	}
	return nil, false
}

func (s *scope) length(node parse.Node, v value) (value, error) {
	switch v.typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		k, _ := known(reflect.TypeFor[int](), func(m *machine, dot reflect.Value) reflect.Value { return reflect.ValueOf(v.eval(m, dot).Len()) })
		return k, nil
	case reflect.Pointer, reflect.Interface:
		return value{}, s.unknown(node)
	}
	return value{}, s.wrong(node, "a %v has no length", v.typ)
}

func (s *scope) element(node parse.Node, list, at value) (value, error) {
	if (list.typ.Kind() != reflect.Slice && list.typ.Kind() != reflect.Array) || basic(at.typ) != integers {
		return value{}, s.unknown(node)
	}
	k, ok := known(list.typ.Elem(), func(m *machine, dot reflect.Value) reflect.Value {
		l, i := list.eval(m, dot), at.eval(m, dot).Int()
		if i < 0 || i >= int64(l.Len()) {
			panic(failure{fmt.Errorf("%s: index %d of a list of %d", node, i, l.Len())})
		}
		return l.Index(int(i))
	})
	if !ok {
		return value{}, s.unknown(node)
	}
	return k, nil
}

func (s *scope) printed(node parse.Node, name string, args []value) (value, error) {
	for _, a := range args {
		if a.typ == nil {
			return value{}, s.unknown(node)
		}
	}
	if name == "printf" && (len(args) == 0 || args[0].typ.Kind() != reflect.String) {
		return value{}, s.unknown(node)
	}
	k, _ := known(reflect.TypeFor[string](), func(m *machine, dot reflect.Value) reflect.Value {
		values := make([]any, len(args))
		for i, a := range args {
			values[i] = a.eval(m, dot).Interface()
		}
		if name == "printf" {
			return reflect.ValueOf(fmt.Sprintf(args[0].eval(m, dot).String(), values[1:]...))
		}
		return reflect.ValueOf(fmt.Sprint(values...))
	})
	return k, nil
}
