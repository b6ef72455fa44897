package figures

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/quantity"
)

const (
	stops   = "。！？!?"
	closers = "”’』」》）)】］〕"
	breaks  = "，；：。！？,;!?\n"
)

// sentenceEnds cuts a text behind every stop, with the closing marks that follow it: the sentences that the site numbers.
func sentenceEnds(text string) []int {
	var ends []int
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if !strings.ContainsRune(stops, r) {
			continue
		}
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune(closers+stops, r) {
				break
			}
			i += size
		}
		ends = append(ends, i)
	}
	if len(ends) == 0 || ends[len(ends)-1] < len(text) {
		ends = append(ends, len(text))
	}
	return ends
}

// sentence is one sentence while it is read.
type sentence struct {
	text   string
	period period
	plan   int

	carried   []string // the subjects that the next clause goes on with
	words     string   // as the text has them
	moved     lead     // how the carried subject moved
	verb      string   // 新建, 新增: what the last subject of the clause began with
	classVerb string   // what stands before a class: 拆改 in 拆改10蒸吨/时及以下燃煤锅炉158台
	clauses   int      // since the carried subject was named
	fact      bool     // the clause opened with a number that only describes
}

// mention is a quantity with the words around it.
type mention struct {
	quantity.Quantity
	before string   // from its clause's beginning, or the quantity before it in the clause, without bounds
	after  string   // behind it and its bounds, to the next quantity or the clause's end
	clause string   // the whole clause up to it
	first  bool     // the first of its clause
	more   bool     // another quantity follows in the clause
	head   *mention // the first of its list
	closed bool     // after ends with the clause, and not at another quantity
}

// read gives the figures of the sentence.
func (s *sentence) read(quantities []quantity.Quantity) []Figure {
	mentions := s.mentions(quantities)
	var found []Figure
	for len(mentions) > 0 {
		n := group(mentions)
		var next *mention
		if n < len(mentions) && !mentions[n].first {
			next = &mentions[n]
		}
		found = append(found, s.group(mentions[:n], next)...)
		mentions = mentions[n:]
	}
	return found
}

func (s *sentence) mentions(quantities []quantity.Quantity) []mention {
	all := make([]mention, len(quantities))
	from, clauseStart := 0, 0
	for i, q := range quantities {
		m := mention{Quantity: q}
		start := lastBreak(s.text, from, q.Start)
		if start > from || i == 0 {
			clauseStart, m.first = start, true
		}
		m.before = trimBoundBefore(s.text[start:q.Start])
		m.clause = lastBytes(s.text[clauseStart:q.Start], reach)
		end := len(s.text)
		if i+1 < len(quantities) {
			end = quantities[i+1].Start
		}
		tail := s.text[q.End:end]
		cut := strings.IndexAny(tail, breaks)
		m.closed = cut >= 0 || i+1 == len(quantities)
		if cut >= 0 {
			tail = tail[:cut]
		}
		rest, _ := trimBoundAfter(tail)
		m.after = strings.TrimSpace(rest)
		m.more = !m.closed
		from = q.End
		if n := len(tail) - len(rest); n > 0 {
			from += n
		}
		all[i] = m
	}
	return all
}

// reach is how far back, in bytes, the words that bear on a quantity are looked for. No report has a clause that long; without it, a text
// of one clause would take time by the square of its length.
const reach = 1500

// lastBytes is the end of a text, n bytes of it or a little less.
func lastBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	i := len(text) - n
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return text[i:]
}

// lastBreak is the place behind the last mark between two clauses that lies in text[from:to], from where there is none. A mark inside
// brackets parts none.
func lastBreak(text string, from, to int) int {
	part := text[from:to]
	depth := 0
	for i := len(part); i > 0; {
		r, size := utf8.DecodeLastRuneInString(part[:i])
		i -= size
		switch {
		case r == '）' || r == ')':
			depth++
		case r == '（' || r == '(':
			depth = max(depth-1, 0)
		case depth == 0 && strings.ContainsRune(breaks, r):
			return from + i + size
		}
	}
	return from
}

// group counts the quantities that begin mentions and stand in one list: 24596元和11166元.
func group(mentions []mention) int {
	n := 1
	for n < len(mentions) && !mentions[n].first && isJoint(mentions[n].before) {
		n++
	}
	return n
}

// isJoint tells what may stand between the numbers of one list.
func isJoint(between string) bool {
	switch strings.TrimSpace(between) {
	case "、", "和", "与", "及", "以及", ":", "∶", "：", "、分别", "或":
		return true
	}
	return false
}

// group reads the quantities of one list: they share a verb and a subject, or share out its parts.
func (s *sentence) group(mentions []mention, next *mention) []Figure {
	head := &mentions[0]
	if head.first {
		s.clauses++
		s.fact = false
	}
	subject := s.subject(mentions, next)
	found := make([]Figure, len(mentions))
	for i := range mentions {
		m := &mentions[i]
		f := Figure{
			Start: m.Start, End: m.End, Surface: m.Surface, Value: m.Value, ValueMax: m.ValueMax, Unit: m.Unit, BaseValue: m.BaseValue, BaseUnit: m.BaseUnit,
			Bound: m.Bound, Subject: subject.words, Indicator: subject.of(i, len(mentions)), Unsure: subject.unsure,
		}
		if f.Indicator == "" {
			f.Unsure = "no subject"
		}
		measure(&f, m, &subject)
		m.head = head
		s.kind(&f, m, &subject)
		found[i] = f
	}
	s.units(found, mentions)
	return found
}

// units completes the units that the text leaves to its readers: 三次产业结构16.4∶40.2∶43.4, 2.46万贫困人口.
func (s *sentence) units(found []Figure, mentions []mention) {
	var sum float64
	for i := range mentions {
		if mentions[i].Ratio > 0 {
			sum += mentions[i].Value
		}
	}
	for i := range found {
		f, m := &found[i], &mentions[i]
		switch {
		case m.Ratio > 0 && sum > 99.5 && sum < 100.5:
			f.Unit, f.BaseUnit, f.Measure = "%", "%", "share"
		case m.Kind == quantity.Bare && (strings.HasSuffix(f.Unit, "万") || strings.HasSuffix(f.Unit, "亿")) && namesPeople(f.Indicator):
			f.Unit, f.BaseUnit = f.Unit+"人", "人"
		case m.Kind == quantity.Bare && strings.HasSuffix(f.Unit, "亿") && namesMoney(f.Indicator+m.before):
			f.Unit, f.BaseUnit, f.Measure = f.Unit+"元", "元", "level" // 总规模80亿至100亿的母基金群
		}
	}
}

func namesMoney(s string) bool {
	for _, w := range []string{"基金", "资金", "投资", "产值", "收入", "总规模"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func namesPeople(s string) bool {
	for _, w := range []string{"人口", "群众", "农民", "职工", "学生", "居民", "劳动力", "人员"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}
