package page

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strconv"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	minhtml "github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"

	"baogao/generator/diag"
)

// Layouts are the templates of all page kinds, with the interface's texts in place and minified: pages come out of them finished.
type Layouts struct {
	Strings *Strings
	kinds   map[string]*template.Template
}

// kinds are the page kinds, each a file of layouts/ beside base.html whose first line names its view.
var kinds = []string{"home", "report", "part", "full", "terms", "term", "figures", "indicator", "commitments", "pairs", "search", "about", "page", "missing"}

// minifier keeps what pages must keep: document tags, end tags and quotes.
func minifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, TemplateDelims: minhtml.GoTemplateDelims})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	return m
}

// LoadLayouts reads layouts/ for one language of the interface. A template that does not parse is a problem with its line.
func LoadLayouts(layouts fs.FS, language string, minified bool, problems *diag.List) *Layouts {
	l := &Layouts{Strings: loadStrings(layouts, language, problems), kinds: map[string]*template.Template{}}
	m := minifier()
	source := func(name string) (*diag.File, string) {
		data, err := fs.ReadFile(layouts, name)
		f := &diag.File{Path: path.Join("layouts", name), Text: string(data)}
		if err != nil {
			problems.Errorf(f, diag.Span{}, "the layout cannot be read: %v", err).SetHelp("put it back, or take layouts/ away to use the built-in ones")
			return f, ""
		}
		text := l.Strings.expand(f, problems)
		if minified {
			small, err := m.String("text/html", text)
			if err != nil {
				problems.Errorf(f, diag.Span{}, "the layout cannot be minified: %v", err).SetHelp("close every tag and every {{")
				return f, text
			}
			text = small
		}
		return f, text
	}
	partials, err := fs.Glob(layouts, "partials/*.html")
	if err != nil {
		panic(err) // the pattern is ours
	}
	base := template.New("base")
	for _, name := range append([]string{"base.html"}, partials...) {
		f, text := source(name)
		t := base
		if name != "base.html" {
			t = base.New(path.Base(name))
		}
		if _, err := t.Parse(text); err != nil {
			reportTemplate(f, err, problems)
		}
	}
	for _, kind := range kinds {
		f, text := source(kind + ".html")
		t, err := base.Clone()
		if err == nil {
			_, err = t.New(kind + ".html").Parse(text)
		}
		if err != nil {
			reportTemplate(f, err, problems)
			continue
		}
		l.kinds[kind] = t
	}
	return l
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

// execute writes one page.
func (l *Layouts) execute(w io.Writer, kind string, view any) error {
	t := l.kinds[kind]
	if t == nil {
		return fmt.Errorf("there is no layout %q", kind)
	}
	return t.ExecuteTemplate(w, "base", view)
}
