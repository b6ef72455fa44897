package outline

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// View is an outline for machines. Lines count from one; start and end are code points of the text, text[start:end] is the title;
// no list is null:
//
//	{"title": "2017年开封市政府工作报告", "occasion": …, "speaker": "侯红", "office": …, "date": "2017-02-06", "place": "开封市", "copies": 1,
//	 "chapters": [{"number": "一、", "ordinal": 1, "title": …, "line": 6, "sections": [
//	   {"number": "（一）", "ordinal": 1, "title": …, "line": 8, "form": "run-in", "topics": [], "subtopics": []}]}],
//	 "glossary": [], "annexes": [], "noise": [{"line_from": 1, "line_to": 3, "why": "navigation"}], "unsure": [{"line": 6, "why": …}]}
type View struct {
	Title    string        `json:"title"`
	Occasion string        `json:"occasion"`
	Speaker  string        `json:"speaker"`
	Office   string        `json:"office"`
	Date     string        `json:"date"`
	Place    string        `json:"place"`
	Copies   int           `json:"copies"`
	Chapters []ChapterView `json:"chapters"`
	Glossary []NoteView    `json:"glossary"`
	Annexes  []AnnexView   `json:"annexes"`
	Noise    []NoiseView   `json:"noise"`
	Unsure   []DoubtView   `json:"unsure"`
}

// ChapterView is a chapter in a View.
type ChapterView struct {
	Number   string        `json:"number"`
	Ordinal  int           `json:"ordinal"`
	Title    string        `json:"title"`
	Line     int           `json:"line"`
	Sections []SectionView `json:"sections"`
}

// SectionView is a section in a View. Subtopics are those that stand under no topic.
type SectionView struct {
	Number    string         `json:"number"`
	Ordinal   int            `json:"ordinal"`
	Title     string         `json:"title"`
	Line      int            `json:"line"`
	Form      Form           `json:"form"`
	Topics    []TopicView    `json:"topics"`
	Subtopics []SubtopicView `json:"subtopics"`
}

// TopicView is a run-in heading at a paragraph's start in a View.
type TopicView struct {
	Title     string         `json:"title"`
	Line      int            `json:"line"`
	Start     int            `json:"start"`
	End       int            `json:"end"`
	Subtopics []SubtopicView `json:"subtopics"`
}

// SubtopicView is a run-in heading inside a paragraph in a View.
type SubtopicView struct {
	Title string `json:"title"`
	Line  int    `json:"line"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// NoteView is a glossary entry in a View.
type NoteView struct {
	Mark       string `json:"mark"`
	Term       string `json:"term"`
	Definition string `json:"definition"`
	Line       int    `json:"line"`
}

// AnnexView is an annex in a View.
type AnnexView struct {
	Title string `json:"title"`
	Line  int    `json:"line"`
}

// NoiseView is text that is not the report, in a View.
type NoiseView struct {
	LineFrom int    `json:"line_from"`
	LineTo   int    `json:"line_to"`
	Why      string `json:"why"`
}

// DoubtView is a decision that could be otherwise, in a View.
type DoubtView struct {
	Line int    `json:"line"`
	Why  string `json:"why"`
}

// JSON is the outline as a View. How many copies of the text a file held is known to who read the file.
func (o *Outline) JSON(copies int) View {
	at := newPlaces(o.Text)
	v := View{Title: o.Title, Occasion: o.Occasion, Speaker: o.Speaker, Office: o.Office, Date: o.Date, Place: o.Place, Copies: copies,
		Chapters: []ChapterView{}, Glossary: []NoteView{}, Annexes: []AnnexView{}, Noise: []NoiseView{}, Unsure: []DoubtView{}}
	for i := range o.Chapters {
		c := &o.Chapters[i]
		cv := ChapterView{Number: c.Number, Ordinal: c.Ordinal, Title: c.Title, Line: at.line(c.Parts[0].Start), Sections: []SectionView{}}
		for j := range c.Sections {
			cv.Sections = append(cv.Sections, sectionView(&c.Sections[j], at))
		}
		v.Chapters = append(v.Chapters, cv)
	}
	for _, n := range o.Glossary {
		v.Glossary = append(v.Glossary, NoteView{n.Mark, n.Term, n.Definition, at.line(n.Parts[0].Start)})
	}
	for _, a := range o.Annexes {
		v.Annexes = append(v.Annexes, AnnexView{a.Title, at.line(a.Parts[0].Start)})
	}
	for _, n := range o.Noise {
		v.Noise = append(v.Noise, NoiseView{at.line(n.Span.Start), at.line(n.Span.End - 1), n.Why})
	}
	for _, d := range o.Unsure {
		v.Unsure = append(v.Unsure, DoubtView{d.Line, d.Why.String()})
	}
	return v
}

func sectionView(s *Division, at places) SectionView {
	v := SectionView{Number: s.Number, Ordinal: s.Ordinal, Title: s.Title, Line: at.line(s.Parts[0].Start), Form: s.Form,
		Topics: []TopicView{}, Subtopics: []SubtopicView{}}
	for i := range s.Intro {
		b := &s.Intro[i]
		topic := -1 // a topic holds the subtopics of its own paragraph only
		for _, h := range b.Heads {
			t := subtopicView(b, h, at)
			switch {
			case h.Level == 1:
				v.Topics = append(v.Topics, TopicView{t.Title, t.Line, t.Start, t.End, []SubtopicView{}})
				topic = len(v.Topics) - 1
			case topic >= 0:
				v.Topics[topic].Subtopics = append(v.Topics[topic].Subtopics, t)
			default:
				v.Subtopics = append(v.Subtopics, t)
			}
		}
	}
	return v
}

func subtopicView(b *Block, h Head, at places) SubtopicView {
	spans := pieces(at.text, b.Parts, h.Start, h.End)
	start, end := spans[0].Start, spans[len(spans)-1].End
	return SubtopicView{at.text[start:end], at.line(start), at.codePoint(start), at.codePoint(end)}
}

// places turns byte offsets of a text into lines and code points, from a table with one entry a line.
type places struct {
	text   string
	starts []int // byte offset of each line
	points []int // code points before it
}

func newPlaces(text string) places {
	p := places{text: text, starts: []int{0}, points: []int{0}}
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return p
		}
		points := p.points[len(p.points)-1] + utf8.RuneCountInString(text[at:at+i+1])
		at += i + 1
		p.starts, p.points = append(p.starts, at), append(p.points, points)
	}
}

func (p places) line(at int) int {
	return sort.Search(len(p.starts), func(i int) bool { return p.starts[i] > at })
}

func (p places) codePoint(at int) int {
	i := p.line(at) - 1
	return p.points[i] + utf8.RuneCountInString(p.text[p.starts[i]:at])
}
