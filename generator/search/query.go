package search

import (
	"slices"
	"strings"
)

// Query is what a reader asks for: of every group one phrase at least, none of without, every filter.
type query struct {
	groups  [][]node
	without []node
	filters [][2]string
}

// node is a phrase, or two that stand no farther apart than so many characters.
type node struct {
	raw               string
	lead, core, trail []rune
	within            int
	near              *node
}

// Units are the characters with which a unit or counter begins: a space before them is no AND behind a number.
const units = "亿万千百元个项家公平吨人户亩件张辆米立方小时天年月日次位倍度套条所名%℃"

// parse reads a query. Words are parted by spaces and all must be there; "…" holds spaces together, OR stands between alternatives, a minus
// before what must not be there, A ~5 B for nearness, and in: 章: 主题: 类型: 年: narrow the search.
func parse(text string) query {
	var q query
	words := split(text)
	or, apart := false, 0
	for i := 0; i < len(words); i++ {
		w := words[i]
		text := w.text
		switch {
		case !w.quoted && text == "OR" && len(q.groups) > 0 && i+1 < len(words):
			or = true
			continue
		case !w.quoted && len(q.groups) > 0 && i+1 < len(words) && isApart(text):
			for _, c := range text[1:] {
				apart = min(apart*10+int(c-'0'), 10000)
			}
			continue
		}
		if f, ok := filter(text); ok && !w.quoted {
			q.filters = append(q.filters, f)
			continue
		}
		for !w.quoted && !w.without && i+1 < len(words) && !words[i+1].quoted && !words[i+1].without && joins(text, words[i+1].text) {
			i++
			text += words[i].text
		}
		n := phrase(text)
		switch {
		case len(n.core) == 0 && len(n.lead) == 0:
		case w.without:
			q.without = append(q.without, n)
		case apart > 0:
			last := q.groups[len(q.groups)-1]
			n.within, n.near = apart, &last[len(last)-1]
			q.groups[len(q.groups)-1] = append(slices.Clone(last[:len(last)-1]), n)
		case or:
			q.groups[len(q.groups)-1] = append(q.groups[len(q.groups)-1], n)
		default:
			q.groups = append(q.groups, []node{n})
		}
		or, apart = false, 0
	}
	return q
}

type word struct {
	text            string
	quoted, without bool
}

func isSpace(c rune) bool { return c == 0x3000 || plain(c) == ' ' || c == 0xa0 }

func split(text string) []word {
	var words []word
	all := []rune(text)
	for i := 0; i < len(all); {
		if isSpace(all[i]) {
			i++
			continue
		}
		var w word
		if all[i] == '-' && i+1 < len(all) && !isSpace(all[i+1]) {
			w.without = true
			i++
		}
		if all[i] == '"' {
			if n := slices.Index(all[i+1:], '"'); n > 0 {
				w.quoted, w.text = true, string(all[i+1:i+1+n])
				words = append(words, w)
				i += n + 2
				continue
			}
		}
		start := i
		for i < len(all) && !isSpace(all[i]) {
			i++
		}
		w.text = string(all[start:i])
		words = append(words, w)
	}
	return words
}

func isApart(text string) bool {
	return len(text) > 1 && text[0] == '~' && strings.Trim(text[1:], "0123456789") == "" && text[1] != '0'
}

func joins(a, b string) bool {
	all := fold(a).full
	first := []rune(b)
	return len(all) > 0 && all[len(all)-1] >= '0' && all[len(all)-1] <= '9' && strings.ContainsRune(units, first[0])
}

func filter(text string) ([2]string, bool) {
	key, value, ok := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	if !ok || value == "" || !slices.Contains([]string{"in", "章", "主题", "类型", "年"}, key) {
		return [2]string{}, false
	}
	return [2]string{key, value}, true
}

// phrase cuts the punctuation at both ends off, which is compared to the letter; a phrase of punctuation alone is all lead.
func phrase(text string) node {
	f := fold(text)
	start, end := 0, len(f.full)
	for start < end && isPunct(f.full[start]) {
		start++
	}
	if start == end {
		return node{raw: text, lead: f.full}
	}
	for isPunct(f.full[end-1]) {
		end--
	}
	n := node{raw: text, lead: f.full[:start], trail: f.full[end:]}
	for i, at := range f.at {
		if at >= start && at < end {
			n.core = append(n.core, f.core[i])
		}
	}
	return n
}
