package page

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	minhtml "github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"

	"baogao/generator/diag"
	"baogao/generator/stencil"
)

// Layouts are the templates of all page kinds, with the interface's texts in place and minified: pages come out of them finished.
type Layouts struct {
	Strings  *Strings
	kinds    map[string]layout
	partials *template.Template
}

// layout is the template of a page kind. Its program is nil where it uses what only the standard library knows.
type layout struct {
	set     *template.Template
	program *stencil.Program
}

// views are the page kinds, each a file of layouts/ beside base.html whose first line names its view.
var views = []struct {
	kind string
	view reflect.Type
}{
	{"home", reflect.TypeFor[HomeView]()},
	{"report", reflect.TypeFor[ReportView]()},
	{"part", reflect.TypeFor[PartView]()},
	{"full", reflect.TypeFor[FullView]()},
	{"single", reflect.TypeFor[SingleView]()},
	{"terms", reflect.TypeFor[TermsView]()},
	{"term", reflect.TypeFor[TermView]()},
	{"figures", reflect.TypeFor[DataView]()},
	{"indicator", reflect.TypeFor[IndicatorView]()},
	{"commitments", reflect.TypeFor[DataView]()},
	{"pairs", reflect.TypeFor[DataView]()},
	{"search", reflect.TypeFor[SearchView]()},
	{"cite", reflect.TypeFor[CiteView]()},
	{"moved", reflect.TypeFor[MovedView]()},
	{"about", reflect.TypeFor[AboutView]()},
	{"changes", reflect.TypeFor[ChangesView]()},
	{"page", reflect.TypeFor[PageView]()},
	{"missing", reflect.TypeFor[MissingView]()},
	{"series", reflect.TypeFor[SeriesView]()},
	{"across", reflect.TypeFor[AcrossView]()},
	{"shared", reflect.TypeFor[SharedView]()},
	{"alike", reflect.TypeFor[AlikeView]()},
}

// minifier keeps what pages must keep: document tags, end tags and quotes.
func minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, TemplateDelims: minhtml.GoTemplateDelims})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	return m
}

// LoadLayouts reads layouts/ for one language of the interface. A template that does not parse, or that asks its view for what it does
// not have, is a problem with its line.
func LoadLayouts(layouts fs.FS, assets *Assets, language string, minified bool, problems *diag.List) *Layouts {
	l := &Layouts{Strings: loadStrings(layouts, language, problems), kinds: map[string]layout{}}
	before := problems.Errors()
	s := readSources(layouts, l.Strings, assets, minified, problems)
	if problems.Errors() > before {
		return l
	}
	told := map[string]bool{}
	l.partials = s.base
	written := s // the sources with their lines, read when there is something to say
	compiled, wrong := make([]layout, len(views)), make([]error, len(views))
	var compiling sync.WaitGroup
	for i, v := range views {
		compiling.Go(func() { compiled[i], wrong[i] = s.compile(v.kind, v.view) })
	}
	compiling.Wait()
	for i, v := range views {
		err := wrong[i]
		if err != nil && minified {
			written = readSources(layouts, l.Strings, nil, false, &diag.List{})
			if written.kinds[v.kind] != nil {
				if _, e := written.compile(v.kind, v.view); e != nil {
					err = e
				}
			}
		}
		if err != nil {
			written.report(err, v.kind+".html", told, problems)
		}
		l.kinds[v.kind] = compiled[i]
	}
	return l
}

// layoutSources are the files of layouts/ with the interface's texts in place.
type layoutSources struct {
	files map[string]*diag.File         // as people wrote them, by file name without folder
	kinds map[string]*template.Template // what each kind's file defines; nil where it cannot be parsed
	base  *template.Template            // base.html and the partials
}

func readSources(layouts fs.FS, texts *Strings, assets *Assets, minified bool, problems *diag.List) *layoutSources {
	s := &layoutSources{files: map[string]*diag.File{}, kinds: map[string]*template.Template{}, base: template.New("base")}
	m := minifier()
	read := func(name string) string {
		data, err := fs.ReadFile(layouts, name)
		f := &diag.File{Path: path.Join("layouts", name), Text: string(data)}
		s.files[path.Base(name)] = f
		if err != nil {
			problems.Errorf(f, diag.Span{}, "the layout cannot be read: %v", err).SetHelp("put it back, or take layouts/ away to use the built-in ones")
			return ""
		}
		text := assets.expand(texts.expand(f, problems))
		if minified {
			small, err := m.String("text/html", text)
			if err != nil {
				problems.Errorf(f, diag.Span{}, "the layout cannot be minified: %v", err).SetHelp("close every tag and every {{")
				return text
			}
			text = small
		}
		return text
	}
	partials, err := fs.Glob(layouts, "partials/*.html")
	if err != nil {
		panic(err) // the pattern is ours
	}
	for _, name := range append([]string{"base.html"}, partials...) {
		t := s.base
		if name != "base.html" {
			t = s.base.New(path.Base(name))
		}
		if _, err := t.Parse(read(name)); err != nil {
			reportTemplate(s.files[path.Base(name)], err, problems)
		}
	}
	for _, v := range views {
		name := v.kind + ".html"
		t, err := template.New(name).Parse(read(name))
		if err != nil {
			reportTemplate(s.files[name], err, problems)
			continue
		}
		s.kinds[v.kind] = t
	}
	return s
}

// compile makes a page kind's set of templates and its program. A kind can be compiled once; several may be at the same time.
func (s *layoutSources) compile(kind string, view reflect.Type) (layout, error) {
	set := s.kinds[kind]
	if err := s.lend(set, "base", map[string]bool{}); err != nil {
		return layout{set, nil}, err
	}
	program, err := stencil.Compile(set, "base", view)
	if errors.Is(err, stencil.ErrUnknown) {
		err = nil
	}
	return layout{set, program}, err
}

// lend gives a kind's set the template of this name and those that it calls, where the kind has none of its own. Escaping changes a template, so each
// set has a copy, and of no more than it uses.
func (s *layoutSources) lend(set *template.Template, name string, lent map[string]bool) error {
	if lent[name] {
		return nil // it calls itself
	}
	lent[name] = true
	t := set.Lookup(name)
	if of := s.base.Lookup(name); t == nil && of != nil && of.Tree != nil {
		var err error
		if t, err = set.AddParseTree(name, of.Tree.Copy()); err != nil {
			return err
		}
	}
	if t == nil || t.Tree == nil {
		return nil // escaping says that it is missing, and where it is called
	}
	for _, called := range calls(t.Tree.Root, nil) {
		if err := s.lend(set, called, lent); err != nil {
			return err
		}
	}
	return nil
}

// calls appends the names of the templates that nodes call.
func calls(list *parse.ListNode, names []string) []string {
	if list == nil {
		return names
	}
	for _, node := range list.Nodes {
		var branch *parse.BranchNode
		switch n := node.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
			continue
		case *parse.IfNode:
			branch = &n.BranchNode
		case *parse.RangeNode:
			branch = &n.BranchNode
		case *parse.WithNode:
			branch = &n.BranchNode
		default:
			continue
		}
		names = calls(branch.ElseList, calls(branch.List, names))
	}
	return names
}

// report places an error of a set of templates in the file that it names. Kinds share files: a place is told once.
func (s *layoutSources) report(err error, name string, told map[string]bool, problems *diag.List) {
	var wrong *stencil.Error
	var unsafe *template.Error
	line := 1
	message, help := err.Error(), "see the Go documentation of html/template"
	if errors.As(err, &wrong) {
		name, line, message = wrong.Template, wrong.Line, wrong.Message
		help = "the first line of a layout names the view it is given"
	} else if errors.As(err, &unsafe) && unsafe.Node != nil {
		place, _ := (*parse.Tree)(nil).ErrorContext(unsafe.Node)
		var number string
		if name, number, _ = strings.Cut(place, ":"); number != "" {
			number, _, _ = strings.Cut(number, ":")
			line, _ = strconv.Atoi(number)
		}
		message = unsafe.Description
	}
	if name == "base" {
		name = "base.html"
	}
	f := s.files[name]
	if f == nil {
		f = s.files["base.html"]
	}
	span := f.LineSpan(line)
	if wrong != nil {
		if at := strings.Index(f.Text[span.Start:span.End], wrong.Node); at >= 0 {
			span = diag.Span{Start: span.Start + at, End: span.Start + at + len(wrong.Node)}
		}
	}
	if place := f.Path + ":" + strconv.Itoa(span.Start); !told[place] {
		told[place] = true
		problems.Errorf(f, span, "%s", message).SetHelp("%s", help)
	}
}

var templateLine = regexp.MustCompile(`template: [^:]+:(\d+)`)

// reportTemplate places a template's error by the line in its message, the only place that the library gives; a minified template
// has another line, so the file is parsed as written to find the first.
func reportTemplate(f *diag.File, err error, problems *diag.List) {
	if _, e := template.New(path.Base(f.Path)).Parse(call.ReplaceAllString(f.Text, "")); e != nil {
		err = e
	}
	span := f.LineSpan(1)
	if m := templateLine.FindStringSubmatch(err.Error()); m != nil {
		n, _ := strconv.Atoi(m[1])
		span = f.LineSpan(n)
	}
	problems.Errorf(f, span, "%v", err).SetHelp("see the Go documentation of html/template")
}

// append writes one page behind out.
func (l *Layouts) append(out []byte, kind string, view any) ([]byte, error) {
	t, ok := l.kinds[kind]
	if !ok {
		return nil, fmt.Errorf("there is no layout %q", kind)
	}
	if t.program != nil {
		return t.program.Append(out, view)
	}
	b := bytes.NewBuffer(out)
	err := t.set.ExecuteTemplate(b, "base", view)
	return b.Bytes(), err
}
