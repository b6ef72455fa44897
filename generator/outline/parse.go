package outline

import "baogao/generator/diag"

// parser reads one text. Each step gives units a role; what no step claims is the body.
type parser struct {
	o     *Outline
	units []unit
	read  []int // characters before each unit

	start, end int // the body: units[start:end]
	least      int // the first unit that can be the body's, behind a declared title block

	heads map[int]bool // units that are headings of chapters and sections
	lost  []Doubt      // what no declaration can settle
}

// Parse reads the structure of one decoded text. It takes any text: where there is no report in it, everything is lead or noise.
func Parse(text string) *Outline { return ParseWith(text, nil) }

// ParseWith is Parse where an editor settled some lines. Of overrides that overlap, the first by line is taken.
func ParseWith(text string, overrides []Override) *Outline {
	o := &Outline{Text: text}
	p := &parser{o: o, units: readUnits(text, readLines(text), newDeclared(overrides)), heads: map[int]bool{}}
	p.read = make([]int, len(p.units)+1)
	for i := range p.units {
		p.read[i+1] = p.read[i] + p.units[i].n
	}
	p.declare()
	p.dropRules()
	p.dropCopies()
	p.findBody()
	p.findTail()
	p.readMasthead()
	p.readStructure()
	p.readBackMatter()
	p.collectNoise()
	p.findSuspects()
	p.settleDoubts(overrides)
	return o
}

// ruledLine is why a line that is drawn with characters is noise: it may stand anywhere and divides nothing.
const ruledLine = "a ruled line"

// dropRules makes the lines that are drawn with characters noise.
func (p *parser) dropRules() {
	for i := range p.units {
		if u := &p.units[i]; u.role == unread && len(u.parts) == 1 && isRule(u.text) {
			u.role, u.why = noiseRole, ruledLine
		}
	}
}

func (p *parser) doubt(no int, format string, args ...any) {
	p.o.Unsure = append(p.o.Unsure, Doubt{Line: no, Why: diag.Say(format, args...)})
}

// paragraph is a unit as a block of text.
func (p *parser) paragraph(u *unit) Block { return Block{Kind: Text, Parts: u.parts} }

// collectNoise writes the units that are noise, and nothing else, into the outline: neighbours with one reason as one span.
func (p *parser) collectNoise() {
	last := -2
	for i := range p.units {
		u := &p.units[i]
		if u.role != noiseRole {
			continue
		}
		span := Span{u.parts[0].Start, u.parts[len(u.parts)-1].End}
		if n := len(p.o.Noise); n > 0 && last == i-1 && p.o.Noise[n-1].Why == u.why {
			p.o.Noise[n-1].Span.End = span.End
		} else {
			p.o.Noise = append(p.o.Noise, Noise{span, u.why})
		}
		last = i
	}
}

func (p *parser) mark(from, to int, r role, why string) {
	for i := from; i < to; i++ {
		if p.units[i].role == unread {
			p.units[i].role, p.units[i].why = r, why
		}
	}
}
