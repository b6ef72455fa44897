package outline

// findTail finds where the body ends: at annexes or a glossary, else at what the site prints below it.
func (p *parser) findTail() {
	stop := p.siteTail()
	p.end = stop
	_, behind := p.declaredBody()
	for i := max(p.start, behind); i < stop; i++ {
		u := &p.units[i]
		if u.role == annexRole || u.role == glossaryTitleRole {
			p.end = i
			p.backMatter(i, stop)
			break
		}
		if u.role != unread {
			continue
		}
		if isGlossaryTitle(u.key) && i+1 < stop && p.late(i, stop) || isAnnexTitle(u.key) && p.late(i, stop) {
			p.end = i
			p.backMatter(i, stop)
			break
		}
	}
	if p.end == stop {
		if i := p.bareNotes(max(p.start, behind), stop); i < stop {
			p.end = i
			p.mark(i, stop, glossaryRole, "")
		}
	}
	p.mark(p.start, p.end, bodyRole, "")
}

// siteTail finds the first line of what a site prints below a report, and makes it and all that follows noise.
func (p *parser) siteTail() int {
	text := make([]int, len(p.units)+1) // characters of running text from each unit on
	for i := len(p.units) - 1; i >= p.start; i-- {
		text[i] = text[i+1] + p.runningText(i)
	}
	stop := len(p.units)
	_, floor := p.declaredBody() // no tail begins above what is declared to be the report's
	floor = max(p.start, floor)
	for i := floor; i < len(p.units); i++ {
		u := &p.units[i]
		if u.is(AsAnnex) || u.is(AsGlossary) {
			floor = i + 1
		}
	}
	for i := floor; i < len(p.units); i++ {
		u := &p.units[i]
		if u.role == unread && isTailCue(u) && text[i]*10 <= text[p.start] {
			stop = i
			break
		}
	}
	p.mark(stop, len(p.units), noiseRole, "below the report")
	for annex := p.firstAnnex(stop); stop > floor && stop <= annex && p.loose(stop-1); {
		stop--
	}
	if stop < len(p.units) {
		if u := &p.units[stop]; u.role == unread {
			p.doubt(u.no, "short lines below the report are not read")
		}
		p.mark(stop, len(p.units), noiseRole, "loose lines below the report")
	}
	return stop
}

// runningText is the length of unit i where it is a whole sentence and not the site's own words.
func (p *parser) runningText(i int) int {
	u := &p.units[i]
	if u.role != unread && u.role != bodyRole || u.n < longestAlone || !endsSentence(u.last) || startsWithAny(u.key, "免责声明", "本站", "声明", "版权") {
		return 0
	}
	return u.n
}

// loose reports whether unit i is a line that says nothing by itself: a link, a name.
func (p *parser) loose(i int) bool {
	u := &p.units[i]
	switch {
	case u.role == noiseRole, u.n <= shortLine && furniture(u) != "":
		return true
	case u.n > 30 || endsSentence(u.last) && u.last != '）' || u.last == '，' || u.last == '：' || isSalutation(u.key):
		return false
	case u.mark.class != unmarked && u.mark.class != bulletMark:
		return false
	}
	return true
}

// firstAnnex is the first unit that opens an annex or a glossary in the last part of the text: short lines below it are its table.
func (p *parser) firstAnnex(stop int) int {
	for i := p.start + 1; i < stop; i++ {
		if u := &p.units[i]; u.role == unread && (isAnnexTitle(u.key) || isGlossaryTitle(u.key)) && p.late(i, stop) {
			return i
		}
	}
	return stop
}

// late reports whether unit i stands in the last part of the text, where annexes are.
func (p *parser) late(i, stop int) bool {
	return (p.read[i]-p.read[p.start])*3 > p.read[stop]-p.read[p.start]
}
