package proofread

import (
	"strings"
	"unicode"

	"baogao/generator/content"
	"baogao/generator/diag"
)

// usual are characters that look like the usual one and are not found by who types that.
var usual = map[rune]string{'―': "—", '・': "·", '•': "·", '‧': "·", '﹒': "·", '〝': "“", '〞': "”", '″': "”", '﹪': "%", '﹣': "-", '−': "-"}

// characters finds what a text should not hold; each kind is said once a report, at its first place, with how often it stands.
func characters(blocks []content.Block) []finding {
	var found []finding
	at := map[string]int{}    // kind → its finding
	times := map[string]int{} // kind → how often
	add := func(kind string, f finding) {
		if times[kind]++; times[kind] == 1 {
			at[kind] = len(found)
			found = append(found, f)
		}
	}
	for i, b := range blocks {
		runes := []rune(b.Text)
		offset := 0
		for n, r := range runes {
			f := finding{block: i, start: offset, end: offset + len(string(r))}
			offset = f.end
			var before, after rune
			if n > 0 {
				before = runes[n-1]
			}
			if n+1 < len(runes) {
				after = runes[n+1]
			}
			if why := odd(r); why != nil {
				f.check, f.message, f.help = "odd", diag.Say("U+%04X %s", r, why), diag.Say("compare with the source")
				add(string(r), f)
			} else if kind, why := mixed(before, r, after); why != nil {
				f.check, f.message, f.help = "width", diag.Say("%q %s", r, why), diag.Say("compare with the source")
				add(kind, f)
			}
		}
	}
	for kind, i := range at {
		if n := times[kind]; n > 1 {
			found[i].message = diag.Say("%s; %d such places in the report", found[i].message, n)
		}
	}
	return found
}

// odd is what is odd about a character; nil where nothing is.
func odd(r rune) *diag.Text {
	switch {
	case r == unicode.ReplacementChar:
		return diag.Say("stands where a character was lost")
	case unicode.Is(unicode.Co, r):
		return diag.Say("has a shape on some machines only")
	case unicode.Is(unicode.Cf, r), unicode.IsControl(r) && r != '\t':
		return diag.Say("cannot be seen")
	case r >= 0x2E80 && r <= 0x2FDF:
		return diag.Say("%c is a radical, not the character that it looks like", r)
	case usual[r] != "":
		return diag.Say("%c stands where %s is usual", r, usual[r])
	}
	return nil
}

// mixed finds half-width marks among Han characters, and numbers of digits of both widths.
func mixed(before, r, after rune) (kind string, why *diag.Text) {
	full := func(r rune) bool { return r >= '０' && r <= '９' }
	half := func(r rune) bool { return r >= '0' && r <= '9' }
	switch {
	case strings.ContainsRune(",;:?!", r) && unicode.Is(unicode.Han, before) && (unicode.Is(unicode.Han, after) || after == 0):
		return "mark", diag.Say("is a half-width mark among Chinese characters")
	case full(r) && (half(before) || half(after)):
		return "digit", diag.Say("is a full-width digit in a number with half-width ones")
	}
	return "", nil
}
