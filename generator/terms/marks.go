package terms

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/outline"
)

// quoted takes what stands in “ ”, with the word that makes it a name: “四个一”人才工程.
func (r *reader) quoted() {
	open := -1
	for i, c := range r.text {
		switch c {
		case quoteIn:
			open = i
		case quoteOut:
			if open < 0 || i == open+1 || i-open > 50 || r.inDocument(open) {
				continue
			}
			start, end := open, r.attached(open, i+1)
			open = -1
			kind := kindOf(r.plain(start, end))
			if r.anyAt(i+1, titled) != "" {
				kind = "honour"
			}
			r.take(start, end, kind)
		}
	}
}

// attached is where the name of a quoted form ends: behind it, or behind the noun that it needs or always stands with.
func (r *reader) attached(open, end int) int {
	at := end
	for at < len(r.text) && outline.IsLayout(r.text[at]) {
		at++
	}
	inner := r.plain(open, end)
	needs := strings.Trim(inner, "0123456789+×＋双单") == ""
	if !needs && utf8.RuneCountInString(inner) < 2 {
		return end
	}
	limit := 7
	if needs {
		limit = 12
	}
	for k := at; k < len(r.text) && k-at < limit && isName(r.text[k]); k++ {
		if k > at && (r.anyAt(k, openers) != "" || r.anyAt(k, afterNames) != "") {
			if needs && k-at >= 2 {
				return k
			}
			return end
		}
		if w := r.anyAt(k, attaching); w != "" && (needs || w != "企业") {
			stop := k + utf8.RuneCountInString(w)
			if k == at || needs || !r.generic(at, k) || strings.HasSuffix(w, "工程") {
				return stop
			}
		}
		if needs && k+1 < len(r.text) && !isName(r.text[k+1]) && k-at >= 1 {
			return k + 1
		}
	}
	return end
}

// attaching are nouns that a quoted form takes in: “321”工程, “拆违”行动.
var attaching = list("工程 行动计划 行动 计划 战略 示范街 企业 基金")

// afterNames open what is said of a name.
var afterNames = list("全面 进入 引进 累计 完成 实现 建设 获 成为")

func (r *reader) inDocument(i int) bool {
	for ; i >= 0; i-- {
		switch r.text[i] {
		case '》', '。':
			return false
		case '《':
			return true
		}
	}
	return false
}

func (r *reader) documents() {
	open := -1
	for i, c := range r.text {
		switch {
		case c == '《':
			if open < 0 {
				open = i
			}
		case c == '》' && open >= 0:
			if i-open > 2 && i-open < 60 {
				r.found = append(r.found, candidate{open, i + 1, string(r.text[open : i+1]), "policy-document"})
			}
			open = -1
		}
	}
}
