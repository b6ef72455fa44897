package terms

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"baogao/generator/outline"
)

// A text writes one name in several ways: “十不十有” with spaces around its marks, 960 in full-width digits, a dash as ― or —. Folding
// takes that away on both sides before they are compared. Quotation marks are folded to one form, and left out where the name that is
// looked for has none: 四个一人才工程 is found in “四个一”人才工程.

// kinds of folded characters that are not themselves.
const (
	skipped  = -1 // white space and invisible characters
	quoteIn  = '“'
	quoteOut = '”'
)

// variants are the characters that are read as another.
var variants = map[rune]rune{
	'"': quoteIn, '＂': quoteIn, '「': quoteIn, '『': quoteIn, '〝': quoteIn, '‟': quoteIn, '‘': quoteIn, '\'': quoteIn, '＇': quoteIn,
	quoteOut: quoteIn, '」': quoteIn, '』': quoteIn, '〞': quoteIn, '’': quoteIn, '„': quoteIn,
	'-': '—', '－': '—', '―': '—', '–': '—', '‐': '—', '‑': '—', '‒': '—', '─': '—', '━': '—', '~': '—', '～': '—',
	'∶': ':', '：': ':', '・': '·', '•': '·', '‧': '·', '∙': '·', '･': '·', '．': '.', '（': '(', '）': ')', '，': ',', '；': ';', '＋': '+',
	'〈': '《', '〉': '》', '〇': '零', '○': '零',
}

// fold gives what a character is read as; skipped for what is no text.
func fold(r rune) rune {
	if isOrdinary(r) {
		return r
	}
	if v, ok := variants[r]; ok {
		return v
	}
	if r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r >= '０' && r <= '９' {
		return r - 0xfee0
	}
	if outline.IsLayout(r) {
		return skipped
	}
	return r
}

// isOrdinary tells letters, digits and the Han characters of the first block, which are no variants; that is most of a text.
func isOrdinary(r rune) bool {
	return r >= '一' && r <= '\u9fff' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// folding lists every character that fold changes, once, with what it is read as.
var folding = sync.OnceValue(func() (list []folds) {
	for r := rune(0); r <= 0xffff; r++ {
		if as := fold(r); as != r {
			list = append(list, folds{r, as})
		}
	}
	return list
})

// folds is a character with what it is read as.
type folds struct{ r, as rune }

// Key is a name as it is compared with others: folded, without quotation marks and, of a document, without its 《 》. Two names with one
// key are one name.
func Key(name string) string {
	key := make([]byte, 0, 128)
	for _, r := range name {
		if r = fold(r); r != skipped && r != quoteIn && r != '《' && r != '》' {
			key = utf8.AppendRune(key, r)
		}
	}
	return string(key)
}

// folded is a name as the finder looks for it, and whether it holds quotation marks.
func folded(name string) (runes []rune, quotes bool) {
	for _, r := range name {
		if r = fold(r); r != skipped {
			runes = append(runes, r)
			quotes = quotes || r == quoteIn
		}
	}
	return runes, quotes
}

// isWord tells whether a character belongs to a word or number that a name must not cut.
func isWord(r rune) bool {
	return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
