// Package content is what is on disk, typed, both ways: Load reads a report's folder, Format writes it, PlainText puts the
// published text together again.
//
// A report is a folder of content/ that holds a source.txt:
//
//	2017/_index.md      front matter of the report; body: the lead          lead
//	2017/1/_index.md    chapter 一: number and title; body: its intro       c1
//	2017/1/1.md         its first section                                   c1-s1
//	2017/1/closing.md   text after the chapter's last section               c1-closing
//	2017/closing.md     the report's closing                                closing
//	2017/annex-1.md     an annex                                            a1
//	2017/glossary.md    the report's own glossary                           glossary
//	2017/source.txt     the decoded input, one copy, never edited
//	2017/layout.toml    white space of the published text where it is not the rule
//	2017/noise.toml     what source.txt holds around the body that is not the report
//	2017/outline.toml   what an editor settled of the import, optional
//	2017/ids.lock       every published address, with a mark of its words; package permanence reads it
//	2017/tombstones.toml what became of addresses that are gone, optional
//	2017/accepted.toml  warnings that an editor looked at and silenced, optional
//	2017/errata.toml terms.toml figures.toml commitments.toml links.toml
//
// The name at the right is the part's id. Its paragraphs are numbered from it: c1-s1-p1, and their run-in topics c1-s1-t1.
// The address is the number, so a title can change and the address stays.
package content

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"baogao/generator/diag"
	"baogao/generator/source"
)

// Report is one report, as its folder says it.
type Report struct {
	ID      string // the folder below content/: "2017"
	Meta    Meta
	Parts   []*Part // in reading order; the first is the lead
	Layout  Layout
	Noise   []Noise
	Errata  []Erratum
	Terms   []Term
	Figures []Figure

	Commitments []Commitment
	AsOf        time.Time // the day up to which evidence was looked for; the report's own where nobody looked
	Pairs       []Pair
	Sums        []Sum
	Related     []Relation
	Unrelated   []Relation

	Source *diag.File // source.txt; nil before the first import

	Lock           *diag.File // ids.lock; nil before the first publication
	Tombstones     []Tombstone
	Renamed        []Renamed // entries with another id than they were published with
	TombstonesFile *diag.File
	Accepted       []Accepted // warnings that an editor looked at
	Picture        []byte     // picture.png; nil where there is none

	unread   []string // parts of which nothing could be read
	untitled []string // parts whose front matter could not be read: what their headings are is not known
}

// Drafts is how many entries nobody has reviewed: drafted figures, terms, tasks and pairs, and errata that are suspected.
func (r *Report) Drafts() int {
	n := 0
	for _, e := range r.Errata {
		n += one(e.Draft)
	}
	for _, t := range r.Terms {
		n += one(t.Draft)
	}
	for _, f := range r.Figures {
		n += one(f.Draft)
	}
	for _, c := range r.Commitments {
		n += one(c.Draft)
	}
	for _, p := range r.Pairs {
		n += one(p.Draft)
	}
	return n
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// Unknown tells whether an address is in a part whose file could not be read, or of a heading in front matter that could not: what is wrong with
// the file is said, and nothing can be said of the address.
func (r *Report) Unknown(id string) bool {
	if slices.Contains(r.untitled, id) || slices.Contains(r.untitled, "lead") && masthead.MatchString(id) {
		return true
	}
	return slices.ContainsFunc(r.unread, func(part string) bool {
		return id == part || strings.HasPrefix(id, part+"-") || part == "lead" && masthead.MatchString(id)
	})
}

var masthead = regexp.MustCompile(`^m\d+$`)

// PictureName is the file of the picture that stands for a report where links are shared: 1200 by 630 pixels, PNG.
const PictureName = "picture.png"

// Meta is the front matter of a report's _index.md.
type Meta struct {
	Title       string    `toml:"title"`
	Date        time.Time `toml:"date"` // the day it was given
	Weight      int       `toml:"weight"`
	Description string    `toml:"description"`
	Draft       bool      `toml:"draft"`
	Aliases     []string  `toml:"aliases"`
	Masthead    []string  `toml:"masthead"` // the title block, line by line, as published
	Occasion    string    `toml:"occasion"`
	Speaker     string    `toml:"speaker"`
	Office      string    `toml:"office"`
	Place       string    `toml:"place"`
	Publisher   string    `toml:"publisher"` // who answers for the published text
	URL         string    `toml:"url"`       // where it was published
	Source      Received  `toml:"source"`
}

// Received records the file that was imported.
type Received struct {
	File     string `toml:"file"`
	By       string `toml:"transcriber"` // who typed, scanned or copied the text into the file, where it is known
	Format   string `toml:"format"`
	Encoding string `toml:"encoding"`
	BOM      bool   `toml:"bom"`
	SHA256   string `toml:"sha256"` // of its bytes
	Size     int    `toml:"size"`   // in bytes
	Copies   int    `toml:"copies"` // how many identical copies of the text it held

	Headings [][2]int `toml:"headings"` // lines of source.txt that the file marked as headings, each with its level; none of a plain text
}

// Published is the published text as import received it, for what reads the outline of a report once more.
func (r *Report) Published() *source.Received {
	received := &source.Received{Name: r.Meta.Source.File, Text: r.Source.Text, Copies: 1}
	for _, h := range r.Meta.Source.Headings {
		received.Headings = append(received.Headings, source.Heading{Line: h[0], Level: h[1]})
	}
	return received
}

// Role is what a part is in its report.
type Role string

const (
	Lead           Role = "lead"
	Chapter        Role = "chapter"
	Section        Role = "section"
	ChapterClosing Role = "chapter-closing"
	Closing        Role = "closing"
	Annex          Role = "annex"
	Glossary       Role = "glossary"
)

// Part is one Markdown file of a report.
type Part struct {
	ID         string // "c3-s3"
	Role       Role
	Chapter    int    // from one; 0 outside chapters
	Section    int    // from one; 0 outside sections
	Path       string // below the report's folder: "3/3.md"
	Meta       PartMeta
	Paragraphs []Paragraph
	File       *diag.File // where it was loaded from; nil for a draft
}

// PartMeta is the front matter of a part. Number, Title and Stop together are its heading as the site reads it.
type PartMeta struct {
	Title       string   `toml:"title"`
	Number      string   `toml:"number"` // as printed: "（一）"
	Form        string   `toml:"form"`   // "run-in" or "alone"
	Stop        string   `toml:"stop"`   // what ends a run-in heading; "。" unless said
	Weight      int      `toml:"weight"`
	Description string   `toml:"description"`
	Draft       bool     `toml:"draft"`
	Aliases     []string `toml:"aliases"`
}

// RunIn tells whether the heading opens the paragraph after it.
func (p *Part) RunIn() bool { return p.Meta.Form == formRunIn }

// The forms a heading can have.
const (
	formRunIn = "run-in"
	formAlone = "alone"
)

// Forms are the forms that a heading's file can name.
func Forms() []string { return []string{formRunIn, formAlone} }

// HasHeading tells whether the published text has a heading for the part.
func (p *Part) HasHeading() bool {
	switch p.Role {
	case Chapter, Section, Annex, Glossary:
		return p.Heading() != ""
	}
	return false
}

// Heading is the part's heading: "（一）稳增长保态势，经济社会实现平稳健康较快发展。"
func (p *Part) Heading() string { return p.Meta.Number + p.Meta.Title + p.Meta.Stop }

// Paragraph is one paragraph of the published text, or one lower heading alone on its line.
type Paragraph struct {
	ID     string // "c3-s1-p2", "c3-s1-h1"
	Level  int    // 0: a paragraph; 3 and 4: a lower heading
	Pieces []Piece
}

// Piece is a run-in heading or a stretch of text between two of them.
type Piece struct {
	Level int    // 0: text; 1: topic; 2: subtopic
	ID    string // of a topic or subtopic
	Text  string
	Stop  string    // what ends a topic in the published text
	Span  diag.Span // in the part's file
}

// Text is the paragraph as the site reads it, stops included.
func (p *Paragraph) Text() string {
	if len(p.Pieces) == 1 {
		return p.Pieces[0].Text + p.Pieces[0].Stop
	}
	n := 0
	for _, piece := range p.Pieces {
		n += len(piece.Text) + len(piece.Stop)
	}
	var b strings.Builder
	b.Grow(n)
	for _, piece := range p.Pieces {
		b.WriteString(piece.Text)
		b.WriteString(piece.Stop)
	}
	return b.String()
}

// Layout is the white space of the published text: a rule and what is not by the rule.
//
//	between = "\n"          # before every block that begins a line
//	end = "\n"              # after the last block
//	[[gap]]
//	before = "c1-p2"
//	text = "\n\n　　"
//	[[inside]]
//	in = "c1"
//	at = 12                 # in characters of the published block
//	text = "\n"
type Layout struct {
	Between string   `toml:"between"`
	End     string   `toml:"end"`
	Gaps    []Gap    `toml:"gap"`
	Inside  []Inside `toml:"inside"`
}

// DefaultLayout is that of a text with one line a paragraph.
func DefaultLayout() Layout { return Layout{Between: "\n", End: "\n"} }

// Gap is the white space before one block.
type Gap struct {
	Before string `toml:"before"`
	Text   string `toml:"text"`
}

// Inside is white space within a block, where the published text broke its line.
type Inside struct {
	In   string `toml:"in"`
	At   int    `toml:"at"`
	Text string `toml:"text"`
}

// Noise is what the received text holds around the report. It stands before a block, after Gap, in file order; "end" is behind the last.
type Noise struct {
	Before string `toml:"before"`
	Gap    string `toml:"gap"`
	Text   string `toml:"text"`
	Why    string `toml:"why"`
}

// Erratum is one place where the site reads differently from the published text.
type Erratum struct {
	ID        string    `toml:"id"`
	Place     string    `toml:"place"` // the block: "c1" (a heading), "c1-s1-p1"
	At        int       `toml:"at"`    // where, in characters of the published block
	Published string    `toml:"published"`
	Corrected string    `toml:"corrected"`
	Kind      string    `toml:"kind"`
	Reason    string    `toml:"reason"`
	By        string    `toml:"by"`
	Date      time.Time `toml:"date"`
	Draft     bool      `toml:"draft"` // suspected by the importer, not applied

	Before []Reading `toml:"before"` // how it was corrected before, the oldest first

	Span diag.Span `toml:"-"` // of the entry in errata.toml
}

// Reading is a correction that a later one took the place of. It stays, for the editions of its days read so.
type Reading struct {
	Corrected string    `toml:"corrected"`
	Reason    string    `toml:"reason"`
	By        string    `toml:"by"`
	Date      time.Time `toml:"date"`
}

// On is the erratum as it was on a day; false where it was none yet.
func (e Erratum) On(day time.Time) (Erratum, bool) {
	if !e.Date.After(day) {
		return e, true
	}
	for i := len(e.Before) - 1; i >= 0; i-- {
		if b := e.Before[i]; !b.Date.After(day) {
			e.Corrected, e.Reason, e.By, e.Date, e.Before = b.Corrected, b.Reason, b.By, b.Date, e.Before[:i]
			return e, true
		}
	}
	return e, false
}

// ErratumKinds are the kinds an erratum can have.
var ErratumKinds = []string{"injected", "typo", "omission", "duplication", "punctuation", "number", "layout", "other"}

// Figure is one quantity that the report states.
type Figure struct {
	ID        string   `toml:"id"`
	Passage   string   `toml:"passage"`
	Quote     string   `toml:"quote"`
	Indicator string   `toml:"indicator"` // the name a reader would look up
	Subject   string   `toml:"subject"`   // as the text has it, where that differs
	Value     float64  `toml:"value"`
	ValueMax  *float64 `toml:"value_max"`
	Unit      string   `toml:"unit"`
	Kind      string   `toml:"kind"`
	Measure   string   `toml:"measure"`
	Direction string   `toml:"direction"`
	Bound     string   `toml:"bound"`
	Year      int      `toml:"year"`
	Per       string   `toml:"per"` // "年", "人": what the value is for one of
	Note      string   `toml:"note"`
	Theme     string   `toml:"theme"`
	Highlight int      `toml:"highlight"` // its place, from one, among the figures on the report's front page; 0: not there
	Unsure    string   `toml:"unsure"`    // of a draft: what an editor should look at
	Draft     bool     `toml:"draft"`

	Span     diag.Span `toml:"-"`
	NumberAt diag.Span `toml:"-"` // of number and unit, in bytes of the passage; set when the report is checked
}

// FigureKinds and FigureMeasures are the closed lists of figures.toml.
var (
	FigureKinds      = []string{"actual", "change", "rank", "target", "target-later", "fact", "spec"}
	FigureMeasures   = []string{"level", "count", "growth", "diff", "share", "rank", "gap", "contribution", "duration"}
	FigureDirections = []string{"up", "down", "flat"}
	FigureBounds     = []string{"at-least", "at-most", "about", "below", "above"}
)

// Part finds a part by id, nil where there is none.
func (r *Report) Part(id string) *Part {
	for _, p := range r.Parts {
		if p.ID == id {
			return p
		}
	}
	return nil
}
