package outline

// Counts is what can be counted in an outline, and compared with a count by hand.
type Counts struct {
	Chapters   int
	Sections   []int // of each chapter
	Paragraphs int   // of the body, headings that stand alone among them
	Notes      int   // of the glossary
}

// Counts counts the outline.
func (o *Outline) Counts() Counts {
	c := Counts{Chapters: len(o.Chapters), Paragraphs: len(o.Lead) + len(o.Closing), Notes: len(o.Glossary)}
	for i := range o.Chapters {
		d := &o.Chapters[i]
		c.Sections = append(c.Sections, len(d.Sections))
		c.Paragraphs += d.paragraphs()
		for j := range d.Sections {
			c.Paragraphs += d.Sections[j].paragraphs()
		}
	}
	return c
}

// paragraphs counts a division's own; a run-in heading and the text behind it are one.
func (d *Division) paragraphs() int {
	n := len(d.Intro) + len(d.Closing)
	if d.Form == RunIn && len(d.Intro) > 0 {
		return n
	}
	return n + 1
}
