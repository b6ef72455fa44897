package outline

// chooseChapters picks the headings of the body's top division.
func (p *parser) chooseChapters(all []candidate) ([]candidate, class) {
	han := alone(all, hanMark)
	bare := p.bareChapters(all)
	parts := alone(all, partMark)
	switch {
	case len(parts) >= 2:
		return parts, partMark
	case len(han) > 0:
		runs := split(han)
		if len(bare) > 0 && p.under(bare, runs) {
			p.doubt(p.units[bare[0].unit].no, "chapters are lines without numbers")
			return bare, unmarked
		}
		if paren := alone(all, parenMark); len(runs) > 1 && len(paren) > 1 && len(split(paren)) == 1 && paren[0].unit < han[0].unit {
			return paren, parenMark
		}
		return chain(runs), hanMark
	case len(bare) > 0:
		p.doubt(p.units[bare[0].unit].no, "chapters are lines without numbers")
		return bare, unmarked
	}
	for _, c := range [...]class{parenMark, digitMark, ordinalMark} {
		if hs := alone(all, c); len(hs) >= 2 {
			return chain(split(hs)), c
		}
	}
	return nil, unmarked
}

func alone(all []candidate, c class) []candidate {
	var out []candidate
	for _, h := range all {
		if h.class == c && h.form == Alone {
			out = append(out, h)
		}
	}
	return out
}

// split cuts headings of one class into runs that count up.
func split(hs []candidate) [][]candidate {
	var runs [][]candidate
	for i, h := range hs {
		if i == 0 || h.ord <= hs[i-1].ord {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], h)
	}
	return runs
}

// chain is the longest run.
func chain(runs [][]candidate) []candidate {
	var best []candidate
	for _, r := range runs {
		if len(r) > len(best) {
			best = r
		}
	}
	return best
}

// under reports whether every run of numbered headings stands below a bare line: then those are sections.
func (p *parser) under(bare []candidate, runs [][]candidate) bool {
	if bare[0].unit > runs[0][0].unit {
		return false
	}
	b := 0
	for i, r := range runs {
		found := false
		for b < len(bare) && bare[b].unit < r[0].unit {
			b++
			found = true
		}
		if !found && i > 0 {
			return false
		}
	}
	return len(bare) > 1
}

// bareChapters are the lines without numbers that may be chapters.
func (p *parser) bareChapters(all []candidate) []candidate {
	var out []candidate
	for _, c := range all {
		if c.class == unmarked {
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
	for i, c := range chapters {
		end := p.end
		if i+1 < len(chapters) {
			end = chapters[i+1].unit
		}
		var inside []candidate
		for _, h := range all {
			if h.unit > c.unit && h.unit < end {
				inside = append(inside, h)
			}
		}
		out[i] = p.sectionsIn(inside, top)
	}
	return out
}

// fromOne drops what stands before the first run that counts from one, where a later one does: the rest of a list in prose.
func (p *parser) fromOne(hs []candidate) []candidate {
	for i, h := range hs {
		if h.ord == 1 {
			return hs[i:]
		}
	}
	return hs
}

// ordinalsRunIn reports whether 第一， opens paragraphs of this text: then it is no heading where it happens to stand alone.
func (p *parser) ordinalsRunIn(all []candidate) bool {
	runIn := 0
	for i := p.start; i < p.end; i++ {
		if u := &p.units[i]; u.mark.class == ordinalMark && u.n > longestAlone {
			runIn++
		}
	}
	return runIn > len(alone(all, ordinalMark))
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

// sectionsIn picks the sections among the headings of one chapter: the class that comes first and holds the others.
func (p *parser) sectionsIn(inside []candidate, top class) []candidate {
	order := []class{hanMark, parenMark}
	if top == hanMark || top == partMark {
		order = []class{parenMark}
	}
	if top == parenMark {
		order = []class{hanMark}
	}
	for _, k := range order {
		var hs []candidate
		for _, h := range inside {
			if h.class == k {
				hs = append(hs, h)
			}
		}
		if hs = p.fromOne(hs); len(hs) == 0 {
			continue
		}
		if d := alone(inside, ordinalMark); len(d) > 1 && d[0].unit < hs[0].unit && len(d) >= 2 {
			return d
		}
		return hs
	}
	if d := alone(inside, ordinalMark); len(d) > 1 {
		return d
	}
	return nil
}
