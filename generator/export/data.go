package export

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"baogao/generator/content"
	"baogao/generator/jsontext"
	"baogao/generator/site"
)

// The open data of a report: one table a resource, as CSV (UTF-8 with BOM, so that spreadsheets open it right), as JSON, with a JSON
// Schema each, all described by a Data Package (https://datapackage.org/standard/data-package/, version 2.0). One list of columns
// makes all four, so they cannot part.

// File is one file of the data, by its name in the data folder.
type File struct {
	Name string
	Data []byte
}

// column is one field of a resource: its name, its type of Table Schema, what it means, and its value in a row; nil for none.
type column[T any] struct {
	name, kind, title string
	allowed           []string
	must              bool // every row has one
	value             func(T) any
}

// resource is one table.
type resource[T any] struct {
	name, title string
	columns     []column[T]
	rows        []T
}

// Data gives all data files of a report, sorted by name within each resource.
func Data(r *site.Report, baseURL string) ([]File, error) {
	var files []File
	var described []tableResource
	for _, add := range []func() ([]File, tableResource, error){
		figureTable(r).files, indicatorTable(r).files, commitmentTable(r).files, pairTable(r).files,
	} {
		more, resource, err := add()
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
		if resource.Name != "" {
			described = append(described, resource)
		}
	}
	if len(described) == 0 {
		return nil, nil
	}
	outline, err := marshal(outlineOf(r))
	if err != nil {
		return nil, err
	}
	shape, err := outlineShape()
	if err != nil {
		return nil, err
	}
	described = append(described, tableResource{
		Name: "outline", Path: "outline.json", Title: "结构：章、节、小标题及其编号", Format: "json", Mediatype: "application/json", Encoding: "utf-8", Bytes: len(outline), Hash: hashOf(outline),
	})
	description, err := marshal(dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "report-" + strings.ToLower(strings.ReplaceAll(r.ID, "/", "-")),
		Title: r.Meta.Title, Description: r.Meta.Occasion, Created: created(r.Meta.Date), Homepage: homepage(baseURL, r.ID), Sources: sources(r), Resources: described,
	})
	if err != nil {
		return nil, err
	}
	return append(files, File{"outline.json", outline}, File{"outline.schema.json", shape}, File{"datapackage.json", description}), nil
}

func homepage(baseURL, id string) string {
	if baseURL == "" {
		return ""
	}
	return baseURL + id + "/"
}

// created is the report's own date: the data has no clock.
func created(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly) + "T00:00:00Z"
}

type dataPackage struct {
	Schema      string          `json:"$schema"`
	Name        string          `json:"name"`
	Title       string          `json:"title"`
	Description string          `json:"description,omitempty"`
	Created     string          `json:"created,omitempty"`
	Homepage    string          `json:"homepage,omitempty"`
	Sources     []packageSource `json:"sources,omitempty"`
	Resources   []tableResource `json:"resources"`
}

type packageSource struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

// sources is where the report was published, as far as its front matter says.
func sources(r *site.Report) []packageSource {
	if r.Meta.Publisher == "" && r.Meta.URL == "" {
		return nil
	}
	return []packageSource{{Title: cmp.Or(r.Meta.Publisher, r.Meta.Title), Path: r.Meta.URL}}
}

type tableResource struct {
	Name      string       `json:"name"`
	Type      string       `json:"type,omitempty"`
	Path      string       `json:"path"`
	Title     string       `json:"title"`
	Format    string       `json:"format"`
	Mediatype string       `json:"mediatype"`
	Encoding  string       `json:"encoding"`
	Bytes     int          `json:"bytes"`
	Hash      string       `json:"hash"`
	Schema    *tableSchema `json:"schema,omitempty"`
}

func hashOf(data []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(data)) }

type tableSchema struct {
	Schema        string       `json:"$schema"`
	Fields        []tableField `json:"fields"`
	PrimaryKey    []string     `json:"primaryKey"`
	MissingValues []string     `json:"missingValues"`
}

type tableField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

// files writes a resource's CSV, JSON and JSON Schema, and describes it; a resource without rows has none.
func (t resource[T]) files() ([]File, tableResource, error) {
	if len(t.rows) == 0 {
		return nil, tableResource{}, nil
	}
	var sheet bytes.Buffer
	sheet.Grow(len(t.rows) * len(t.columns) * bytesInCSV)
	w, err := t.newSheet(&sheet)
	if err != nil {
		return nil, tableResource{}, err
	}
	objects := make([]byte, 0, len(t.rows)*len(t.columns)*bytesInJSON)
	cells := make([]any, len(t.columns))
	for i, row := range t.rows {
		t.fill(cells, row)
		if err := w.add(cells); err != nil {
			return nil, tableResource{}, err
		}
		objects = t.appendObject(objects, cells, i == 0)
	}
	if err := w.end(); err != nil {
		return nil, tableResource{}, err
	}
	schema, err := t.jsonSchema()
	files := []File{{t.name + ".csv", sheet.Bytes()}, {t.name + ".json", append(objects, objectsEnd...)}, {t.name + ".schema.json", schema}}
	return files, t.describe(sheet.Len(), hashOf(sheet.Bytes())), err
}

// fill puts the values of a row into its cells.
func (t resource[T]) fill(cells []any, row T) {
	for i, c := range t.columns {
		cells[i] = c.value(row)
	}
}

// describe is what the Data Package says of a resource whose CSV has so many bytes.
func (t resource[T]) describe(size int, hash string) tableResource {
	fields := make([]tableField, len(t.columns))
	for i, c := range t.columns {
		fields[i] = tableField{Name: c.name, Type: c.kind, Title: c.title}
		if c.must || c.name == "id" || len(c.allowed) > 0 {
			fields[i].Constraints = &constraints{Required: c.must || c.name == "id", Unique: c.name == "id", Enum: c.allowed}
		}
	}
	return tableResource{
		Name: t.name, Type: "table", Path: t.name + ".csv", Title: t.title, Format: "csv", Mediatype: "text/csv", Encoding: "utf-8", Bytes: size, Hash: hash,
		Schema: &tableSchema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", Fields: fields, PrimaryKey: []string{"id"}, MissingValues: []string{""}},
	}
}

// What a cell takes in JSON, with the name of its column, and in CSV, in bytes; most take less.
const bytesInJSON, bytesInCSV = 30, 18

const byteOrderMark = "\ufeff"

// sheet is a resource's CSV while it is written.
type sheet struct {
	to   *csv.Writer
	line []string
}

func (t resource[T]) newSheet(w io.Writer) (*sheet, error) {
	s := &sheet{csv.NewWriter(w), make([]string, len(t.columns))}
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, err
	}
	for i, c := range t.columns {
		s.line[i] = c.name
	}
	return s, s.to.Write(s.line)
}

func (s *sheet) add(cells []any) error {
	for i, v := range cells {
		s.line[i] = cell(v)
	}
	return s.to.Write(s.line)
}

func (s *sheet) end() error {
	s.to.Flush()
	return s.to.Error()
}

func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case float64:
		return content.Number(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return strings.Join(v, ",") // the delimiter that a list has by the standard
	}
	panic(fmt.Sprintf("export: a cell of type %T", v))
}

// objectsEnd ends the rows as JSON.
const objectsEnd = "\n]\n"

// appendObject adds a row's cells as an object with the columns in order; what is not there is left out.
func (t resource[T]) appendObject(b []byte, cells []any, first bool) []byte {
	if first {
		b = append(b, "[\n{"...)
	} else {
		b = append(b, ",\n{"...)
	}
	begun := false
	for i, c := range t.columns {
		v := cells[i]
		if v == nil {
			continue
		}
		if begun {
			b = append(b, ',')
		}
		begun = true
		b = append(jsontext.String(b, c.name), ':')
		switch v := v.(type) {
		case string:
			b = jsontext.String(b, v)
		case int:
			b = jsontext.Int(b, v)
		case float64:
			b = jsontext.Float(b, v)
		case bool:
			b = strconv.AppendBool(b, v)
		case []string:
			b = jsontext.List(b, v, jsontext.String)
		default:
			panic(fmt.Sprintf("export: a cell of type %T", v))
		}
	}
	return append(b, '}')
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// outlineShape is outline.schema.json, the same for every report.
var outlineShape = sync.OnceValues(func() ([]byte, error) { return marshal(outlineSchema()) })

// outlineSchema is the JSON Schema of outline.json: parts in parts.
func outlineSchema() outlineSchemaDocument {
	text := func(title string) schemaProperty { return schemaProperty{Type: "string", Title: title} }
	parts := schemaProperty{Type: "array", Title: "所含的部分", Items: &schemaProperty{Ref: "#/$defs/part"}}
	return outlineSchemaDocument{
		Schema: "https://json-schema.org/draft/2020-12/schema", Title: "报告的结构",
		schemaItem: schemaItem{Type: "object", Required: []string{"id", "title", "parts"}, Properties: map[string]schemaProperty{
			"id": text("报告的编号"), "title": text("标题"), "occasion": text("题注"), "speaker": text("报告人"), "office": text("职务"), "place": text("地方"),
			"date": {Type: "string", Title: "日期", Format: "date"}, "parts": parts,
		}},
		Defs: map[string]schemaItem{"part": {Type: "object", Required: []string{"id", "kind"}, Properties: map[string]schemaProperty{
			"id": text("编号，也是页面中的锚点"), "number": text("序号，照原文"), "title": text("标题"), "parts": parts,
			"kind": {Type: "string", Title: "种类", Enum: []string{"lead", "chapter", "section", "chapter-closing", "closing", "annex", "glossary", "topic", "subtopic", "heading"}},
		}}},
	}
}

type outlineSchemaDocument struct {
	Schema string `json:"$schema"`
	Title  string `json:"title"`
	schemaItem
	Defs map[string]schemaItem `json:"$defs"`
}

// schemaDocument is a JSON Schema (2020-12) of a resource's JSON file.
type schemaDocument struct {
	Schema string     `json:"$schema"`
	Title  string     `json:"title"`
	Type   string     `json:"type"`
	Items  schemaItem `json:"items"`
}

type schemaItem struct {
	Type                 string                    `json:"type"`
	Properties           map[string]schemaProperty `json:"properties"`
	Required             []string                  `json:"required"`
	AdditionalProperties bool                      `json:"additionalProperties"`
}

type schemaProperty struct {
	Ref    string          `json:"$ref,omitempty"`
	Type   string          `json:"type,omitempty"`
	Title  string          `json:"title,omitempty"`
	Format string          `json:"format,omitempty"`
	Enum   []string        `json:"enum,omitempty"`
	Items  *schemaProperty `json:"items,omitempty"`
}

// schemas has the JSON Schemas of resources by their names: they are the same for all reports.
var schemas sync.Map

func (t resource[T]) jsonSchema() ([]byte, error) {
	if of, ok := schemas.Load(t.name + t.title); ok { // a series has a table of the name of a report's
		return of.([]byte), nil
	}
	properties := map[string]schemaProperty{}
	required := []string{"id"}
	for _, c := range t.columns {
		p := schemaProperty{Type: c.kind, Title: c.title, Enum: c.allowed}
		switch c.kind {
		case "date":
			p.Type, p.Format = "string", "date"
		case "list":
			p.Type, p.Items = "array", &schemaProperty{Type: "string", Title: c.title}
		}
		properties[c.name] = p
		if c.must {
			required = append(required, c.name)
		}
	}
	data, err := marshal(schemaDocument{
		Schema: "https://json-schema.org/draft/2020-12/schema", Title: t.title, Type: "array",
		Items: schemaItem{Type: "object", Properties: properties, Required: required},
	})
	if err == nil {
		schemas.Store(t.name+t.title, data)
	}
	return data, err
}
