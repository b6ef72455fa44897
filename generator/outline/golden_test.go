package outline_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"baogao/generator/outline"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the tests read into their cases")

// TestCases reads each testdata/*.txtar: the file "text" is the report, "tree" what Tree shows of it.
func TestCases(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no cases in testdata")
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			a, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) != 2 || a.Files[0].Name != "text" || a.Files[1].Name != "tree" {
				t.Fatalf("%s: want the files text and tree", f)
			}
			o := outline.Parse(string(a.Files[0].Data))
			if err := tiles(o); err != nil {
				t.Error(err)
			}
			got := o.Tree()
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(f, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := string(a.Files[1].Data); got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}
