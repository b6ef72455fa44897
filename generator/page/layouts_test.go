package page

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/site"
)

var layoutsFolder = os.DirFS("../../layouts")

func TestEveryLayoutNamesItsViewAndTakesAnEmptyOne(t *testing.T) {
	var problems diag.List
	l := LoadLayouts(layoutsFolder, nil, "zh-Hans", true, &problems)
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	for _, v := range views {
		kind := v.kind
		data, err := fs.ReadFile(layoutsFolder, kind+".html")
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(data), "\n")
		if want := "{{/* page." + v.view.Name() + " */}}"; first != want {
			t.Errorf("layouts/%s.html begins %q, want %q", kind, first, want)
		}
		out, err := l.append(nil, kind, reflect.Zero(v.view).Interface())
		if err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if !strings.Contains(string(out), "</html>") {
			t.Errorf("%s: the page has no end:\n%s", kind, out)
		}
		if l.kinds[kind].program == nil {
			t.Errorf("%s uses what stencil does not know: its pages are several times slower to make", kind)
		}
	}
	names, _ := fs.Glob(layoutsFolder, "*.html")
	if len(names) != len(views)+1 {
		t.Errorf("layouts/ has %v; every page kind has one file, and there is base.html", names)
	}
}

// TestStringsAreTheSameInEveryLanguage wants no key missing, none unused, and the same arguments in each.
func TestStringsAreTheSameInEveryLanguage(t *testing.T) {
	var problems diag.List
	zh, en := loadStrings(layoutsFolder, "zh-Hans", &problems), loadStrings(layoutsFolder, "en", &problems)
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	argument := regexp.MustCompile(`\{\d\}`)
	arguments := func(s string) string {
		found := argument.FindAllString(s, -1)
		slices.Sort(found)
		return strings.Join(slices.Compact(found), "")
	}
	for key, text := range zh.texts {
		other, ok := en.texts[key]
		if !ok {
			t.Errorf("English has no %q", key)
		} else if arguments(text) != arguments(other) {
			t.Errorf("%q takes %q in Chinese and %q in English", key, arguments(text), arguments(other))
		}
	}
	for key := range en.texts {
		if _, ok := zh.texts[key]; !ok {
			t.Errorf("Chinese has no %q", key)
		}
	}
	used := usedKeys(t)
	for key := range zh.texts {
		if !used(key) {
			t.Errorf("%q is used nowhere", key)
		}
	}
}

// usedKeys reads the keys that templates and Go sources name: whole, or as a prefix that a closed list completes.
func usedKeys(t *testing.T) func(string) bool {
	var source strings.Builder
	for _, pattern := range []string{"../../layouts/*.html", "../../layouts/partials/*.html", "*.go"} {
		names, err := fs.Glob(os.DirFS("."), pattern)
		if strings.HasPrefix(pattern, "..") {
			names, err = fs.Glob(layoutsFolder, strings.TrimPrefix(pattern, "../../layouts/"))
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			var data []byte
			if path.Ext(name) == ".go" {
				data, err = os.ReadFile(name)
			} else {
				data, err = fs.ReadFile(layoutsFolder, name)
			}
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(name, "_test.go") {
				source.Write(data)
			}
		}
	}
	text := source.String()
	return func(key string) bool {
		if strings.Contains(text, `"`+key+`"`) {
			return true
		}
		prefix, _, _ := strings.Cut(key, "-")
		return strings.Contains(text, `Get("`+prefix+`-" +`) || strings.Contains(text, `Get("`+prefix+`-"+`)
	}
}

// changed is the project's layouts with files of a test in place of theirs.
func changed(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(layoutsFolder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(layoutsFolder, name)
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestABrokenLayoutSaysWhere(t *testing.T) {
	screen(t, changed(t, map[string]string{
		"home.html": "{{/* page.HomeView */}}\n{{define \"main\"}}\n<h1>{{.Heading</h1>\n{{end}}\n",
		"page.html": "{{/* page.PageView */}}\n{{define \"main\"}}{{t \"nonsense\"}}{{end}}\n",
	}), `layouts/home.html:3:1: error: template: home.html:3: bad character U+003C '<'
     3 | <h1>{{.Heading</h1>
       | ^^^^^^^^^^^^^^^^^^^
  help: see the Go documentation of html/template
layouts/page.html:2:18: error: there is no text "nonsense" in the strings of zh-Hans
     2 | {{define "main"}}{{t "nonsense"}}{{end}}
       |                  ^^^^^^^^^^^^^^^^
  help: add it to layouts/strings/zh-Hans.toml`)
}

func TestALayoutThatAsksForWhatItsViewHasNotSaysWhatThereIs(t *testing.T) {
	screen(t, changed(t, map[string]string{
		"page.html":             "{{/* page.PageView */}}\n{{define \"main\"}}\n<p title={{.Heading}}{{if .Body}} class=\"{{end}}>x</p>\n{{end}}\n",
		"partials/entries.html": "{{/* []page.ContentsEntry */}}\n<ol>{{range .}}\n<li>{{.Name}}</li>{{end}}</ol>\n",
	}), `layouts/page.html:3:1: error: {{if}} branches end in different contexts: {stateAttr delimDoubleQuote urlPartNone jsCtxRegexp [] attrNone elementNone <nil>}, {stateAttr delimSpaceOrTagEnd urlPartNone jsCtxRegexp [] attrNone elementNone <nil>}
     3 | <p title={{.Heading}}{{if .Body}} class=…
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: see the Go documentation of html/template
layouts/partials/entries.html:3:7: error: page.ContentsEntry has no field Name; it has Href, Number, Title, Lang, Characters, Minutes, Share, Topics, Children
     3 | <li>{{.Name}}</li>{{end}}</ol>
       |       ^^^^^
  help: the first line of a layout names the view it is given`)
}

// screen wants the problems of loading layouts as they are shown.
func screen(t *testing.T, layouts fs.FS, want string) {
	t.Helper()
	var problems diag.List
	LoadLayouts(layouts, nil, "zh-Hans", true, &problems)
	var got []string
	for _, p := range problems.Problems() {
		got = append(got, p.String())
	}
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got:\n%s\nwant:\n%s", s, want)
	}
}

// TestPagesAreTheSameAsTheStandardLibraryMakesThem renders the project's report both ways.
func TestPagesAreTheSameAsTheStandardLibraryMakesThem(t *testing.T) {
	var problems diag.List
	project := os.DirFS("../..")
	parser := markdown.NewParser()
	config := content.Open(project, parser, &problems).Config
	report := site.Link(content.Load(project, "2017", parser, &problems), &problems)
	compiled := LoadLayouts(layoutsFolder, nil, config.Language, true, &problems)
	standard := &Layouts{Strings: compiled.Strings, kinds: map[string]layout{}}
	for kind, l := range compiled.kinds {
		standard.kinds[kind] = layout{set: l.set}
	}
	for _, p := range problems.Problems() {
		t.Fatal(p)
	}
	var fast, slow output.Memory
	if _, err := (&Renderer{Config: config, Layouts: compiled, Sink: &fast}).Report(report); err != nil {
		t.Fatal(err)
	}
	if _, err := (&Renderer{Config: config, Layouts: standard, Sink: &slow}).Report(report); err != nil {
		t.Fatal(err)
	}
	if len(fast.Paths()) < 100 || !slices.Equal(fast.Paths(), slow.Paths()) {
		t.Fatalf("%d and %d pages", len(fast.Paths()), len(slow.Paths()))
	}
	for _, name := range fast.Paths() {
		a, _ := fast.Read(name)
		b, _ := slow.Read(name)
		if !bytes.Equal(a, b) {
			t.Errorf("%s differs", name)
		}
	}
}
