package export

import (
	"bytes"
	"encoding/xml"
	"testing"
)

// FuzzTextsAreThoseOfEncodingXML: what stands in a document has the bytes that encoding/xml would write.
func FuzzTextsAreThoseOfEncodingXML(f *testing.F) {
	for _, s := range []string{"", "坚持稳中求进", `a"b'c<d>&`, "\x00\t\n\r\x7f\x1f", "\ufffd\ufffe\uffff", "\xe2\x80", "\xff坚", "\xed\xa0\x80", "𠀀"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		e := xml.NewEncoder(&b)
		start := xml.StartElement{Name: xml.Name{Local: "a"}, Attr: []xml.Attr{{Name: xml.Name{Local: "b"}, Value: s}}}
		if s == "" {
			start.Attr = nil
		}
		for _, token := range []xml.Token{start, xml.CharData(s), start.End()} {
			if err := e.EncodeToken(token); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		if got := string(el("a", "b", s).text(s).append(nil)); got != b.String() {
			t.Errorf("%q is written as %s, want %s", s, got, b.String())
		}
	})
}
