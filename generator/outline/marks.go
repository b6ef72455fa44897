package outline

import (
	"strings"
	"unicode/utf8"
)

// class is a family of numbers that headings and list items open with.
type class int

const (
	unmarked    class = iota
	partMark          // 第一部分, 第一章
	hanMark           // 一、
	parenMark         // （一）
	digitMark         // 1．
	digitParen        // （1） 1）
	ringMark          // ①
	ordinalMark       // 第一， 第一节 第一条
	firstlyMark       // 一是
	bulletMark        // ——
)

// mark is the number at the start of a paragraph.
type mark struct {
	class class
	ord   int
	end   int // bytes of the paragraph's text that it takes
}

// readMark reads the number that text opens with. It sees through stray spaces: "第 四，", "（ 一 ）".
func readMark(text string) mark {
	at := ornament(text)
	r, size := utf8.DecodeRuneInString(text[at:])
	switch {
	case r == '（' || r == '(' || r == '﹙':
		return parenthesised(text, at+size)
	case strings.ContainsRune("【〔［", r):
		return bracketed(text, at+size)
	case r == '第':
		return ordinalWord(text, at+size)
	case r >= '㈠' && r <= '㈩':
		return mark{parenMark, int(r-'㈠') + 1, after(text, at+size, "、．.")}
	case r >= '①' && r <= '⑳':
		return mark{ringMark, int(r-'①') + 1, after(text, at+size, "、．.")}
	case r >= '⑴' && r <= '⒇':
		return mark{digitParen, int(r-'⑴') + 1, at + size}
	case r >= '⒈' && r <= '⒛':
		return mark{digitMark, int(r-'⒈') + 1, at + size}
	case strings.ContainsRune("—―–─・•-", r) || strings.ContainsRune(ornaments, r):
		if m := readMark(text[at+size:]); strings.ContainsRune(ornaments, r) && (m.class == hanMark || m.class == parenMark || m.class == partMark) {
			return mark{m.class, m.ord, m.end + at + size} // ◆一、
		}
		return bullet(text, at, r)
	}
	if n, end := hanNumber(text, at); end > at {
		return afterHan(text, n, end)
	}
	if n, end := digits(text, at); end > at {
		return afterDigits(text, n, end)
	}
	return mark{}
}

// ornaments stand before headings and list items.
const ornaments = "●■◆★▲※○□◇☆△▶►"

// ornament is where the words of a line begin, behind layout, the marks of headings and bold words that Markdown leaves in a plain text,
// and the question marks that a conversion left for an indent.
func ornament(text string) int {
	at := skipLayout(text, 0)
	rest := strings.TrimLeft(text[at:], "#*")
	if len(rest) == len(text)-at {
		if rest = strings.TrimLeft(text[at:], "?？"); len(text)-at-len(rest) < 2 {
			return at
		}
	}
	return skipLayout(text, len(text)-len(rest))
}

func bullet(text string, at int, r rune) mark {
	end := at
	for strings.HasPrefix(text[end:], string(r)) {
		end += utf8.RuneLen(r)
	}
	if r == '-' && end-at < 2 {
		return mark{}
	}
	return mark{bulletMark, 0, end}
}

// afterHan decides what a Chinese number at the start is: a heading's 一、, an item's 一是, or a word like 一年.
func afterHan(text string, n, end int) mark {
	at := skipLayout(text, end)
	if at == len(text) {
		return mark{hanMark, n, at}
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	switch r {
	case '、', '．', '.', '：', ':':
		return mark{hanMark, n, at + size}
	case '是', '要':
		return mark{firstlyMark, n, at + size}
	case '）', ')':
		return mark{parenMark, n, at + size}
	}
	return mark{}
}

// afterDigits decides the same for figures. What goes on with a figure is one: 2.5, 3、4号楼; a year is another: 1、2024年工作回顾.
func afterDigits(text string, n, end int) mark {
	at := skipLayout(text, end)
	r, size := utf8.DecodeRuneInString(text[at:])
	next := at + size
	if r, _ := utf8.DecodeRuneInString(text[next:]); isDigit(r) && !opensYear(text[next:]) {
		return mark{}
	}
	switch r {
	case '、', '．', '.':
		return mark{digitMark, n, next}
	case '）', ')':
		return mark{digitParen, n, next}
	}
	return mark{}
}

// opensYear reports whether s begins with four figures and 年.
func opensYear(s string) bool {
	figures := 0
	for _, r := range s {
		if !isDigit(r) {
			return figures == 4 && r == '年'
		}
		figures++
	}
	return false
}

func parenthesised(text string, at int) mark {
	at = skipLayout(text, at)
	kind := parenMark
	n, end := hanNumber(text, at)
	if end == at {
		kind = digitParen
		n, end = digits(text, at)
	}
	if end == at {
		return mark{}
	}
	end = skipLayout(text, end)
	r, size := utf8.DecodeRuneInString(text[end:])
	if r != '）' && r != ')' && r != '﹚' {
		return mark{}
	}
	return mark{kind, n, after(text, end+size, "、．.")}
}

// bracketed reads 【一】; with a figure it is the mark of a note.
func bracketed(text string, at int) mark {
	n, end := hanNumber(text, skipLayout(text, at))
	if n == 0 {
		return mark{}
	}
	end = skipLayout(text, end)
	if stop := after(text, end, "】〕］"); stop > end {
		return mark{parenMark, n, after(text, stop, "、．.")}
	}
	return mark{}
}

// ordinalWord reads what follows 第: a number, and then a kind of part or a comma.
func ordinalWord(text string, at int) mark {
	at = skipLayout(text, at)
	n, end := hanNumber(text, at)
	if end == at {
		n, end = digits(text, at)
	}
	if end == at {
		return mark{}
	}
	end = skipLayout(text, end)
	for _, part := range [...]string{"部分", "章", "篇"} {
		if strings.HasPrefix(text[end:], part) {
			return mark{partMark, n, after(text, end+len(part), "：:、，,")}
		}
	}
	for _, part := range [...]string{"节", "条"} {
		if strings.HasPrefix(text[end:], part) {
			return mark{ordinalMark, n, after(text, end+len(part), "：:、，,")}
		}
	}
	if stop := after(text, end, "，,、：:．."); stop > end {
		return mark{ordinalMark, n, stop}
	}
	return mark{}
}

// after goes over one of the characters of set, where text has one at at.
func after(text string, at int, set string) int {
	r, size := utf8.DecodeRuneInString(text[at:])
	if size > 0 && r != utf8.RuneError && strings.ContainsRune(set, r) {
		return at + size
	}
	return at
}

// hanNumber reads 一 to 九十九; end is at where there is none.
func hanNumber(text string, at int) (n, end int) {
	value, tens, last, end := 0, false, 0, at
	for count := 0; count < 3; count++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		d := hanDigit(r)
		if d < 0 || d == 10 && tens || last > 0 && d != 10 {
			break
		}
		if d == 10 {
			tens = true
			value = max(last, 1) * 10
			last = 0
		} else {
			last = d
		}
		end += size
	}
	return value + last, end
}

func hanDigit(r rune) int {
	switch r {
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	case '十':
		return 10
	}
	return -1
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

func digitValue(r rune) int {
	if r >= '０' {
		return int(r - '０')
	}
	return int(r - '0')
}

// digits reads a number of one to three figures, of either width.
func digits(text string, at int) (n, end int) {
	end = at
	for count := 0; ; count++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isDigit(r) {
			return n, end
		}
		if count == 3 {
			return 0, at
		}
		n = n*10 + digitValue(r)
		end += size
	}
}
