package outline

import (
	"unicode"

	"baogao/generator/diag"
)

// Span is a half-open range of bytes in Outline.Text.
type Span struct{ Start, End int }

// Outline is a report's text with its structure. Every Span points into Text, and the spans of all blocks, headings and noise,
// in reading order, never overlap: what lies between two of them is layout (line ends, indents, invisible characters) and nothing else.
type Outline struct {
	Text string // one copy of the decoded text

	Title    string // "2017年开封市政府工作报告", joined where it was broken over lines
	Occasion string // "2017年2月6日在开封市第十四届人民代表大会第四次会议上", without the dashes before it
	Speaker  string // "侯红"
	Office   string // "开封市人民政府市长"
	Date     string // "2017-02-06"; "" where the text does not say
	Place    string // "开封市"

	Masthead []Block    // the title block, line by line, as published
	Lead     []Block    // from the salutation to the first chapter
	Chapters []Division // none where the report has no headings
	Closing  []Block    // the report's closing, after the last chapter's end
	Annexes  []Annex    // 附件 behind the body
	Glossary []Note     // 名词解释, 注释

	GlossaryHeading []Span    // the line that opens the glossary; its text is GlossaryTitle
	GlossaryTitle   string    // "名词解释"
	Noise           []Noise   // what is not the report: navigation, share boxes, adverts
	Unsure          []Doubt   // every decision that could be otherwise
	Suspects        []Suspect // text that looks injected
}

// Form is how a heading stands.
type Form string

const (
	Alone Form = "alone"  // on a line of its own
	RunIn Form = "run-in" // opening the paragraph that follows it
)

// Division is a chapter or a section.
type Division struct {
	Parts    []Span // the whole heading: number, title, stop; several where layout broke it
	Number   string // as printed: "一、", "（一）"; "" for a bare heading
	Ordinal  int    // 1…n within the parent as printed; where unnumbered or restarting, its position
	Title    string // without number and without Stop
	Stop     string // "。" that ends a run-in heading; "" where none is printed
	Form     Form
	Intro    []Block    // a chapter's text before its first section; a section's whole text
	Sections []Division // of a chapter
	Closing  []Block    // a chapter's text after its last section
}

// Kind is what a block is.
type Kind string

const (
	Text    Kind = "text"    // a paragraph
	Heading Kind = "heading" // a third or fourth level heading alone on its line: "1．抓投资"
	Table   Kind = "table"   // one cell or line of a flattened table, kept as text
)

// Block is a paragraph, or a lower heading alone on its line. Its published text is its Parts joined.
type Block struct {
	Kind   Kind
	Level  int    // 3 or 4 for Heading
	Number string // of a Heading, as printed
	Parts  []Span
	Heads  []Head // run-in topics and subtopics inside a Text block, in order
}

// Head is a run-in heading inside a paragraph. Start and End are bytes of the block's joined text, without the stop.
type Head struct {
	Level      int // 1: topic, at the paragraph's start; 2: subtopic
	Start, End int
}

// Annex is an appendix: its heading and its lines, whose own numbering is not the body's.
type Annex struct {
	Parts []Span
	Title string
	Body  []Block
}

// Note explains a term in the report's own glossary. Mark is "[1]", "1." or "".
type Note struct {
	Parts      []Span // the whole entry: mark, term, definition
	Mark       string
	Term       string
	Definition string
}

// Noise is text that is not the report.
type Noise struct {
	Span Span
	Why  string
}

// Suspect is text that somebody may have put into the report: an advertisement glued to a heading. It lies inside a heading's or a
// paragraph's span.
type Suspect struct {
	Span Span
	Why  string
}

// Doubt is a decision that could be otherwise. Line counts from one.
type Doubt struct {
	Line int
	Why  *diag.Text
}

// IsLayout tells whether a character is white space or invisible: never text.
func IsLayout(r rune) bool {
	switch r {
	case '\u00ad', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(r)
}
