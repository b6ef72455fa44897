package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"baogao/generator/diag"
)

// damage is a run of bytes that could not be read. One U+FFFD stands for it at byte At of the text.
type damage struct {
	Offset, Length int // bytes of the received
	At             int
}

// decoded is a text with what could not be read of it, and what could be read but is not how the encoding writes it.
type decoded struct {
	Text   string
	Broken []damage
	Odd    []damage
}

// decode reads bytes without their mark; from is how many bytes of what was received came before them.
func decode(encoding string, data []byte, from int) decoded {
	d := &decoder{from: from}
	switch encoding {
	case utf8Name:
		if utf8.Valid(data) {
			return decoded{Text: string(data)}
		}
		d.utf8(data)
	case utf16LEName:
		d.utf16(data, binary.LittleEndian)
	case utf16BEName:
		d.utf16(data, binary.BigEndian)
	default:
		if text, exact := gbExactly(data); exact {
			return decoded{Text: text}
		}
		d.gb18030(data)
	}
	return decoded{d.text.String(), d.broken, d.odd}
}

// decoder writes the text and notes what is wrong.
type decoder struct {
	from        int
	text        strings.Builder
	broken, odd []damage
}

// breaks notes bytes that cannot be read; bytes in a row are one damage.
func (d *decoder) breaks(offset, length int) {
	offset += d.from
	if n := len(d.broken); n > 0 {
		last := &d.broken[n-1]
		if last.Offset+last.Length == offset && last.At+len("\uFFFD") == d.text.Len() {
			last.Length += length
			return
		}
	}
	d.broken = append(d.broken, damage{offset, length, d.text.Len()})
	d.text.WriteRune(utf8.RuneError)
}

func (d *decoder) utf8(data []byte) {
	d.text.Grow(len(data))
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			d.breaks(i, 1)
		} else {
			d.text.Write(data[i : i+size])
		}
		i += size
	}
}

func (d *decoder) utf16(data []byte, order binary.ByteOrder) {
	d.text.Grow(len(data) / 2 * 3)
	i := 0
	for ; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if !utf16.IsSurrogate(r) {
			d.text.WriteRune(r)
			continue
		}
		if i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != utf8.RuneError {
				d.text.WriteRune(pair)
				i += 2
				continue
			}
		}
		d.breaks(i, 2)
	}
	if i < len(data) {
		d.breaks(i, 1)
	}
}

// lostInGB18030 is how GB18030 itself writes U+FFFD.
const lostInGB18030 = "\x84\x31\xa4\x37"

// gbExactly is the quick way: the whole at once, where nothing is lost and encoding it again gives the same bytes.
func gbExactly(data []byte) (text string, exact bool) {
	read, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil || bytes.Contains(read, []byte("\uFFFD")) {
		return "", false
	}
	again, err := simplifiedchinese.GB18030.NewEncoder().Bytes(read)
	if err != nil || !bytes.Equal(again, data) {
		return "", false
	}
	return string(read), true
}

// gb18030 goes code by code, because the library's decoder writes U+FFFD for broken bytes and does not say where.
func (d *decoder) gb18030(data []byte) {
	d.text.Grow(len(data) / 2 * 3)
	decoder, encoder := simplifiedchinese.GB18030.NewDecoder(), simplifiedchinese.GB18030.NewEncoder()
	for i := 0; i < len(data); {
		size := gbLength(data[i:])
		if size == 0 {
			d.breaks(i, 1)
			i++
			continue
		}
		code := data[i : i+size]
		if code[0] < utf8.RuneSelf {
			d.text.WriteByte(code[0])
			i++
			continue
		}
		if r := userDefined(code); r != 0 {
			d.text.WriteRune(r)
			i += size
			continue
		}
		character, err := decoder.Bytes(code)
		lost := string(character) == "\uFFFD" && string(code) != lostInGB18030
		if err != nil || lost || utf8.RuneCount(character) != 1 {
			d.breaks(i, size)
			i += size
			continue
		}
		if again, err := encoder.Bytes(character); err != nil || !bytes.Equal(again, code) {
			d.odd = append(d.odd, damage{d.from + i, size, d.text.Len()})
		}
		d.text.Write(character)
		i += size
	}
}

// gbLength is the length of the code that bytes begin with, 0 where they begin with none. 0x80 alone is the euro sign of
// Windows' code page 936.
func gbLength(b []byte) int {
	switch {
	case b[0] <= 0x80:
		return 1
	case b[0] == 0xff || len(b) < 2:
		return 0
	case b[1] >= 0x40 && b[1] != 0x7f && b[1] != 0xff:
		return 2
	case len(b) >= 4 && digit(b[1]) && b[2] >= 0x81 && b[2] != 0xff && digit(b[3]):
		return 4
	}
	return 0
}

// userDefined is the character of a code in one of the three areas that GB18030 leaves to its users, 0 for other codes. They
// are characters of private use in Unicode, and the library's decoder does not have them.
func userDefined(code []byte) rune {
	if len(code) != 2 {
		return 0
	}
	lead, trail := rune(code[0]), rune(code[1])
	switch {
	case lead >= 0xaa && lead <= 0xaf && trail >= 0xa1:
		return 0xe000 + (lead-0xaa)*94 + trail - 0xa1
	case lead >= 0xf8 && lead <= 0xfe && trail >= 0xa1:
		return 0xe234 + (lead-0xf8)*94 + trail - 0xa1
	case lead >= 0xa1 && lead <= 0xa7 && trail <= 0xa0:
		if trail > 0x7f {
			trail--
		}
		return 0xe4c6 + (lead-0xa1)*96 + trail - 0x40
	}
	return 0
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// shownDamages bounds how many damaged places get a message each.
const shownDamages = 10

// reportDamage says what could not be decoded and where.
func reportDamage(path, encoding string, data []byte, d decoded, problems *diag.List) {
	file := &diag.File{Path: path, Text: d.Text}
	for _, p := range d.Broken[:min(len(d.Broken), shownDamages)] {
		what := diag.Say("%s at byte %d %s not %s", hexOf(data[p.Offset:p.Offset+p.Length]), p.Offset,
			plural(p.Length, "is", "are"), displayName(encoding))
		problem := problems.Errorf(file, diag.Span{Start: p.At, End: p.At + len("\uFFFD")}, "%s", what)
		if p.Offset+p.Length == len(data) {
			problem.SetHelp("the file ends in the middle of a character: it was cut off, get the whole file again")
		} else {
			problem.SetHelp("these bytes were damaged or copied in from a file in another encoding: get the file again, or type the character anew")
		}
	}
	if more := len(d.Broken) - shownDamages; more > 0 {
		problems.Errorf(file, diag.Span{}, "%d more %s not %s", more, plural(more, "place is", "places are"), displayName(encoding)).
			SetHelp("with so many damaged places the file was probably cut or converted wrongly: get it again")
	}
	if len(d.Odd) > 0 {
		p := d.Odd[0]
		_, wide := utf8.DecodeRuneInString(d.Text[p.At:])
		problems.Warnf(file, diag.Span{Start: p.At, End: p.At + wide},
			"%s at byte %d %s not how %s writes this character (%d such %s)", hexOf(data[p.Offset:p.Offset+p.Length]), p.Offset,
			plural(p.Length, "is", "are"), displayName(encoding), len(d.Odd), plural(len(d.Odd), "place", "places")).
			SetHelp("check the character against the printed report; the received bytes cannot be made from the text again")
	}
}

// hexOf shows bytes in hexadecimal, the first eight of many.
func hexOf(b []byte) *diag.Text {
	shown := slices.Clip(b[:min(len(b), 8)])
	text := fmt.Sprintf("% x", shown)
	if len(b) > len(shown) {
		return diag.Say("bytes %s … (%d bytes)", text, len(b))
	}
	return diag.Say("%s %s", plural(len(b), "byte", "bytes"), text)
}

func displayName(encoding string) string {
	switch encoding {
	case utf16LEName:
		return "UTF-16 (little endian)"
	case utf16BEName:
		return "UTF-16 (big endian)"
	}
	return strings.ToUpper(encoding)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
