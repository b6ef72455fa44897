// Package diag says what is wrong and where.
//
// A problem prints as `path:line:col: error: message`, then the line it is in, carets under the span, further places, and
// what to do. Lines and columns count from one; columns count characters, and carets are two wide under wide ones:
//
//	content/2017/figures.toml:6:10: error: figure "gdp-growth": passage c2-p3 does not contain the quote "增长5%上下"
//	     6 | quote = "增长5%上下"
//	       |          ^^^^^^^^^^
//	  content/2017/2/_index.md:5:19: the nearest text is here
//	     5 | …主要预期目标是：生产总值增长8.5%以上，一般公共预…
//	       |                          ^^^^^^^^^^^^
//	  help: copy the quote from the passage: "增长8.5%以上"
package diag

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Span is a half-open range of bytes in a File's text.
type Span struct{ Start, End int }

// File is a text that problems point into. Path is what the reader of the message can open: relative to the project.
type File struct {
	Path string
	Text string
}

// Position gives the line and column, both from one and the column in characters, of a byte offset.
// An offset outside the text is moved to its nearest end.
func (f *File) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Text))
	before := f.Text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1
}

// LineSpan gives the bytes of a line, numbered from one, without its line end; the zero Span where there is no such line.
func (f *File) LineSpan(line int) Span {
	start := 0
	for n := 1; n < line; n++ {
		i := strings.IndexByte(f.Text[start:], '\n')
		if i < 0 {
			return Span{}
		}
		start += i + 1
	}
	end := len(f.Text)
	if i := strings.IndexByte(f.Text[start:], '\n'); i >= 0 {
		end = start + i
	}
	return Span{start, end}
}

// Offset is the byte at a line and column, both from one, the column in bytes; it stays inside the line.
func (f *File) Offset(line, column int) int {
	s := f.LineSpan(line)
	return min(max(s.Start+column-1, s.Start), s.End)
}

// Find is the span of the first occurrence of s, or of the whole first line where it does not occur.
func (f *File) Find(s string) Span {
	if i := strings.Index(f.Text, s); s != "" && i >= 0 {
		return Span{i, i + len(s)}
	}
	return f.LineSpan(1)
}

// Severity tells what stops a build from what does not.
type Severity int

const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Place is a span of a file with a word on why it is shown.
type Place struct {
	File    *File
	Span    Span
	Message string // in English
	text    *Text
}

// Problem is one thing that a person must mend. A Problem whose File has no text, or whose Span is zero, is about the file as a whole.
type Problem struct {
	Severity Severity
	File     *File
	Span     Span
	Message  string // in English, as Help
	Related  []Place
	Help     string

	text, help *Text
	language   Language
}

// In gives the problem in a language.
func (p *Problem) In(l Language) *Problem {
	said := *p
	said.language = l
	said.Message = p.text.In(l)
	if p.help != nil {
		said.Help = p.help.In(l)
	}
	said.Related = slices.Clone(p.Related)
	for i := range said.Related {
		said.Related[i].Message = p.Related[i].text.In(l)
	}
	return &said
}

// SetHelp says what to do; it returns the problem, so that calls can be chained.
func (p *Problem) SetHelp(format string, args ...any) *Problem {
	p.help = Say(format, args...)
	p.Help = p.help.String()
	return p
}

// See adds a second place.
func (p *Problem) See(f *File, s Span, format string, args ...any) *Problem {
	text := Say(format, args...)
	p.Related = append(p.Related, Place{f, s, text.String(), text})
	return p
}

// List collects problems from any number of goroutines. Its zero value is empty and ready.
type List struct {
	mu       sync.Mutex
	problems []*Problem
}

func (l *List) add(p *Problem) *Problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = append(l.problems, p)
	return p
}

// Errorf adds an error at a place.
func (l *List) Errorf(f *File, s Span, format string, args ...any) *Problem {
	return l.add(newProblem(Error, f, s, format, args...))
}

// Warnf adds a warning at a place.
func (l *List) Warnf(f *File, s Span, format string, args ...any) *Problem {
	return l.add(newProblem(Warning, f, s, format, args...))
}

func newProblem(severity Severity, f *File, s Span, format string, args ...any) *Problem {
	text := Say(format, args...)
	return &Problem{Severity: severity, File: f, Span: s, Message: text.String(), text: text}
}

// Add adds problems that another list found.
func (l *List) Add(problems ...*Problem) {
	for _, p := range problems {
		l.add(p)
	}
}

// Problems gives everything collected, by path, then place, then message, whatever the order it came in; the same problem once.
func (l *List) Problems() []*Problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	sorted := slices.Clone(l.problems)
	slices.SortStableFunc(sorted, func(a, b *Problem) int {
		return cmp.Or(
			cmp.Compare(a.File.Path, b.File.Path),
			cmp.Compare(a.Span.Start, b.Span.Start),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Span.End, b.Span.End),
		)
	})
	return slices.CompactFunc(sorted, func(a, b *Problem) bool {
		return a.File.Path == b.File.Path && a.Span == b.Span && a.Message == b.Message
	})
}

// Errors counts the problems that stop a build.
func (l *List) Errors() int {
	n := 0
	for _, p := range l.Problems() {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// Warnings counts the problems that do not.
func (l *List) Warnings() int { return len(l.Problems()) - l.Errors() }
