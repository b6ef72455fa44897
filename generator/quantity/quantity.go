// Package quantity reads quantities in Chinese text: a number, its unit and the words that bound it, as they stand in
//
//	全市生产总值完成1748亿元，增长8.5%以上，居全省第5位；新建5―10家；百分之五；四条高速
//
// and leaves alone what is written with numbers and counts nothing: 2017年2月6日, 第十四届, S213, PM2.5, “1234”, 十三五, 三大攻坚战.
package quantity

import (
	"unicode"
	"unicode/utf8"
)

// Quantity is one number of a text with its unit.
type Quantity struct {
	Start, End int    // bytes of the text: number and unit, without the words that bound them
	BoundEnd   int    // behind the word behind it that bounds it, 以上; End where there is none
	Surface    string // the text between: "1748亿元", "第5位", "百分之五"

	Value     float64  // as printed: 1748
	ValueMax  *float64 // the upper end of a range: 10 in 5―10家
	Unit      string   // as printed, with 万 and 亿: "亿元", "位"; "" where none is
	BaseValue float64  // in BaseUnit: 174800000000
	BaseMax   *float64 // the upper end in BaseUnit
	BaseUnit  string   // "元"; "" where Unit is none
	Kind      Kind     // what Unit measures

	Bound    string // "at-least", "at-most", "about", "below", "above"; "" where the number is exact
	Ratio    int    // from one: which part of 16.4∶40.2∶43.4 it is; 0 elsewhere
	Fraction bool   // 三分之二: Value is 0.667
	Han      bool   // the number is in characters
}

// Scan gives the quantities of a text in its order. They do not overlap.
func Scan(text string) []Quantity {
	s := newScanner(text)
	var found []Quantity
	for i := 0; i < len(s.runes); {
		if !s.begins(i) {
			i++
			continue
		}
		qs, next := s.read(i)
		found = append(found, qs...)
		i = max(next, i+1)
	}
	for i := range found {
		found[i].Surface = text[found[i].Start:found[i].End]
	}
	return found
}

// scanner is one text in runes, wide digits and signs as narrow ones.
type scanner struct {
	runes  []rune
	offset []int // of each rune in the text, and behind the last its length
	quoted []int // for each rune, where the short quotation that it is in ends; 0 outside
}

func newScanner(text string) *scanner {
	n := utf8.RuneCountInString(text)
	s := &scanner{runes: make([]rune, 0, n), offset: make([]int, 0, n+1)}
	for i, r := range text {
		s.runes = append(s.runes, narrow(r))
		s.offset = append(s.offset, i)
	}
	s.offset = append(s.offset, len(text))
	s.findQuotations()
	return s
}

func narrow(r rune) rune {
	switch {
	case r == '~':
		return '-'
	case r < 0x80:
		return r
	case r >= '０' && r <= '９', r >= 'ａ' && r <= 'ｚ', r >= 'Ａ' && r <= 'Ｚ':
		return r - '０' + '0'
	}
	switch r {
	case '．':
		return '.'
	case '％', '﹪':
		return '%'
	case '／':
		return '/'
	case '－', '―', '—', '–', '‐', '‑', '−', '～', '〜', '〰':
		return '-'
	case '：', '∶', '﹕':
		return ':'
	case '＋':
		return '+'
	case '×', '✕':
		return '*'
	case '＂':
		return '"'
	}
	return r
}

// at is the rune at i, 0 outside the text.
func (s *scanner) at(i int) rune {
	if i < 0 || i >= len(s.runes) {
		return 0
	}
	return s.runes[i]
}

// has tells whether words stand at i, ends whether they end before it.
func (s *scanner) has(i int, words string) bool {
	for _, r := range words {
		if s.at(i) != r {
			return false
		}
		i++
	}
	return true
}

func (s *scanner) ends(i int, words string) bool {
	for words != "" {
		r, size := utf8.DecodeLastRuneInString(words)
		if i--; s.at(i) != r {
			return false
		}
		words = words[:len(words)-size]
	}
	return true
}

func (s *scanner) hasAny(i int, words []string) bool {
	for _, w := range words {
		if s.has(i, w) {
			return true
		}
	}
	return false
}

func (s *scanner) endsAny(i int, words []string) bool {
	for _, w := range words {
		if s.ends(i, w) {
			return true
		}
	}
	return false
}

// skipSpace passes over the spaces that some texts set between a number and its unit.
func (s *scanner) skipSpace(i int) int {
	for j := i; j < i+3; j++ {
		if r := s.at(j); r == 0 || r == '\n' || !unicode.IsSpace(r) {
			return j
		}
	}
	return i
}

// begins tells whether a number can begin at i.
func (s *scanner) begins(i int) bool {
	r := s.at(i)
	return isDigit(r) || isHan(r)
}

// quotationLimit is how long a quotation may be, in runes, that is a name and not a sentence.
const quotationLimit = 8

// findQuotations marks the insides of short quotations: “1234”, “双50”, “十不十有”, “16个城市乱象”. What is counted there is a name.
func (s *scanner) findQuotations() {
	s.quoted = make([]int, len(s.runes))
	open := -1
	for i, r := range s.runes {
		switch r {
		case '“', '‘', '「', '『':
			open = i
		case '"':
			if open < 0 || s.runes[open] != '"' {
				open = i
				continue
			}
			s.closeQuotation(open, i)
			open = -1
		case '”', '’', '」', '』':
			s.closeQuotation(open, i)
			open = -1
		}
	}
}

func (s *scanner) closeQuotation(open, end int) {
	if open < 0 || end-open-1 > quotationLimit {
		return
	}
	for i := open + 1; i < end; i++ {
		s.quoted[i] = end
	}
}
