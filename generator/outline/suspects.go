package outline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sites and collectors glue words to reports: a novel's title behind a heading, an appeal behind the last sentence. Such a tail stands
// behind a place where the text could have ended, and is made of pairs of characters that the text has nowhere else.

const shortestSuspect = 4

// findSuspects looks behind the natural ends of headings, of the title and of the last paragraph.
func (p *parser) findSuspects() {
	var pairs map[[2]rune]int
	look := func(parts []Span, from int) {
		whole := joined(p.o.Text, parts)
		if from <= 0 || from >= len(whole) {
			return
		}
		tail := trimmed(whole[from:])
		if !p.alien(tail) {
			return
		}
		if pairs == nil {
			pairs = countPairs(p.o.Text)
		}
		if !onlyHere(whole[:from], tail, pairs) {
			return
		}
		for _, s := range pieces(p.o.Text, parts, from, len(whole)) {
			p.o.Suspects = append(p.o.Suspects, Suspect{s, "stands behind the natural end, in words that the report has nowhere else"})
		}
	}
	for _, b := range p.o.Masthead {
		whole := joined(p.o.Text, b.Parts)
		if i := strings.LastIndex(whole, "工作报告"); i >= 0 {
			look(b.Parts, i+len("工作报告"))
		}
	}
	for i := range p.o.Chapters {
		c := &p.o.Chapters[i]
		look(c.Parts, naturalEnd(joined(p.o.Text, c.Parts)))
		for j := range c.Sections {
			look(c.Sections[j].Parts, naturalEnd(joined(p.o.Text, c.Sections[j].Parts)))
		}
	}
	if n := len(p.o.Closing); n > 0 {
		last := p.o.Closing[n-1]
		whole := joined(p.o.Text, last.Parts)
		if i := strings.LastIndexAny(whole, "。！"); i >= 0 && len(p.o.Chapters) > 0 {
			_, size := utf8.DecodeRuneInString(whole[i:])
			look(last.Parts, i+size)
		}
	}
}

// naturalEnd is where a heading could have ended: behind the first of this genre's closing words; 0 where it has none.
func naturalEnd(heading string) int {
	first := 0
	for _, w := range chapterEnds {
		if i := strings.Index(heading, w); i >= 0 && (first == 0 || i+len(w) < first) {
			first = i + len(w)
		}
	}
	return first
}

// alien reports whether a tail is a word or phrase and not the heading's own second half, which would be joined to the first.
func (p *parser) alien(tail string) bool {
	if utf8.RuneCountInString(tail) < shortestSuspect || startsWithAny(tail, "和", "与", "及", "、", "，", "的", "“", "（", "。", "—", "）", "”", "》") {
		return false
	}
	for _, r := range tail {
		if !unicode.IsLetter(r) && !isDigit(r) {
			return false
		}
	}
	return true
}

func countPairs(text string) map[[2]rune]int {
	pairs := make(map[[2]rune]int, len(text)/4)
	var before rune
	for _, r := range text {
		pairs[[2]rune{before, r}]++
		before = r
	}
	return pairs
}

// onlyHere reports whether the tail's pairs, and the one that glues it to what stands before, come once.
func onlyHere(before, tail string, pairs map[[2]rune]int) bool {
	last := lastRune(before)
	for _, r := range tail {
		if pairs[[2]rune{last, r}] > 1 {
			return false
		}
		last = r
	}
	return true
}
