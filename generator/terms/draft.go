package terms

import (
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/outline"
)

// Draft is a name that a report seems to use, for an editor to look at.
type Draft struct {
	Name string // without quotation marks; a document with its 《》
	Kind string // one of content's kinds of terms
	Uses int    // places where a rule saw it
}

// Drafts reads names out of a report's body, in the order of their first use: what stands in quotation marks or 《》, what is listed
// before 等 and the word for what it is, what ends as names do (路, 河, 工程, 集团 …), slogans that count, people before their titles.
// The rules know how reports are written, and no report.
func Drafts(o *outline.Outline) []Draft {
	b := &drafts{at: map[string]int{}}
	if o.Speaker != "" && utf8.RuneCountInString(o.Speaker) <= 4 {
		b.add(o.Speaker, "person")
	}
	Walk(o, func(p Passage) {
		if !p.Back {
			b.passage(p.Text)
		}
	})
	return b.list
}

type drafts struct {
	list []Draft
	at   map[string]int // index by key
}

func (b *drafts) add(name, kind string) {
	key := Key(name)
	if n := utf8.RuneCountInString(key); n < 1 || n > 48 {
		return
	}
	if i, ok := b.at[key]; ok {
		b.list[i].Uses++
		return
	}
	b.at[key] = len(b.list)
	b.list = append(b.list, Draft{name, kind, 1})
}

// found is a name in a passage, in characters.
type candidate struct {
	start, end int
	name, kind string
}

func (b *drafts) passage(text string) {
	r := &reader{text: []rune(text)}
	r.quoted()
	r.documents()
	r.known()
	r.lists()
	r.endings()
	r.honours()
	r.counting()
	r.people()
	r.districts()
	slices.SortStableFunc(r.found, func(x, y candidate) int {
		if x.start != y.start {
			return x.start - y.start
		}
		return y.end - x.end
	})
	for _, c := range r.found {
		b.add(c.name, c.kind)
	}
}

type reader struct {
	text  []rune
	found []candidate
}

// plain is a stretch without quotation marks and layout.
func (r *reader) plain(start, end int) string {
	var b strings.Builder
	for _, c := range r.text[start:end] {
		if c != quoteIn && c != quoteOut && !outline.IsLayout(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// take records a name, unless an earlier rule has it or a longer one around it.
func (r *reader) take(start, end int, kind string) {
	for _, c := range r.found {
		if c.start <= start && end <= c.end {
			return
		}
	}
	name := r.plain(start, end)
	if utf8.RuneCountInString(name) == 1 {
		name = string(r.text[start:end]) // it is a name in its marks alone
	}
	r.found = append(r.found, candidate{start, end, name, kind})
}

func (r *reader) hasAt(i int, word []rune) bool {
	return i >= 0 && i+len(word) <= len(r.text) && slices.Equal(r.text[i:i+len(word)], word)
}

// anyAt is the longest of the words that stands at i; "" for none.
func (r *reader) anyAt(i int, words *wordList) string {
	if i < 0 || i >= len(r.text) {
		return ""
	}
	best := word{}
	for _, w := range words.first(r.text[i]) {
		if len(w.runes) > len(best.runes) && r.hasAt(i, w.runes) {
			best = w
		}
	}
	return best.text
}

// anyBefore is the longest of the words that ends at end; "" for none.
func (r *reader) anyBefore(end int, words *wordList) string {
	if end <= 0 || end > len(r.text) {
		return ""
	}
	best := word{}
	for _, w := range words.last(r.text[end-1]) {
		if n := len(w.runes); n > len(best.runes) && r.hasAt(end-n, w.runes) {
			best = w
		}
	}
	return best.text
}

func isHan(c rune) bool { return c >= 0x3400 && c <= 0x9fff }

func isName(c rune) bool {
	return isHan(c) || c < 0x80 && (c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z') || c == '·' || c == '・' || c == '（' || c == '）' || c == '+'
}

func isMark(c rune) bool { return c == quoteIn || c == quoteOut }

func isCount(c rune) bool {
	switch c {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '双':
		return true
	}
	return false
}
