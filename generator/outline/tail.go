package outline

// findTail finds where the body ends: at annexes or a glossary, else at what the site prints below it.
func (p *parser) findTail() {
	stop := p.siteTail()
	p.end = stop
	for i := p.start; i < stop; i++ {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if isGlossaryTitle(u.key) && p.notesFollow(i, stop) || isAnnexTitle(u.key) && p.late(i, stop) {
			p.end = i
			p.backMatter(i, stop)
			break
		}
	}
	if p.end == stop {
		if i := p.bareNotes(stop); i < stop {
			p.end = i
			p.mark(i, stop, glossaryRole, "")
		}
	}
	p.mark(p.start, p.end, bodyRole, "")
}

// siteTail finds the first line of what a site prints below a report, and makes it and all that follows noise.
func (p *parser) siteTail() int {
	total := 0
	for i := p.start; i < len(p.units); i++ {
		if p.units[i].role == unread {
			total += p.units[i].n
		}
	}
	stop := len(p.units)
	read := 0
	for i := p.start; i < len(p.units); i++ {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if read*10 > total*5 && isTailCue(u) && p.onlyFurniture(i, total) {
			stop = i
			break
		}
		read += u.n
	}
	p.mark(stop, len(p.units), noiseRole, "below the report")
	for stop > p.start && p.loose(stop-1) {
		stop--
	}
	if stop < len(p.units) {
		p.mark(stop, len(p.units), noiseRole, "loose lines below the report")
	}
	return stop
}

// onlyFurniture reports whether no more than a tenth of the report's length of running text follows unit i.
func (p *parser) onlyFurniture(i, total int) bool {
	text := 0
	for _, u := range p.units[i:] {
		if u.role == unread && u.n >= 60 && endsSentence(u.last) && !startsWithAny(u.key, "免责声明", "本站", "声明", "版权") {
			text += u.n
		}
	}
	return text*10 < total
}

// loose reports whether unit i is a line that says nothing by itself: a link, a name.
func (p *parser) loose(i int) bool {
	u := &p.units[i]
	switch {
	case u.role == noiseRole:
		return true
	case u.n > 30 || endsSentence(u.last) && u.last != '）' || u.last == '，' || u.last == '：' || isSalutation(u.key):
		return false
	case u.mark.class != unmarked && u.mark.class != bulletMark:
		return false
	}
	return !p.inAnnex(i)
}

// inAnnex reports whether an annex or glossary opens above unit i: then short lines are its table.
func (p *parser) inAnnex(i int) bool {
	for j := i; j > p.start && j > i-400; j-- {
		if u := &p.units[j]; u.role == unread && (isAnnexTitle(u.key) || isGlossaryTitle(u.key)) {
			return true
		}
		if p.units[j].n > 200 {
			return false
		}
	}
	return false
}

// late reports whether unit i stands in the last part of the text, where annexes are.
func (p *parser) late(i, stop int) bool {
	before, all := 0, 0
	for j := p.start; j < stop; j++ {
		if j < i {
			before += p.units[j].n
		}
		all += p.units[j].n
	}
	return before*3 > all
}

// notesFollow reports whether what stands below a glossary's title are notes.
func (p *parser) notesFollow(i, stop int) bool {
	if i+1 >= stop {
		return false
	}
	return p.late(i, stop)
}
