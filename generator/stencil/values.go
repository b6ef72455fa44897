package stencil

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// value is an expression of a template. A condition alone, whose parts have several types, has no typ and no eval.
type value struct {
	typ   reflect.Type
	eval  func(m *machine, dot reflect.Value) reflect.Value
	holds func(m *machine, dot reflect.Value) bool
}

// known is a value of a type, with its truth by the rules of text/template.
func known(typ reflect.Type, eval func(m *machine, dot reflect.Value) reflect.Value) (value, bool) {
	holds, err := truth(typ)
	if err != nil {
		return value{}, false
	}
	return value{typ, eval, func(m *machine, dot reflect.Value) bool { return holds(eval(m, dot)) }}, true
}

func constant(v any) value {
	c := reflect.ValueOf(v)
	k, _ := known(c.Type(), func(*machine, reflect.Value) reflect.Value { return c })
	return k
}

func condition(holds func(m *machine, dot reflect.Value) bool) value {
	yes, no := reflect.ValueOf(true), reflect.ValueOf(false)
	return value{reflect.TypeFor[bool](), func(m *machine, dot reflect.Value) reflect.Value {
		if holds(m, dot) {
			return yes
		}
		return no
	}, holds}
}

func truth(typ reflect.Type) (func(reflect.Value) bool, error) {
	switch typ.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool, nil
	case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
		return func(v reflect.Value) bool { return v.Len() > 0 }, nil
	case reflect.Pointer, reflect.Func, reflect.Chan:
		return func(v reflect.Value) bool { return !v.IsNil() }, nil
	case reflect.Struct:
		return func(reflect.Value) bool { return true }, nil
	case reflect.Interface:
		return nil, ErrUnknown
	}
	return func(v reflect.Value) bool { return !v.IsZero() }, nil
}

// commands is a pipeline: the value of each command is the last argument of the next.
func (s *scope) commands(pipe *parse.PipeNode, commands []*parse.CommandNode, dot reflect.Type) (value, error) {
	var last *value
	for _, c := range commands {
		v, err := s.command(c, dot, last)
		if err != nil {
			return value{}, err
		}
		last = &v
	}
	if last == nil {
		return value{}, s.unknown(pipe)
	}
	return *last, nil
}

func (s *scope) command(c *parse.CommandNode, dot reflect.Type, last *value) (value, error) {
	if name, ok := c.Args[0].(*parse.IdentifierNode); ok {
		args := make([]value, 0, len(c.Args))
		for _, a := range c.Args[1:] {
			v, err := s.argument(a, dot)
			if err != nil {
				return value{}, err
			}
			args = append(args, v)
		}
		if last != nil {
			args = append(args, *last)
		}
		return s.function(c, name.Ident, args)
	}
	if last != nil || len(c.Args) > 1 {
		return value{}, s.unknown(c)
	}
	return s.argument(c.Args[0], dot)
}

func (s *scope) argument(node parse.Node, dot reflect.Type) (value, error) {
	switch n := node.(type) {
	case *parse.DotNode:
		if v, ok := known(dot, func(_ *machine, dot reflect.Value) reflect.Value { return dot }); ok {
			return v, nil
		}
	case *parse.FieldNode:
		start, ok := known(dot, func(_ *machine, dot reflect.Value) reflect.Value { return dot })
		if ok {
			return s.fields(node, start, n.Ident)
		}
	case *parse.VariableNode:
		v, ok := s.variable(n.Ident[0])
		if !ok {
			break
		}
		start, ok := known(v.typ, func(m *machine, _ reflect.Value) reflect.Value { return m.vars[m.base+v.slot] })
		if ok {
			return s.fields(node, start, n.Ident[1:])
		}
	case *parse.ChainNode:
		start, err := s.argument(n.Node, dot)
		if err != nil {
			return value{}, err
		}
		if start.typ != nil {
			return s.fields(node, start, n.Field)
		}
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return s.commands(n, n.Cmds, dot)
		}
	case *parse.IdentifierNode:
		return s.function(node, n.Ident, nil)
	case *parse.BoolNode:
		return constant(n.True), nil
	case *parse.StringNode:
		return constant(n.Text), nil
	case *parse.NumberNode:
		switch {
		case n.IsInt:
			return constant(int(n.Int64)), nil
		case n.IsFloat:
			return constant(n.Float64), nil
		}
	}
	return value{}, s.unknown(node)
}

func (s *scope) variable(name string) (variable, bool) {
	for _, v := range slices.Backward(s.vars) {
		if v.name == name {
			return v, true
		}
	}
	return variable{}, false
}

// fields goes down a chain of fields and methods without arguments.
func (s *scope) fields(node parse.Node, v value, names []string) (value, error) {
	for _, name := range names {
		next, err := s.field(node, v, name)
		if err != nil {
			return value{}, err
		}
		v = next
	}
	return v, nil
}

func (s *scope) field(node parse.Node, v value, name string) (value, error) {
	if method, ok := v.typ.MethodByName(name); ok {
		if method.Type.NumIn() != 1 || method.Type.NumOut() != 1 {
			return value{}, s.unknown(node)
		}
		from := v.eval
		k, ok := known(method.Type.Out(0), func(m *machine, dot reflect.Value) reflect.Value {
			return from(m, dot).Method(method.Index).Call(nil)[0]
		})
		if !ok {
			return value{}, s.unknown(node)
		}
		return k, nil
	}
	typ, pointer := v.typ, false
	if typ.Kind() == reflect.Pointer {
		typ, pointer = typ.Elem(), true
		if _, ok := typ.MethodByName(name); ok {
			return value{}, s.unknown(node)
		}
	}
	if typ.Kind() != reflect.Struct {
		if typ.Kind() == reflect.Map || typ.Kind() == reflect.Interface {
			return value{}, s.unknown(node)
		}
		return value{}, s.wrong(node, "a %v has no field %s", typ, name)
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() {
		if _, ok := reflect.PointerTo(typ).MethodByName(name); ok {
			return value{}, s.unknown(node)
		}
		return value{}, s.wrong(node, "%v has no field %s; it has %s", typ, name, strings.Join(offered(typ), ", "))
	}
	k, ok := known(f.Type, get(v.eval, pointer, typ, f, name))
	if !ok {
		return value{}, s.unknown(node)
	}
	return k, nil
}

// get reads a field of a struct, or of what a pointer points to.
func get(from func(*machine, reflect.Value) reflect.Value, pointer bool, typ reflect.Type, f reflect.StructField, name string) func(*machine, reflect.Value) reflect.Value {
	if !pointer && len(f.Index) == 1 {
		i := f.Index[0]
		return func(m *machine, dot reflect.Value) reflect.Value { return from(m, dot).Field(i) }
	}
	return func(m *machine, dot reflect.Value) reflect.Value {
		v := from(m, dot)
		if pointer {
			if v.IsNil() {
				panic(failure{fmt.Errorf("nil pointer to %v has no field %s", typ, name)})
			}
			v = v.Elem()
		}
		for i, step := range f.Index {
			if i > 0 && v.Kind() == reflect.Pointer {
				if v.IsNil() {
					panic(failure{fmt.Errorf("nil pointer in %v on the way to field %s", typ, name)})
				}
				v = v.Elem()
			}
			v = v.Field(step)
		}
		return v
	}
}

// offered lists what a template may ask of a view, in the order of its type.
func offered(typ reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(typ) {
		if f.IsExported() && !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	return names
}
