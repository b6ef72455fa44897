package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"baogao/generator/diag"
)

// speakers are the functions that take something to say, with the places of their formats among the arguments. Those behind a further
// name are texts without arguments: helps and names of things, which are said as they are.
var speakers = map[string][]int{
	"Say": {0}, "say": {0}, "SetHelp": {0}, "See": {2}, "Errorf": {2}, "Warnf": {2}, "errorf": {1, 2}, "says": {4}, "fail": {0, 1, 2}, "refusal": {0, 1}, "doubt": {1},
}

// silent are packages whose errors are for programmers, or for whom an issue of its own speaks.
var silent = []string{"stencil", "bench", "browser"}

// said collects the literals that the program says, each with a place.
func said(t *testing.T) (texts, words map[string]string) {
	texts, words = map[string]string{}, map[string]string{}
	for _, f := range sources(t) {
		if f.isTest || slices.Contains(silent, f.pkg) || f.name == "diag/diag.go" || f.name == "diag/say.go" {
			continue
		}
		at := func(n ast.Node) string { return f.fileSet.Position(n.Pos()).String() }
		literal := func(e ast.Expr) (string, bool) {
			l, ok := e.(*ast.BasicLit)
			if !ok || l.Kind != token.STRING {
				return "", false
			}
			s, err := strconv.Unquote(l.Value)
			return s, err == nil
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			var name string
			var args []ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				args = n.Args
				switch fun := n.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr:
					name = fun.Sel.Name
					if x, ok := fun.X.(*ast.Ident); ok && slices.Contains([]string{"fmt", "t", "strings", "bytes"}, x.Name) {
						return true
					}
				}
				if name == "say" && f.pkg != "" {
					return true // charts say things to readers
				}
				if name == "Count" && len(args) == 2 {
					if s, ok := literal(args[1]); ok {
						words[s] = at(n)
					}
				}
			case *ast.CompositeLit:
				if id, ok := n.Type.(*ast.Ident); ok {
					name, args = id.Name, n.Elts
				}
				if name == "counting" || n.Type == nil && len(n.Elts) == 2 {
					if s, ok := literal(n.Elts[len(n.Elts)-1]); ok && f.name == "import.go" && !strings.Contains(s, "\n") && !strings.Contains(s, " = ") {
						words[s] = at(n)
					}
				}
			}
			for _, i := range speakers[name] {
				if i >= len(args) {
					continue
				}
				// errorf and fail come in several shapes: a key or an id is a word, a message holds a space or is not ASCII.
				if s, ok := literal(args[i]); ok && (len(speakers[name]) == 1 || name == "refusal" || strings.Contains(s, " ")) {
					texts[s] = at(n)
				}
			}
			return true
		})
	}
	return texts, words
}

var letters = regexp.MustCompile(`[A-Za-z]{3}`)

// untranslatable are formats that hold no words of any language.
func untranslatable(s string) bool {
	return !letters.MatchString(verb.ReplaceAllString(s, "")) || s == "\x00"
}

var verb = regexp.MustCompile(`%(\[(\d+)\])?[-+# 0]*[\d.]*([a-zA-Z%])`)

// verbsOf are the arguments that a format takes, "1q" for the first one quoted.
func verbsOf(format string) (all []string, indexed bool) {
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[3] == "%" {
			continue
		}
		if m[2] != "" {
			next, _ = strconv.Atoi(m[2])
			indexed = true
		}
		kind := m[3]
		if kind == "v" || kind == "w" {
			kind = "s"
		}
		all = append(all, fmt.Sprint(next, kind))
		next++
	}
	slices.Sort(all)
	return all, indexed
}

// TestEveryMessageHasBothLanguages holds the catalogue to the code: each thing that the program says has a Chinese text with the same
// arguments, and nothing in the catalogue is said no more.
func TestEveryMessageHasBothLanguages(t *testing.T) {
	data, err := os.ReadFile("diag/catalogue.toml")
	if err != nil {
		t.Fatal(err)
	}
	var c diag.Catalogue
	if _, err := toml.Decode(string(data), &c); err != nil {
		t.Fatal(err)
	}
	texts, words := said(t)
	for _, help := range helpTexts() {
		texts[help] = "the help of a command"
	}
	for s, at := range texts {
		if untranslatable(s) {
			continue
		}
		zh, ok := c.Messages[s]
		if !ok {
			t.Errorf("%s: say this in Chinese too, below [messages] of generator/diag/catalogue.toml:\n%s = \"…\"", at, strconv.Quote(s))
			continue
		}
		a, _ := verbsOf(s)
		b, indexed := verbsOf(zh)
		missing := slices.ContainsFunc(a, func(v string) bool { return !slices.Contains(b, v) })
		added := slices.ContainsFunc(b, func(v string) bool { return !slices.Contains(a, v) })
		if added || missing && !indexed {
			t.Errorf("%q takes %v, its Chinese text %q takes %v", s, a, zh, b)
		}
	}
	for s, at := range words {
		if c.Words[s] == "" {
			t.Errorf("%s: how are these counted in Chinese? Below [words] of generator/diag/catalogue.toml:\n%s = \"…\"", at, strconv.Quote(s))
		}
	}
	quoted := literals(t)
	for s := range c.Messages {
		if _, ok := texts[s]; !ok && !quoted[s] {
			t.Errorf("nobody says %q: take it out of generator/diag/catalogue.toml", s)
		}
	}
	for s := range c.Words {
		if _, ok := words[s]; !ok && !quoted[s] {
			t.Errorf("nobody counts %q: take it out of generator/diag/catalogue.toml", s)
		}
	}
}

// literals are all strings of the program: words that go into messages stand in tables and constants.
func literals(t *testing.T) map[string]bool {
	all := map[string]bool{}
	for _, f := range sources(t) {
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && !f.isTest {
				if s, err := strconv.Unquote(l.Value); err == nil {
					all[s] = true
				}
			}
			return true
		})
	}
	return all
}

// helpTexts are what --help says of every command.
func helpTexts() []string {
	var all []string
	var walk func(*cobra.Command)
	walk = func(command *cobra.Command) {
		all = append(all, command.Short, command.Long)
		all = append(all, flagTexts(command)...)
		for _, c := range command.Commands() {
			walk(c)
		}
	}
	walk((&cli{stdout: io.Discard, stderr: io.Discard}).root())
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// inner are errors that no person meets: faults of ours, and signs between functions.
var inner = []string{
	"%s is written twice", "%s leads out of the folder", "there is no layout %q", "problems were found", "changed again",
}

// TestErrorsAreSaidInBothLanguages: an error with words of its own is made by diag.Say, whose words the catalogue holds; one made otherwise can only
// put a name before another error.
func TestErrorsAreSaidInBothLanguages(t *testing.T) {
	met := map[string]bool{}
	for _, f := range sources(t) {
		if f.isTest || slices.Contains(silent, f.pkg) || slices.Contains(outside, strings.Split(f.pkg, "/")[0]) || f.pkg == "diag" {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			fun, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, ok := fun.X.(*ast.Ident)
			literal, isLiteral := call.Args[0].(*ast.BasicLit)
			if !ok || !isLiteral || from.Name+"."+fun.Sel.Name != "fmt.Errorf" && from.Name+"."+fun.Sel.Name != "errors.New" {
				return true
			}
			s, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			met[s] = true
			if len(strings.Fields(verb.ReplaceAllString(s, ""))) > 1 && !slices.Contains(inner, s) {
				t.Errorf("%s: make this error with diag.Say, so that it is said in Chinese too: %q", f.fileSet.Position(call.Pos()), s)
			}
			return true
		})
	}
	for _, s := range inner {
		if !met[s] {
			t.Errorf("nothing fails with %q: take it out of inner", s)
		}
	}
}
