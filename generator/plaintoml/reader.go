package plaintoml

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// reader stands at a place of a text. Its methods read from there, and tell whether all that they met was plain.
type reader struct {
	text string
	at   int
}

// peek is the byte at the place; 0, which stands in no text, at its end.
func (r *reader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

// is goes over a byte where it stands there.
func (r *reader) is(c byte) bool {
	if r.peek() != c {
		return false
	}
	r.at++
	return true
}

// skip goes over white space; over comments and line ends too where there may be lines.
func (r *reader) skip(lines bool) {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == ' ' || c == '\t' || c == '\n' && lines:
		case c == '#' && lines:
			if end := strings.IndexByte(r.text[r.at:], '\n'); end >= 0 {
				r.at += end
				continue
			}
			r.at = len(r.text)
			return
		default:
			return
		}
	}
}

// end goes over what may stand behind a value or a heading on its line.
func (r *reader) end() bool {
	r.skip(false)
	c := r.peek()
	return c == '\n' || c == '#' || r.at == len(r.text)
}

// name reads a bare key, or one with a dot in it where it is a heading's.
func (r *reader) name(dots bool) (string, bool) {
	start := r.at
	for r.at < len(r.text) {
		c := r.text[r.at]
		if c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '.' && dots && r.at > start {
			r.at++
			continue
		}
		break
	}
	name := r.text[start:r.at]
	return name, name != "" && name[len(name)-1] != '.'
}

// key reads a key with its equals sign, or a heading: of one table, or of one more of a list.
func (r *reader) key() (name string, list, headed, ok bool) {
	if !r.is('[') {
		name, ok = r.name(false)
		r.skip(false)
		ok = ok && r.is('=')
		r.skip(false)
		return name, false, false, ok
	}
	list = r.is('[')
	name, ok = r.name(true)
	ok = ok && r.is(']') && (!list || r.is(']'))
	return name, list, true, ok
}

// value reads a value into v.
func (r *reader) value(v reflect.Value) (ok bool) {
	switch into := v.Addr().Interface().(type) {
	case *string:
		*into, ok = r.quoted()
	case *int:
		var s string
		if s, ok = r.number(); ok {
			n, err := strconv.Atoi(s)
			*into, ok = n, err == nil
		}
	case *float64:
		*into, ok = r.float()
	case **float64:
		*into = new(float64)
		**into, ok = r.float()
	case *bool:
		*into = strings.HasPrefix(r.text[r.at:], "true")
		ok = *into || strings.HasPrefix(r.text[r.at:], "false")
		if r.at += len("false"); *into {
			r.at--
		}
	case *time.Time:
		*into, ok = r.day()
	default:
		switch v.Kind() {
		case reflect.Slice:
			if v.Len() > 0 { // of which the library keeps what no key names
				return false
			}
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			ok = r.list(func() bool { return r.value(added(v)) })
		case reflect.Array:
			n := 0
			ok = r.list(func() bool {
				n++
				return n <= v.Len() && r.value(v.Index(n-1))
			}) && n == v.Len()
		case reflect.Struct:
			ok = r.inline(v)
		}
	}
	return ok
}

// quoted reads a string.
func (r *reader) quoted() (string, bool) {
	if !r.is('"') {
		return "", false
	}
	end := strings.IndexByte(r.text[r.at:], '"')
	if end < 0 {
		return "", false
	}
	s := r.text[r.at : r.at+end]
	if strings.IndexByte(s, '\n') >= 0 {
		return "", false
	}
	if strings.IndexByte(s, '\\') >= 0 {
		return r.escaped()
	}
	r.at += end + 1
	return s, s != "" || r.peek() != '"' // three marks begin another kind of string
}

// escaped reads the rest of a string that has escapes.
func (r *reader) escaped() (string, bool) {
	var b strings.Builder
	for r.at < len(r.text) {
		c := r.text[r.at]
		r.at++
		switch c {
		case '"':
			return b.String(), true
		case '\n':
			return "", false
		case '\\':
			c, ok := r.escape()
			if !ok {
				return "", false
			}
			b.WriteRune(c)
		default:
			b.WriteByte(c)
		}
	}
	return "", false
}

// escape reads what stands behind a backslash.
func (r *reader) escape() (rune, bool) {
	c := r.peek()
	r.at++
	digits := 0
	switch c {
	case '"', '\\':
		return rune(c), true
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return 0, false
	}
	if r.at+digits > len(r.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(r.text[r.at:r.at+digits], 16, 32)
	r.at += digits
	return rune(n), err == nil && n <= utf8.MaxRune && utf8.ValidRune(rune(n))
}

// number goes over a decimal number: "-12", "8.5".
func (r *reader) number() (string, bool) {
	start := r.at
	r.is('-')
	whole := r.digits()
	ok := whole == 1 || whole > 1 && r.text[r.at-whole] != '0'
	if r.is('.') {
		ok = ok && r.digits() > 0
	}
	return r.text[start:r.at], ok && r.at-start <= 15 && r.text[start:r.at] != "-0" // so long a float holds any number exactly
}

// digits goes over digits and counts them.
func (r *reader) digits() int {
	start := r.at
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.at++
	}
	return r.at - start
}

func (r *reader) float() (float64, bool) {
	s, ok := r.number()
	if !ok {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

// aDay is a day as the library reads it, for its zone.
var aDay = sync.OnceValue(func() time.Time {
	var v struct {
		Day time.Time `toml:"day"`
	}
	if _, err := toml.Decode("day = 2017-02-22", &v); err != nil {
		panic(err) // the text is ours
	}
	return v.Day
})

// day reads a date; behind it only what ends a value, for there may be an hour.
func (r *reader) day() (time.Time, bool) {
	end := r.at + len(time.DateOnly)
	if end > len(r.text) {
		return time.Time{}, false
	}
	day, err := time.ParseInLocation(time.DateOnly, r.text[r.at:end], aDay().Location())
	r.at = end
	r.skip(false)
	c := r.peek()
	return day, err == nil && (c == 0 || c == '\n' || c == '#' || c == ',' || c == ']' || c == '}')
}

// list reads a list in brackets, element by element.
func (r *reader) list(element func() bool) bool {
	if !r.is('[') {
		return false
	}
	for {
		r.skip(true)
		if r.is(']') {
			return true
		}
		if !element() {
			return false
		}
		if r.skip(true); !r.is(',') {
			return r.is(']')
		}
	}
}

// inline reads a table in braces on one line.
func (r *reader) inline(v reflect.Value) bool {
	t, ok := newTable(v)
	if !ok || !r.is('{') {
		return false
	}
	r.skip(false)
	if r.is('}') {
		return true
	}
	for {
		r.skip(false)
		key, _, headed, ok := r.key()
		if !ok || headed {
			return false
		}
		of, ok := t.once(key)
		if !ok || !r.value(of) {
			return false
		}
		r.skip(false)
		if !r.is(',') {
			return r.is('}')
		}
	}
}
