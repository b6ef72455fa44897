package content_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// TestAReportWithoutItsTextIsAReport: a folder that names a source.txt is a report, whatever can be read of it; a build without it would take its pages off
// the site. Folders between content/ and reports are none.
func TestAReportWithoutItsTextIsAReport(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links take leave on Windows")
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"config.toml": []byte("title = \"报告\"\n"), "content/city/2019/source.txt": nil, "content/city/2019/1/1.md": nil, "content/2020/_index.md": nil, "content/notes/a.md": nil,
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("nothing", filepath.Join(dir, "content/2020/source.txt")); err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	p := content.Open(os.DirFS(dir), markdown.NewParser(), &problems)
	if want := []string{"2020", "city/2019"}; !slices.Equal(p.Reports, want) {
		t.Errorf("the reports are %q, want %q", p.Reports, want)
	}
	content.Load(os.DirFS(dir), "2020", markdown.NewParser(), &problems)
	if !slices.ContainsFunc(problems.Problems(), func(p *diag.Problem) bool { return strings.HasSuffix(p.File.Path, "2020/source.txt") }) {
		t.Error("nobody says that the text is missing")
	}
}
