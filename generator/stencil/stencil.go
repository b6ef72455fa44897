// Package stencil runs templates of html/template compiled for the type of their view: the same bytes, several times faster, and a
// field that the view does not have is an error before the first page.
//
// The standard library parses the templates and decides how each value is escaped; what is compiled is its own escaped tree. Whatever
// of a template the compiler does not know (ErrUnknown) the standard library can still run.
//
//	base := template.Must(template.New("base").Parse(`<h1>{{.Title}}</h1>`))
//	program, err := stencil.Compile(base, "base", reflect.TypeFor[View]())
//	page, err := program.Append(nil, View{Title: "一 & 二"})   // <h1>一 &amp; 二</h1>
package stencil

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"
)

// ErrUnknown says that a template is right as far as can be seen, but uses what the compiler does not know.
var ErrUnknown = errors.New("not known to the compiler")

// Error is a mistake in a template that its view's type proves. Line and Column count from 1 in the source of the named template,
// columns in bytes.
type Error struct {
	Template     string
	Line, Column int
	Node         string // the part of the template
	Message      string
}

func (e *Error) Error() string {
	return fmt.Sprintf("template: %s:%d:%d: %s: %s", e.Template, e.Line, e.Column, e.Node, e.Message)
}

// Program is a template compiled for one type of view. It is never changed, so several goroutines may run it.
type Program struct {
	view reflect.Type
	body *body
}

// Compile compiles the template of a set that has this name, and those it calls. The error is that of html/template where escaping
// fails, *Error where the view cannot be used so, or wraps ErrUnknown.
func Compile(set *template.Template, name string, view reflect.Type) (*Program, error) {
	// Only running a template makes html/template escape it; without a view it ends at the first field.
	if err := set.ExecuteTemplate(io.Discard, name, nil); err != nil {
		if wrong := (*template.Error)(nil); errors.As(err, &wrong) {
			return nil, err
		}
	}
	c := &compiler{set: set, made: map[called]*body{}}
	b, err := c.compile(name, view)
	if err != nil {
		return nil, err
	}
	return &Program{view, b}, nil
}

// Append runs the program on a view and appends the page to out. An error comes from the view: a nil pointer, an index out of range.
func (p *Program) Append(out []byte, view any) (page []byte, err error) {
	v := reflect.ValueOf(view)
	if !v.IsValid() || v.Type() != p.view {
		return out, fmt.Errorf("the program is made for %v, not %T", p.view, view)
	}
	m := machines.Get().(*machine)
	m.out = out
	defer func() {
		clear(m.vars[:cap(m.vars)])
		*m = machine{vars: m.vars[:0]}
		machines.Put(m)
		if r := recover(); r != nil {
			failed, ok := r.(failure)
			if !ok {
				panic(r)
			}
			page, err = out, failed.error
		}
	}()
	m.call(p.body, v)
	return m.out, nil
}

// machine is one run.
type machine struct {
	out  []byte
	vars []reflect.Value // of all bodies that run, the innermost last
	base int             // where the innermost one's begin
}

// machines have run before, and have room for variables.
var machines = sync.Pool{New: func() any { return new(machine) }}

// failure is how a run ends early.
type failure struct{ error }

func (m *machine) call(b *body, dot reflect.Value) {
	base := m.base
	m.base = len(m.vars)
	m.vars = append(m.vars, make([]reflect.Value, b.slots)...)
	m.vars[m.base] = dot
	b.run(m, dot)
	m.vars = m.vars[:m.base]
	m.base = base
}

// flow says how a step ended.
type flow uint8

const (
	on    flow = iota
	leave      // {{break}}
	next       // {{continue}}
)

type step func(m *machine, dot reflect.Value) flow

// body is a template for one type of view. A template that calls itself has its body before its run.
type body struct {
	slots int // variables, $ among them
	run   step
}

// called is a template with the type of its view.
type called struct {
	name string
	view reflect.Type
}

// compiler compiles one set.
type compiler struct {
	set  *template.Template
	made map[called]*body
}

func (c *compiler) compile(name string, view reflect.Type) (b *body, err error) {
	key := called{name, view}
	if b := c.made[key]; b != nil {
		return b, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, fmt.Errorf("template %q: %w", name, ErrUnknown) // one that html/template derived for another context
	}
	b = &body{slots: 1}
	c.made[key] = b
	s := &scope{compiler: c, tree: t.Tree, body: b, vars: []variable{{"$", view, 0}}}
	b.run, err = s.list(t.Tree.Root, view)
	return b, err
}

// scope is what the compiler knows at a place of a template.
type scope struct {
	*compiler
	tree *parse.Tree
	body *body
	vars []variable
}

type variable struct {
	name string
	typ  reflect.Type
	slot int
}

func (s *scope) declare(name string, typ reflect.Type) variable {
	v := variable{name, typ, s.body.slots}
	s.body.slots++
	s.vars = append(s.vars, v)
	return v
}

// wrong is a mistake at a node.
func (s *scope) wrong(node parse.Node, format string, args ...any) error {
	location, context := s.tree.ErrorContext(node)
	e := &Error{Template: location, Node: context, Message: fmt.Sprintf(format, args...)}
	if parts := strings.Split(location, ":"); len(parts) >= 3 {
		n := len(parts)
		e.Template = strings.Join(parts[:n-2], ":")
		e.Line, _ = strconv.Atoi(parts[n-2])
		e.Column, _ = strconv.Atoi(parts[n-1])
		e.Column++ // the library counts them from 0
	}
	return e
}

func (s *scope) unknown(node parse.Node) error {
	return fmt.Errorf("%s in %s: %w", node, s.tree.Name, ErrUnknown)
}
