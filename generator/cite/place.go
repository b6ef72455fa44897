package cite

import (
	"strings"

	"baogao/generator/content"
	"baogao/generator/site"
)

// roleName is what a part without a printed number is called.
func roleName(p *site.Part) string {
	switch p.Role {
	case content.Lead:
		return "开头"
	case content.Chapter:
		return han(p.Chapter)
	case content.Section:
		return "（" + han(p.Section) + "）"
	case content.ChapterClosing:
		return "（结尾）"
	case content.Annex:
		return "附件" + strings.TrimPrefix(p.ID, "a")
	case content.Glossary:
		return "名词解释"
	}
	return "结束语"
}

// han writes a number from 1 to 99 as official documents number their chapters.
func han(n int) string {
	const digits = "一二三四五六七八九"
	digit := func(n int) string { return string([]rune(digits)[n-1]) }
	switch {
	case n < 1 || n > 99:
		return ""
	case n < 10:
		return digit(n)
	}
	s := "十"
	if n >= 20 {
		s = digit(n/10) + s
	}
	if n%10 > 0 {
		s += digit(n % 10)
	}
	return s
}
