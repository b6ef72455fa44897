package stencil_test

import (
	"bytes"
	"errors"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"baogao/generator/stencil"
)

type Inner struct{ Name string }

func (i Inner) Shout() string { return i.Name + "！" }

type Base struct {
	Root  string
	Count int
}

type Kind string

type View struct {
	Base
	Title    string
	Body     template.HTML
	Data     template.JS
	Where    template.URL
	Kind     Kind
	On       bool
	N, M     int
	Inner    Inner
	Next     *Inner
	Missing  *Inner
	Words    []string
	Inners   []Inner
	Children []View
	Any      any
}

func view(text string, n int) View {
	v := View{
		Base: Base{Root: "../" + text, Count: n}, Title: text, Body: template.HTML("<b>" + text + "</b>"), Data: template.JS(`{"a":1}`), Where: template.URL(text),
		Kind: Kind(text), On: n%2 == 0, N: n, M: 3, Inner: Inner{text}, Next: &Inner{text + "’"}, Words: strings.Fields(text + " 二 <三>"), Inners: []Inner{{"甲"}, {text}, {"丙"}},
	}
	v.Children = []View{{Title: text, Words: []string{"子"}, Children: []View{{Title: "孙"}}}, {Title: "空"}}
	return v
}

// all are templates that the compiler knows; each is run both ways.
var all = []string{
	`{{.Title}} {{.Root}} {{.N}} {{.Kind}} {{.Body}} {{.Inner.Name}} {{.Next.Name}} {{.Inner.Shout}}`,
	`<a href="{{.Root}}index.html" title="{{.Title}}" data-n={{.N}}>x</a>`,
	`<a href="{{.Title}}">{{.Title}}</a><a href="?q={{.Title}}">q</a><a href="{{.Where}}">w</a><a href="{{.Root}}{{.Title}}#{{.Title}}">r</a>`,
	`<title>{{.Title}}</title><textarea>{{.Title}}</textarea>`,
	`<script type="application/ld+json">{{.Data}}</script>`,
	`{{if .On}}even{{else if eq .N 3}}three{{else}}odd{{end}}{{if not .On}}!{{end}}{{if and .On .Words}}a{{end}}{{if or .Missing .Words}}b{{end}}`,
	`{{with .Next}}{{.Name}}{{else}}none{{end}}{{with .Missing}}{{.Name}}{{else}}none{{end}}{{with $x := .Inner}}{{$x.Name}}{{$.Title}}{{end}}`,
	`{{range .Words}}[{{.}}]{{else}}empty{{end}}{{range .Children}}{{range .Children}}{{.Title}}{{end}}{{else}}none{{end}}`,
	`{{range $i, $w := .Words}}{{if $i}}、{{end}}{{$w}}{{end}}{{range $i := .Inners}}{{$i.Name}}{{.Shout}}{{end}}`,
	`{{range .Words}}{{if eq . "二"}}{{continue}}{{end}}{{if eq . "<三>"}}{{break}}{{end}}{{.}}{{end}}`,
	`{{$a := .Title}}{{$b := 1}}{{$a}}{{$b}}{{if .On}}{{$a = "neu"}}{{end}}{{$a}}`,
	`{{define "child"}}({{.Title}}{{range .Children}}{{template "child" .}}{{end}}){{end}}{{template "child" .}}`,
	`{{block "part" .Inner}}{{.Name}}{{end}}{{len .Words}}{{index .Words 0}}{{(index .Inners 1).Name}}{{printf "%s-%d" .Title .N}}{{print .N .M}}`,
	`{{if eq .Title "a" "b" "一"}}in{{end}}{{if lt .N .M}}<{{end}}{{if ge .N 3}}≥{{end}}{{if ne .Kind "一"}}≠{{end}}{{if gt (len .Words) 2}}>{{end}}`,
	`{{or .Title "leer"}}{{and .Title "voll"}}{{.Words | len}}{{/* nothing */}}{{- " a " -}} {{true}}`,
	`{{html .Title}}`,
}

func standard(t testing.TB, text string) *template.Template {
	t.Helper()
	parsed, err := template.New("main").Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// same runs a template both ways. A template that the compiler does not know is reported as false.
func same(t testing.TB, text string, v View) bool {
	t.Helper()
	program, err := stencil.Compile(standard(t, text), "main", reflect.TypeFor[View]())
	if errors.Is(err, stencil.ErrUnknown) {
		return false
	}
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	var want bytes.Buffer
	wantErr := standard(t, text).Execute(&want, v)
	got, gotErr := program.Append([]byte("before "), v)
	if (wantErr != nil) != (gotErr != nil) {
		t.Fatalf("%s: error %v, want %v", text, gotErr, wantErr)
	}
	if wantErr == nil && string(got) != "before "+want.String() {
		t.Fatalf("%s\ngot  %q\nwant %q", text, got, "before "+want.String())
	}
	return true
}

func TestCompiledTemplatesWriteWhatTheStandardLibraryWrites(t *testing.T) {
	texts := []string{"一", "<a href='x'>&amp;+\"", "a\x00b\xff", "javascript:alert(1)", "https://example.org/?a=b&c=d%20 e%zz", "", "两改 一建", "../3/1.html#c1-s1-p2_~", "//x/y", "a:b", "a+b"}
	for _, source := range all {
		for i, text := range texts {
			if !same(t, source, view(text, i)) {
				if source != `{{html .Title}}` && !strings.Contains(source, "data-n=") {
					t.Errorf("%s is not known to the compiler", source)
				}
			}
		}
	}
}

func FuzzSameBytes(f *testing.F) {
	for i := range all {
		f.Add(i, "文 <b> & 'c'", 3)
	}
	f.Fuzz(func(t *testing.T, which int, text string, n int) {
		same(t, all[((which%len(all))+len(all))%len(all)], view(text, n))
	})
}

func TestAFieldThatTheViewDoesNotHaveIsAnErrorWithItsPlace(t *testing.T) {
	for source, want := range map[string]string{
		"<p>\n{{.Titel}}":                     "template: main:2:3: .Titel: stencil_test.View has no field Titel; it has Root, Count, Title, Body, Data, Where, Kind, On, N, M, Inner, Next, Missing, Words, Inners, Children, Any",
		"{{range .Inners}}\n {{.Nam}}{{end}}": "template: main:2:4: .Nam: stencil_test.Inner has no field Nam; it has Name",
		"{{.Title.Length}}":                   "template: main:1:9: .Title.Length: a string has no field Length",
		"{{range .Inner}}{{end}}":             "template: main:1:9: .Inner: range goes over a list, and this is a stencil_test.Inner",
		"{{if eq .N .Title}}{{end}}":          "template: main:1:6: eq .N .Title: eq compares a int with a string",
	} {
		_, err := stencil.Compile(standard(t, source), "main", reflect.TypeFor[View]())
		var wrong *stencil.Error
		if !errors.As(err, &wrong) {
			t.Errorf("%s: %v is no *Error", source, err)
		} else if err.Error() != want {
			t.Errorf("%s:\ngot  %s\nwant %s", source, err, want)
		}
	}
}

func TestWhatTheCompilerDoesNotKnowIsSaid(t *testing.T) {
	for _, source := range []string{`{{.Any}}`, `{{html .Title}}`, `<p title="{{.Body}}">`, `<style>p{color:{{.Title}}}</style>`, `{{range 3}}x{{end}}`, `{{slice .Title 1}}`} {
		if _, err := stencil.Compile(standard(t, source), "main", reflect.TypeFor[View]()); !errors.Is(err, stencil.ErrUnknown) {
			t.Errorf("%s: %v", source, err)
		}
	}
}

func TestANilPointerFailsAsInTheStandardLibrary(t *testing.T) {
	if !same(t, `a {{.Missing.Name}}`, view("一", 1)) {
		t.Error("not compiled")
	}
	if !same(t, `{{index .Words .N}}`, view("一", 9)) {
		t.Error("not compiled")
	}
}

func BenchmarkStandard(b *testing.B) {
	t, v := standard(b, all[11]+all[2]+all[8]), view("开封市政府工作报告", 3)
	for b.Loop() {
		var out bytes.Buffer
		if err := t.Execute(&out, v); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompiled(b *testing.B) {
	v := view("开封市政府工作报告", 3)
	program, err := stencil.Compile(standard(b, all[11]+all[2]+all[8]), "main", reflect.TypeFor[View]())
	if err != nil {
		b.Fatal(err)
	}
	var out []byte
	for b.Loop() {
		if out, err = program.Append(out[:0], v); err != nil {
			b.Fatal(err)
		}
	}
}
