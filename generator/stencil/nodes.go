package stencil

import (
	"reflect"
	"text/template/parse"
)

func (s *scope) list(list *parse.ListNode, dot reflect.Type) (step, error) {
	if list == nil {
		return func(*machine, reflect.Value) flow { return on }, nil
	}
	depth := len(s.vars)
	defer func() { s.vars = s.vars[:depth] }()
	var steps []step
	for _, node := range list.Nodes {
		step, err := s.node(node, dot)
		if err != nil {
			return nil, err
		}
		if step != nil {
			steps = append(steps, step)
		}
	}
	if len(steps) == 1 {
		return steps[0], nil
	}
	return func(m *machine, dot reflect.Value) flow {
		for _, step := range steps {
			if f := step(m, dot); f != on {
				return f
			}
		}
		return on
	}, nil
}

func (s *scope) node(node parse.Node, dot reflect.Type) (step, error) {
	switch n := node.(type) {
	case *parse.TextNode:
		text := string(n.Text)
		return func(m *machine, _ reflect.Value) flow {
			m.out = append(m.out, text...)
			return on
		}, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return s.action(n, dot)
	case *parse.IfNode:
		return s.branch(&n.BranchNode, dot, false)
	case *parse.WithNode:
		return s.branch(&n.BranchNode, dot, true)
	case *parse.RangeNode:
		return s.loop(&n.BranchNode, dot)
	case *parse.TemplateNode:
		return s.template(n, dot)
	case *parse.BreakNode:
		return func(*machine, reflect.Value) flow { return leave }, nil
	case *parse.ContinueNode:
		return func(*machine, reflect.Value) flow { return next }, nil
	}
	return nil, s.unknown(node)
}

// action is a value that is printed, or put into a variable.
func (s *scope) action(n *parse.ActionNode, dot reflect.Type) (step, error) {
	if len(n.Pipe.Decl) > 0 {
		return s.assign(n.Pipe, dot)
	}
	commands, escapers, err := s.escapers(n.Pipe)
	if err != nil {
		return nil, err
	}
	value, err := s.commands(n.Pipe, commands, dot)
	if err != nil {
		return nil, err
	}
	print, err := printer(value, escapers)
	if err != nil {
		return nil, s.unknown(n)
	}
	return print, nil
}

func (s *scope) assign(pipe *parse.PipeNode, dot reflect.Type) (step, error) {
	value, err := s.commands(pipe, pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	if value.typ == nil || len(pipe.Decl) != 1 {
		return nil, s.unknown(pipe)
	}
	slot := 0
	if pipe.IsAssign {
		v, ok := s.variable(pipe.Decl[0].Ident[0])
		if !ok || v.typ != value.typ {
			return nil, s.unknown(pipe)
		}
		slot = v.slot
	} else {
		slot = s.declare(pipe.Decl[0].Ident[0], value.typ).slot
	}
	return func(m *machine, dot reflect.Value) flow {
		m.vars[m.base+slot] = value.eval(m, dot)
		return on
	}, nil
}

// branch is {{if}} or {{with}}, which makes the value the dot.
func (s *scope) branch(n *parse.BranchNode, dot reflect.Type, with bool) (step, error) {
	depth := len(s.vars)
	defer func() { s.vars = s.vars[:depth] }()
	value, err := s.commands(n.Pipe, n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	slot := -1
	if len(n.Pipe.Decl) > 0 {
		if value.typ == nil || n.Pipe.IsAssign || len(n.Pipe.Decl) != 1 {
			return nil, s.unknown(n.Pipe)
		}
		slot = s.declare(n.Pipe.Decl[0].Ident[0], value.typ).slot
	}
	inner := dot
	if with {
		if value.typ == nil {
			return nil, s.unknown(n.Pipe)
		}
		inner = value.typ
	}
	then, err := s.list(n.List, inner)
	if err != nil {
		return nil, err
	}
	otherwise, err := s.list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	if !with && slot < 0 {
		holds := value.holds
		return func(m *machine, dot reflect.Value) flow {
			if holds(m, dot) {
				return then(m, dot)
			}
			return otherwise(m, dot)
		}, nil
	}
	holds, err := truth(value.typ)
	if err != nil {
		return nil, s.unknown(n.Pipe)
	}
	return func(m *machine, dot reflect.Value) flow {
		v := value.eval(m, dot)
		if slot >= 0 {
			m.vars[m.base+slot] = v
		}
		if !holds(v) {
			return otherwise(m, dot)
		}
		if with {
			dot = v
		}
		return then(m, dot)
	}, nil
}

// loop is {{range}} over a slice or an array.
func (s *scope) loop(n *parse.BranchNode, dot reflect.Type) (step, error) {
	depth := len(s.vars)
	defer func() { s.vars = s.vars[:depth] }()
	value, err := s.commands(n.Pipe, n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	if value.typ == nil || n.Pipe.IsAssign {
		return nil, s.unknown(n.Pipe)
	}
	switch value.typ.Kind() {
	case reflect.Slice, reflect.Array:
	case reflect.Struct, reflect.String, reflect.Bool:
		return nil, s.wrong(n.Pipe, "range goes over a list, and this is a %v", value.typ)
	default:
		return nil, s.unknown(n.Pipe)
	}
	element, index := -1, -1
	declared := n.Pipe.Decl
	if len(declared) == 2 {
		index = s.declare(declared[0].Ident[0], reflect.TypeFor[int]()).slot
		declared = declared[1:]
	}
	if len(declared) == 1 {
		element = s.declare(declared[0].Ident[0], value.typ.Elem()).slot
	}
	each, err := s.list(n.List, value.typ.Elem())
	if err != nil {
		return nil, err
	}
	s.vars = s.vars[:depth]
	none, err := s.list(n.ElseList, dot)
	if err != nil {
		return nil, err
	}
	return func(m *machine, dot reflect.Value) flow {
		list := value.eval(m, dot)
		length := list.Len()
		if length == 0 {
			return none(m, dot)
		}
		for i := range length {
			v := list.Index(i)
			if index >= 0 {
				m.vars[m.base+index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				m.vars[m.base+element] = v
			}
			if each(m, v) == leave {
				break
			}
		}
		return on
	}, nil
}

func (s *scope) template(n *parse.TemplateNode, dot reflect.Type) (step, error) {
	if n.Pipe == nil {
		return nil, s.unknown(n)
	}
	value, err := s.commands(n.Pipe, n.Pipe.Cmds, dot)
	if err != nil {
		return nil, err
	}
	if value.typ == nil {
		return nil, s.unknown(n)
	}
	b, err := s.compile(n.Name, value.typ)
	if err != nil {
		return nil, err
	}
	return func(m *machine, dot reflect.Value) flow {
		m.call(b, value.eval(m, dot))
		return on
	}, nil
}
