package page

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
)

var layoutsFolder = os.DirFS("../../layouts")

// views are the types that layouts name in their first line.
var views = map[string]reflect.Type{
	"home": reflect.TypeFor[HomeView](), "report": reflect.TypeFor[ReportView](), "part": reflect.TypeFor[PartView](), "full": reflect.TypeFor[FullView](),
	"terms": reflect.TypeFor[TermsView](), "term": reflect.TypeFor[TermView](), "figures": reflect.TypeFor[DataView](), "indicator": reflect.TypeFor[IndicatorView](),
	"commitments": reflect.TypeFor[DataView](), "pairs": reflect.TypeFor[DataView](), "search": reflect.TypeFor[SearchView](),
	"about": reflect.TypeFor[AboutView](), "page": reflect.TypeFor[PageView](), "missing": reflect.TypeFor[MissingView](),
}

func TestEveryLayoutNamesItsViewAndTakesAnEmptyOne(t *testing.T) {
	var problems diag.List
	l := LoadLayouts(layoutsFolder, "zh-Hans", true, &problems)
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	for _, kind := range kinds {
		data, err := fs.ReadFile(layoutsFolder, kind+".html")
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(data), "\n")
		if want := "{{/* page." + views[kind].Name() + " */}}"; first != want {
			t.Errorf("layouts/%s.html begins %q, want %q", kind, first, want)
		}
		var out strings.Builder
		if err := l.execute(&out, kind, reflect.New(views[kind]).Interface()); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if !strings.Contains(out.String(), "</html>") {
			t.Errorf("%s: the page has no end:\n%s", kind, out.String())
		}
	}
	names, _ := fs.Glob(layoutsFolder, "*.html")
	if len(names) != len(kinds)+1 {
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

func TestABrokenLayoutSaysWhere(t *testing.T) {
	broken := fstest.MapFS{}
	err := fs.WalkDir(layoutsFolder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(layoutsFolder, name)
		broken[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	broken["home.html"] = &fstest.MapFile{Data: []byte("{{/* page.HomeView */}}\n{{define \"main\"}}\n<h1>{{.Heading</h1>\n{{end}}\n")}
	broken["page.html"] = &fstest.MapFile{Data: []byte("{{/* page.PageView */}}\n{{define \"main\"}}{{t \"nonsense\"}}{{end}}\n")}
	var problems diag.List
	LoadLayouts(broken, "zh-Hans", true, &problems)
	var got []string
	for _, p := range problems.Problems() {
		got = append(got, p.String())
	}
	want := `layouts/home.html:3:1: error: template: home.html:3: bad character U+003C '<'
     3 | <h1>{{.Heading</h1>
       | ^^^^^^^^^^^^^^^^^^^
  help: see the Go documentation of html/template
layouts/page.html:2:18: error: there is no text "nonsense" in the strings of zh-Hans
     2 | {{define "main"}}{{t "nonsense"}}{{end}}
       |                  ^^^^^^^^^^^^^^^^
  help: add it to layouts/strings/zh-Hans.toml`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got:\n%s\nwant:\n%s", s, want)
	}
}
