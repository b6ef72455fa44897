package outline

import (
	"strings"
	"unicode/utf8"
)

// chooseChapters picks the headings of the body's top division.
func (p *parser) chooseChapters(all []candidate) ([]candidate, class) {
	if parts := only(all, partMark, Alone); len(parts) >= 2 {
		return parts, partMark
	}
	han, paren := only(all, hanMark, Alone), only(all, parenMark, Alone)
	runs := split(p.withListed(han, hanMark))
	figures := chain(split(only(all, digitMark, Alone)))
	bare := p.bareChapters(all, runs)
	if len(bare) == 1 && len(han) == 0 && !canonicalChapter(p.units[bare[0].unit].key) {
		bare = nil
	}
	switch {
	case len(han) == 0 && p.titled(figures):
		return figures, digitMark
	case len(han) > 0 && p.under(bare, runs), len(han) == 0 && len(bare) > 0:
		p.doubt(p.units[bare[0].unit].no, "the chapters are lines without numbers: they may be lower headings")
		return bare, unmarked
	case len(paren) > 1 && len(han) > 1 && len(split(paren)) == 1 && paren[0].unit < han[0].unit:
		p.doubt(p.units[paren[0].unit].no, "（一） stands above 一、")
		return paren, parenMark
	case len(han) > 0:
		return p.mixed(p.filled(chain(runs), all), all), hanMark
	}
	for _, c := range [...]class{hanMark, parenMark, digitMark, ordinalMark} {
		hs := chain(split(only(all, c, Alone)))
		if c == hanMark || c == parenMark && len(hs) == 0 {
			hs = chain(split(only(all, c, RunIn)))
		}
		if len(hs) >= 2 && hs[0].ord == 1 {
			p.doubt(p.units[hs[0].unit].no, "the chapters are %s…: they may be sections", hs[0].number(p))
			return hs, c
		}
	}
	return nil, unmarked
}

// titled reports whether headings count up from one and most speak in the chapters' own words.
func (p *parser) titled(hs []candidate) bool {
	own := 0
	for i, h := range hs {
		if h.ord != i+1 {
			return false
		}
		if canonicalChapter(squeeze(p.units[h.unit].text[h.numEnd:h.titleEnd])) {
			own++
		}
	}
	return own > 1 && own*2 >= len(hs)
}

func (c candidate) number(p *parser) string { return trimmed(p.units[c.unit].text[:c.numEnd]) }

// only are the headings of one class and form.
func only(all []candidate, c class, f Form) []candidate {
	var out []candidate
	for _, h := range all {
		if h.class == c && h.form == f {
			out = append(out, h)
		}
	}
	return out
}

// farApart is the length, in characters, of text that makes a line without a number above it a chapter and not a motto.
const farApart = 800

// mixed adds the chapters without numbers that stand before the first numbered one or behind the last one's sections.
func (p *parser) mixed(run, all []candidate) []candidate {
	first, last := run[0], lastOf(run)
	var before, behind []candidate
	next := 1 // the number of the （一） that follows
	for i := len(all) - 1; i >= 0; i-- {
		h := all[i]
		if h.class == parenMark {
			next = h.ord
		}
		if h.class == hanMark && h.ord == 1 && h.form == Alone && h.unit < first.unit && first.ord == 1 && canonicalChapter(p.units[h.unit].key) && p.read[first.unit]-p.read[h.unit] > farApart/2 {
			before = []candidate{h}
		}
		if h.class != unmarked {
			continue
		}
		key := p.units[h.unit].key
		switch {
		case h.unit < first.unit && canonicalChapter(key) && (first.ord == 2 || p.read[first.unit]-p.read[h.unit] > farApart):
			before = []candidate{h}
		case h.unit > last.unit && next == 1 && endsWithAny(key, "自身建设", "政府建设", "结束语") && p.read[h.unit]-p.read[last.unit] > farApart:
			behind = []candidate{h}
		}
	}
	for _, h := range append(before[:len(before):len(before)], behind...) {
		p.doubt(p.units[h.unit].no, "a chapter without a number among numbered ones")
	}
	return append(append(before, run...), behind...)
}

// under reports whether the runs of numbered headings stand below bare lines: then they are sections. A single run does where a bare line
// of the chapters' kind stands above it, with a chapter's length of text between them or none.
func (p *parser) under(bare []candidate, runs [][]candidate) bool {
	if len(bare) < 2 || bare[0].unit > runs[0][0].unit {
		return false
	}
	b := 0
	for i, r := range runs {
		found := false
		for b < len(bare) && bare[b].unit < r[0].unit {
			b++
			found = true
		}
		if !found && i > 0 && r[0].ord == 1 {
			return false
		}
	}
	if len(runs) > 1 {
		return true
	}
	return canonicalChapter(p.units[bare[0].unit].key) || p.read[runs[0][0].unit]-p.read[bare[0].unit] > farApart
}

// mostBare is the number of lines without numbers from which only those in the chapters' own words count.
const mostBare = 14

// bareChapters are the lines without numbers that may be chapters: those in the genre's words, and others that stand inside no run of
// numbered headings and not directly below another heading.
func (p *parser) bareChapters(all []candidate, runs [][]candidate) []candidate {
	inside := make(map[int]bool)
	for _, r := range runs {
		for i := 1; i < len(r); i++ {
			for u := r[i-1].unit + 1; u < r[i].unit; u++ {
				inside[u] = true
			}
		}
	}
	var out, canonical []candidate
	before := -2
	for _, c := range all {
		if c.class == unmarked {
			own := canonicalChapter(p.units[c.unit].key)
			if own || !inside[c.unit] && c.unit != before+1 {
				out = append(out, c)
			}
			if own {
				canonical = append(canonical, c)
			}
		}
		if c.form == Alone {
			before = c.unit
		}
	}
	if len(out) > mostBare {
		return canonical
	}
	return p.holdText(out)
}

// holdText drops the lines outside the genre's words that have hardly a line of text below them before the next: loose words, a seller's line.
func (p *parser) holdText(bare []candidate) []candidate {
	var out []candidate
	for i, c := range bare {
		end := p.end
		if i+1 < len(bare) {
			end = bare[i+1].unit
		}
		if canonicalChapter(p.units[c.unit].key) || p.read[end]-p.read[c.unit+1] > longestBare {
			out = append(out, c)
		}
	}
	return out
}

// chooseSections picks the headings of the level below chapters, chapter by chapter.
func (p *parser) chooseSections(all, chapters []candidate, top class) [][]candidate {
	out := make([][]candidate, len(chapters))
	if p.ordinalsRunIn(all) {
		all = without(all, ordinalMark)
	}
	at := 0
	for i, c := range chapters {
		end := p.end
		if i+1 < len(chapters) {
			end = chapters[i+1].unit
		}
		for at < len(all) && all[at].unit <= c.unit {
			at++
		}
		from := at
		for at < len(all) && all[at].unit < end {
			at++
		}
		out[i] = p.withDeclared(p.sectionsIn(all[from:at], top), AsSection, c.unit+1, end)
	}
	return out
}

// ordinalsRunIn reports whether 第一， opens paragraphs of this text: then it is no heading where it happens to stand alone.
func (p *parser) ordinalsRunIn(all []candidate) bool {
	runIn := 0
	for i := p.start; i < p.end; i++ {
		if u := &p.units[i]; u.mark.class == ordinalMark && u.n > longestAlone {
			runIn++
		}
	}
	return runIn > len(only(all, ordinalMark, Alone))
}

func without(all []candidate, c class) []candidate {
	var out []candidate
	for _, h := range all {
		if h.class != c {
			out = append(out, h)
		}
	}
	return out
}

// sectionsIn picks the sections among the headings of one chapter: the highest class that there is, unless one that opens lone lines
// stands before it and holds it.
func (p *parser) sectionsIn(inside []candidate, top class) []candidate {
	order := []class{hanMark, parenMark}
	switch top {
	case hanMark:
		order = []class{parenMark}
	case parenMark:
		order = []class{hanMark}
	}
	ordinals := only(inside, ordinalMark, Alone)
	if figures := p.above(inside); len(figures) > 0 {
		return figures
	}
	for _, k := range order {
		hs := p.fromOne(inside, k)
		if len(hs) == 0 {
			continue
		}
		if len(ordinals) > 1 && ordinals[0].unit < hs[0].unit {
			return ordinals
		}
		return hs
	}
	if len(ordinals) > 1 {
		return ordinals
	}
	for _, k := range [...]class{digitMark, digitParen, firstlyMark} {
		if hs := p.lowerSections(inside, k, top); len(hs) > 0 {
			return hs
		}
	}
	return nil
}

// above are the headings 1． of a chapter where （一） stands below them: they count up, and each holds a run of （一） of its own.
func (p *parser) above(inside []candidate) []candidate {
	var figures []candidate
	runs := 0 // of （一） below the figure before
	for _, h := range inside {
		switch {
		case h.class == digitMark:
			if h.ord != len(figures)+1 || len(figures) > 0 && runs == 0 {
				return nil
			}
			figures, runs = append(figures, h), 0
		case h.class == parenMark && h.ord == 1:
			runs++
		}
		if len(figures) == 0 && h.class == parenMark {
			return nil
		}
	}
	if len(figures) < 2 || runs == 0 {
		return nil
	}
	return figures
}

// fromOne are the headings of class k, without what stands before the first that counts one: the rest of a list in prose.
func (p *parser) fromOne(inside []candidate, k class) []candidate {
	var hs []candidate
	for _, h := range inside {
		if h.class == k {
			hs = append(hs, h)
		}
	}
	for i, h := range hs {
		if h.ord == 1 {
			return hs[i:]
		}
	}
	if len(hs) > 0 {
		if u := &p.units[hs[0].unit-1]; u.mark.class == k && u.mark.ord+1 == hs[0].ord {
			return nil
		}
	}
	return hs
}

// longestLower is the length, in characters, of the longest heading with a number of the lower kinds that is a section's.
const longestLower = 50

// lowerSections are 1．, （1） or 一是 as sections: only where they count up from one, at least three, each a short line or sentence above text.
func (p *parser) lowerSections(inside []candidate, k, top class) []candidate {
	var hs []candidate
	for _, h := range inside {
		if h.class != k || k == firstlyMark && h.form == RunIn {
			continue
		}
		u := &p.units[h.unit]
		title := u.text[h.numEnd:h.titleEnd]
		if utf8.RuneCountInString(title) > longestLower || h.form == Alone && (h.stopEnd > h.titleEnd || strings.Contains(title, "：")) || h.ord != len(hs)+1 {
			return nil
		}
		if h.form == Alone && (h.unit+1 >= p.end || p.units[h.unit+1].mark.class == k) {
			return nil
		}
		hs = append(hs, h)
	}
	if len(hs) < 3 {
		return nil
	}
	p.doubt(p.units[hs[0].unit].no, "the sections are %s…: they may be a list", hs[0].number(p))
	return hs
}
