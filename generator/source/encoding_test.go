package source

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"baogao/generator/diag"
)

// encode is the way back: the bytes that a text was decoded from.
func encode(t testing.TB, text, encoding string, bom bool) []byte {
	if bom {
		text = "\uFEFF" + text
	}
	var order binary.AppendByteOrder = binary.LittleEndian
	switch encoding {
	case "utf-8":
		return []byte(text)
	case "gb18030":
		return encodeGB18030(t, text)
	case "utf-16be":
		order = binary.BigEndian
	}
	var data []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func encodeGB18030(t testing.TB, text string) (data []byte) {
	private := map[rune][]byte{}
	for code := 0xa140; code <= 0xfefe; code++ {
		pair := []byte{byte(code >> 8), byte(code)}
		if gbLength(pair) == 2 {
			private[userDefined(pair)] = pair
		}
	}
	encoder := simplifiedchinese.GB18030.NewEncoder()
	for _, part := range regexp.MustCompile(`[^\x{e000}-\x{e765}]+|.`).FindAllString(text, -1) {
		r, _ := utf8.DecodeRuneInString(part)
		code, found := private[r]
		if !found {
			var err error
			if code, err = encoder.Bytes([]byte(part)); err != nil {
				t.Fatal(err)
			}
		}
		data = append(data, code...)
	}
	return data
}

func encodings() []string { return []string{"utf-8", "utf-16le", "utf-16be", "gb18030"} }

// oddText has what must stay as it is: indents, line ends of all kinds, no-break and zero-width characters, entities, "\r\n"
// in letters, a character outside the BMP.
const oddText = "2017年政府工作报告\r\n\r\n\u3000\u3000各位代表：\n\u00a0\u200b现在，&nbsp;我代表\\r\\n市人民政府\r三次产业结构16.4∶40.2∶43.4，5―10月\t・𠮷\u2028 \n\n"

func TestEveryEncodingIsFoundAndLosesNothing(t *testing.T) {
	texts := map[string]string{
		"odd":        oddText,
		"one line":   "各位代表现在我代表市人民政府向大会报告工作请予审议",
		"long":       strings.Repeat(oddText, 9) + "完",
		"with ASCII": "GDP " + strings.Repeat("abcdefgh ijkl\n", 20) + "增长8.5%，其中工业增长9%。",
	}
	for name, text := range texts {
		for _, encoding := range encodings() {
			for _, bom := range []bool{true, false} {
				data := encode(t, text, encoding, bom)
				var problems diag.List
				r := Read("报告.txt", data, &problems)
				if r == nil || r.Encoding != encoding || r.BOM != bom || r.AsReceived() != text || r.Size != len(data) {
					t.Errorf("%s as %s, mark %v: got %+v\n%s", name, encoding, bom, r, screen(&problems))
				}
			}
		}
	}
}

func TestRealReportsLoseNothing(t *testing.T) {
	reports, _ := filepath.Glob("../../../shared/reports/*.txt")
	if len(reports) == 0 {
		t.Skip("the collection of reports is not beside the project")
	}
	found := map[string]int{}
	for _, path := range reports {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var problems diag.List
		r := Read(path, data, &problems)
		if r == nil {
			t.Errorf("%s was refused:\n%s", path, screen(&problems))
			continue
		}
		found[r.Encoding]++
		if string(encode(t, r.AsReceived(), r.Encoding, r.BOM)) != string(data) || r.Format != "text" {
			t.Errorf("%s: read as %s in %s, its bytes do not come back", path, r.Format, r.Encoding)
		}
	}
	if found["gb18030"] != 4 || found["utf-8"] != len(reports)-4 {
		t.Errorf("encodings %v, want four in GB18030 and the others in UTF-8", found)
	}
}

func TestKaifengIsEightCopies(t *testing.T) {
	received, err := os.ReadFile("../../../shared/report/kaifeng-2017-as-received.txt")
	if err != nil {
		t.Skip("the report is not beside the project:", err)
	}
	one, err := os.ReadFile("../../../shared/report/kaifeng-2017.txt")
	if err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	r := Read("kaifeng-2017-as-received.txt", received, &problems)
	if r == nil || r.Copies != 8 || r.Text != string(one) || r.AsReceived() != string(received) || screen(&problems) != "" {
		t.Errorf("not eight copies of the report\n%s", screen(&problems))
	}
}

func TestOneBrokenByteDoesNotChangeTheEncoding(t *testing.T) {
	text := strings.Repeat("现在，我代表市人民政府，向大会报告工作，请予审议。\n", 20)
	for _, encoding := range []string{"utf-8", "gb18030"} {
		data := encode(t, text, encoding, false)
		data = append(data[:len(data)/2:len(data)/2], append([]byte{0xff}, data[len(data)/2:]...)...)
		if got := guess(data); got != encoding {
			t.Errorf("damaged %s is taken for %s", encoding, got)
		}
	}
}

func TestPageMayDeclareTheWrongCharset(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><p>各位代表：现在，我代表市人民政府。</p></body></html>`
	for _, encoding := range encodings() {
		var problems diag.List
		r := Read("page.html", encode(t, page, encoding, false), &problems)
		if r == nil || r.Encoding != encoding || r.Format != "html" || r.Text != "各位代表：现在，我代表市人民政府。\n" {
			t.Errorf("%s: %+v\n%s", encoding, r, screen(&problems))
		}
	}
}

func TestUserDefinedCodesOfGB18030AreOfPrivateUse(t *testing.T) {
	for code, want := range map[string]rune{
		"\xaa\xa1": 0xe000, "\xaf\xfe": 0xe233, "\xf8\xa1": 0xe234, "\xfe\xfe": 0xe4c5, "\xa1\x40": 0xe4c6, "\xa1\x80": 0xe505, "\xa7\xa0": 0xe765,
	} {
		var problems diag.List
		r := Read("a.txt", []byte("\xd5\xfe\xb8\xae"+code+"\xb1\xa8\xb8\xe6"), &problems)
		if r == nil || r.Text != "政府"+string(want)+"报告" || screen(&problems) != "" {
			t.Errorf("%x: %+v\n%s", code, r, screen(&problems))
		}
	}
}
