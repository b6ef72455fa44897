package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"baogao/generator/diag"
)

func FuzzReadNeverPanicsAndLosesNothing(f *testing.F) {
	for _, encoding := range encodings() {
		f.Add("a.txt", encode(f, oddText, encoding, true))
		f.Add("-", encode(f, oddText, encoding, false))
	}
	f.Add("a.txt", []byte("政府\x80\xff\xd5\xfe\x84\x31\xa4\x37\xaa\xa1"))
	f.Add("a.txt", []byte(strings.Repeat("政府工作报告\n", 80)))
	paths, _ := filepath.Glob("testdata/*/*.txtar")
	for _, path := range paths {
		c, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(c.Files[0].Name, c.Files[0].Data)
		if strings.Contains(path, "docx") {
			f.Add("a.docx", zipped(f, c.Files))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		var problems diag.List
		r := Read(name, data, &problems)
		screen(&problems)
		if (r == nil) != (problems.Errors() > 0) {
			t.Fatalf("%v with %d errors", r, problems.Errors())
		}
		if r == nil || r.Format != "text" || problems.Warnings() > 0 {
			return
		}
		if again := encode(t, r.AsReceived(), r.Encoding, r.BOM); string(again) != string(data) {
			t.Errorf("%q as %s comes back as %q", data, r.Encoding, again)
		}
	})
}

// What stands in a part of a DOCX gets past the checks of its container.
func FuzzWordDocument(f *testing.F) {
	paths, _ := filepath.Glob("testdata/docx/*.txtar")
	for _, path := range paths {
		c, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string][]byte{}
		for _, file := range c.Files {
			parts[file.Name] = file.Data
		}
		f.Add(parts["word/document.xml"], parts["word/numbering.xml"], parts["word/styles.xml"])
	}
	f.Fuzz(func(t *testing.T, document, numbering, styles []byte) {
		var problems diag.List
		Read("a.docx", zipped(t, []txtar.File{
			{Name: "word/document.xml", Data: document}, {Name: "word/numbering.xml", Data: numbering}, {Name: "word/styles.xml", Data: styles},
		}), &problems)
	})
}

func BenchmarkReadKaifeng(b *testing.B) {
	data, err := os.ReadFile("../../../shared/report/kaifeng-2017-as-received.txt")
	if err != nil {
		b.Skip("the report is not beside the project:", err)
	}
	var problems diag.List
	text := string(data)
	for _, encoding := range encodings() {
		received := encode(b, text, encoding, false)
		b.Run(encoding, func(b *testing.B) {
			b.SetBytes(int64(len(received)))
			for b.Loop() {
				if Read("a.txt", received, &problems) == nil {
					b.Fatal(screen(&problems))
				}
			}
		})
	}
	page := []byte("<html><body><div><p>" + strings.ReplaceAll(text, "\n", "</p>\n<p>") + "</p></div></body></html>")
	b.Run("html", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			if Read("a.html", page, &problems) == nil {
				b.Fatal(screen(&problems))
			}
		}
	})
}
