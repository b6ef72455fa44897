package source

import (
	"archive/zip"
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"baogao/generator/diag"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// Every case is one archive: what is received, then the files "text" and "problems" with what is expected of it.
func TestGoldenCases(t *testing.T) {
	for _, folder := range []string{"html", "markdown", "docx"} {
		cases, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
		if err != nil || len(cases) == 0 {
			t.Fatalf("no cases in testdata/%s: %v", folder, err)
		}
		for _, path := range cases {
			t.Run(folder+"/"+strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
				runGolden(t, folder, path)
			})
		}
	}
}

func runGolden(t *testing.T, folder, path string) {
	c, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := len(c.Files) - 2
	if n < 1 || c.Files[n].Name != "text" || c.Files[n+1].Name != "problems" {
		t.Fatalf("%s: want the input's files, then text, then problems", path)
	}
	name, data := c.Files[0].Name, c.Files[0].Data
	if folder == "docx" {
		name, data = "report.docx", zipped(t, c.Files[:n])
	} else if n != 1 {
		t.Fatalf("%s: want one input file", path)
	}
	var problems diag.List
	r := Read(name, data, &problems)
	text := ""
	if r != nil {
		text = r.AsReceived()
		if r.Format != folder {
			t.Errorf("format %q, want %q", r.Format, folder)
		}
	}
	for i, got := range []string{text, screen(&problems)} {
		if *update {
			c.Files[n+i].Data = []byte(got)
		} else if want := string(c.Files[n+i].Data); got != want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.Files[n+i].Name, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(c), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func zipped(t testing.TB, files []txtar.File) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// screen is all problems as they are printed, each ended by a newline.
func screen(problems *diag.List) string {
	var b strings.Builder
	for _, p := range problems.Problems() {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}
