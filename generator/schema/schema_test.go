package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"baogao/generator/content"
)

// tables are the Go types of all tables of content files, by name.
func tables(t reflect.Type, found map[string]reflect.Type) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() == "time" {
		return
	}
	found[t.Name()] = t
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" {
			tables(t.Field(i).Type, found)
		}
	}
}

// TestEveryKeyIsExplained holds keys.toml and the rules to the Go types: every key has both texts, and none speaks of what is not there.
func TestEveryKeyIsExplained(t *testing.T) {
	found := map[string]reflect.Type{}
	for _, kind := range content.FileKinds() {
		tables(reflect.TypeOf(kind.Zero), found)
	}
	known := map[string]bool{}
	for name, table := range found {
		keys := []string{"_"}
		for i := range table.NumField() {
			if key := table.Field(i).Tag.Get("toml"); key != "" && key != "-" {
				keys = append(keys, key)
			}
		}
		for _, key := range keys {
			known[name+"."+key] = true
			if said := texts()[name][key]; said.ZH == "" || said.EN == "" || !strings.Contains(said.ZH, "：") || !strings.Contains(said.EN, ": ") {
				t.Errorf("keys.toml: [%s] needs %s = { zh = \"名称：…\", en = \"Name: …\" }, has %q", name, key, said)
			}
		}
	}
	for name, keys := range texts() {
		for key := range keys {
			if !known[name+"."+key] {
				t.Errorf("keys.toml: [%s] %s is in no file", name, key)
			}
		}
	}
	for key := range rules() {
		if !known[key] {
			t.Errorf("the rule of %s is of no key", key)
		}
	}
	for name := range between() {
		if !known[name+"._"] {
			t.Errorf("the rules between the keys of %s are of no table", name)
		}
	}
}

// TestSchemasAreSchemas compiles each, which compares it with the standard's own schema, and sees that texts and closed tables came in.
func TestSchemasAreSchemas(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(content.FileKinds()) {
		t.Errorf("%d schemas of %d kinds", len(files), len(content.FileKinds()))
	}
	for _, f := range files {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatal(f.Name, err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(f.Name, document); err != nil {
			t.Fatal(f.Name, err)
		}
		compiled, err := c.Compile(f.Name)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if compiled.DraftVersion != 2020 {
			t.Errorf("%s is of the draft of %d", f.Name, compiled.DraftVersion)
		}
		var n node
		if err := json.Unmarshal(f.Data, &n); err != nil {
			t.Fatal(f.Name, err)
		}
		for name, table := range n.Defs {
			if table.Additional == nil || *table.Additional || table.Title == "" {
				t.Errorf("%s: the table %s takes any key, or has no title", f.Name, name)
			}
		}
	}
}
