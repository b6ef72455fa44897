package outline

import "strings"

// readStructure divides the body into lead, chapters and closing.
func (p *parser) readStructure() {
	all := p.candidates()
	chapters, class := p.chooseChapters(p.undeclared(all, AsSection))
	chapters = p.withDeclared(chapters, AsChapter, p.start, p.end)
	if len(chapters) == 0 {
		p.o.Lead = p.blocks(p.start, p.end)
		return
	}
	p.dropContents(chapters)
	p.o.Lead = p.blocks(p.start, chapters[0].unit)
	sections := p.chooseSections(p.undeclared(all, AsChapter), chapters, class)
	for i, c := range chapters {
		end := p.end
		if i+1 < len(chapters) {
			end = chapters[i+1].unit
		}
		p.o.Chapters = append(p.o.Chapters, p.chapter(c, i+1, end, sections[i], i+1 == len(chapters)))
	}
	p.countUp(p.o.Chapters, chapters)
}

// dropContents makes a contents list that stands above the first chapter noise: lines that are chapters' headings again.
func (p *parser) dropContents(chapters []candidate) {
	headings := map[string]bool{"目录": true}
	for _, c := range chapters {
		headings[p.units[c.unit].key] = true
		headings[strings.TrimSuffix(p.units[c.unit].key, "。")] = true
	}
	for i := p.start; i < chapters[0].unit; i++ {
		if u := &p.units[i]; u.role == bodyRole && u.said == nil && headings[withoutPage(u.key)] {
			u.role, u.why = noiseRole, "contents list"
		}
	}
}

// withoutPage takes the dots and the page off a line of a contents list.
func withoutPage(key string) string {
	return strings.TrimRight(strings.TrimRight(key, "0123456789"), "….·・—-（()） ")
}

// chapter builds one chapter: its heading at c, its text up to unit end.
func (p *parser) chapter(c candidate, place, end int, sections []candidate, last bool) Division {
	d := p.division(c, place)
	from := c.unit + 1
	intro := p.runInBlock(c)
	if len(sections) == 0 {
		stop := end
		if last {
			stop = p.closingFrom(from, p.farewell(from, end), end)
			p.o.Closing = p.blocks(stop, end)
		}
		d.Intro = append(intro, p.blocks(from, stop)...)
		p.readTopics(d.Intro, c.form == RunIn)
		return d
	}
	d.Intro = append(intro, p.blocks(from, sections[0].unit)...)
	for i, s := range sections {
		stop := end
		if i+1 < len(sections) {
			stop = sections[i+1].unit
		} else {
			stop = p.closingFrom(s.unit+1, p.sectionEnd(sections, end), end)
		}
		section := p.division(s, i+1)
		section.Intro = append(p.runInBlock(s), p.blocks(s.unit+1, stop)...)
		p.readTopics(section.Intro, s.form == RunIn)
		d.Sections = append(d.Sections, section)
		if i+1 == len(sections) {
			p.doubtClosing(stop, end)
			rest := p.blocks(stop, end)
			if last {
				p.o.Closing = rest
			} else {
				d.Closing = rest
			}
		}
	}
	p.countUp(d.Sections, sections)
	return d
}

// doubtClosing says where a chapter's closing begins without an address to the meeting.
func (p *parser) doubtClosing(stop, end int) {
	for i := stop; i < end; i++ {
		if u := &p.units[i]; u.role == bodyRole {
			if !isSalutation(u.key) && u.said == nil {
				p.doubt(u.no, "belongs to the chapter, not to its last section, by the pattern of the sections before")
			}
			return
		}
	}
}

// division is the heading c without its text.
func (p *parser) division(c candidate, place int) Division {
	u := &p.units[c.unit]
	p.heads[c.unit] = true
	d := Division{Ordinal: c.ord, Form: c.form}
	d.Parts = pieces(p.o.Text, u.parts, 0, c.stopEnd)
	d.Number = trimmed(u.text[:c.numEnd])
	d.Title = trimmed(u.text[c.numEnd:c.titleEnd])
	d.Stop = u.text[c.titleEnd:c.stopEnd]
	if c.class == unmarked {
		d.Ordinal = place
	}
	if c.form == Alone && len(d.Parts) > 1 {
		p.doubt(u.no, "a heading joined from several lines")
	}
	return d
}

// runInBlock is the rest of the paragraph that a run-in heading opens.
func (p *parser) runInBlock(c candidate) []Block {
	u := &p.units[c.unit]
	if c.form != RunIn {
		return nil
	}
	rest := pieces(p.o.Text, u.parts, c.stopEnd, len(u.text))
	if len(rest) == 0 {
		return nil
	}
	return []Block{{Kind: Text, Parts: rest}}
}

// thirdLevel is the level of the headings below sections.
const thirdLevel = 3

// blocks are the paragraphs of units[from:to]; numbered lines of their own are headings of the third level, those inside them of the fourth.
func (p *parser) blocks(from, to int) []Block {
	var out []Block
	top := unmarked
	for i := from; i < to; i++ {
		u := &p.units[i]
		if u.role != bodyRole {
			continue
		}
		b := p.paragraph(u)
		if u.is(AsHeading) {
			b.Kind, b.Level, b.Number = Heading, thirdLevel, trimmed(u.text[:u.mark.end])
		} else if c, ok := numbered(u); u.said == nil && ok && c.form == Alone && c.titleEnd == c.stopEnd && u.n <= 40 && p.textFollows(i, to) {
			if top == unmarked {
				top = c.class
			}
			b.Kind, b.Level, b.Number = Heading, thirdLevel, trimmed(u.text[:c.numEnd])
			if c.class != top {
				b.Level++
			}
		}
		out = append(out, b)
	}
	return out
}

// textFollows reports whether what stands below the numbered line i is text, and not the next item of its list.
func (p *parser) textFollows(i, to int) bool {
	return i+1 < to && p.units[i+1].mark.class != p.units[i].mark.class
}

func trimmed(s string) string {
	start, end := trim(s, 0, len(s))
	return s[start:end]
}

// countUp gives divisions their positions for ordinals where the printed numbers do not count up: two of one parent never share one.
func (p *parser) countUp(ds []Division, cs []candidate) {
	for i := 1; i < len(ds); i++ {
		if ds[i].Ordinal > ds[i-1].Ordinal {
			continue
		}
		p.doubt(p.units[cs[i].unit].no, "the number %s does not go on from %s: ordinals are positions here", ds[i].Number, ds[i-1].Number)
		for j := range ds {
			ds[j].Ordinal = j + 1
		}
		return
	}
}

// farewell is the unit where the report's closing begins in a last chapter without sections: its last address to the meeting.
func (p *parser) farewell(from, end int) int {
	at := end
	for i := end - 1; i > from; i-- {
		u := &p.units[i]
		if u.role != bodyRole {
			continue
		}
		if isSalutation(u.key) {
			at = i
			if i == from || !isSalutation(p.units[i-1].key) {
				break
			}
		}
		if end-i > 6 {
			break
		}
	}
	return at
}

// sectionEnd is the unit after the last section of a chapter that ends at unit end: where the meeting is addressed, or where the
// pattern of the section's siblings ends.
func (p *parser) sectionEnd(sections []candidate, end int) int {
	last := sections[len(sections)-1]
	stop := end
	for i := last.unit + 1; i < end; i++ {
		if u := &p.units[i]; u.role == bodyRole && isSalutation(u.key) {
			stop = i
			break
		}
	}
	if last.form == RunIn && len(sections) > 1 && p.singleParagraphs(sections) {
		return min(stop, last.unit+1)
	}
	return p.patternEnd(sections, stop)
}

// patternEnd cuts the last section, which ends at unit stop at the latest, behind its last paragraph with a topic, where every paragraph
// of its siblings but the first opens with one.
func (p *parser) patternEnd(sections []candidate, stop int) int {
	last := len(sections) - 1
	opening, texts := 0, 0
	for i := sections[0].unit; i < sections[last].unit; i++ {
		if u := &p.units[i]; u.role == bodyRole && u.mark.class == unmarked && u.n > longestBare {
			texts++
			if opensTopic(u.text) {
				opening++
			}
		}
	}
	if last == 0 || opening < 3 || opening*10 < texts*9 {
		return stop
	}
	end := stop
	for end > sections[last].unit+1 && !opensTopic(p.units[end-1].text) {
		end--
	}
	if end == sections[last].unit+1 {
		return stop
	}
	return end
}

// singleParagraphs reports whether every section but the last is one run-in paragraph.
func (p *parser) singleParagraphs(sections []candidate) bool {
	for i := 1; i < len(sections); i++ {
		if sections[i-1].form != RunIn || sections[i].unit != sections[i-1].unit+1 {
			return false
		}
	}
	return true
}
