// Package site is everything resolved and linked: passages with their sentences, terms found in the text, errata in their places,
// figures at their quotes, parts with their neighbours. A Report is made by Link and never changed after.
package site

import (
	"baogao/generator/content"
)

// Report is one report, linked.
type Report struct {
	*content.Report
	Parts    []*Part // in reading order
	Masthead []*Passage
	Terms    []*Term   // those of terms.toml, in its order
	Figures  []*Figure // in reading order

	Indicators  []*Indicator // in the order of their first figure
	Highlights  []*Figure    // those that tell the year on the front page
	Commitments []*Commitment
	Pairs       []*Pair
	Sums        []*Sum

	Errata   []*Erratum
	Passages map[string]*Passage // every block with an address, headings too

	Characters int // of the text, white space apart
}

// Part is one page's worth of the report.
type Part struct {
	*content.Part
	Heading  *Passage // nil for a part without one
	Passages []*Passage
	Parent   *Part   // a section's chapter
	Children []*Part // a chapter's sections and its closing
	Previous *Part
	Next     *Part
	Related  []Relation // strongest first

	Characters int // of the part and its children
	Minutes    int // to read them, rounded up
}

// Passage is a block with an address: the smallest thing that can be linked, with its sentences inside.
type Passage struct {
	ID        string
	Part      *Part
	Paragraph int // its number in the part, from one; 0 for headings and the title block
	Level     int // of a lower heading; 0 for text
	Text      string
	Segments  []Segment // run-in headings and the text between them, tiling Text
	Sentences []Sentence
	Items     []Item // 一是…二是…
	Marks     []Mark // by start, never overlapping
	Notes     []Note // by sentence: what leads to the sentence's data
	RunIn     bool   // a heading that opens the paragraph after it
}

// Segment is a stretch of a passage: Level 0 text, 1 topic, 2 subtopic. Ranges are bytes of Passage.Text.
type Segment struct {
	Level      int
	ID         string
	Start, End int // the stop included
	Stop       int // bytes at the end that are the stop of a run-in heading
}

// Sentence is addressed by its passage and its number from one: c3-s3-p2-4.
type Sentence struct{ Start, End int }

// Item is one entry of an enumeration in prose: 一是…. List numbers the enumerations of a passage.
type Item struct {
	List, Number int
	Start, End   int
}

// Mark is a stretch of a passage with a meaning: exactly one of its pointers is set.
type Mark struct {
	Start, End int
	Term       *Term
	Erratum    *Erratum
	Figure     *Figure
}

// Note leads from a sentence, by its number (0 for a heading, which has none), to a row of the data: exactly one of its pointers is set. A figure has one only where no
// mark in the text can lead to it.
type Note struct {
	Sentence   int
	Commitment *Commitment
	Pair       *Pair
	Figure     *Figure
}

// Term is a name with every place that uses it.
type Term struct {
	*content.Term
	Mentions []Mention // in reading order
	Within   []*Term   // the terms inside whose names alone the text says this one
}

// Mention is one use of a term.
type Mention struct {
	Passage    *Passage
	Start, End int
}

// Figure is a quantity with its place.
type Figure struct {
	*content.Figure
	Passage    *Passage
	Start, End int // of the quote
	Number     int // where the figure's own number begins: the last one in the quote, a range's lower end
	Of         *Indicator
}

// Indicator is everything that the report says of one quantity, by the name that figures.toml gives it.
type Indicator struct {
	ID      string // its first figure's
	Name    string
	Theme   string
	Figures []*Figure
}

// Commitment is a task with its place and figures.
type Commitment struct {
	*content.Commitment
	Passage    *Passage
	Start, End int
	Figures    []*Figure
}

// Pair is what was done beside what is promised.
type Pair struct {
	*content.Pair
	Review, Plan Side
}

// Side is one end of a pair in its place.
type Side struct {
	Passage    *Passage
	Start, End int
	Figure     *Figure // nil where the words state none
}

// Erratum is an applied or suspected erratum with its place.
type Erratum struct {
	*content.Erratum
	Passage *Passage
	Start   int // in the corrected text
	End     int
	Was     *string // the correction that it takes the place of; nil where it is the first at its place
}

// Sum is a reckoning with the report's own figures.
type Sum struct {
	*content.Sum
	Parts []*Figure
	Total *Figure // nil where the total is Equals
	Holds bool
}

// SentenceAt is the number, from one, of the sentence that holds a byte of the passage's text; 0 where there is none.
func (p *Passage) SentenceAt(at int) int {
	for i, s := range p.Sentences {
		if at < s.End {
			return i + 1
		}
	}
	return len(p.Sentences)
}
