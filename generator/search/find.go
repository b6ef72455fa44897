package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Hit is a passage that answers a query. Places count UTF-16 units.
type Hit struct {
	URL     string   `json:"url"`   // from the site's folder, with the sentence of the first match
	Title   string   `json:"title"` // of the report and its part
	Score   int      `json:"score"`
	Count   int      `json:"count"`   // matches in the passage
	Excerpt string   `json:"excerpt"` // the sentence of the first match
	Marks   [][2]int `json:"marks"`   // the matches in it
	Facets  []string `json:"facets"`  // the fields of the query language that would keep the passage: 年:2017, 章:三, in:标题, 主题:民生

	report int
}

type span struct {
	start, end int
	core       int // where it begins but for punctuation: what decides whether it is in a heading
	exact      bool
}

// Find gives every passage of the reports that answers a query: whole headings first, then headings inside a text, then text; in these the newer
// report first, and of a report what answers best, else in reading order.
func Find(reports []*Report, text string) []Hit {
	q := parse(text)
	found := []Hit{}
	if len(q.groups)+len(q.without)+len(q.filters) == 0 {
		return found
	}
	for n, r := range byYear(reports) {
		for i := range r.Passages {
			if h, ok := r.match(&q, i); ok {
				h.report = n
				found = append(found, h)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Hit) int {
		return cmp.Or(b.Score/tier-a.Score/tier, a.report-b.report, b.Score-a.Score)
	})
	return found
}

func (r *Report) match(q *query, i int) (Hit, bool) {
	p := &r.Passages[i]
	in := anywhere
	for _, f := range q.filters {
		if f[0] == "in" {
			side := sideOf(f[1])
			if side == anywhere {
				return Hit{}, false
			}
			in |= side
		} else if !r.passes(i, f[0], f[1]) {
			return Hit{}, false
		}
	}
	p.fold()
	for _, n := range q.without {
		if len(n.find(p)) > 0 {
			return Hit{}, false
		}
	}
	var all []span
	exact, gap, before := true, 0, []span(nil)
	has := headings | body // the sides on which every group has a match
	if len(q.groups) == 0 {
		has = p.sides()
	}
	for _, group := range q.groups {
		var of []span
		here := anywhere
		for _, n := range group {
			for _, s := range n.find(p) {
				side := body
				if p.inHead(s.core) {
					side = headings
				}
				if in == anywhere || in == side {
					of = append(of, s)
					here |= side
				}
			}
		}
		has &= here
		if len(of) == 0 {
			return Hit{}, false
		}
		exact = exact && slices.ContainsFunc(of, func(s span) bool { return s.exact })
		if before != nil {
			gap += nearest(before, of)
		}
		before = of
		all = append(all, of...)
	}
	if len(q.groups) == 0 && in&^has != 0 {
		return Hit{}, false
	}
	all = tidy(all)
	h := r.hit(i, all, score(p, all, exact, gap))
	h.Facets = r.facetsAt(i, has)
	return h, true
}

// Where in a passage matches are looked for.
const (
	anywhere = 0
	headings = 1
	body     = 2
)

func sideOf(name string) int {
	switch name {
	case "标题":
		return headings
	case "正文":
		return body
	}
	return anywhere
}

// sides tells whether a passage has headings, and text beside them.
func (p *Passage) sides() int {
	switch {
	case len(p.Heads) == 0:
		return body
	case p.isHeading():
		return headings
	}
	return headings | body
}

// facetsAt are the fields that would keep a passage, has the sides with matches.
func (r *Report) facetsAt(i, has int) []string {
	all := []string{}
	if r.Year != "" {
		all = append(all, "年:"+r.Year)
	}
	if chapter, _, _ := strings.Cut(r.Parts[r.Passages[i].Part][1], "（"); chapter != "" {
		all = append(all, "章:"+chapter)
	}
	if has&headings != 0 {
		all = append(all, "in:标题")
	}
	if has&body != 0 {
		all = append(all, "in:正文")
	}
	fixed := len(all)
	for name, list := range r.Facets {
		if _, ok := slices.BinarySearch(list, i); ok {
			all = append(all, name)
		}
	}
	slices.Sort(all[fixed:])
	return all
}

// tier is more than all else in a score together.
const tier = 2000

// score ranks headings before text, the letter before the folded form, nearer before farther, more before fewer.
func score(p *Passage, all []span, exact bool, gap int) int {
	s := min(len(all), 50)
	switch {
	case p.isHeading():
		s += 2 * tier
	case slices.ContainsFunc(all, func(s span) bool { return p.inHead(s.core) }):
		s += tier
	}
	if exact {
		s += 500
	}
	return s + 400 - min(gap, 400)
}

func nearest(a, b []span) int {
	best := 400
	for _, x := range a {
		for _, y := range b {
			best = min(best, max(y.start-x.end, x.start-y.end, 0))
		}
	}
	return best
}

// tidy sorts spans and leaves out what lies inside or over another.
func tidy(all []span) []span {
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	kept := all[:0]
	end := 0
	for _, s := range all {
		if s.start >= end {
			kept, end = append(kept, s), s.end
		}
	}
	return kept
}

func (n *node) find(p *Passage) []span {
	own := n.places(p)
	if n.near == nil {
		return own
	}
	var kept []span
	others := n.near.find(p)
	for _, a := range own {
		for _, b := range others {
			if gap := max(a.start-b.end, b.start-a.end); gap >= 0 && gap <= n.within {
				kept = append(kept, a, b)
			}
		}
	}
	return tidy(kept)
}

func (n *node) places(p *Passage) []span {
	f := p.folded
	var found []span
	add := func(start, end, core int) {
		s := span{start: f.from[start], end: f.to[end-1], core: f.from[core]}
		s.exact = string(utf16.Decode(p.units()[s.start:s.end])) == n.raw
		found = append(found, s)
	}
	if len(n.core) == 0 {
		for at := 0; at+len(n.lead) <= len(f.full); {
			if slices.Equal(f.full[at:at+len(n.lead)], n.lead) {
				add(at, at+len(n.lead), at)
				at += len(n.lead)
			} else {
				at++
			}
		}
		return found
	}
	for at := 0; at+len(n.core) <= len(f.core); {
		if f.core[at] == n.core[0] && slices.Equal(f.core[at:at+len(n.core)], n.core) {
			start, end := f.at[at]-len(n.lead), f.at[at+len(n.core)-1]+1
			if start >= 0 && end+len(n.trail) <= len(f.full) && slices.Equal(f.full[start:start+len(n.lead)], n.lead) && slices.Equal(f.full[end:end+len(n.trail)], n.trail) {
				add(start, end+len(n.trail), f.at[at])
				at += len(n.core)
				continue
			}
		}
		at++
	}
	return found
}

// fold is the passage as it is compared.
func (p *Passage) fold() *folded {
	if p.folded == nil {
		p.folded = fold(p.Text)
	}
	return p.folded
}

// headings are the words of the headings in a passage.
func (p *Passage) headings() []string {
	all := make([]string, 0, len(p.Heads)/2)
	at, place := 0, 0 // in bytes and in UTF-16 units
	to := func(unit int) int {
		for place < unit && at < len(p.Text) {
			r, size := utf8.DecodeRuneInString(p.Text[at:])
			at, place = at+size, place+utf16.RuneLen(r)
		}
		return at
	}
	for i := 0; i+1 < len(p.Heads); i += 2 {
		from := to(p.Heads[i])
		all = append(all, p.Text[from:to(p.Heads[i+1])])
	}
	return all
}

func (p *Passage) units() []uint16 {
	if p.utf16 == nil {
		p.utf16 = utf16.Encode([]rune(p.Text))
	}
	return p.utf16
}

// length is how many UTF-16 units a passage has.
func (p *Passage) length() (n int) {
	for _, r := range p.Text {
		n += utf16.RuneLen(r)
	}
	return n
}

func (p *Passage) inHead(at int) bool {
	for i := 0; i+1 < len(p.Heads); i += 2 {
		if at >= p.Heads[i] && at < p.Heads[i+1] {
			return true
		}
	}
	return false
}

// passes tells whether a passage is in a chapter, of a theme, of a kind, of a year.
func (r *Report) passes(i int, key, value string) bool {
	switch key {
	case "年":
		return r.Year == value || r.Year == strings.TrimSuffix(value, "年")
	case "章":
		chapter, _, _ := strings.Cut(r.Parts[r.Passages[i].Part][1], "（")
		value = strings.TrimSuffix(strings.TrimPrefix(value, "第"), "章")
		return chapter != "" && (chapter == value || numeral(chapter) == value)
	case "主题", "类型":
		return slices.Contains(r.Facets[key+":"+value], i)
	}
	return false
}

// numeral gives a Chinese number up to 99 in digits.
func numeral(s string) string {
	const digits = "〇一二三四五六七八九"
	tens, ones, ten := strings.Cut(s, "十")
	value := func(s string, none string) string {
		for i, c := range []rune(digits) {
			if s == string(c) {
				return string(rune('0' + i))
			}
		}
		return none
	}
	if ten {
		return value(tens, "1") + value(ones, "0")
	}
	return value(s, "")
}

const (
	stops   = "。！？!?"
	closers = "”’』」》）)】］〕"
	longest = 160 // of an excerpt, in UTF-16 units
)

// hit shows the sentence of the first match; one that is too long is cut around it.
func (r *Report) hit(i int, all []span, score int) Hit {
	p := &r.Passages[i]
	units := p.units()
	at := 0
	if len(all) > 0 {
		at = all[0].start
	}
	number, from, to := 0, 0, 0
	for to < len(units) && (to <= at || number == 0) {
		from, number = to, number+1
		for to < len(units) && !strings.ContainsRune(stops, rune(units[to])) {
			to++
		}
		for to < len(units) && strings.ContainsRune(stops+closers, rune(units[to])) {
			to++
		}
	}
	part := r.Parts[p.Part]
	h := Hit{URL: part[0] + "#" + p.ID, Title: strings.Join(strings.Fields(r.Title+" · "+part[1]+" "+part[2]), " "), Score: score, Count: len(all), Marks: [][2]int{}}
	if number > 0 && isParagraph(p.ID) {
		h.URL += "-" + strconv.Itoa(number)
	}
	before, after := "", ""
	if at-from > 40 && to-from > longest {
		from, before = at-40, "…"
		if isLow(units[from]) {
			from--
		}
	}
	if to-from > longest {
		to, after = max(from+longest, min(at+1, to)), "…"
		if len(all) > 0 {
			to = min(max(to, all[0].end), len(units))
		}
		if to < len(units) && isLow(units[to]) {
			to++
		}
	}
	h.Excerpt = before + string(utf16.Decode(units[from:to])) + after
	for _, s := range all {
		if s.start >= from && s.end <= to {
			h.Marks = append(h.Marks, [2]int{s.start - from + len([]rune(before)), s.end - from + len([]rune(before))})
		}
	}
	return h
}

func isLow(u uint16) bool { return u >= 0xdc00 && u < 0xe000 }

// isParagraph tells whether an address is a paragraph's, whose sentences have addresses.
func isParagraph(id string) bool {
	at := strings.LastIndex(id, "-p")
	return at >= 0 && at+2 < len(id) && strings.Trim(id[at+2:], "0123456789") == ""
}
