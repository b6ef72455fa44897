package outline

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/diag"
)

// backMatter gives the units from the first annex or glossary title on their roles: annexes, then one glossary. What opens behind the
// glossary's notes has no place in that order.
func (p *parser) backMatter(from, stop int) {
	now := annexRole
	noted, columns := false, false
	for i := from; i < stop; i++ {
		u := &p.units[i]
		glossary, annex := u.is(AsGlossary) || u.said == nil && isGlossaryTitle(u.key), u.is(AsAnnex) || u.said == nil && isAnnexTitle(u.key)
		switch {
		case u.role == noiseRole:
			continue
		case now == glossaryRole && !noted && u.said == nil && columnHeads(u.text, columns):
			columns = true
			u.role, u.why = noiseRole, "the heads of the glossary's columns"
			continue
		case glossary && noted:
			now = glossaryRole
			u.role, u.why = noiseRole, "the glossary's title again"
			continue
		case glossary:
			now = glossaryRole
			u.role = glossaryTitleRole
			continue
		case annex && !noted && i+1 < stop && u.said == nil && u.n <= 6 && p.units[i+1].said == nil && isGlossaryTitle(p.units[i+1].key):
			u.role = glossaryTitleRole
			continue
		case annex && now == glossaryRole:
			p.lost = append(p.lost, Doubt{u.no, diag.Say("an annex behind the glossary is not read")})
			now = noiseRole
		case annex && now != noiseRole:
			now = annexRole
		}
		u.role, u.why = now, ""
		if now == noiseRole {
			u.why = "annex behind the glossary"
		}
		noted = noted || now == glossaryRole
	}
}

// columnHeads reports whether a line below a glossary's title holds the heads of a table's columns. The first of them is 序号.
func columnHeads(text string, begun bool) bool {
	cells := strings.FieldsFunc(text, IsLayout)
	for _, c := range cells {
		switch c {
		case "序号", "编号":
			begun = true
		case "名词", "名称", "词条", "术语", "词语", "解释", "释义", "注释", "说明", "内容", "名词解释", "页码", "备注":
		default:
			return false
		}
	}
	return begun && len(cells) > 0
}

// bareNotes is the first unit of a run of [1], [2] … that ends the text without a title above it; stop where there is none.
func (p *parser) bareNotes(from, stop int) int {
	tries := 0
	for i := from; i < stop && tries < 8; i++ {
		if noteNumber(p.units[i].text) != 1 || !startsWithAny(p.units[i].key, "[", "［", "〔", "【") {
			continue
		}
		tries++
		next, found := 2, 1
		for j := i + 1; j < stop; j++ {
			if noteNumber(p.units[j].text) == next {
				next++
				found++
			}
		}
		if found >= 3 && found*3 >= stop-i && p.late(i, stop) {
			p.doubt(p.units[i].no, "notes without a title above them")
			return i
		}
	}
	return stop
}

// readBackMatter fills annexes and glossary.
func (p *parser) readBackMatter() {
	var annex *Annex
	var notes []*unit
	for i := range p.units {
		u := &p.units[i]
		switch u.role {
		case annexRole:
			if annex == nil || u.is(AsAnnex) || isAnnexTitle(u.key) {
				p.o.Annexes = append(p.o.Annexes, Annex{Parts: u.parts, Title: u.text})
				annex = &p.o.Annexes[len(p.o.Annexes)-1]
				continue
			}
			annex.Body = append(annex.Body, p.annexBlock(u))
		case glossaryTitleRole:
			p.o.GlossaryHeading = append(p.o.GlossaryHeading, u.parts...)
			p.o.GlossaryTitle = strings.TrimSpace(p.o.GlossaryTitle + " " + u.text)
		case glossaryRole:
			notes = append(notes, u)
		}
	}
	p.readNotes(notes)
	for i := range p.o.Annexes {
		p.nameAnnex(&p.o.Annexes[i])
	}
}

// annexBlock is a line of an annex: a cell of a flattened table where it is short and has no stop.
func (p *parser) annexBlock(u *unit) Block {
	b := p.paragraph(u)
	if u.n <= 30 && !endsSentence(u.last) && u.mark.class == unmarked {
		b.Kind = Table
	}
	return b
}

// nameAnnex joins 附件1 with the title on the line below it.
func (p *parser) nameAnnex(a *Annex) {
	if utf8.RuneCountInString(a.Title) > 6 || len(a.Body) == 0 {
		return
	}
	below := joined(p.o.Text, a.Body[0].Parts)
	if utf8.RuneCountInString(below) > 40 || strings.ContainsAny(below, "。；") {
		return
	}
	a.Title += " " + below
	a.Parts = append(a.Parts[:len(a.Parts):len(a.Parts)], a.Body[0].Parts...)
	a.Body = a.Body[1:]
}

// readNotes cuts the glossary's lines into entries: at every number that goes on counting, else at every line that explains a term.
func (p *parser) readNotes(units []*unit) {
	numbered := 0
	for _, u := range units {
		if noteNumber(u.text) > 0 {
			numbered++
		}
	}
	counted := numbered*4 >= len(units) && numbered > 0
	alone := !counted && termsAlone(units)
	next := 0
	for _, u := range units {
		n := noteNumber(u.text)
		opens := counted && n > 0 && (n == next+1 || n > next && n <= next+3 || n == 1 && next > 3) || !counted && (alone && isTermLine(u) || !alone && explains(u))
		if opens || len(p.o.Glossary) == 0 {
			p.o.Glossary = append(p.o.Glossary, Note{Parts: u.parts})
			if counted {
				next = n
			}
			continue
		}
		last := &p.o.Glossary[len(p.o.Glossary)-1]
		last.Parts = append(last.Parts[:len(last.Parts):len(last.Parts)], u.parts...)
	}
	for i := range p.o.Glossary {
		p.o.Glossary[i].read(p.o.Text)
	}
}

// noteNumber is the number of a note: [1], ［1］, 〔1〕, 【1】, 1., （1）, ①; 0 where text does not open with one.
func noteNumber(text string) int {
	n, _ := noteMark(text)
	return n
}

func noteMark(text string) (n, end int) {
	at := skipLayout(text, 0)
	r, size := utf8.DecodeRuneInString(text[at:])
	if r == '注' {
		if n, end := digits(text, at+size); end > at+size && after(text, end, "：:、．.") > end {
			return n, after(text, end, "：:、．.")
		}
	}
	if strings.ContainsRune("[［〔【", r) {
		start := skipLayout(text, at+size)
		n, end := digits(text, start)
		stop := skipLayout(text, end)
		if close := after(text, stop, "]］〕】"); end > start && close > stop {
			return n, after(text, close, "、．.：")
		}
		return 0, 0
	}
	if m := readMark(text); m.class == digitMark || m.class == digitParen || m.class == ringMark {
		return m.ord, m.end
	}
	n, end = digits(text, at) // a term may begin with a figure: 8.6个重大科技专项
	if stop := after(text, end, "、．."); end > at && stop > end {
		return n, stop
	}
	if end > at && (end == len(text) || text[end] == '\t') { // a cell of its own
		return n, end
	}
	return 0, 0
}

// termsAlone reports whether every term stands on a line above its definition.
func termsAlone(units []*unit) bool {
	terms := 0
	for i, u := range units {
		if isTermLine(u) && i+1 < len(units) && !isTermLine(units[i+1]) {
			terms++
		}
	}
	return terms*5 >= len(units)*2
}

func isTermLine(u *unit) bool {
	return u.n <= shortLine && !endsSentence(u.last) || u.n <= shortLine && u.last == '”'
}

// opensNote reports whether a line is a note of a glossary and no mark that a link tore out of its sentence: a number in brackets, words, a colon.
func opensNote(s string) bool {
	at := skipLayout(s, 0)
	r, _ := utf8.DecodeRuneInString(s[at:])
	if !strings.ContainsRune("[［〔【", r) {
		return false
	}
	n, end := noteMark(s)
	head := s[end:min(len(s), end+120)]
	return n > 0 && (strings.Contains(head, "：") || strings.Contains(head, ":") || strings.Contains(head, "是指"))
}

// explains reports whether an unnumbered line of a glossary opens an entry: a short term, then a colon or 是指.
func explains(u *unit) bool {
	k := u.key[:min(len(u.key), 120)]
	return strings.Contains(k, "：") || strings.Contains(k, "是指") || strings.Contains(k, "——") || strings.HasPrefix(k, "【") && strings.Contains(k, "】")
}

// read splits an entry into mark, term and definition.
func (n *Note) read(text string) {
	whole := joined(text, n.Parts)
	_, end := noteMark(whole)
	if first := n.Parts[0]; end == 0 && len(n.Parts) > 1 { // a number that stands alone
		_, end = noteMark(text[first.Start:first.End])
	}
	n.Mark = strings.TrimSpace(whole[:end])
	rest := strings.TrimFunc(whole[end:], IsLayout)
	n.Term, n.Definition = rest, ""
	if n.readCells(text, end) {
		return
	}
	if term, _, closed := strings.Cut(rest, "】"); closed && strings.HasPrefix(rest, "【") {
		n.split(rest, len(term), len(term)+len("】"))
		n.Term = strings.TrimPrefix(n.Term, "【")
		return
	}
	depth := 0
	for i, r := range rest {
		switch {
		case strings.ContainsRune("“《（(", r):
			depth++
		case strings.ContainsRune("”》）)", r):
			depth = max(depth-1, 0)
		case (r == '：' || r == ':' || r == '\t') && depth == 0:
			n.split(rest, i, i+utf8.RuneLen(r))
			return
		case r == '。' || r == '；':
			if i := strings.Index(rest, "是指"); i > 0 {
				n.split(rest, i, i)
			}
			return
		}
	}
	if i := strings.Index(rest, "是指"); i > 0 {
		n.split(rest, i, i)
	}
}

// readCells reads an entry whose number, term and definition stood in cells of a table, each on lines of its own. The number takes the
// first mark bytes of the entry.
func (n *Note) readCells(text string, mark int) bool {
	if len(n.Parts) < 3 || mark != n.Parts[0].End-n.Parts[0].Start {
		return false
	}
	term := text[n.Parts[1].Start:n.Parts[1].End]
	if utf8.RuneCountInString(term) > shortLine || strings.ContainsAny(term, "：:。，") {
		return false
	}
	n.Term, n.Definition = term, joined(text, n.Parts[2:])
	return true
}

func (n *Note) split(rest string, end, next int) {
	n.Term = strings.TrimFunc(rest[:end], IsLayout)
	n.Definition = strings.TrimFunc(rest[next:], IsLayout)
}
