package output

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
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

// TestAUsedWriterCompressesAsANewOne: files come in any order, and their bytes must not tell.
func TestAUsedWriterCompressesAsANewOne(t *testing.T) {
	texts := [][]byte{
		[]byte(strings.Repeat("加快产业转型升级。", 300)), []byte(strings.Repeat("<p>生产总值1748亿元，增长8.5%。</p>", 5000)),
		bytes.Repeat([]byte{0, 1, 2, 250}, 700), []byte(strings.Repeat("加快产业转型升级！", 301)),
	}
	compressed := func(order ...int) map[string]string {
		var m Memory
		for _, i := range order {
			if err := (Compressed{&m}).Write(strconv.Itoa(i)+".txt", texts[i]); err != nil {
				t.Fatal(err)
			}
		}
		all := map[string]string{}
		for _, name := range m.Paths() {
			data, _ := m.Read(name)
			all[name] = string(data)
		}
		return all
	}
	want := map[string]string{}
	for i := range texts {
		for _, writers := range packers { // none that was used
			*writers = sync.Pool{New: writers.New}
		}
		maps.Copy(want, compressed(i))
	}
	if len(want) != 3*len(texts) {
		t.Fatalf("there are %v", slices.Sorted(maps.Keys(want)))
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 0, 3, 2}} {
		if got := compressed(order...); !maps.Equal(got, want) {
			t.Errorf("in the order %v files are not as alone", order)
		}
	}
}
