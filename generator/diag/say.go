package diag

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Language is what the program speaks to the person who runs it.
type Language int

const (
	English Language = iota
	Chinese

	languages = iota // how many there are
)

// LanguageOf is Chinese where the environment's messages are, else English: the first of LC_ALL, LC_MESSAGES and LANG that says something.
func LanguageOf(getenv func(string) string) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(name); v != "" {
			if strings.HasPrefix(strings.ToLower(v), "zh") {
				return Chinese
			}
			return English
		}
	}
	return English
}

// Text is something to say that every language has words for: an English format, which catalogue.toml translates, and what goes into it.
// It is an error too, so that why something failed can be said like everything else.
type Text struct {
	format string
	args   []any
}

// Say makes a Text. Its format must be a literal: a test looks each one up in the catalogue.
func Say(format string, args ...any) *Text { return &Text{format, args} }

// Count is a number of things, with the word for one of them: "1 error", "2 errors".
func Count(n int, word string) *Counted { return &Counted{n, word} }

// Counted is a number with its word.
type Counted struct {
	n    int
	word string
}

// Series is several things to say, with commas between.
type Series []Speaker

// In gives the series in a language.
func (s Series) In(l Language) string {
	said := make([]string, len(s))
	for i, one := range s {
		said[i] = one.In(l)
	}
	comma := ", "
	if l == Chinese {
		comma = "，"
	}
	return strings.Join(said, comma)
}

// String gives the series in English.
func (s Series) String() string { return s.In(English) }

// Speaker is what knows to say itself in a language.
type Speaker interface{ In(Language) string }

// In gives the text in a language.
func (t *Text) In(l Language) string {
	format := t.format
	if l != English {
		if s, ok := catalogue().Messages[format]; ok {
			format = s
		}
	}
	args := make([]any, len(t.args))
	for i, a := range t.args {
		args[i] = spoken(a, l)
	}
	return fmt.Sprintf(strings.ReplaceAll(format, "%w", "%v"), args...)
}

// String gives the text in English.
func (t *Text) String() string { return t.In(English) }

// Error gives the text in English.
func (t *Text) Error() string { return t.In(English) }

// Unwrap is the error that the text tells of.
func (t *Text) Unwrap() error {
	for _, a := range t.args {
		if err, ok := a.(error); ok {
			return err
		}
	}
	return nil
}

// In gives the number with its word.
func (c *Counted) In(l Language) string {
	if l == English {
		return c.String()
	}
	return fmt.Sprintf("%d %s", c.n, catalogue().Words[c.word])
}

// String gives the number with its word in English.
func (c *Counted) String() string {
	word := c.word
	switch {
	case c.n == 1:
	case strings.HasSuffix(word, "y"):
		word = strings.TrimSuffix(word, "y") + "ies"
	case strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"):
		word += "es"
	default:
		word += "s"
	}
	return fmt.Sprintf("%d %s", c.n, word)
}

// spoken translates what goes into a text where it is something to say itself; plain strings are words of files, and stay.
func spoken(a any, l Language) any {
	switch a := a.(type) {
	case Speaker:
		return a.In(l)
	case *Problem:
		return a.In(l).String()
	case error:
		return Explain(a, l)
	}
	return a
}

// Explain says an error in a language: in our words where it is ours, in the system's own where the catalogue knows them, else as it is.
func Explain(err error, l Language) string {
	if l == English {
		return err.Error()
	}
	var path *fs.PathError
	var text *Text
	switch {
	case errors.As(err, &text):
		return strings.Replace(err.Error(), text.Error(), text.In(l), 1)
	case errors.As(err, &path):
		what := path.Err.Error()
		switch {
		case errors.Is(err, fs.ErrNotExist):
			what = "没有这个文件或文件夹"
		case errors.Is(err, fs.ErrPermission):
			what = "没有权限"
		}
		return strings.Replace(err.Error(), path.Error(), path.Path+"："+what, 1)
	case err.Error() == fs.ErrPermission.Error():
		return "没有权限"
	}
	return Foreign(err.Error(), l)
}

// Foreign says in a language what a library said in English: the catalogue's sentence for it, else its own words.
func Foreign(said string, l Language) string {
	if l == English {
		return said
	}
	if s, ok := catalogue().Messages[said]; ok {
		return s
	}
	for _, f := range catalogue().Foreign {
		if words, ok := match(f.EN, said); ok {
			args := make([]any, len(words))
			for i, w := range words {
				args[i] = w
			}
			return fmt.Sprintf(f.ZH, args...)
		}
	}
	return said
}

// match reads said as pattern, in which each %s stands for any words, and gives those.
func match(pattern, said string) (words []string, ok bool) {
	parts := strings.Split(pattern, "%s")
	rest, ok := strings.CutPrefix(said, parts[0])
	if !ok || len(parts) == 1 {
		return nil, ok && rest == ""
	}
	for i, p := range parts[1:] {
		at := strings.Index(rest, p)
		if i == len(parts)-2 {
			if !strings.HasSuffix(rest, p) {
				return nil, false
			}
			at = len(rest) - len(p)
		}
		if at < 0 {
			return nil, false
		}
		words = append(words, rest[:at])
		rest = rest[at+len(p):]
	}
	return words, true
}

//go:embed catalogue.toml
var catalogueText string

// Catalogue holds what the program says, each message with both its texts at one place.
type Catalogue struct {
	Messages map[string]string `toml:"messages"` // English format → Chinese format
	Words    map[string]string `toml:"words"`    // what is counted → how a number of it is said
	Foreign  []Sentence        `toml:"foreign"`  // what libraries say, %s for any words
}

// Sentence is one of a library's.
type Sentence struct {
	EN string `toml:"en"`
	ZH string `toml:"zh"`
}

var catalogue = sync.OnceValue(func() *Catalogue {
	var c Catalogue
	if _, err := toml.Decode(catalogueText, &c); err != nil {
		panic(err) // the catalogue is ours
	}
	return &c
})
