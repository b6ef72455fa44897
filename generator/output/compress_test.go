package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// TestCompressedFilesGiveTheirFileBack reads both forms back, twice made and the same.
func TestCompressedFilesGiveTheirFileBack(t *testing.T) {
	text := []byte(strings.Repeat("各位代表：现在，我代表市人民政府，向大会报告工作。\n", 100))
	var first, second Memory
	for _, m := range []*Memory{&first, &second} {
		for _, name := range []string{"a.html", "picture.png"} {
			if err := (Compressed{m}).Write(name, text); err != nil {
				t.Fatal(err)
			}
		}
		if err := (Compressed{m}).Write("short.txt", []byte("short")); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(first.Paths(), " "); got != "a.html a.html.br a.html.gz picture.png short.txt" {
		t.Errorf("there are %s", got)
	}
	for _, name := range first.Paths() {
		a, _ := first.Read(name)
		if b, _ := second.Read(name); !bytes.Equal(a, b) {
			t.Errorf("%s is not the same twice", name)
		}
	}
	gz, _ := first.Read("a.html.gz")
	br, _ := first.Read("a.html.br")
	z, err := gzip.NewReader(bytes.NewReader(gz))
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]io.Reader{"gzip": z, "brotli": brotli.NewReader(bytes.NewReader(br))} {
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, text) {
			t.Errorf("%s does not give the file back: %v", name, err)
		}
	}
}
