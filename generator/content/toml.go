package content

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/BurntSushi/toml"

	"baogao/generator/diag"
	"baogao/generator/plaintoml"
)

const fence = "+++\n"

// FrontMatter gives the bytes of a Markdown file's TOML and where its body begins. No front matter is a problem.
func FrontMatter(f *diag.File, problems *diag.List) (front diag.Span, body int, ok bool) {
	if !strings.HasPrefix(f.Text, fence) {
		problems.Errorf(f, f.LineSpan(1), "no front matter").
			SetHelp("begin the file with a line +++, the keys in TOML, and a line +++")
		return diag.Span{}, 0, false
	}
	end := strings.Index(f.Text[len(fence):], "\n+++")
	if strings.HasPrefix(f.Text[len(fence):], "+++") {
		return diag.Span{Start: len(fence), End: len(fence)}, afterLine(f.Text, len(fence)), true
	}
	if end < 0 {
		problems.Errorf(f, f.LineSpan(1), "the front matter is not closed").SetHelp("end it with a line +++")
		return diag.Span{}, 0, false
	}
	end += len(fence) + 1
	return diag.Span{Start: len(fence), End: end}, afterLine(f.Text, end), true
}

func afterLine(s string, from int) int {
	if i := strings.IndexByte(s[from:], '\n'); i >= 0 {
		return from + i + 1
	}
	return len(s)
}

// Syntax reads TOML in a stretch of a file as it is written, whatever its keys; what is no TOML is a problem at its place.
func Syntax(f *diag.File, at diag.Span, problems *diag.List) (v any, ok bool) {
	if _, err := toml.Decode(f.Text[at.Start:at.End], &v); err != nil {
		reportTOML(f, at, err, problems)
		return nil, false
	}
	return v, true
}

// decode reads TOML in a stretch of a file into v. Syntax errors, wrong types and unknown keys are problems at their place.
func decode(f *diag.File, at diag.Span, v any, problems *diag.List) bool {
	text := f.Text[at.Start:at.End]
	if plaintoml.Read(text, v) {
		return true
	}
	meta, err := toml.Decode(text, v)
	if err != nil {
		reportTOML(f, at, err, problems)
		return false
	}
	unknown := append(meta.Undecoded(), misspelt(meta.Keys())...)
	hours := withHours(reflect.ValueOf(v), nil, nil)
	if len(unknown)+len(hours) == 0 {
		return true
	}
	index := indexTOML(f, at)
	ok := true
	for _, key := range hours {
		spans := index.named(key)
		if len(spans) == 0 {
			spans = []diag.Span{at}
		}
		for _, span := range spans {
			if !dayAlone.MatchString(f.Text[span.Start:span.End]) {
				problems.Errorf(f, span, "the value is a time; the key takes a day").SetHelp("write 2026-01-31, without quotation marks")
				ok = false
			}
		}
	}
	var seen []string
	for _, key := range unknown {
		name := key[len(key)-1]
		path := strings.Join(key, ".")
		if slices.ContainsFunc(seen, func(s string) bool { return path == s || strings.HasPrefix(path, s+".") }) {
			continue
		}
		seen = append(seen, path)
		for _, span := range index.named(key) {
			problems.Errorf(f, span, "unknown key %q", name).SetHelp("known keys here: %s", strings.Join(knownKeys(v, key), ", "))
			ok = false
		}
	}
	return ok
}

// misspelt are the keys that the library reads as ours though a letter differs in its case: ours are small letters.
func misspelt(keys []toml.Key) []toml.Key {
	var found []toml.Key
	for _, key := range keys {
		if strings.Trim(key[len(key)-1], "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
			found = append(found, key)
		}
	}
	return found
}

var dayAlone = regexp.MustCompile(`=\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*(#.*)?$`)

// withHours are the keys of v, each once, that say an hour where a day is read.
func withHours(v reflect.Value, at toml.Key, found []toml.Key) []toml.Key {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		t := v.Interface().(time.Time)
		if !t.IsZero() && t.Location().String() != "date-local" && !slices.ContainsFunc(found, func(k toml.Key) bool { return slices.Equal(k, at) }) {
			return append(found, slices.Clone(at))
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return withHours(v.Elem(), at, found)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			found = withHours(v.Index(i), at, found)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			switch t := v.Field(i).Type(); {
			case t.Kind() == reflect.Struct, t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
				if key := v.Type().Field(i).Tag.Get("toml"); key != "" && key != "-" {
					found = withHours(v.Field(i), append(at, key), found)
				}
			}
		}
	}
	return found
}

func reportTOML(f *diag.File, at diag.Span, err error, problems *diag.List) {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		// A type mismatch has no position: its message names the key.
		span := f.LineSpan(1)
		index := indexTOML(f, at)
		if key := mismatchKey.FindStringSubmatch(err.Error()); key != nil {
			if spans := index.named(strings.Split(key[1], ".")); len(spans) > 0 {
				span = spans[0]
			}
		}
		message := errors.New(mismatchPlace.ReplaceAllString(cleanTOML(err.Error()), ""))
		if types := mismatchTypes.FindStringSubmatch(message.Error()); types != nil {
			message = diag.Say("the value is %s; the key takes %s", kindOf(types[1]), kindOf(types[2]))
		}
		if m := mismatchStruct.FindStringSubmatch(err.Error()); m != nil {
			message = diag.Say("the value is %s; the key takes %s", kindOf(m[2]), kindOf(m[1]))
		}
		if header := tomlHeader.FindStringSubmatch(f.Text[span.Start:span.End]); header != nil && strings.Contains(err.Error(), "slice") {
			problems.Errorf(f, span, "one table stands where a list of them is read").SetHelp("head every entry with two brackets: [[%s]]", header[1])
			return
		}
		problems.Errorf(f, span, "%v", message).SetHelp("write a value of the type that the key takes")
		return
	}
	start := min(at.Start+max(parse.Position.Start, 0), at.End) // the library counts a first character back
	line, _ := f.Position(start)
	span := diag.Span{Start: start, End: min(start+max(parse.Position.Len, 1), f.LineSpan(line).End)}
	if span.End <= span.Start {
		span = f.LineSpan(line)
	}
	if strings.HasPrefix(parse.Message, "parsing time") {
		problems.Errorf(f, span, "a day stands without quotation marks").SetHelp("write 2026-01-31, without quotation marks")
		return
	}
	p := problems.Errorf(f, span, "%v", errors.New(cleanTOML(parse.Message)))
	if strings.ContainsAny(f.Text[f.LineSpan(line).Start:f.LineSpan(line).End], "“”‘’") && !strings.Contains(f.Text[f.LineSpan(line).Start:f.LineSpan(line).End], `"`) {
		p.SetHelp(`strings stand in straight quotation marks: "…"`)
	} else {
		p.SetHelp("this is not TOML; compare the line with its neighbours")
	}
}

var (
	mismatchKey    = regexp.MustCompile(`key "?([^"\s]+)"?`)
	mismatchPlace  = regexp.MustCompile(`^line \d+ \(last key "[^"]*"\): `)
	mismatchTypes  = regexp.MustCompile(`TOML value has type (\S+); destination has type (\w+)`)
	mismatchStruct = regexp.MustCompile(`type mismatch for \S+: expected (\w+) but found (\w+)`)
)

// kindOf says a type of TOML or of Go as an editor knows it.
func kindOf(name string) *diag.Text {
	switch name {
	case "string":
		return diag.Say("a text")
	case "integer", "int", "int64":
		return diag.Say("a whole number")
	case "float", "float64":
		return diag.Say("a number")
	case "bool":
		return diag.Say("true or false")
	case "time", "datetime", "Time":
		return diag.Say("a day")
	case "slice", "array":
		return diag.Say("a list")
	case "map", "map[string]any", "struct", "table":
		return diag.Say("a table")
	}
	return diag.Say("something else")
}

func cleanTOML(s string) string {
	s = strings.TrimPrefix(s, "toml: ")
	return strings.TrimSuffix(s, ".")
}

// tomlIndex says where keys and tables of a file stand, so that a problem of a decoded value has a place.
type tomlIndex struct {
	keys   map[string][]diag.Span // "figure.quote" → the value of each, in file order
	tables map[string][]diag.Span // "figure" → the header line of each
	inside map[string]diag.Span   // "figure#2.quote" → the value
}

var (
	tomlHeader = regexp.MustCompile(`^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?`)
	tomlKey    = regexp.MustCompile(`^\s*([A-Za-z0-9_.-]+|"[^"]*")\s*=\s*`)
)

// indexTOML finds keys line by line; it stands beside the real parser, which gives no positions, and only ever serves messages.
func indexTOML(f *diag.File, at diag.Span) *tomlIndex {
	x := &tomlIndex{keys: map[string][]diag.Span{}, tables: map[string][]diag.Span{}, inside: map[string]diag.Span{}}
	table, open := "", ""
	for pos := at.Start; pos < at.End; {
		end := at.End
		if i := strings.IndexByte(f.Text[pos:at.End], '\n'); i >= 0 {
			end = pos + i
		}
		line := f.Text[pos:end]
		switch {
		case open != "":
			if strings.Contains(line, open) {
				open = ""
			}
		case tomlHeader.MatchString(line):
			table = tomlHeader.FindStringSubmatch(line)[1]
			x.tables[table] = append(x.tables[table], diag.Span{Start: pos, End: end})
		default:
			m := tomlKey.FindStringSubmatchIndex(line)
			if m == nil {
				break
			}
			key := strings.Trim(line[m[2]:m[3]], `"`)
			value := strings.TrimRight(line[m[1]:], " \t\r")
			if table != "" {
				x.inside[fmt.Sprintf("%s#%d.%s", table, len(x.tables[table]), key)] = diag.Span{Start: pos + m[1], End: pos + m[1] + len(value)}
				key = table + "." + key
			} else {
				x.inside[key] = diag.Span{Start: pos + m[1], End: pos + m[1] + len(value)}
			}
			x.keys[key] = append(x.keys[key], diag.Span{Start: pos + m[2], End: pos + m[1] + len(value)})
			for _, quotes := range []string{`"""`, `'''`} {
				if strings.HasPrefix(value, quotes) && !strings.Contains(value[3:], quotes) {
					open = quotes
				}
			}
		}
		pos = end + 1
	}
	return x
}

func (x *tomlIndex) named(key toml.Key) []diag.Span {
	if spans := x.keys[strings.Join(key, ".")]; len(spans) > 0 {
		return spans
	}
	return x.tables[strings.Join(key, ".")]
}

// table is the header of the nth (from one) table of a name.
func (x *tomlIndex) table(name string, n int) diag.Span {
	if spans := x.tables[name]; n <= len(spans) {
		return spans[n-1]
	}
	return diag.Span{}
}

// Value is where the value of a key of the nth (from one) table stands, or the table's header where it has no such key.
func (x *tomlIndex) value(name string, n int, key string) diag.Span {
	if span, ok := x.inside[fmt.Sprintf("%s#%d.%s", name, n, key)]; ok {
		return span
	}
	return x.table(name, n)
}

// quote writes a TOML basic string; what a reader could not see is escaped.
func quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\u3000' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteAll(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// tomlWriter writes keys in the order given and leaves zero values out.
type tomlWriter struct{ b strings.Builder }

func (w *tomlWriter) text(key, value string) {
	if value != "" {
		w.always(key, value)
	}
}

func (w *tomlWriter) always(key, value string) {
	w.b.WriteString(key)
	w.b.WriteString(" = ")
	w.b.WriteString(quote(value))
	w.b.WriteByte('\n')
}

func (w *tomlWriter) number(key string, value int) {
	if value != 0 {
		w.b.WriteString(key + " = " + strconv.Itoa(value) + "\n")
	}
}

func (w *tomlWriter) yes(key string, value bool) {
	if value {
		w.b.WriteString(key + " = true\n")
	}
}

func (w *tomlWriter) list(key string, value []string) {
	if len(value) > 0 {
		w.b.WriteString(key + " = " + quoteAll(value) + "\n")
	}
}

func (w *tomlWriter) lines(key string, value []string) {
	if len(value) == 0 {
		return
	}
	w.b.WriteString(key + " = [\n")
	for _, s := range value {
		w.b.WriteString("  " + quote(s) + ",\n")
	}
	w.b.WriteString("]\n")
}

func (w *tomlWriter) line(s string) { w.b.WriteString(s + "\n") }
