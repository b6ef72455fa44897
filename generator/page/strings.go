package page

import (
	"html"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"baogao/generator/diag"
	"baogao/generator/plaintoml"
)

// Strings are the interface's texts in one language. A text names its arguments {1}, {2}.
type Strings struct {
	Language string
	texts    map[string]string
}

// loadStrings reads layouts/strings/LANGUAGE.toml: one key a text.
func loadStrings(layouts fs.FS, language string, problems *diag.List) *Strings {
	name := "strings/" + language + ".toml"
	s := &Strings{Language: language, texts: map[string]string{}}
	data, err := fs.ReadFile(layouts, name)
	f := &diag.File{Path: "layouts/" + name, Text: string(data)}
	if err != nil {
		problems.Errorf(f, diag.Span{}, "the strings cannot be read: %v", err).SetHelp("each language of the interface has one file there")
		return s
	}
	if utf8.Valid(data) && plaintoml.Read(f.Text, &s.texts) {
		return s
	}
	if _, err := toml.Decode(f.Text, &s.texts); err != nil {
		problems.Errorf(f, f.LineSpan(1), "%v", err).SetHelp(`each line is: key = "text"`)
	}
	return s
}

// Get gives a text with its arguments filled in. A key that no file has comes back as the key: a test sees to it that there is none.
func (s *Strings) Get(key string, args ...string) string {
	text, ok := s.texts[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return text
	}
	out := make([]byte, 0, 256)
	from := 0
	for i := 0; i+2 < len(text); i++ {
		if n := int(text[i+1]) - '1'; text[i] == '{' && text[i+2] == '}' && n >= 0 && n < len(args) {
			out = append(append(out, text[from:i]...), args[n]...)
			from = i + len("{1}")
		}
	}
	return string(append(out, text[from:]...))
}

// Foreign is the language of the interface where it is not the report's, else "".
func (s *Strings) Foreign() string {
	if s.Language == "zh-Hans" {
		return ""
	}
	return s.Language
}

// langAttribute is the attribute for a language, nothing for "".
func langAttribute(language string) string {
	if language == "" {
		return ""
	}
	return ` lang="` + language + `"`
}

// call is a text in a template: {{t "minutes" .Minutes}}.
var call = regexp.MustCompile(`\{\{t "([a-z0-9-]+)"((?: [.$][A-Za-z.]*)*)\}\}`)

// expand writes the texts into a template's source, once, so that no page looks any up.
func (s *Strings) expand(f *diag.File, problems *diag.List) string {
	return call.ReplaceAllStringFunc(f.Text, func(c string) string {
		m := call.FindStringSubmatch(c)
		text, ok := s.texts[m[1]]
		if !ok {
			problems.Errorf(f, f.Find(c), "there is no text %q in the strings of %s", m[1], s.Language).SetHelp("add it to layouts/strings/%s.toml", s.Language)
			return ""
		}
		text = html.EscapeString(text)
		for i, a := range strings.Fields(m[2]) {
			text = strings.ReplaceAll(text, "{"+strconv.Itoa(i+1)+"}", "{{"+a+"}}")
		}
		return text
	})
}
