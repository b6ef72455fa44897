package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/site"
)

// committed gives the data files of the project's report, by name.
func committed(t *testing.T) (*site.Report, map[string][]byte) {
	t.Helper()
	var problems diag.List
	r := content.Load(os.DirFS("../.."), "2017", markdown.NewParser(), &problems)
	if r == nil || problems.Errors() > 0 {
		t.Fatal(problems.Problems())
	}
	linked := site.Link(r, &problems)
	files, err := Data(linked, "https://example.org/")
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string][]byte{}
	for _, f := range files {
		if byName[f.Name] != nil {
			t.Errorf("%s is written twice", f.Name)
		}
		byName[f.Name] = f.Data
	}
	return linked, byName
}

func compile(t *testing.T, name string, data []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(name, err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name, document); err != nil {
		t.Fatal(name, err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatal(name, err)
	}
	return schema
}

// TestEveryFileIsAsItsSchemaSays validates with a validator of others, and sees that each schema refuses what it must.
func TestEveryFileIsAsItsSchemaSays(t *testing.T) {
	_, files := committed(t)
	schemas := 0
	for _, name := range []string{"figures", "indicators", "commitments", "pairs", "outline"} {
		schema := compile(t, name+".schema.json", files[name+".schema.json"])
		schemas++
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(files[name+".json"]))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s.json: %v", name, err)
		}
		row := document
		if rows, ok := document.([]any); ok {
			row = rows[0]
		}
		first := row.(map[string]any)
		first["unheard_of"] = "x"
		if schema.Validate(document) == nil {
			t.Errorf("%s.schema.json takes a key that no row has", name)
		}
		delete(first, "unheard_of")
		delete(first, "id")
		if schema.Validate(document) == nil {
			t.Errorf("%s.schema.json takes a row without id", name)
		}
	}
	if schemas != 5 {
		t.Errorf("%d schemas", schemas)
	}
}

// descriptor is datapackage.json as its standard describes it.
type descriptor struct {
	Schema    string `json:"$schema"`
	Name      string
	Created   string
	Homepage  string
	Resources []struct {
		Name, Type, Path, Format, Mediatype, Encoding, Title, Hash string
		Bytes                                                      int
		Schema                                                     *struct {
			Schema     string `json:"$schema"`
			Fields     []field
			PrimaryKey []string
		}
	}
}

type field struct {
	Name, Type, Title string
	Constraints       struct {
		Required, Unique bool
		Enum             []string
	}
}

var (
	plainName  = regexp.MustCompile(`^[a-z0-9._/-]+$`)
	fieldTypes = []string{"string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year", "yearmonth", "duration", "geopoint", "geojson", "any"}
)

// TestDataPackageFollowsItsStandard holds datapackage.json to the rules of Data Package 2.0, and every CSV file to what it says of it.
func TestDataPackageFollowsItsStandard(t *testing.T) {
	_, files := committed(t)
	var d descriptor
	if err := json.Unmarshal(files["datapackage.json"], &d); err != nil {
		t.Fatal(err)
	}
	if d.Schema != "https://datapackage.org/profiles/2.0/datapackage.json" || !plainName.MatchString(d.Name) || len(d.Resources) != 5 {
		t.Errorf("the package says %q, %q, %d resources", d.Schema, d.Name, len(d.Resources))
	}
	if _, err := time.Parse(time.RFC3339, d.Created); err != nil {
		t.Error(err)
	}
	names := map[string]bool{}
	for _, r := range d.Resources {
		data := files[r.Path]
		if r.Name == "" || names[r.Name] || !plainName.MatchString(r.Name) || path.IsAbs(r.Path) || strings.Contains(r.Path, "..") || data == nil {
			t.Errorf("resource %q, path %q", r.Name, r.Path)
		}
		names[r.Name] = true
		if r.Bytes != len(data) || r.Hash != hashOf(data) || r.Title == "" {
			t.Errorf("%s: bytes %d, hash %s, title %q", r.Path, r.Bytes, r.Hash, r.Title)
		}
		if r.Format != "csv" {
			continue
		}
		if r.Type != "table" || r.Mediatype != "text/csv" || r.Encoding != "utf-8" || r.Schema == nil || r.Schema.Schema != "https://datapackage.org/profiles/2.0/tableschema.json" {
			t.Errorf("%s: %+v", r.Path, r)
			continue
		}
		checkTable(t, r.Path, data, files[strings.TrimSuffix(r.Path, ".csv")+".json"], r.Schema.Fields, r.Schema.PrimaryKey)
	}
}

// checkTable reads a CSV file as its fields say: types, what must be there, what is unique, closed lists; and beside its JSON file.
func checkTable(t *testing.T, name string, data, beside []byte, fields []field, key []string) {
	t.Helper()
	rest, marked := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !marked {
		t.Errorf("%s has no byte order mark: spreadsheets would not read its characters", name)
	}
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		t.Fatal(name, err)
	}
	var objects []map[string]any
	if err := json.Unmarshal(beside, &objects); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(objects)+1 {
		t.Errorf("%s has %d rows, the JSON %d", name, len(rows)-1, len(objects))
	}
	if len(key) != 1 || key[0] != "id" {
		t.Errorf("%s: the key is %v", name, key)
	}
	for i, f := range fields {
		if rows[0][i] != f.Name || !slices.Contains(fieldTypes, f.Type) || f.Title == "" {
			t.Errorf("%s: column %q, field %+v", name, rows[0][i], f)
		}
		seen := map[string]bool{}
		for n, row := range rows[1:] {
			cell, value := row[i], objects[n][f.Name]
			if cell == "" {
				if f.Constraints.Required || value != nil {
					t.Errorf("%s, row %d: no %s", name, n+1, f.Name)
				}
				continue
			}
			if f.Constraints.Unique && seen[cell] || len(f.Constraints.Enum) > 0 && !slices.Contains(f.Constraints.Enum, cell) || !isOf(f.Type, cell) {
				t.Errorf("%s, row %d: %s is %q", name, n+1, f.Name, cell)
			}
			seen[cell] = true
			if number, ok := value.(float64); ok {
				if v, err := strconv.ParseFloat(cell, 64); err != nil || v != number {
					t.Errorf("%s, row %d: %s is %q here and %v in JSON", name, n+1, f.Name, cell, number)
				}
			} else if text, ok := value.(string); ok && text != cell {
				t.Errorf("%s, row %d: %s is %q here and %q in JSON", name, n+1, f.Name, cell, text)
			}
		}
	}
}

func isOf(kind, cell string) bool {
	var err error
	switch kind {
	case "number":
		_, err = strconv.ParseFloat(cell, 64)
	case "integer":
		_, err = strconv.Atoi(cell)
	case "boolean":
		return cell == "true" || cell == "false"
	case "date":
		_, err = time.Parse(time.DateOnly, cell)
	}
	return err == nil
}

// TestRowsAreThoseOfTheReport looks at rows that a reader would look up.
func TestRowsAreThoseOfTheReport(t *testing.T) {
	r, files := committed(t)
	for name, want := range map[string]string{
		"figures.csv":     "gdp-2016,生产总值,,1748,,亿元,174800000000,元,actual,level,,,2016,,经济,c1-s1-p1,1,生产总值完成1748亿元,,false\n",
		"commitments.csv": ",年底前,,期限未到\n",
		"pairs.csv":       "8.5,%,gdp-growth-2016",
		"indicators.csv":  "单位生产总值能耗,生态,,,-4.8,%",
	} {
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s does not hold %q", name, want)
		}
	}
	if got := bytes.Count(files["figures.json"], []byte("\n{")); got != len(r.Figures) {
		t.Errorf("figures.json has %d rows of %d", got, len(r.Figures))
	}
}
