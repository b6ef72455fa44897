package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/figures"
	"baogao/generator/markdown"
	"baogao/generator/outline"
)

// TestEveryReportOfTheCollectionIsImportedAndRight imports all reports of the collection into one empty project: every one has drafts
// of its figures, and check finds nothing wrong with the site that comes of them.
func TestEveryReportOfTheCollectionIsImportedAndRight(t *testing.T) {
	names, _ := filepath.Glob("../../shared/reports/*.txt")
	if len(names) == 0 {
		t.Skip("the collection of reports is not here: ../shared/reports")
	}
	dir := t.TempDir()
	var out, errs bytes.Buffer
	c := &cli{stdout: &out, stderr: &errs, project: dir}
	for _, name := range names {
		if err := c.importFile(name, strings.TrimSuffix(filepath.Base(name), ".txt"), false); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	var problems diag.List
	result, err := checkProject(openProject(dir), &problems)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Problems() {
		if p.Severity == diag.Error {
			t.Error(p.String())
		}
	}
	t.Log(result)
	for _, name := range names {
		id := strings.TrimSuffix(filepath.Base(name), ".txt")
		var again diag.List
		r := content.Load(os.DirFS(dir), id, markdown.NewParser(), &again)
		if r == nil || len(r.Figures) == 0 {
			t.Errorf("%s has no figures", id)
			continue
		}
		for _, f := range r.Figures {
			if !f.Draft {
				t.Errorf("%s: %s is no draft", id, f.ID)
			}
		}
		if read := len(figures.Read(outline.Parse(r.Source.Text))); read != len(r.Figures) {
			t.Errorf("%s: %d figures are read, %d drafted", id, read, len(r.Figures))
		}
	}
}
