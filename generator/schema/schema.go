// Package schema says what content files may hold as JSON Schemas (https://json-schema.org/draft/2020-12), for editors with a TOML language
// server: they complete keys and values, explain them, and mark what is wrong while one types.
//
//	{
//	  "$schema": "https://json-schema.org/draft/2020-12/schema",
//	  "title": "terms.toml：报告里的提法、文件与名称",
//	  "type": "object",
//	  "properties": { "term": { "type": "array", "items": { "$ref": "#/$defs/Term" } } },
//	  "additionalProperties": false,
//	  "$defs": { … }
//	}
//
// Keys and types are those of package content's Go types, texts those of keys.toml, and rules.go has what the loader asks beside the type.
// What only the loader can know (whether a passage holds a quote) no schema says; a test has the list.
package schema

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"baogao/generator/content"
)

// File is the schema of one kind of content file.
type File struct {
	Name  string // "terms.json"
	Kind  content.FileKind
	Title Text
	Data  []byte
}

// Text is what a key or a table is.
type Text struct {
	ZH string `toml:"zh"`
	EN string `toml:"en"`
}

// Files are all schemas, in the order of content.FileKinds.
func Files() ([]File, error) { return made() }

var made = sync.OnceValues(makeFiles)

func makeFiles() ([]File, error) {
	var files []File
	for _, kind := range content.FileKinds() {
		t := reflect.TypeOf(kind.Zero)
		m := &maker{defs: map[string]*node{}}
		root := m.table(t)
		root.Schema, root.Defs = "https://json-schema.org/draft/2020-12/schema", m.defs
		root.Comment = "baogao schema " + kind.Name
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(root); err != nil {
			return nil, err
		}
		files = append(files, File{kind.Name + ".json", kind, texts()[t.Name()]["_"], b.Bytes()})
	}
	return files, nil
}

//go:embed keys.toml
var keysText string

var texts = sync.OnceValue(func() map[string]map[string]Text {
	all := map[string]map[string]Text{}
	if _, err := toml.Decode(keysText, &all); err != nil {
		panic(err) // the texts are ours
	}
	return all
})

// node is a JSON Schema, with the keywords that are used here.
type node struct {
	Schema      string           `json:"$schema,omitempty"`
	Comment     string           `json:"$comment,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Type        string           `json:"type,omitempty"`
	Format      string           `json:"format,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Const       any              `json:"const,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	MinLength   int              `json:"minLength,omitempty"`
	MaxLength   *int             `json:"maxLength,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Maximum     *int             `json:"maximum,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	MaxItems    *int             `json:"maxItems,omitempty"`
	UniqueItems bool             `json:"uniqueItems,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Contains    *node            `json:"contains,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Additional  *bool            `json:"additionalProperties,omitempty"`
	If          *node            `json:"if,omitempty"`
	Then        *node            `json:"then,omitempty"`
	Else        *node            `json:"else,omitempty"`
	Not         *node            `json:"not,omitempty"`
	AnyOf       []*node          `json:"anyOf,omitempty"`
	AllOf       []*node          `json:"allOf,omitempty"`
	Defs        map[string]*node `json:"$defs,omitempty"`
}

// maker collects the tables that a schema refers to.
type maker struct{ defs map[string]*node }

// say gives a node the texts of a key: its short name as title, all of it as description, Chinese first.
func (n *node) say(t Text) {
	short := func(s, colon string) string {
		name, _, _ := strings.Cut(s, colon)
		return name
	}
	n.Title = short(t.ZH, "：")
	if english := short(t.EN, ": "); english != n.Title { // the name of a file is one
		n.Title += " · " + english
	}
	n.Description = t.ZH + "\n\n" + t.EN
}

// table is the schema of a Go struct that TOML is read into.
func (m *maker) table(t reflect.Type) *node {
	closed := false
	n := &node{Type: "object", Properties: map[string]*node{}, Additional: &closed, AllOf: between()[t.Name()]}
	n.say(texts()[t.Name()]["_"])
	for i := range t.NumField() {
		key := t.Field(i).Tag.Get("toml")
		if key == "" || key == "-" {
			continue
		}
		own := m.value(t.Field(i).Type)
		if rule, ok := rules()[t.Name()+"."+key]; ok {
			if rule.must {
				n.Required = append(n.Required, key)
			}
			rule.narrow(own)
		}
		own.say(texts()[t.Name()][key])
		n.Properties[key] = own
	}
	return n
}

// value is the schema of a value of a Go type.
func (m *maker) value(t reflect.Type) *node {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return &node{Type: "string", Format: "date", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}
	case t.Kind() == reflect.Pointer:
		return m.value(t.Elem())
	case t.Kind() == reflect.String:
		return &node{Type: "string"}
	case t.Kind() == reflect.Int:
		return &node{Type: "integer"}
	case t.Kind() == reflect.Float64:
		return &node{Type: "number"}
	case t.Kind() == reflect.Bool:
		return &node{Type: "boolean"}
	case t.Kind() == reflect.Slice:
		return &node{Type: "array", Items: m.value(t.Elem())}
	case t.Kind() == reflect.Array:
		n := t.Len()
		return &node{Type: "array", Items: m.value(t.Elem()), MinItems: n, MaxItems: &n}
	case t.Kind() == reflect.Struct:
		if m.defs[t.Name()] == nil {
			m.defs[t.Name()] = &node{} // while it is made
			m.defs[t.Name()] = m.table(t)
		}
		return &node{Ref: "#/$defs/" + t.Name()}
	}
	panic("no schema is known for " + t.String())
}
