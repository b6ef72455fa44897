package outline

import (
	"strings"
	"unicode/utf8"
)

// Words that every report of the genre is full of. Thirty-one reports of 1964 to 2026 have 22 to 35 of them in a thousand characters,
// a story or a manual hardly one.
var genreWords = [...]string{"发展", "建设", "经济", "工作", "政府", "推进", "加强", "人民", "社会", "实现"}

// fewestGenreWords is how many of them a thousand characters of a report have at least.
const fewestGenreWords = 8

// shortestUndivided is the length, in characters, from which a text without title, salutation and chapters may be a report: a news item has
// the genre's words too.
const shortestUndivided = 3000

// fewestArticles is how many paragraphs opening with 第一条 make a text a law.
const fewestArticles = 3

// IsReport tells whether the text can be an official report: it has a title of one, addresses a meeting, or speaks in the genre's words and
// is divided or long as one.
func (o *Outline) IsReport() bool {
	if isTitle(squeeze(o.Title)) {
		return true
	}
	if len(o.Lead) > 0 && isSalutation(squeeze(joined(o.Text, o.Lead[0].Parts))) {
		return true
	}
	n := utf8.RuneCountInString(o.Text)
	if len(o.Chapters) == 0 && n < shortestUndivided || articles(o.Text) >= fewestArticles {
		return false
	}
	found := 0
	for _, w := range genreWords {
		found += strings.Count(o.Text, w)
	}
	return found*1000 >= fewestGenreWords*n
}

// articles counts the lines that open with 第一条.
func articles(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		at := skipLayout(line, 0)
		if !strings.HasPrefix(line[at:], "第") {
			continue
		}
		if m := ordinalWord(line, at+len("第")); m.class == ordinalMark && strings.Contains(line[at:m.end], "条") {
			n++
		}
	}
	return n
}
