// Package pinyin reads Chinese text aloud: one syllable a Han character, the right one of several by the words around it.
//
//	Of("重点行业")     zhòng diǎn háng yè
//	Of("重建行政区")   chóng jiàn xíng zhèng qū
//
// The readings are those of the dictionary of github.com/mozillazg/go-pinyin, whose own form costs every start of the program 7 ms: readings.txt,
// which a test writes (-update) and compares, holds the first of each character. polyphones.txt says in which words one is read otherwise. Tones are those of the single word: no sandhi. A character that no dictionary has is its own syllable.
package pinyin

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Syllable is the reading of one character.
type Syllable struct {
	Start, End int    // the character, in bytes of the text
	Toned      string // "zhòng"
}

// Of gives the toned syllables of a text, one a Han character, in order; what is no Han character has none.
func Of(text string) []string {
	out := make([]string, 0, len(text)/3)
	for s := range Each(text) {
		out = append(out, s.Toned)
	}
	return out
}

// Syllables is Of with the place of each character.
func Syllables(text string) []Syllable {
	return slices.AppendSeq(make([]Syllable, 0, len(text)/3), Each(text))
}

// Each goes through the syllables of a text.
func Each(text string) iter.Seq[Syllable] {
	return func(yield func(Syllable) bool) {
		t := table()
		var few [32]rune // as long as names are
		runes := few[:0]
		for _, r := range text {
			runes = append(runes, r)
		}
		i := 0
		for at, r := range text {
			if IsHan(r) && !yield(Syllable{at, at + utf8.RuneLen(r), t.read(runes, i)}) {
				return
			}
			i++
		}
	}
}

// IsHan tells whether a character is read as a syllable.
func IsHan(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || r == '〇' || r >= 0x3400 && unicode.Is(unicode.Han, r)
}

// Plain is a syllable as it is typed: without its tone, ü as v: "lǜ" is "lv".
func Plain(syllable string) string { return string(appendPlain(nil, syllable)) }

func appendPlain(b []byte, syllable string) []byte {
	for _, r := range syllable {
		if r >= utf8.RuneSelf {
			if plain, ok := untoned[r]; ok {
				r = plain
			}
		}
		if r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// untoned has the letters of syllables with a tone, and the tones that stand behind their letter, which go.
var untoned = func() map[rune]rune {
	of := map[rune]rune{'\u0304': -1, '\u030c': -1, '\u0300': -1}
	for plain, toned := range map[rune]string{'a': "āáǎà", 'e': "ēéěèếề", 'i': "īíǐì", 'o': "ōóǒò", 'u': "ūúǔù", 'v': "üǖǘǚǜ", 'n': "ńňǹ", 'm': "ḿ"} {
		for _, r := range toned {
			of[r] = plain
		}
	}
	of['ê'] = 'e'
	return of
}()

// Sort is what a name is sorted by: its plain syllables with a space between, digits read one by one, Latin letters in lower case,
// everything else left out: "“1234”总体思路" is "yi er san si zong ti si lu".
func Sort(name string) string {
	key := make([]byte, 0, 128)
	word := func() {
		if len(key) > 0 {
			key = append(key, ' ')
		}
	}
	at := 0
	between := func(end int) { // what stands before the next syllable
		latin := false
		for _, r := range name[at:end] {
			letter := r < utf8.RuneSelf && unicode.IsLetter(r)
			switch {
			case letter:
				if !latin {
					word()
				}
				key = append(key, byte(unicode.ToLower(r)))
			case r >= '0' && r <= '9':
				word()
				key = append(key, digits[r-'0']...)
			}
			latin = letter
		}
	}
	for s := range Each(name) {
		between(s.Start)
		at = s.End
		word()
		key = appendPlain(key, s.Toned)
	}
	between(len(name))
	return string(key)
}

var digits = [...]string{"ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"}

// Initial is the letter that a sort key stands under, A to Z; "#" where it begins with none.
func Initial(sort string) string {
	if sort == "" || sort[0] < 'a' || sort[0] > 'z' {
		return "#"
	}
	return strings.ToUpper(sort[:1])
}

//go:embed polyphones.txt
var polyphones string

// readings are the polyphones: of each character the reading where no word applies, and its words.
type readings map[rune]*polyphone

// polyphone has its words by the character that stands next to it in them: the one before, or, where it opens the word, the one after.
type polyphone struct {
	usual         string
	before, after map[rune][]word
}

// word is a word that a character stands in, and how it is read there.
type word struct {
	runes   []rune
	at      int // the character's place; a word with the character twice stands twice
	reading string
}

// table is read once and never changed.
var table = sync.OnceValue(func() readings {
	t := readings{}
	for line := range strings.Lines(polyphones) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(fields[0])
		p := t[r]
		if p == nil {
			p = &polyphone{first(r), map[rune][]word{}, map[rune][]word{}}
			t[r] = p
		}
		if len(fields) == 2 {
			p.usual = fields[1]
		}
		for _, w := range fields[2:] {
			runes := []rune(w)
			for at, c := range runes {
				switch {
				case c != r:
				case at > 0:
					p.before[runes[at-1]] = append(p.before[runes[at-1]], word{runes, at, fields[1]})
				default:
					p.after[runes[1]] = append(p.after[runes[1]], word{runes, at, fields[1]})
				}
			}
		}
	}
	return t
})

// read is the syllable of the character at a place.
func (t readings) read(text []rune, i int) string {
	p := t[text[i]]
	if p == nil {
		return first(text[i])
	}
	reading, length, begin := p.usual, 0, 0
	consider := func(words []word) {
		for _, w := range words {
			from := i - w.at
			if from < 0 || from+len(w.runes) > len(text) || len(w.runes) < length || len(w.runes) == length && from >= begin {
				continue
			}
			if slices.Equal(text[from:from+len(w.runes)], w.runes) {
				reading, length, begin = w.reading, len(w.runes), from
			}
		}
	}
	if i > 0 {
		consider(p.before[text[i-1]])
	}
	if i+1 < len(text) {
		consider(p.after[text[i+1]])
	}
	return reading
}

//go:embed readings.txt
var firsts string

// dictionary is the first reading of every character that has one.
type dictionary struct {
	readings []string // "" first
	of       []uint16 // index into readings by character
}

var firstReadings = sync.OnceValue(func() *dictionary {
	d := &dictionary{[]string{""}, make([]uint16, 0x33480)} // to the end of the blocks of Han characters
	for line := range strings.Lines(firsts) {
		reading, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for _, r := range characters {
			d.of[r] = uint16(len(d.readings))
		}
		d.readings = append(d.readings, reading)
	}
	return d
})

// first is the dictionary's first reading of a character.
func first(r rune) string {
	if r == '〇' {
		return "líng"
	}
	if d := firstReadings(); int(r) < len(d.of) && d.of[r] > 0 {
		return d.readings[d.of[r]]
	}
	return string(r)
}
