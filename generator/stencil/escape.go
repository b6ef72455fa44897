package stencil

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// trust is what a value's type says of its text, by html/template.
type trust uint8

const (
	plain trust = iota
	markup
	address
	script
)

// escaper makes a text safe for its place, as html/template's function of the same name.
type escaper func(s string, t trust) string

// escapers takes the escaping commands that html/template wrote to the end of a pipeline off it.
func (s *scope) escapers(pipe *parse.PipeNode) ([]*parse.CommandNode, []string, error) {
	commands := pipe.Cmds
	var names []string
	for i, c := range commands {
		name, ok := c.Args[0].(*parse.IdentifierNode)
		if ok && strings.HasPrefix(name.Ident, "_html_template_") {
			names = append(names, name.Ident)
			if len(names) == 1 {
				commands = pipe.Cmds[:i]
			}
		} else if len(names) > 0 {
			return nil, nil, s.unknown(pipe)
		}
	}
	return commands, names, nil
}

// printer prints a value through the escapers.
func printer(v value, escapers []string) (step, error) {
	if v.typ == nil {
		return nil, ErrUnknown
	}
	if v.typ.Implements(reflect.TypeFor[fmt.Stringer]()) || v.typ.Implements(reflect.TypeFor[error]()) || len(escapers) == 0 {
		return nil, ErrUnknown
	}
	eval := v.eval
	if k := v.typ.Kind(); k >= reflect.Int && k <= reflect.Int64 && inText(escapers[0]) {
		return func(m *machine, dot reflect.Value) flow {
			m.out = strconv.AppendInt(m.out, eval(m, dot).Int(), 10)
			return on
		}, nil
	}
	if v.typ.Kind() == reflect.Bool && inText(escapers[0]) {
		return func(m *machine, dot reflect.Value) flow {
			m.out = strconv.AppendBool(m.out, eval(m, dot).Bool())
			return on
		}, nil
	}
	if v.typ.Kind() != reflect.String {
		return nil, ErrUnknown
	}
	t, ok := map[reflect.Type]trust{
		reflect.TypeFor[string](): plain, reflect.TypeFor[template.HTML](): markup, reflect.TypeFor[template.URL](): address, reflect.TypeFor[template.JS](): script,
	}[v.typ]
	if !ok {
		if v.typ.PkgPath() == reflect.TypeFor[template.HTML]().PkgPath() {
			return nil, ErrUnknown
		}
		t = plain // a text under a name of ours
	}
	var chain []escaper
	for i, name := range escapers[:len(escapers)-1] {
		e := filter(name)
		if e == nil {
			return nil, ErrUnknown
		}
		chain = append(chain, e)
		if i == 0 && t == script {
			return nil, ErrUnknown
		}
	}
	if last := escapers[len(escapers)-1]; !inText(last) {
		e := filter(last)
		if e == nil && !(last == "_html_template_jsvalescaper" && t == script && len(escapers) == 1) {
			return nil, ErrUnknown
		}
		if e != nil {
			chain = append(chain, e)
		}
		return func(m *machine, dot reflect.Value) flow {
			m.out = append(m.out, run(chain, eval(m, dot).String(), t)...)
			return on
		}, nil
	} else if t == markup && len(chain) == 0 {
		if last != "_html_template_htmlescaper" {
			return nil, ErrUnknown // tags are taken out of attributes
		}
		return func(m *machine, dot reflect.Value) flow {
			m.out = append(m.out, eval(m, dot).String()...)
			return on
		}, nil
	}
	if len(chain) == 0 {
		return func(m *machine, dot reflect.Value) flow {
			m.out = appendEscaped(m.out, eval(m, dot).String())
			return on
		}, nil
	}
	// Most texts with a chain are addresses on the site, which no escaper of whole addresses changes.
	whole := !slices.Contains(escapers, "_html_template_urlescaper")
	return func(m *machine, dot reflect.Value) flow {
		if s := eval(m, dot).String(); whole && isOwnAddress(s) {
			m.out = append(m.out, s...)
		} else {
			m.out = appendEscaped(m.out, run(chain, s, t))
		}
		return on
	}, nil
}

// isOwnAddress tells whether a text is of the letters that file names and fragments are made of, which mean nothing in HTML, in an address or before one.
func isOwnAddress(s string) bool {
	for i := range len(s) {
		if !inOwnAddress[s[i]] {
			return false
		}
	}
	return true
}

var inOwnAddress = func() (of [256]bool) {
	for c := range of {
		of[c] = inURL[c] == always || c == '/' || c == '#'
	}
	return of
}()

// inText says that an escaper is one of those that replace the same characters in text, in quoted attributes and in titles.
func inText(name string) bool {
	return name == "_html_template_htmlescaper" || name == "_html_template_attrescaper" || name == "_html_template_rcdataescaper"
}

func run(chain []escaper, s string, t trust) string {
	for _, e := range chain {
		s, t = e(s, t), plain
	}
	return s
}

// filter is the escaper of a name that changes a text before it is written, nil where there is none.
func filter(name string) escaper {
	switch name {
	case "_html_template_urlfilter":
		return filterURL
	case "_html_template_urlnormalizer":
		return func(s string, _ trust) string { return escapeURL(s, true) }
	case "_html_template_urlescaper":
		return func(s string, t trust) string { return escapeURL(s, t == address) }
	}
	return nil
}

// appendEscaped writes the characters that end or begin something in HTML as references.
func appendEscaped(out []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if by := references[s[i]]; by != "" {
			out = append(append(out, s[from:i]...), by...)
			from = i + 1
		}
	}
	return append(out, s[from:]...)
}

// references are what stands for the characters that do not stand for themselves.
var references = [256]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '"': "&#34;", '\'': "&#39;", '+': "&#43;", 0: "\uFFFD"}

// filterURL lets pass what is relative or has one of three schemes.
func filterURL(s string, t trust) string {
	if t == address {
		return s
	}
	scheme, _, ok := strings.Cut(s, ":")
	if ok && !strings.Contains(scheme, "/") && !strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return s
}

const hex = "0123456789abcdef"

// escapeURL percent-encodes all but the unreserved characters; normal keeps the reserved ones and what is encoded already.
func escapeURL(s string, normal bool) string {
	var out []byte
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch inURL[c] {
		case always:
			continue
		case normally:
			if normal && (c != '%' || i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) {
				continue
			}
		}
		out = append(append(out, s[from:i]...), '%', hex[c>>4], hex[c&15])
		from = i + 1
	}
	if from == 0 {
		return s
	}
	return string(append(out, s[from:]...))
}

// Which characters stand for themselves in an address: everywhere, or where it is not a part of another. A percent sign does where it escapes.
const (
	never = iota
	normally
	always
)

var inURL = func() (of [256]uint8) {
	for c := range of {
		switch c := byte(c); {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~", c) >= 0:
			of[c] = always
		case strings.IndexByte("!#$&*+,/:;=?@[]%", c) >= 0:
			of[c] = normally
		default:
			of[c] = never
		}
	}
	return of
}()

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }
