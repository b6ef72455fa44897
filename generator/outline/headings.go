package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// candidate is a paragraph that may open with a heading. The offsets are bytes of the unit's text.
type candidate struct {
	unit     int
	class    class // unmarked: a bare line
	ord      int
	form     Form
	numEnd   int // end of the number
	titleEnd int // end of the title
	stopEnd  int // end of the stop; titleEnd where none is printed
}

// listed is the form of a list's item: no heading, and yet of its run.
const listed Form = "listed"

// The longest headings of the genre, in characters: a numbered line, a run-in sentence, a bare line.
const (
	longestAlone = 60
	longestRunIn = 75
	longestBare  = 32
	longestColon = 45  // of a numbered line that ends in a colon
	longestParen = 110 // of a run-in sentence behind （一）, which hardly ever opens anything but a section
)

// candidates reads every paragraph of the body for a heading.
func (p *parser) candidates() []candidate {
	var all []candidate
	out := p.outdented()
	for i := p.start; i < p.end; i++ {
		u := &p.units[i]
		if u.role != bodyRole || u.said != nil && !u.is(AsChapter) && !u.is(AsSection) {
			continue
		}
		c, ok := numbered(u)
		if isLoneNumber(u) && !p.holds(i) {
			continue
		}
		if !ok {
			c, ok = p.bare(i)
			ok = ok && !(out && u.indent >= 2)
		}
		if ok {
			c.unit = i
			all = append(all, c)
		}
	}
	return all
}

// holds reports whether what follows unit i is a paragraph or a heading of another kind: then a lone number is a heading.
func (p *parser) holds(i int) bool {
	if i+1 >= p.end {
		return false
	}
	u, next := &p.units[i], &p.units[i+1]
	return next.n > longestAlone || isSalutation(next.key) || next.mark.class != unmarked && next.mark.class != u.mark.class
}

// outdented reports whether this text indents its paragraphs and not its headings: then a line that stands in is no bare heading.
func (p *parser) outdented() bool {
	in, bare := 0, 0
	for i := p.start; i < p.end; i++ {
		if p.units[i].indent >= 2 {
			in++
		} else if _, ok := p.bare(i); ok {
			bare++
		}
	}
	return bare >= 2 && in*2 > p.end-p.start
}

// numbered reads a heading with a number. A list item that ends in a semicolon or goes on after one is none.
func numbered(u *unit) (candidate, bool) {
	m := u.mark
	switch m.class {
	case hanMark, parenMark, partMark, digitMark, digitParen, ordinalMark, firstlyMark:
	default:
		return candidate{}, false
	}
	c := candidate{class: m.class, ord: m.ord, form: Alone, numEnd: m.end}
	if isLoneNumber(u) {
		c.titleEnd, c.stopEnd = m.end, m.end
		return c, true
	}
	body := u.text[m.end:]
	stop, size, listed := firstStop(body)
	c.titleEnd, c.stopEnd = m.end+stop, m.end+stop+size
	title := utf8.RuneCountInString(squeeze(body[:stop]))
	switch {
	case title == 0 || listed && !longSection(u, title):
		return candidate{}, false
	case skipLayout(u.text, c.stopEnd) < len(u.text):
		c.form = RunIn
		return c, title <= longestRunIn || m.class == parenMark && title <= longestParen
	case size == 0 && u.last == '：' && (m.class == hanMark || m.class == parenMark) && title <= longestColon:
		c.titleEnd -= lastSize(u.text[:c.titleEnd])
		return c, c.titleEnd > c.numEnd
	case size == 0 && strings.ContainsRune("，；：、", u.last):
		return candidate{}, false
	case m.class == ordinalMark || m.class == firstlyMark:
		return c, title <= 40 && size == 0
	}
	return c, title <= longestAlone || size == 0 && m.class == hanMark && title <= longestParen && mostlyHan(u.key)
}

// longSection reports whether the semicolon behind title characters of a paragraph that opens with （一） is one of several in a section's
// first sentence, and none that ends an item of a list.
func longSection(u *unit, title int) bool {
	return u.mark.class == parenMark && u.last == '。' && u.n > longestRunIn && title <= longestRunIn && strings.Count(u.key, "。") > 1
}

func lastSize(s string) int {
	_, size := utf8.DecodeLastRuneInString(s)
	return size
}

// firstStop finds the stop of the first sentence outside quotation marks; listed where a semicolon comes before it.
func firstStop(s string) (at, size int, listed bool) {
	depth := 0
	for i, r := range s {
		switch r {
		case '“', '《', '（':
			depth++
		case '”', '》', '）':
			depth = max(depth-1, 0)
		case '；':
			if depth == 0 {
				return i, 0, true
			}
		case '。', '！', '？', '!', '｡':
			if depth == 0 {
				return i, utf8.RuneLen(r), false
			}
		case '.', '．':
			if depth == 0 && fullStopAt(s, i, utf8.RuneLen(r)) {
				return i, utf8.RuneLen(r), false
			}
		}
	}
	end := len(s)
	for end > 0 {
		n := layoutBefore(s[:end])
		if n == 0 {
			break
		}
		end -= n
	}
	return end, 0, false
}

// fullStopAt reports whether the dot at is a sentence's end and no part of a figure or a name: between Chinese characters.
func fullStopAt(s string, at, size int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	next, _ := utf8.DecodeRuneInString(s[skipLayout(s, at+size):])
	return (unicode.Is(unicode.Han, before) || before == '”' || before == '）') && (unicode.Is(unicode.Han, next) || next == '“')
}

// bare reads a heading without a number: a short line without a stop between paragraphs that are complete.
func (p *parser) bare(i int) (candidate, bool) {
	u := &p.units[i]
	if u.n < 3 || u.n > longestBare || u.mark.class != unmarked || isSalutation(u.key) {
		return candidate{}, false
	}
	if strings.ContainsAny(u.key, "。；：！？…，|@=") && !bareComma(u.key) || opensBracket(u.last) || strings.ContainsRune("、，", u.last) {
		return candidate{}, false
	}
	if !mostlyHan(u.key) || i > p.start && !p.complete(i-1) || i+1 >= p.end {
		return candidate{}, false
	}
	next := &p.units[i+1]
	if r, _ := utf8.DecodeRuneInString(next.key); cannotOpen(r) {
		return candidate{}, false
	}
	return candidate{form: Alone, titleEnd: len(u.text), stopEnd: len(u.text)}, true
}

// bareComma reports whether a line with commas may still be a heading: 以人为本，建设和谐清苑.
func bareComma(key string) bool {
	return strings.Count(key, "，") <= 2 && !strings.ContainsAny(key, "。；：！？…|@=")
}

func mostlyHan(key string) bool {
	han, all := 0, 0
	for _, r := range key {
		all++
		if unicode.Is(unicode.Han, r) || isDigit(r) {
			han++
		}
	}
	return han*10 >= all*7
}

// complete reports whether unit i ends as a paragraph or heading does.
func (p *parser) complete(i int) bool {
	u := &p.units[i]
	return u.role != bodyRole || endsSentence(u.last) || u.last == '：' || u.n <= longestAlone
}

// Words of this genre's chapter titles. A bare line that ends with one is a chapter even between numbered ones.
var chapterEnds = [...]string{"回顾", "工作安排", "工作安排建议", "主要任务", "重点工作", "主要工作", "工作任务", "目标任务", "总体要求", "工作思路", "奋斗目标", "发展目标", "主要目标", "自身建设",
	"工作部署", "总体部署", "工作重点", "工作建议", "政府建设", "结束语", "工作总结", "基本总结", "工作打算", "总体思路", "政策取向", "工作要求", "新征程", "今后五年", "工作的建议", "发展思路", "任务和措施", "工作计划", "重点任务", "工作意见"}

func canonicalChapter(key string) bool {
	return endsWithAny(key, chapterEnds[:]...)
}
