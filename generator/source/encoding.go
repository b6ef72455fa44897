package source

import (
	"bytes"
	"unicode/utf8"
)

// The encodings that are read, by the names that Received.Encoding has.
const (
	utf8Name    = "utf-8"
	utf16LEName = "utf-16le"
	utf16BEName = "utf-16be"
	gb18030Name = "gb18030"
)

// sampleSize bounds what statistics look at: every encoding shows itself within the first pages.
const sampleSize = 64 << 10

// byteOrderMark finds the mark at the front of the bytes and its length.
func byteOrderMark(data []byte) (encoding string, length int) {
	for _, mark := range [...]struct{ bytes, encoding string }{
		{"\xef\xbb\xbf", utf8Name},
		{"\xff\xfe", utf16LEName},
		{"\xfe\xff", utf16BEName},
		{"\x84\x31\x95\x33", gb18030Name},
	} {
		if bytes.HasPrefix(data, []byte(mark.bytes)) {
			return mark.encoding, len(mark.bytes)
		}
	}
	return "", 0
}

// guess finds the encoding of bytes without a mark. What is valid UTF-8 is UTF-8: Chinese in another encoding never is,
// beyond a word or two. A few broken bytes do not make UTF-8 into GB18030, though most of UTF-8 decodes as GB18030, to nonsense.
func guess(data []byte) string {
	zeros := bytes.IndexByte(data, 0) >= 0
	valid := utf8.Valid(data)
	if valid && !zeros {
		return utf8Name
	}
	if name := guessUTF16(data[:min(len(data), sampleSize)], zeros); name != "" {
		return name
	}
	if valid || mostlyUTF8(data) {
		return utf8Name
	}
	return gb18030Name
}

// guessUTF16 counts the pairs of bytes that are Chinese or ASCII in either order. Pairs of ASCII letters look like Han
// too, so without a zero byte, which ASCII in UTF-16 always brings, a fifth of the bytes must be outside ASCII.
func guessUTF16(sample []byte, zeros bool) string {
	high, little, big := 0, 0, 0
	pairs := len(sample) / 2
	for i := range pairs {
		a, b := sample[2*i], sample[2*i+1]
		high += int(a>>7 + b>>7)
		if plausibleUnit(b, a) {
			little++
		}
		if plausibleUnit(a, b) {
			big++
		}
	}
	if !zeros && high*5 < pairs*2 {
		return ""
	}
	switch {
	case little > big && little*10 >= pairs*9:
		return utf16LEName
	case big > little && big*10 >= pairs*9:
		return utf16BEName
	}
	return ""
}

// plausibleUnit tells whether a unit of UTF-16, high byte first, is what reports are written with.
func plausibleUnit(high, low byte) bool {
	switch {
	case high == 0:
		return low >= ' ' && low != 0x7f || low == '\n' || low == '\r' || low == '\t'
	case high >= 0x20 && high <= 0x26, high == 0x30, high == 0xff:
		return true
	}
	return high >= 0x34 && high <= 0x9f
}

// mostlyUTF8 tells damaged UTF-8 from another encoding: in it whole characters of three bytes outnumber stray bytes by far.
// GB18030 read as UTF-8 is mostly stray bytes.
func mostlyUTF8(data []byte) bool {
	whole, stray := 0, 0
	for rest := data; len(rest) > 0; {
		if rest[0] < utf8.RuneSelf {
			rest = rest[1:]
			continue
		}
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			stray++
		case size >= 3:
			whole++
		}
		rest = rest[size:]
	}
	return whole > 4*stray
}

// unlikelyGB18030 tells whether bytes that decode as GB18030 are probably something else, such as Big5: running Chinese text
// takes most of its characters from the rows of symbols and of common characters.
func unlikelyGB18030(data []byte) bool {
	common, rare := 0, 0
	for rest := data[:min(len(data), sampleSize)]; len(rest) > 0; {
		size := max(gbLength(rest), 1)
		if size == 2 {
			lead, trail := rest[0], rest[1]
			if trail >= 0xa1 && (lead >= 0xa1 && lead <= 0xa9 || lead >= 0xb0 && lead <= 0xd7) {
				common++
			} else {
				rare++
			}
		}
		rest = rest[size:]
	}
	return rare > common
}
