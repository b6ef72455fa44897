package source

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"

	"baogao/generator/diag"
)

func zipOf(t testing.TB, names ...string) string {
	var files []txtar.File
	for _, name := range names {
		files = append(files, txtar.File{Name: name, Data: []byte("<x/>")})
	}
	return string(zipped(t, files))
}

// ole is the opening of an old Office file with one stream in its directory.
func ole(stream string) string {
	var b strings.Builder
	b.WriteString("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))
	for _, unit := range utf16.Encode([]rune(stream)) {
		b.Write([]byte{byte(unit), byte(unit >> 8)})
	}
	return b.String()
}

func big5() string {
	// 政府工作報告，各位代表：現在，我代表市人民政府，向大會報告工作，請予審議。
	return "\xac\x46\xa9\xb2\xa4\x75\xa7\x40\xb3\xf8\xa7\x69\xa1\x41\xa6\x55\xa6\xec\xa5\x4e\xaa\xed\xa1\x47\xb2\x7b\xa6\x62\xa1\x41\xa7\xda\xa5\x4e\xaa\xed\xa5\xab\xa4\x48\xa5\xc1\xac\x46\xa9\xb2\xa1\x41\xa6\x56\xa4\x6a\xb7\x7c\xb3\xf8\xa7\x69\xa4\x75\xa7\x40\xa1\x41\xbd\xd0\xa4\xa9\xbc\x66\xc4\xb3\xa1\x43"
}

func TestBadInputIsRefusedWithOneMessage(t *testing.T) {
	const copyText = "  help: copy the text out of it, or have it recognised, and save that as plain text in UTF-8\n"
	const asDocx = "  help: open it in Word or WPS and save it as .docx or as plain text\n"
	const unpack = "  help: unpack it and name the report's own file\n"
	const cell = "  help: copy the report's text out of its cell into a plain text file in UTF-8\n"
	const saved = "  help: check that it was saved or downloaded completely\n"
	const notText = "error: the file is not text in UTF-8, UTF-16 or GB18030\n  help: open it where it can be read, and save it as plain text in UTF-8\n"
	for _, c := range []struct{ name, data, want string }{
		{"a.txt", "", "error: the file is empty\n" + saved},
		{"a.txt", " \r\n\u3000\u00a0\u200b\ufeff\n", "error: the file holds nothing but white space\n" + saved},
		{"a.txt", "\ufeff", "error: the file holds nothing but white space\n" + saved},
		{"a.txt", "Report on the Work of the Government", "error: the text holds no Chinese character, so no report\n" +
			"  help: name the file with the report's text; if this is the one, save it as UTF-8, for it may be in an encoding that is not read\n"},
		{"a.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "error: the file is a picture (PNG), not text\n" + copyText},
		{"a.txt", "\xff\xd8\xff\xe0\x00\x10JFIF", "error: the file is a picture (JPEG), not text\n" + copyText},
		{"a.pdf", "%PDF-1.7\n%\xe2\xe3", "error: the file is a PDF, which fixes where ink goes and not which text it is\n" +
			"  help: open it, select all, copy the text into a plain text file in UTF-8, and check it against the PDF\n"},
		{"a.rtf", `{\rtf1\ansi`, "error: the file is rich text (RTF), not plain text\n" + asDocx},
		{"a.gz", "\x1f\x8b\x08", "error: the file is a compressed file (gzip), not text\n" + unpack},
		{"a.txt", "\xff\xfe\x00\x00\x3f\x65\x00\x00", "error: the file is text in UTF-32\n  help: save it as UTF-8\n"},
		{"a.doc", ole("WordDocument"), "error: the file is a document of the old Word format (.doc)\n" + asDocx},
		{"a.docx", ole("EncryptedPackage"), "error: the file is locked with a password\n" +
			"  help: open it with the password in Word or WPS, remove the password, and save it again\n"},
		{"a.xls", ole("Workbook"), "error: the file is a spreadsheet of the old Excel format (.xls)\n" + cell},
		{"a.wps", ole("Other"), "error: the file is a file of old Office software\n" + asDocx},
		{"a.xlsx", zipOf(t, "[Content_Types].xml", "xl/workbook.xml"), "error: the file is a spreadsheet (.xlsx)\n" + cell},
		{"a.odt", zipOf(t, "mimetype", "content.xml"), "error: the file is an OpenDocument file\n" + asDocx},
		{"a.ofd", zipOf(t, "OFD.xml"), "error: the file is an OFD document, which fixes where ink goes and not which text it is\n" +
			"  help: open it, copy the text into a plain text file in UTF-8, and check it against the OFD\n"},
		{"a.zip", zipOf(t, "report.txt"), "error: the file is an archive (ZIP) without a Word document in it\n" + unpack},
		{"a.zip", "PK\x03\x04 cut off", "error: the file is a damaged or incomplete ZIP or DOCX file\n" +
			"  help: get the file again; if Word can still open it, save it from there once more\n"},
		{"a.docx", zipOf(t, "word/other.xml"), "error: the document is damaged: it has no part word/document.xml\n" +
			"  help: open it in Word or WPS and save it again, or get the file again\n"},
		{"a.bin", "\x7fELF\x02\x01\x01" + strings.Repeat("\x00\x01\xf3\x88", 200), notText},
		{"a.txt", big5(), notText},
		{"a.txt", "caf\xe9 d\xe9j\xe0 vu, \xe0 bient\xf4t", notText},
		{"a.html", `<html><meta charset="big5"><body>` + big5(), notText},
		{"a.html", `<html><meta charset="shift_jis"><body>` + "\xd5\xfe\xb8\xae", "error: the page says that it is written in \"shift_jis\", which is not read\n" +
			"  help: open the page in a browser, copy the report's text, and save it as plain text in UTF-8\n"},
		{"a.html", strings.Repeat("<div>", 600) + "报告", "error: the page cannot be read: html: open stack of elements exceeds 512 nodes\n" +
			"  help: open it in a browser, copy the report's text, and save it as plain text in UTF-8\n"},
		{"a.html", "<html><body><script>报告</script></body></html>", "error: the file holds nothing but white space\n" + saved},
	} {
		var problems diag.List
		r := Read("in/"+c.name, []byte(c.data), &problems)
		if got, want := screen(&problems), "in/"+c.name+": "+c.want; got != want || r != nil {
			t.Errorf("%.20q gives %v and\n%s\nwant\n%s", c.data, r, got, want)
		}
	}
}

func TestBrokenBytesAreShownInTheirPlace(t *testing.T) {
	gb := string(encode(t, "各位代表：\n现在，我代表", "gb18030", false)) + "\xff\xff" + string(encode(t, "市人民政府，向大会报告工作，请予审议。", "gb18030", false))
	for _, c := range []struct{ data, want string }{
		{"各位代表：\n现在，我代\xe8\xa1市人民政府，向大会报告工作\xe5", `a.txt:2:6: error: bytes e8 a1 at byte 31 are not UTF-8
     2 | 现在，我代�市人民政府，向大会报告工作�
       |           ^
  help: these bytes were damaged or copied in from a file in another encoding: get the file again, or type the character anew
a.txt:2:20: error: byte e5 at byte 72 is not UTF-8
     2 | 现在，我代�市人民政府，向大会报告工作�
       |                                      ^
  help: the file ends in the middle of a character: it was cut off, get the whole file again
`},
		{gb, `a.txt:2:7: error: bytes ff ff at byte 23 are not GB18030
     2 | 现在，我代表�市人民政府，向大会报告工作，请予审议。
       |             ^
  help: these bytes were damaged or copied in from a file in another encoding: get the file again, or type the character anew
`},
		{"\xff\xfe" + string(encode(t, "各位代表", "utf-16le", false)) + "\x00\xd8" + string(encode(t, "：现在，我代表市人民政府，向大会报告工作，请予审议。过去的一年", "utf-16le", false)) + "\x0a",
			`a.txt:1:5: error: bytes 00 d8 at byte 10 are not UTF-16 (little endian)
     1 | 各位代表�：现在，我代表市人民政府，向大会报告工作，请予审…
       |         ^
  help: these bytes were damaged or copied in from a file in another encoding: get the file again, or type the character anew
a.txt:1:37: error: byte 0a at byte 74 is not UTF-16 (little endian)
     1 | …现在，我代表市人民政府，向大会报告工作，请予审议。过去的一年�
       |                                                              ^
  help: the file ends in the middle of a character: it was cut off, get the whole file again
`},
	} {
		var problems diag.List
		if r := Read("a.txt", []byte(c.data), &problems); screen(&problems) != c.want || r != nil {
			t.Errorf("got %v and\n%s\nwant\n%s", r, screen(&problems), c.want)
		}
	}
}

func TestManyBrokenPlacesAreCounted(t *testing.T) {
	var problems diag.List
	Read("a.txt", []byte(strings.Repeat("各位代表，现在我代表市人民政府报告工作\xff\n", 30)), &problems)
	if got := problems.Problems(); len(got) != shownDamages+1 || got[0].Message != "20 more places are not UTF-8" {
		t.Errorf("%d problems, the first:\n%s", len(got), got[0])
	}
}

func TestCharactersLostBeforeAreWarnedOfOnce(t *testing.T) {
	var problems diag.List
	r := Read("a.txt", []byte("过去的二\uFFFD\uFFFD三五年\n增长8\uFFFD5%\n"), &problems)
	want := `a.txt:1:5: warning: 3 characters were lost before the text came here: "�" stands for them
     1 | 过去的二��三五年
       |         ^^
  a.txt:2:4: and here
     2 | 增长8�5%
       |      ^
  help: look the characters up in another copy of the report; until then the text is kept as it is
`
	if screen(&problems) != want || r == nil || !strings.Contains(r.Text, "\uFFFD\uFFFD三") {
		t.Errorf("got\n%s\nwant\n%s", screen(&problems), want)
	}
}

func TestCodesThatCannotComeBackAreWarnedOf(t *testing.T) {
	var problems diag.List
	data := string(encode(t, "投资", "gb18030", false)) + "\x80" + string(encode(t, "5亿，增长明显，成绩显著。", "gb18030", false))
	r := Read("a.txt", []byte(data), &problems)
	want := `a.txt:1:3: warning: byte 80 at byte 4 is not how GB18030 writes this character (1 such place)
     1 | 投资€5亿，增长明显，成绩显著。
       |     ^
  help: check the character against the printed report; the received bytes cannot be made from the text again
`
	if screen(&problems) != want || r == nil || r.Text != "投资€5亿，增长明显，成绩显著。" {
		t.Errorf("got\n%s\nwant\n%s", screen(&problems), want)
	}
}

func TestZeroByteIsRefused(t *testing.T) {
	var problems diag.List
	r := Read("a.txt", []byte("现在，我代表市人民政府，向大会报告工作，请予审议，\x00并请各位政协委员和列席人士提出意见，过去的一年成绩显著。"), &problems)
	want := "a.txt:1:26: error: a zero byte stands in the text\n" +
		"     1 | 现在，我代表市人民政府，向大会报告工作，请予审议， 并请各位政协委员和列席人士提出意见，过去的一年成…\n" +
		"       | " + strings.Repeat(" ", 50) + "^\n" +
		"  help: remove it: no web page can hold it, so the text could not be published as it is\n"
	if screen(&problems) != want || r != nil {
		t.Errorf("got\n%s\nwant\n%s", screen(&problems), want)
	}
}

func TestFilesThatCannotBeReadAreRefused(t *testing.T) {
	folder := t.TempDir()
	huge := filepath.Join(folder, "huge.txt")
	if err := os.WriteFile(huge, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(huge, 500<<20); err != nil {
		t.Fatal(err)
	}
	tooLarge := "error: the file is too large: it has %d MiB, and no more than 64 are read\n  help: a report has less than one: name the file with the report's text\n"
	for path, want := range map[string]string{
		folder:                      folder + ": error: this is a folder, not a file\n  help: name the report's own file in it\n",
		filepath.Join(folder, "no"): filepath.Join(folder, "no") + ": error: there is no such file\n  help: check the path, or give - to read standard input\n",
		huge:                        huge + ": " + fmt.Sprintf(tooLarge, 500),
		"-":                         "standard input: " + fmt.Sprintf(tooLarge, 65),
	} {
		var problems diag.List
		if r := ReadFile(path, endless{}, &problems); screen(&problems) != want || r != nil {
			t.Errorf("got %v and\n%s\nwant\n%s", r, screen(&problems), want)
		}
	}
}

// endless is a pipe that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestStandardInputIsRead(t *testing.T) {
	var problems diag.List
	r := ReadFile("-", strings.NewReader("各位代表：\n"), &problems)
	if r == nil || r.Name != "-" || r.Format != "text" || r.Text != "各位代表：\n" || r.Size != 16 ||
		r.SHA256 != "392abec72607c54c8c9e2079e41a56d2c596d0a916ac008dac5e515eab70abbd" {
		t.Errorf("%+v\n%s", r, screen(&problems))
	}
}

func TestBombIsNotUnpacked(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 100 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	r := Read("bomb.docx", b.Bytes(), &problems)
	want := "bomb.docx: error: the document is more than 64 MiB unpacked\n  help: check where the file comes from: no report is that large\n"
	if screen(&problems) != want || r != nil {
		t.Errorf("got\n%s\nwant\n%s", screen(&problems), want)
	}
}
