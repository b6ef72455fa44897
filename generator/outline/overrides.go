package outline

import (
	"slices"
	"sort"

	"baogao/generator/diag"
)

// Override is what an editor says of one line of the text, or of a range of lines, where Parse would judge otherwise. It settles its own
// lines and nothing else: every other line is judged as before.
type Override struct {
	Line, To int // from one; To is the range's last line, 0 for a single line
	As       As
	Why      string
}

// As is what an editor can declare lines to be.
type As string

const (
	AsChapter   As = "chapter"   // the lines joined are, or open with, a chapter's heading
	AsSection   As = "section"   // the same, of a section of the chapter that they stand in
	AsHeading   As = "heading"   // the lines joined are a lower heading, alone on its line
	AsText      As = "text"      // no line is a heading, and none begins a closing
	AsParagraph As = "paragraph" // the lines joined are one paragraph
	AsClosing   As = "closing"   // as text; the closing of the chapter, of the last one the report's, begins here
	AsNoise     As = "noise"     // the lines are not the report
	AsMasthead  As = "masthead"  // the lines are the title block; the body begins below them
	AsAnnex     As = "annex"     // the lines joined are an annex's title; what follows is the annex
	AsGlossary  As = "glossary"  // the lines joined are the glossary's title; what follows are its notes
)

// AllAs is the closed list.
var AllAs = []As{AsChapter, AsSection, AsHeading, AsText, AsParagraph, AsClosing, AsNoise, AsMasthead, AsAnnex, AsGlossary}

// Last is the last line that an override is about.
func (v Override) Last() int { return max(v.Line, v.To) }

// joins reports whether the lines of a range are one unit.
func (a As) joins() bool {
	return slices.Contains([]As{AsChapter, AsSection, AsHeading, AsParagraph, AsAnnex, AsGlossary}, a)
}

// inBody reports whether a declared line is the report's own text.
func (a As) inBody() bool {
	return slices.Contains([]As{AsChapter, AsSection, AsHeading, AsText, AsParagraph, AsClosing}, a)
}

// declared finds the override of a line; lines are asked for in order. Its zero value knows of none.
type declared struct {
	all []Override // by line
}

func newDeclared(overrides []Override) declared {
	all := slices.Clone(overrides)
	sort.SliceStable(all, func(i, j int) bool { return all[i].Line < all[j].Line })
	return declared{all}
}

// at is the override of a line, nil where nobody declared it.
func (d *declared) at(no int) *Override {
	for len(d.all) > 0 && d.all[0].Last() < no {
		d.all = d.all[1:]
	}
	if len(d.all) > 0 && d.all[0].Line <= no && slices.Contains(AllAs, d.all[0].As) {
		return &d.all[0]
	}
	return nil
}

// declare gives the declared units their roles before anything is judged. The parts of a text keep their order – title block, body, back
// matter – whatever is declared: a line that is declared out of it is judged, and a doubt says so.
func (p *parser) declare() {
	body, back := false, false
	for i := range p.units {
		u := &p.units[i]
		if u.said == nil {
			continue
		}
		switch as := u.said.As; {
		case as == AsNoise:
			u.role, u.why = noiseRole, u.said.Why
			if u.why == "" {
				u.why = "declared"
			}
		case as == AsMasthead && (body || back), as.inBody() && back:
			p.lost = append(p.lost, Doubt{u.no, diag.Say("declared %s, and stands below what must follow it: judged instead", as)})
			u.said = nil
		case as == AsMasthead:
			u.role = mastheadRole
			p.least = i + 1
		case as == AsAnnex:
			u.role, back = annexRole, true
		case as == AsGlossary:
			u.role, back = glossaryTitleRole, true
		default:
			u.role, body = bodyRole, true
		}
	}
}

// is reports whether somebody declared the unit to be as.
func (u *unit) is(as As) bool { return u.said != nil && u.said.As == as }

// declaredBody are the first unit that is declared to be of the body and the one behind the last; both are -1 where there is none.
func (p *parser) declaredBody() (first, behind int) {
	first, behind = -1, -1
	for i := range p.units {
		if u := &p.units[i]; u.said != nil && u.said.As.inBody() {
			if first < 0 {
				first = i
			}
			behind = i + 1
		}
	}
	return first, behind
}

// declaredBack is the first unit that is declared to open back matter; the number of units where there is none.
func (p *parser) declaredBack() int {
	for i := range p.units {
		if u := &p.units[i]; u.is(AsAnnex) || u.is(AsGlossary) {
			return i
		}
	}
	return len(p.units)
}

// declaredHeading reads the heading that a declared unit opens with, whatever its length.
func declaredHeading(i int, u *unit) candidate {
	c, _ := numbered(u)
	if c.titleEnd == 0 { // without a number, or with a semicolon where numbers have none
		c = candidate{class: u.mark.class, ord: u.mark.ord, form: Alone, numEnd: u.mark.end}
		if u.mark.class == bulletMark || u.mark.end == len(u.text) {
			c.class, c.ord, c.numEnd = unmarked, 0, 0
		}
		stop, size, _ := firstStop(u.text[c.numEnd:])
		c.titleEnd, c.stopEnd = c.numEnd+stop, c.numEnd+stop+size
		if skipLayout(u.text, c.stopEnd) < len(u.text) {
			c.form = RunIn
		}
		if size == 0 || stop == 0 {
			c.form, c.titleEnd, c.stopEnd = Alone, len(u.text), len(u.text)
		}
	}
	c.unit = i
	return c
}

// undeclared are the headings that nobody declared to be as.
func (p *parser) undeclared(all []candidate, as As) []candidate {
	return slices.DeleteFunc(slices.Clone(all), func(c candidate) bool { return p.units[c.unit].is(as) })
}

// withDeclared adds to the chosen headings those that are declared as among units[from:to], in reading order.
func (p *parser) withDeclared(chosen []candidate, as As, from, to int) []candidate {
	var all []candidate
	for i := from; i < to; i++ {
		if u := &p.units[i]; u.is(as) && u.role == bodyRole {
			all = append(all, declaredHeading(i, u))
		}
	}
	for _, c := range chosen {
		if u := &p.units[c.unit]; u.said == nil {
			all = append(all, c)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].unit < all[j].unit })
	return all
}

// closingFrom is where the closing begins between units from and end, judged to begin at stop: where it is declared, and never above a
// line that is declared to be text.
func (p *parser) closingFrom(from, stop, end int) int {
	for i := from; i < end; i++ {
		switch u := &p.units[i]; {
		case u.is(AsClosing):
			return i
		case u.said != nil && u.role == bodyRole:
			stop = max(stop, i+1)
		}
	}
	return stop
}

// settleDoubts drops the doubts about lines that somebody declared, and adds those that no declaration settles.
func (p *parser) settleDoubts(overrides []Override) {
	lines := newDeclared(overrides)
	sortDoubts(p.o.Unsure)
	p.o.Unsure = slices.DeleteFunc(p.o.Unsure, func(d Doubt) bool { return lines.at(d.Line) != nil })
	for i := range p.units {
		u := &p.units[i]
		if (u.is(AsChapter) || u.is(AsSection)) && !p.heads[i] {
			p.lost = append(p.lost, Doubt{u.no, diag.Say("declared %s, and no chapter stands above it", u.said.As)})
		}
	}
	p.o.Unsure = append(p.o.Unsure, p.lost...)
	sortDoubts(p.o.Unsure)
}

func sortDoubts(all []Doubt) {
	slices.SortStableFunc(all, func(a, b Doubt) int { return a.Line - b.Line })
}
