package search

import (
	_ "embed"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Pairs are traditional characters, each with its simplified one behind it, sorted. They are the one-character entries of
// TSCharacters.txt of github.com/longbridgeapp/opencc v0.3.13 (Apache License 2.0), the first choice of each, inside the first plane.
//
//go:embed simplified.txt
var pairs string

var simplified = sync.OnceValue(func() map[rune]rune {
	all := []rune(pairs)
	table := make(map[rune]rune, len(all)/2)
	for i := 0; i+1 < len(all); i += 2 {
		table[all[i]] = all[i+1]
	}
	return table
})

const firstIdeograph, lastIdeograph = 0x4e00, 0x9fff

// ideographs has the simplified form of each.
var ideographs = sync.OnceValue(func() []rune {
	all := make([]rune, lastIdeograph-firstIdeograph+1)
	for i := range all {
		all[i] = rune(firstIdeograph + i)
		if s, ok := simplified()[all[i]]; ok {
			all[i] = s
		}
	}
	return all
})

// compatible is a character by NFKC.
func compatible(c rune) string {
	if c < 0x80 || isIdeograph(c) {
		return string(c)
	}
	if s, ok := common()[c]; ok {
		return s
	}
	return norm.NFKC.String(string(c))
}

// common has the punctuation of Chinese texts by NFKC: with the ideographs, nearly all of what they are made of.
var common = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for _, c := range "　、。《》“”‘’·―—…！，；：？（）％０１２３４５６７８９" {
		all[c] = norm.NFKC.String(string(c))
	}
	return all
})

// folded is a text as it is compared: full has every character that counts, with its place in the text in UTF-16 units; core leaves out the
// punctuation between Han characters too, and at says where in full each of its characters stands.
type folded struct {
	full     []rune
	from, to []int
	core     []rune
	at       []int
}

// fold is the one folding of texts and queries: NFKC of each character, lower case, simplified characters, one form of quotation marks and
// middle dots, one dash for a run of dashes; no spaces but one between two words without Han characters.
func fold(text string) *folded {
	n := utf8.RuneCountInString(text)
	f := &folded{full: make([]rune, 0, n), from: make([]int, 0, n), to: make([]int, 0, n), core: make([]rune, 0, n), at: make([]int, 0, n)}
	f.fold(text)
	return f
}

// fold makes f that of a text; what it held is gone, and its memory is used again.
func (f *folded) fold(text string) {
	f.full, f.from, f.to, f.core, f.at = f.full[:0], f.from[:0], f.to[:0], f.core[:0], f.at[:0]
	place, space := 0, false
	for _, r := range text {
		start := place
		place++
		if r > 0xffff {
			place++
		}
		if isIdeograph(r) {
			space = false
			f.add(ideographs()[r-firstIdeograph], start, place)
			continue
		}
		for _, c := range compatible(r) {
			c = plain(c)
			last := rune(0)
			if len(f.full) > 0 {
				last = f.full[len(f.full)-1]
			}
			switch {
			case c == 0:
			case c == ' ':
				space = true
			case c == '-' && last == '-' && !space:
				f.to[len(f.to)-1] = place
			default:
				if space && isWord(last) && isWord(c) {
					f.add(' ', start, start)
				}
				space = false
				f.add(c, start, place)
			}
		}
	}
	for i := 0; i < len(f.full); {
		end := i
		for end < len(f.full) && isPunct(f.full[end]) {
			end++
		}
		if end > i && i > 0 && end < len(f.full) && isHan(f.full[i-1]) && isHan(f.full[end]) {
			i = end
		}
		for end = max(end, i+1); i < end; i++ {
			f.core, f.at = append(f.core, f.full[i]), append(f.at, i)
		}
	}
}

func (f *folded) add(c rune, from, to int) {
	f.full, f.from, f.to = append(f.full, c), append(f.from, from), append(f.to, to)
}

// foldedForms calls each with the characters that the folding can make of one, but for the space between words.
func foldedForms(c rune, each func(rune)) {
	for _, c := range compatible(c) {
		each(plain(c))
	}
}

// plain is a character's form in comparisons, 0 for one that is not seen.
func plain(c rune) rune {
	switch {
	case c <= ' ' || c == 0x85 || c == 0x1680 || c == 0x2028 || c == 0x2029:
		return ' '
	case c >= 0x200b && c <= 0x200f || c == 0x2060 || c == 0xfeff || c == 0xad:
		return 0
	case c >= 0x2010 && c <= 0x2015 || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0xfe58:
		return '-'
	case c >= 0x201c && c <= 0x201f || c == 0x300c || c == 0x300d || c == 0x300e || c == 0x300f || c == 0x301d || c == 0x301e:
		return '"'
	case c >= 0x2018 && c <= 0x201b || c == 0x2032 || c == '`':
		return '\''
	case c == 0x2236:
		return ':'
	case c == 0x30fb || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22c5:
		return 0xb7
	case c == 0x130: // its lower case is two characters
		return c
	case c < utf8.RuneSelf:
		return unicode.ToLower(c)
	}
	if s, ok := simplified()[c]; ok {
		return s
	}
	return unicode.ToLower(c)
}

// isIdeograph tells whether a character is of the block that nearly all Chinese text is written in, which NFKC leaves as it is.
func isIdeograph(c rune) bool { return c >= firstIdeograph && c <= lastIdeograph }

func isHan(c rune) bool { return isIdeograph(c) || unicode.Is(unicode.Han, c) }

func isPunct(c rune) bool { return !isIdeograph(c) && unicode.IsPunct(c) }

func isWord(c rune) bool { return !isHan(c) && (unicode.IsLetter(c) || unicode.IsNumber(c)) }
