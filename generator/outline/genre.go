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

// IsReport tells whether the text can be an official report: it has a title of one, addresses a meeting, or speaks in the genre's words.
func (o *Outline) IsReport() bool {
	if isTitle(squeeze(o.Title)) {
		return true
	}
	if len(o.Lead) > 0 && isSalutation(squeeze(joined(o.Text, o.Lead[0].Parts))) {
		return true
	}
	found := 0
	for _, w := range genreWords {
		found += strings.Count(o.Text, w)
	}
	return found*1000 >= fewestGenreWords*utf8.RuneCountInString(o.Text)
}
