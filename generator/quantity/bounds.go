package quantity

import (
	"strings"
	"unicode/utf8"
)

// bound is a word beside a number and what it says.
type bound struct{ words, says string }

// Longer words stand first: 不超过 says the opposite of 超过.
var boundsBehind = []bound{
	{"及以上", "at-least"}, {"以上", "at-least"}, {"及以下", "at-most"}, {"以下", "at-most"}, {"以内", "at-most"}, {"之内", "at-most"},
	{"左右", "about"}, {"上下", "about"},
}

var boundsBefore = []bound{
	{"不低于", "at-least"}, {"不少于", "at-least"}, {"不得低于", "at-least"}, {"不得少于", "at-least"}, {"不小于", "at-least"}, {"至少", "at-least"}, {"不下于", "at-least"},
	{"不超过", "at-most"}, {"不高于", "at-most"}, {"不多于", "at-most"}, {"不大于", "at-most"}, {"不突破", "at-most"}, {"至多", "at-most"}, {"不得超过", "at-most"}, {"最多", "at-most"},
	{"低于", "below"}, {"少于", "below"}, {"小于", "below"}, {"不足", "below"}, {"不到", "below"}, {"近", "about"},
	{"高于", "above"}, {"超过", "above"}, {"大于", "above"}, {"突破", "above"}, {"多于", "above"}, {"超", "above"}, {"逾", "above"},
	{"大约", "about"}, {"将近", "about"}, {"接近", "about"}, {"约", "about"}, {"约为", "about"}, {"左右", "about"},
}

// parts are the characters before 约, 近 and 超 with which they are another word: 节约2亿元.
var parts = map[string]string{"约": "节签预履违公集制契条纽", "近": "附最靠临邻亲远", "超": "赶反高"}

// between are the words that may stand between a bound and its number: 不低于每年5亿元.
var between = []string{"每人每年", "每年", "每人", "每户", "达到", "人民币", "总额", "达", "到", "至", "为", "了"}

// boundBehind is what the word behind a number says, and where that word ends; end itself where there is none.
func (s *scanner) boundBehind(end int) (says string, behind int) {
	i := s.skipSpace(end)
	for _, b := range boundsBehind {
		if s.has(i, b.words) {
			return b.says, i + utf8.RuneCountInString(b.words)
		}
	}
	if s.at(i) == '内' && s.at(i-1) == '年' {
		return "at-most", i + 1
	}
	if s.at(i) == '多' && strings.ContainsRune("，。；、的时前来 ", s.at(i+1)) {
		return "above", i + 1
	}
	return "", end
}

// boundBefore is what the word before a number says.
func (s *scanner) boundBefore(start int) string {
	if says := s.boundEnding(start); says != "" {
		return says
	}
	for _, w := range between {
		if s.ends(start, w) {
			return s.boundEnding(start - len([]rune(w)))
		}
	}
	return ""
}

func (s *scanner) boundEnding(at int) string {
	for _, b := range boundsBefore {
		if !s.ends(at, b.words) {
			continue
		}
		if others := parts[b.words]; others != "" {
			if r := s.at(at - 2); r != 0 && strings.ContainsRune(others, r) {
				return ""
			}
		}
		return b.says
	}
	return ""
}
