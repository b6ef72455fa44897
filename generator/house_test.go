package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// order is the import order of DESIGN, with the readers of plain text beside outline, and what writes bytes in front: a package imports only packages before it.
var order = []string{"diag", "jsontext", "packed", "spool", "plaintoml", "pinyin", "source", "outline", "quantity", "figures", "terms", "markdown", "content", "merge", "tidy", "proofread", "site", "series", "cite", "schema", "address", "permanence", "output", "stencil", "page", "hosting", "search", "export", "check", "archive", "zim", "serve"}

// outside are the packages that tests alone use.
var outside = []string{"browser", "bench", "score"}

// early are the arrows that run against the line because the later package is a leaf: page says how results are called with a type
// of search, which imports only site.
var early = map[string]string{"page": "search"}

type goFile struct {
	name    string
	pkg     string // folder below generator, "" for main
	syntax  *ast.File
	lines   int
	isTest  bool
	fileSet *token.FileSet
}

func sources(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, data, parser.ParseComments)
		if err != nil {
			return err
		}
		pkg := filepath.ToSlash(filepath.Dir(name))
		if pkg == "." {
			pkg = ""
		}
		files = append(files, goFile{name, pkg, syntax, strings.Count(string(data), "\n"), strings.HasSuffix(name, "_test.go"), set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestImportsRunOneWay(t *testing.T) {
	for _, f := range sources(t) {
		if f.isTest || f.pkg == "" || slices.Contains(outside, strings.Split(f.pkg, "/")[0]) {
			continue
		}
		own := slices.Index(order, f.pkg)
		if own < 0 {
			t.Errorf("%s: the package %q is not in the order of DESIGN", f.name, f.pkg)
			continue
		}
		for _, spec := range f.syntax.Imports {
			name, ok := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "baogao/generator/")
			if ok && slices.Index(order, name) >= own && early[f.pkg] != name {
				t.Errorf("%s imports %s, which comes after it", f.name, name)
			}
			if strings.Contains(spec.Path.Value, "yuin/goldmark") && f.pkg != "markdown" {
				t.Errorf("%s imports goldmark; only markdown may", f.name)
			}
		}
	}
}

func TestHouseRules(t *testing.T) {
	banned := []string{"util", "utils", "common", "helpers", "base", "misc", "types"}
	for _, f := range sources(t) {
		if slices.Contains(banned, filepath.Base(f.pkg)) {
			t.Errorf("%s: a package has a job and is called by it", f.name)
		}
		if f.lines > 450 && !f.isTest {
			t.Errorf("%s has %d lines: it holds more than one idea", f.name, f.lines)
		}
		if f.isTest {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" && n.Recv == nil {
					t.Errorf("%s: init runs before anybody can say what with", f.fileSet.Position(n.Pos()))
				}
			case *ast.MapType:
				if id, ok := n.Value.(*ast.Ident); ok && id.Name == "any" {
					t.Errorf("%s: map[string]any says nothing of what is in it", f.fileSet.Position(n.Pos()))
				}
			}
			return true
		})
		if f.pkg != "" && f.syntax.Name.Name != "main" && f.syntax.Name.Name != filepath.Base(f.pkg) {
			t.Errorf("%s: package %s in folder %s", f.name, f.syntax.Name.Name, f.pkg)
		}
	}
}
