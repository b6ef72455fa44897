package content_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/schema"
)

// judge is the schemas, compiled by a validator of others.
type judge map[string]*jsonschema.Schema

func newJudge(t *testing.T) judge {
	t.Helper()
	files, err := schema.Files()
	if err != nil {
		t.Fatal(err)
	}
	j := judge{}
	for _, f := range files {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(f.Name, err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(f.Name, document); err != nil {
			t.Fatal(f.Name, err)
		}
		if j[f.Kind.Name], err = c.Compile(f.Name); err != nil {
			t.Fatal(f.Name, err)
		}
	}
	return j
}

// kindOf is which schema a file of a project is for, "" where none is.
func kindOf(name string) string {
	below, inReport := strings.CutPrefix(name, content.Root+"/")
	switch {
	case name == "config.toml":
		return "config"
	case path.Ext(name) == ".toml" && inReport:
		return strings.TrimSuffix(path.Base(name), ".toml")
	case path.Ext(name) != ".md" || !inReport:
		return ""
	case !strings.Contains(below, "/"):
		return "page"
	case path.Base(name) == "_index.md" && strings.Count(below, "/") == 1:
		return "report"
	}
	return "part"
}

// refuses tells what a schema has against a file as an editor's language server would see it, nil for nothing. What is no TOML, or no
// front matter, is refused before any schema.
func (j judge) refuses(name string, data []byte) error {
	s := j[kindOf(name)]
	if s == nil {
		return fmt.Errorf("no schema is for %s", name)
	}
	text := strings.TrimPrefix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\ufeff")
	if path.Ext(name) == ".md" {
		front, _, ok := content.FrontMatter(&diag.File{Path: name, Text: text}, &diag.List{})
		if !ok {
			return fmt.Errorf("no front matter")
		}
		text = text[front.Start:front.End]
	}
	var v map[string]any
	if _, err := toml.Decode(text, &v); err != nil {
		return err
	}
	return s.Validate(asJSON(v))
}

// asJSON is a TOML value as language servers give it to a validator: days and times are texts.
func asJSON(v any) any {
	switch v := v.(type) {
	case time.Time:
		if v.Location().String() == "date-local" {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case map[string]any:
		m := map[string]any{}
		for k, w := range v {
			m[k] = asJSON(w)
		}
		return m
	case []map[string]any:
		list := make([]any, len(v))
		for i, w := range v {
			list[i] = asJSON(w)
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, w := range v {
			list[i] = asJSON(w)
		}
		return list
	}
	return v
}

// loaderRefuses tells whether loading a project says an error of a file, of any where none is named.
func loaderRefuses(project fstest.MapFS, name string) (bool, string) {
	var problems diag.List
	parser := markdown.NewParser()
	if p := content.Open(project, parser, &problems); p != nil {
		for _, id := range p.Reports {
			content.Load(project, id, parser, &problems)
		}
	}
	for _, p := range problems.Problems() {
		if (name == "" || p.File.Path == name) && p.Severity == diag.Error {
			return true, content.Screen(&problems)
		}
	}
	return false, content.Screen(&problems)
}

// onlyTheLoader are the mistakes of testdata/messages that no schema can see, each with its reason.
var onlyTheLoader = map[string]string{
	"annex-gap":                         names,
	"commitment-as-of":                  days,
	"commitment-quote":                  quotes,
	"commitment-verdict-too-early":      days,
	"date-in-quotes":                    json,
	"emphasis":                          marks,
	"erratum-no-place":                  references,
	"erratum-wrong-place":               quotes,
	"figure-highlight":                  entries,
	"figure-passage":                    references,
	"figure-quote":                      quotes,
	"figure-quote-inside-number":        quotes,
	"figure-quote-moved":                quotes,
	"figure-quote-twice":                quotes,
	"figure-quote-without-number":       quotes,
	"figure-unit-kind":                  numbers,
	"figure-unit-other":                 numbers,
	"figure-unit-unknown":               numbers,
	"figure-value":                      numbers,
	"figure-value-decimal":              numbers,
	"figure-value-max":                  numbers,
	"heading-id":                        marks,
	"heading-without-id":                marks,
	"html":                              marks,
	"line-break-in-paragraph":           marks,
	"link":                              marks,
	"list":                              marks,
	"markup":                            marks,
	"merge-marks-in-text":               marks,
	"merge-marks-whole-in-text":         marks,
	"not-utf8":                          bytes_,
	"outline-outside":                   references,
	"outline-overlap":                   entries,
	"paragraph-of-ten-megabytes":        words,
	"quote-of-ten-megabytes":            quotes,
	"paragraph-lost":                    words,
	"relation":                          references,
	"section-gap":                       names,
	"space-in-address":                  references,
	"sum-figure":                        references,
	"tab-paragraph":                     marks,
	"term-alias-again":                  keys,
	"term-members":                      counting,
	"term-quote":                        quotes,
	"term-scope":                        references,
	"term-sees-itself":                  entries,
	"term-shared-name":                  entries,
	"term-twice":                        entries,
	"text-changed":                      words,
	"text-changed-twice":                words,
	"title-changed":                     words,
	"toml-in-markdown-body":             marks,
	"word-changed-twice-in-a-paragraph": words,
}

// What no schema can see.
const (
	marks      = "the Markdown behind the front matter"
	words      = "whether the text is the published one"
	quotes     = "whether a passage holds the quoted words, once"
	numbers    = "whether value and unit are those of the words"
	references = "whether a passage, an entry or a line is there"
	entries    = "what two entries say together"
	keys       = "whether two keys of an entry say the same"
	counting   = "how many things a Chinese name counts"
	days       = "which of two days is the later"
	json       = "a day in quotation marks: to JSON every day is a text"
	bytes_     = "the encoding of a file"
	names      = "whether a file's place is one that is read"
)

// TestSchemaAndLoaderJudgeTheMistakesAlike takes every mistake of the table to both.
func TestSchemaAndLoaderJudgeTheMistakesAlike(t *testing.T) {
	j := newJudge(t)
	names, _ := filepath.Glob("testdata/messages/*.txtar")
	unseen := maps.Clone(onlyTheLoader)
	judged := 0
	for _, file := range names {
		mistake := strings.TrimSuffix(filepath.Base(file), ".txtar")
		_, project := content.Archive(t, "testdata/tiny.txtar")
		a, _ := content.Archive(t, file)
		var changed []string
		for _, f := range a.Files {
			switch {
			case strings.HasPrefix(f.Name, "want"), f.Name == "unreadable":
			case len(f.Data) == 0:
				delete(project, f.Name)
			default:
				project[f.Name] = &fstest.MapFile{Data: content.Edited(t, project, f)}
				if kindOf(f.Name) != "" {
					changed = append(changed, f.Name)
				}
			}
		}
		for _, name := range changed {
			judged++
			byLoader, screen := loaderRefuses(project, name)
			bySchema := j.refuses(name, project[name].Data)
			switch reason := onlyTheLoader[mistake]; {
			case byLoader && bySchema == nil && reason == "":
				t.Errorf("%s: the schema takes %s, the loader does not:\n%s", mistake, name, screen)
			case !byLoader && bySchema != nil:
				t.Errorf("%s: the loader takes %s, the schema does not: %v", mistake, name, bySchema)
			case byLoader && bySchema != nil && reason != "":
				t.Errorf("%s: the schema sees it after all; take it from the list (%s)", mistake, reason)
			}
			delete(unseen, mistake)
		}
	}
	for mistake := range unseen {
		t.Errorf("%s is listed and not in the table", mistake)
	}
	t.Logf("%d files of %d mistakes, %d for the loader alone", judged, len(names), len(onlyTheLoader))
}

// TestSchemasTakeWhatIsRight: the project's own content, the tiny report and everything that import drafts.
func TestSchemasTakeWhatIsRight(t *testing.T) {
	j := newJudge(t)
	_, tiny := content.Archive(t, "testdata/tiny.txtar")
	files := map[string][]byte{}
	for name, f := range tiny {
		files[name] = f.Data
	}
	check := func() {
		for name, data := range files {
			if kind := kindOf(name); kind != "" && j[kind] != nil {
				if err := j.refuses(name, data); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			} else if kind != "" {
				t.Errorf("%s has no schema", name)
			}
		}
	}
	check()
	files = map[string][]byte{}
	for _, root := range []string{"../../config.toml", "../../content"} {
		err := filepath.WalkDir(root, func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			rel, _ := filepath.Rel("../..", name)
			files[filepath.ToSlash(rel)] = data
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	check()
	for name, data := range files {
		if path.Ext(name) != ".toml" {
			continue
		}
		want := content.ConfigSchemaLine()
		if id, ok := strings.CutPrefix(path.Dir(name), content.Root+"/"); ok {
			want = content.SchemaLine(id, path.Base(name))
		}
		if !strings.HasPrefix(string(data), want) {
			t.Errorf("%s does not begin with %q", name, want)
		}
	}
}

// place is one key of one table of a file: path leads to the table.
type place struct {
	path []string
	key  string // "term.kind"
}

// places are the keys of all tables of a type, two that are none in each among them.
func places(t reflect.Type, path []string, found []place) []place {
	first := strings.ToUpper(t.Field(0).Tag.Get("toml"))
	for _, strange := range []string{"unheard_of", first} {
		found = append(found, place{path, strings.Join(append(slices.Clone(path), strange), ".")})
	}
	for i := range t.NumField() {
		key := t.Field(i).Tag.Get("toml")
		if key == "" || key == "-" {
			continue
		}
		below := append(slices.Clone(path), key)
		found = append(found, place{path, strings.Join(below, ".")})
		inner := t.Field(i).Type
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner != reflect.TypeFor[time.Time]() {
			found = places(inner, below, found)
		}
	}
	return found
}

// put gives a file's values with another one at a place: nil takes the key out.
func put(root map[string]any, p place, value any) {
	for _, key := range p.path {
		switch below := root[key].(type) {
		case map[string]any:
			root = below
		case []map[string]any:
			root = below[0]
		case []any:
			root = below[0].(map[string]any)
		default:
			panic(fmt.Sprintf("no example of %s", p.key))
		}
	}
	key := p.key[strings.LastIndex(p.key, ".")+1:]
	delete(root, key)
	if value != nil {
		root[key] = value
	}
}

// meaning are the keys whose value the loader compares with something outside of its table, each with what that is.
var meaning = map[string]string{
	"accepted:accepted.place":         references,
	"commitments:commitment.figures":  references,
	"commitments:commitment.passage":  references,
	"commitments:commitment.quote":    quotes,
	"errata:erratum":                  words,
	"errata:erratum.at":               quotes,
	"errata:erratum.before.corrected": keys,
	"errata:erratum.corrected":        quotes,
	"errata:erratum.draft":            words,
	"errata:erratum.place":            references,
	"errata:erratum.published":        words,
	"figures:figure":                  references,
	"figures:figure.id":               references,
	"figures:figure.passage":          references,
	"figures:figure.quote":            quotes,
	"figures:figure.unit":             numbers,
	"figures:figure.value":            numbers,
	"figures:figure.value_max":        numbers,
	"layout:between":                  words,
	"layout:end":                      words,
	"layout:gap":                      words,
	"layout:gap.before":               words,
	"layout:gap.text":                 words,
	"layout:inside":                   words,
	"layout:inside.at":                words,
	"layout:inside.in":                words,
	"layout:inside.text":              words,
	"links:pair.plan.figure":          references,
	"links:pair.plan.passage":         references,
	"links:pair.plan.quote":           quotes,
	"links:pair.review.figure":        references,
	"links:pair.review.passage":       references,
	"links:pair.review.quote":         quotes,
	"links:related.from":              references,
	"links:related.quote":             quotes,
	"links:related.to":                references,
	"links:sum.parts":                 references,
	"links:unrelated.from":            references,
	"links:unrelated.to":              references,
	"noise:noise.gap":                 words,
	"noise:noise.text":                words,
	"part:form":                       words,
	"part:number":                     words,
	"part:stop":                       words,
	"part:title":                      words,
	"report:masthead":                 words,
	"terms:term":                      references,
	"terms:term.id":                   references,
	"terms:term.scope":                references,
	"terms:term.see":                  references,
	"tombstones:renamed.to":           references,
}

// TestSchemaAndLoaderTakeTheSameValues puts values of every type at every key of every table, takes every key out and adds strange ones, and
// asks both.
func TestSchemaAndLoaderTakeTheSameValues(t *testing.T) {
	j := newJudge(t)
	examples := map[string]string{"config": "config.toml", "page": "content/about.md", "report": "content/2020/_index.md", "part": "content/2020/1/1.md"}
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	values := []any{nil, "", "x", 0, 2, 1.5, true, day, []any{}, []any{"x"}, []any{1}, []any{[]any{1, 2}}, map[string]any{}}
	right := content.Whole(t)
	tried, unseen := 0, maps.Clone(meaning)
	for _, kind := range content.FileKinds() {
		name := examples[kind.Name]
		if name == "" {
			name = "content/2020/" + kind.Name + ".toml"
		}
		for _, p := range places(reflect.TypeOf(kind.Zero), nil, nil) {
			for _, value := range values {
				tried++
				project := maps.Clone(right)
				data := with(t, project[name].Data, name, p, value)
				project[name] = &fstest.MapFile{Data: data}
				byLoader, screen := loaderRefuses(project, "")
				bySchema := j.refuses(name, data)
				reason := meaning[kind.Name+":"+p.key]
				switch {
				case !byLoader && bySchema != nil:
					t.Errorf("%s: %s = %#v: the loader takes it, the schema does not: %v", name, p.key, value, bySchema)
				case value == day && bySchema == nil: // to JSON a day is a text
				case byLoader && bySchema == nil && reason == "":
					t.Errorf("%s: %s = %#v: the schema takes it, the loader does not:\n%s", name, p.key, value, screen)
				case byLoader && bySchema == nil:
					delete(unseen, kind.Name+":"+p.key)
				}
			}
		}
	}
	for key := range unseen {
		t.Errorf("%s is listed, and both judge it alike", key)
	}
	t.Logf("%d values at the keys of %d kinds of files", tried, len(content.FileKinds()))
}

// with is a file with a value put at a place.
func with(t *testing.T, data []byte, name string, p place, value any) []byte {
	t.Helper()
	text, rest := string(data), ""
	if path.Ext(name) == ".md" {
		front, _, _ := content.FrontMatter(&diag.File{Path: name, Text: text}, &diag.List{})
		text, rest = text[front.Start:front.End], text[front.End:]
	}
	var v map[string]any
	if _, err := toml.Decode(text, &v); err != nil {
		t.Fatal(name, err)
	}
	put(v, p, value)
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(v); err != nil {
		t.Fatal(name, err)
	}
	if rest != "" {
		return []byte("+++\n" + b.String() + rest)
	}
	return b.Bytes()
}
