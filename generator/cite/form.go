// Package cite writes a report and its passages as references: GB/T 7714—2025 and —2015, BibTeX, RIS, CSL-JSON and an editor's template.
//
// What is known when the site is built is written here; what only a reader's page knows (which passage, the words chosen, the day) is left
// open in a form's pieces, and static/cite.js closes them by the same rule as Write:
//
//	{Text: "侯红. 2017年开封市政府工作报告[R"}, {If: "url", Text: "/OL"}, {Text: "]. 2017-02-06："}, {If: "page", Text: "{page}"}
package cite

import (
	"regexp"
	"strings"
)

// Form is a way to write a reference.
type Form struct {
	Key    string // "gb2025"
	Name   string // "GB/T 7714—2025 [R/OL]"
	Escape Escape // of the values that are filled in
	Pieces []Piece
}

// Escape says how a form's own language writes a value.
type Escape string

const (
	Plain Escape = ""
	TeX   Escape = "tex"
	RIS   Escape = "ris"
	JSON  Escape = "json"
)

// Piece is a stretch of a form. With If, names between spaces, it stands only where all those values are there, those with "!" before them
// not, and its Text has {name} for values; without If it is verbatim.
type Piece struct{ If, Text string }

// Values are what a form leaves open:
//
//	url        the passage's address        page      its number, 三（一）第2段第3句
//	id         c3-s1-p2-3                   quote     the words cited
//	edition    校订2版, where it differs      accessed  2026-11-25; also year, slashes (2026/11/25) and parts (2026,11,25)
type Values map[string]string

// Accessed adds a day of access, "2026-11-25", in every way that forms write it.
func (v Values) Accessed(day string) Values {
	v["accessed"], v["year"], v["slashes"] = day, strings.Split(day, "-")[0], strings.ReplaceAll(day, "-", "/")
	parts := strings.Split(day, "-")
	for i := range parts {
		parts[i] = strings.TrimLeft(parts[i], "0")
	}
	v["parts"] = strings.Join(parts, ",")
	return v
}

// Write fills a form in.
func (f Form) Write(v Values) string {
	var b strings.Builder
	for _, p := range f.Pieces {
		if p.If == "" {
			b.WriteString(p.Text)
			continue
		}
		if v.hold(p.If) {
			b.WriteString(f.fill(p.Text, v))
		}
	}
	return b.String()
}

func (v Values) hold(condition string) bool {
	for name := range strings.FieldsSeq(condition) {
		name, not := strings.CutPrefix(name, "!")
		if (v[name] == "") != not {
			return false
		}
	}
	return true
}

// named is a value's place in a piece: a name between braces, and no other brace.
var named = regexp.MustCompile(`\{[a-z]+\}`)

// fill puts values where a text names them. An address stays as it is: TeX reads it verbatim.
func (f Form) fill(text string, v Values) string {
	return named.ReplaceAllStringFunc(text, func(s string) string {
		name := s[1 : len(s)-1]
		if f.Escape == TeX && name == "url" {
			return v[name]
		}
		return f.Escape.of(v[name])
	})
}

// of writes a value in the form's language.
func (e Escape) of(s string) string {
	switch e {
	case TeX:
		return texEscaper().Replace(s)
	case RIS:
		return strings.Join(strings.Fields(s), " ")
	case JSON:
		return jsonInside(s)
	}
	return s
}

func texEscaper() *strings.Replacer {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`)
}
