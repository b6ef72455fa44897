package outline

import (
	"strings"
	"unicode/utf8"
)

// role is what a paragraph is for.
type role int

const (
	unread role = iota
	noiseRole
	mastheadRole
	bodyRole
	annexRole
	glossaryTitleRole
	glossaryRole
)

// unit is one paragraph: a line, or several that layout or links had torn apart.
type unit struct {
	parts  []Span
	no     int
	blank  int
	indent int
	text   string // its parts joined
	key    string // the same without layout, with one form of every width: what rules read
	n      int    // characters of key
	last   rune   // of key
	mark   mark
	role   role
	why    string    // of noise
	said   *Override // what an editor declared; nil where Parse judges
}

// readUnits joins lines to paragraphs. A paragraph under construction is kept as bytes, so that a thousand scraps of one cost no more
// than their length.
func readUnits(text string, lines []line, said declared) []unit {
	parted := blankParted(lines)
	indented := mostlyIndented(lines)
	wrap := readWrap(text, lines)
	torn, pages := readTears(text, lines), pageNumbers(text, lines, wrap.is())
	units := make([]unit, 0, len(lines))
	var whole, key []byte
	running := false // below the title block, where every line stands for itself
	for i, l := range lines {
		s := text[l.Start:l.End]
		now := said.at(l.no)
		if len(units) > 0 {
			u := &units[len(units)-1]
			if goesOn(u.said, now, func() bool {
				switch {
				case !running:
					return false
				case pages[i], pages[i-1], isRule(s), isRule(u.text):
					return false
				case torn.atFigures && (isFigure(s) || isFigure(text[lines[i-1].Start:lines[i-1].End])):
					return l.blank == 0 && torn.blanks || l.blank <= 1 && !torn.blanks && !endsSentence(u.last)
				case wrap.is():
					return wrap.continues(u, s, l, text[lines[i-1].Start:lines[i-1].End], lines[i-1])
				}
				return continues(u, s, l, lines[i-1], parted, indented)
			}) {
				if len(u.parts) == 1 {
					whole, key = append(whole[:0], u.text...), append(key[:0], u.key...)
				}
				u.parts = append(u.parts, l.Span)
				whole, key = append(whole, s...), append(key, squeeze(s)...)
				u.last = lastRune(string(key[max(0, len(key)-utf8.UTFMax):]))
				if u.n <= longUnit || i+1 == len(lines) {
					u.read(string(whole), string(key))
				}
				continue
			}
			if len(u.parts) > 1 {
				u.read(string(whole), string(key))
			}
		}
		u := unit{parts: []Span{l.Span}, no: l.no, blank: l.blank, indent: l.indent, said: now}
		u.read(s, squeeze(s))
		if pages[i] && now == nil {
			u.role, u.why = noiseRole, pageNumber
		}
		units = append(units, u)
		running = running || u.n >= longestAlone && !strings.HasPrefix(s, escapedSpace) || u.mark.class == hanMark || isSalutation(u.key)
	}
	return units
}

// fewestFigures is the number of figures on lines of their own from which a text is torn at them.
const fewestFigures = 8

// tears say how a conversion broke the lines of a text that it did not wrap.
type tears struct {
	atFigures bool // every figure stands on a line of its own: 全年生产总值增长 / 6.1 / ％
	blanks    bool // empty lines part the paragraphs nevertheless
}

func readTears(text string, lines []line) tears {
	alone, inside, parted := 0, 0, 0
	for _, l := range lines {
		switch s := text[l.Start:l.End]; {
		case isFigure(s):
			alone++
		case strings.ContainsAny(s, "0123456789"):
			inside++
		}
		if l.blank > 0 {
			parted++
		}
	}
	return tears{alone >= fewestFigures && inside*10 <= alone, parted*20 > len(lines)}
}

// isFigure reports whether a line holds a figure and nothing else.
func isFigure(s string) bool {
	figures := strings.Trim(s, "0123456789.,%％")
	return figures == "" && s != ""
}

// goesOn reports whether a line declared as now continues a paragraph declared as before: as declared, else as judged.
func goesOn(before, now *Override, judged func() bool) bool {
	switch {
	case before != now:
		return false
	case now == nil || now.As == AsText || now.As == AsClosing:
		return judged()
	}
	return now.As.joins()
}

// longUnit is a length, in characters, from which a paragraph cannot be a heading.
const longUnit = 120

func (u *unit) read(text, key string) {
	u.mark = readMark(text)
	if inner, ok := adorned(key); ok {
		key, u.mark = inner, mark{}
	}
	key = key[ornament(key):]
	u.text, u.key = text, key
	u.n = utf8.RuneCountInString(key)
	u.last = lastRune(key)
}

// adorned takes the ornaments off both ends of a line: ★2024年工作回顾★.
func adorned(key string) (inner string, ok bool) {
	first, size := utf8.DecodeRuneInString(key)
	if len(key) <= 2*size || first != lastRune(key) || !strings.ContainsRune(ornaments, first) {
		return key, false
	}
	return strings.Trim(key, string(first)), true
}

// squeeze drops layout and the widths of figures, letters and punctuation, so that one rule reads all of them.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for at := 0; at < len(s); {
		if n := layoutAt(s[at:]); n > 0 {
			at += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		at += n
		b.WriteRune(narrow(r))
	}
	return b.String()
}

func narrow(r rune) rune {
	switch r {
	case '(':
		return '（'
	case ')':
		return '）'
	case ',':
		return '，'
	case ':', '∶':
		return '：'
	case ';':
		return '；'
	case '!':
		return '！'
	case '?':
		return '？'
	case '—', '―', '–', '─', '━':
		return '—'
	}
	if r >= '０' && r <= '９' || r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' {
		return r - 0xFEE0
	}
	return r
}

// blankParted reports whether empty lines are what parts paragraphs here.
func blankParted(lines []line) bool {
	parted := 0
	for _, l := range lines[min(1, len(lines)):] {
		if l.blank > 0 {
			parted++
		}
	}
	return parted*2 > len(lines)
}

// mostlyIndented reports whether a paragraph's first line stands in.
func mostlyIndented(lines []line) bool {
	in := 0
	for _, l := range lines {
		if l.indent >= 2 {
			in++
		}
	}
	return in*2 > len(lines)
}

// continues reports whether the line l goes on with the paragraph u.
func continues(u *unit, s string, l, before line, parted, indented bool) bool {
	s = s[ornament(s):]
	first, _ := utf8.DecodeRuneInString(s)
	last := u.last
	switch {
	case l.pasted:
		return false
	case opensBracket(last) && l.blank <= 1:
		return true
	case cannotOpen(first) && !dashed(s) && l.blank <= 1 && !endsSentence(last):
		return true
	case l.blank > 0:
		return false
	case cannotOpen(first) && !dashed(s):
		return true
	case standsAlone(&unit{key: squeeze(s), n: utf8.RuneCountInString(s)}), standsAlone(u):
		return false
	}
	if opensNote(s) {
		return false
	}
	if restOfHeading(u, squeeze(s)) {
		return true
	}
	m := readMark(s)
	if onlyMark(u) {
		return u.key == "第" || !isLoneNumber(u) || m.class == unmarked && (utf8.RuneCountInString(s) <= longestAlone || opensTopic(s))
	}
	if isLoneNumber(&unit{text: s, mark: m}) {
		return !endsSentence(last) && !indented
	}
	if last == '，' || last == '、' {
		return m.class == unmarked || m.class == digitMark && u.n > 20
	}
	if m.class != unmarked && m.class != digitMark {
		return false
	}
	if indented && l.indent >= 2 {
		return false
	}
	if m.class == digitMark {
		return false
	}
	if parted {
		return !headingLike(u) && !endsHeadingLine(u, before)
	}
	return !endsSentence(last) && last != '：' && !headingLike(u) && (u.n > longestBare || len(u.parts) > 1 || strings.Contains(u.key, "。") || hangs(last))
}

// standsAlone reports whether a short line belongs to a title block, a site's page, or addresses the meeting: no paragraph goes on there.
func standsAlone(u *unit) bool {
	if u.n > longestAlone {
		return false
	}
	return isSalutation(u.key) && u.n < shortLine || isGlossaryTitle(u.key) || u.n <= shortLine && isAnnexTitle(u.key) || isTitle(u.key) || isOccasion(u.key) && strings.Contains(u.key, "届") || u.n <= shortLine && furniture(u) != ""
}

// onlyMark reports whether u is a number waiting for its words: "第一，" on a line of its own, or the 第 of one.
func onlyMark(u *unit) bool {
	return u.key == "第" || u.mark.end > 0 && u.mark.end == len(u.text) && u.mark.class != digitParen
}

// isLoneNumber reports whether u is the number of a heading and nothing else: 一 above a chapter that has no title.
func isLoneNumber(u *unit) bool {
	return (u.mark.class == hanMark || u.mark.class == parenMark) && u.mark.end == len(u.text)
}

// restOfHeading reports whether a short line is the end of the numbered heading above it, which was broken off: 一、2016年工作 回顾.
func restOfHeading(u *unit, key string) bool {
	n := utf8.RuneCountInString(key)
	if isLoneNumber(u) || u.mark.class != hanMark && u.mark.class != parenMark && u.mark.class != partMark || len(u.parts) > 1 || u.n > 40 || endsSentence(u.last) || u.last == '：' {
		return false
	}
	if n > 12 || readMark(key).class != unmarked || isSalutation(key) || strings.ContainsAny(key, "，。；：！？") {
		return false
	}
	return n <= 3 || strings.ContainsRune("的和与及、“（《", u.last) || canonicalChapter(u.key+key) && !canonicalChapter(u.key)
}

// headingLike reports whether u is a numbered line of its own that may be a heading, however it ends.
func headingLike(u *unit) bool {
	switch u.mark.class {
	case hanMark, parenMark, partMark, digitMark:
		return u.n <= 60 && !strings.ContainsAny(strings.TrimRight(u.key, "。！？"), "。！？；")
	case ordinalMark:
		return u.n <= 40 && !strings.ContainsAny(u.key, "。！？；")
	}
	return isSalutation(u.key) && u.n < 30
}

// endsHeadingLine reports whether u looks like a bare heading: one line, set off by empty lines, without any stop.
func endsHeadingLine(u *unit, before line) bool {
	return len(u.parts) == 1 && before.blank > 1 && u.n <= 60 && !endsSentence(u.last)
}

func dashed(s string) bool {
	return strings.HasPrefix(s, "——") || strings.HasPrefix(s, "――") || strings.HasPrefix(s, "--") || strings.HasPrefix(s, "—")
}

// cannotOpen reports whether no paragraph begins with r.
func cannotOpen(r rune) bool {
	return strings.ContainsRune("，。、；：？！）》”’】」』〉,;:?!)%％", r)
}

// hangs reports whether r is a word that needs another behind it: no heading and no paragraph ends with it. 向 is not among them: 取向.
func hangs(r rune) bool {
	return strings.ContainsRune("的和与及在把于是", r)
}

func opensBracket(r rune) bool { return strings.ContainsRune("《（“‘【「『〈", r) }

// endsSentence reports whether r can be a paragraph's last character.
func endsSentence(r rune) bool {
	return strings.ContainsRune("。｡！？；…”’）》】」.", r)
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// pieces maps bytes [from, to) of the parts joined back to spans of the text, without layout at the ends of any.
func pieces(text string, parts []Span, from, to int) []Span {
	var out []Span
	at := 0
	for _, p := range parts {
		size := p.End - p.Start
		start, end := max(from-at, 0), min(to-at, size)
		at += size
		if start >= end {
			continue
		}
		s, e := trim(text, p.Start+start, p.Start+end)
		if s < e {
			out = append(out, Span{s, e})
		}
	}
	return out
}

// joined is the text of several spans.
func joined(text string, parts []Span) string {
	if len(parts) == 1 {
		return text[parts[0].Start:parts[0].End]
	}
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(text[p.Start:p.End])
	}
	return b.String()
}
