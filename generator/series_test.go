package main

import (
	"bytes"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
	"baogao/generator/output"
)

// twice puts the tiny report into the project a second time, a year later, and terms for both.
func twice(files fstest.MapFS) {
	for name, f := range files {
		rest, ok := strings.CutPrefix(name, "content/2020/")
		if !ok {
			continue
		}
		data := bytes.ReplaceAll(f.Data, []byte("content/2020/"), []byte("content/2021/"))
		if rest == "_index.md" {
			data = bytes.Replace(data, []byte("\ndate = 2020-"), []byte("\ndate = 2021-"), 1)
		}
		files["content/2021/"+rest] = &fstest.MapFile{Data: data}
	}
	files["content/terms.toml"] = &fstest.MapFile{Data: []byte("[[term]]\nid = \"ge-wei-dai-biao\"\nname = \"各位代表\"\nkind = \"slogan\"\n\n[[term]]\nid = \"never\"\nname = \"无人说起的提法\"\nkind = \"slogan\"\n")}
}

// TestASeriesIsRight checks a site of two reports as check does, and finds in it what crosses them.
func TestASeriesIsRight(t *testing.T) {
	project := tiny(t, twice)
	var problems diag.List
	result, err := checkProject(project, &problems)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Problems() {
		if p.Severity == diag.Error {
			t.Error(p)
		}
	}
	if result.Reports != 2 {
		t.Errorf("%d reports are right, want 2", result.Reports)
	}
	memory := builtSite(t, project, true)
	for _, name := range []string{"series/index.html", "series/alike/2021.html", "series/alike/2020.html", "series/data/reports.csv", "series/data/datapackage.json", "series/terms/ge-wei-dai-biao.html", "2021/terms/ge-wei-dai-biao.html"} {
		if _, ok := memory.Read(name); !ok {
			t.Errorf("%s is not there", name)
		}
	}
	if _, ok := memory.Read("2021/terms/never.html"); ok {
		t.Error("a shared term that the text never says has a page")
	}
	home, _ := memory.Read("index.html")
	if !bytes.Contains(home, []byte(`href="series/index.html"`)) || !bytes.Contains(home, []byte("<svg")) {
		t.Error("the home of a series has no picture, or leads to no comparison")
	}
}

// TestAReportIsTheSameAloneAndInASeries holds that what a report's folder holds depends on no other report.
func TestAReportIsTheSameAloneAndInASeries(t *testing.T) {
	alone := builtSite(t, tiny(t, twice, func(files fstest.MapFS) {
		for name := range files {
			if strings.HasPrefix(name, "content/2021/") {
				delete(files, name)
			}
		}
	}), true)
	both := builtSite(t, tiny(t, twice), true)
	files := 0
	for _, name := range alone.Paths() {
		if !strings.HasPrefix(name, "2020/") {
			continue
		}
		files++
		a, _ := alone.Read(name)
		if b, ok := both.Read(name); !ok || !bytes.Equal(a, b) {
			t.Errorf("%s is not the same in a series", name)
		}
	}
	if files == 0 {
		t.Fatal("the report has no files")
	}
}

// TestSharedTermsAreChecked places what is wrong with content/terms.toml.
func TestSharedTermsAreChecked(t *testing.T) {
	project := tiny(t, func(files fstest.MapFS) {
		files["content/terms.toml"] = &fstest.MapFile{Data: []byte("[[term]]\nid = \"x\"\nname = \"某\"\nkind = \"slogan\"\ndefinition = \"d\"\nsource = \"report\"\nquote = \"q\"\npassage = \"c1\"\n")}
	})
	var problems diag.List
	var memory output.Memory
	if _, err := build(project, &memory, &problems); err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Problems() {
		if strings.HasPrefix(p.String(), path.Join("content", "terms.toml")+":6:") && strings.Contains(p.Message, "is of all reports, and quotes one") {
			return
		}
	}
	t.Errorf("nothing was said of a shared term that quotes a report: %v", problems.Problems())
}
