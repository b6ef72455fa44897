package outline

import (
	"slices"
	"strings"

	"baogao/generator/diag"
	"baogao/generator/source"
)

// Read is ParseWith for what was received: where the text does not number its headings, those that the file marks as headings divide it
// (heading styles of Word, h2 and h3 of a page, ## of Markdown). Numbers say more than marks: people style lines for their looks.
func Read(received *source.Received, overrides []Override) *Outline {
	o := ParseWith(received.Text, overrides)
	levels := o.levels(received.Headings, overrides)
	if len(levels) == 0 {
		return o
	}
	marked := ParseWith(received.Text, append(slices.Clone(overrides), levels...))
	marked.Unsure = append(marked.Unsure, Doubt{levels[0].Line, diag.Say("headings without numbers are what the file marks as headings")})
	return marked
}

// levels makes declarations of marked lines: the highest level with two lines in the body is the chapters', the next the sections', the rest
// lower headings. There are none where a number stands on a level that they would be read of.
func (o *Outline) levels(headings []source.Heading, overrides []Override) []Override {
	type line struct {
		no, level int
		numbered  bool
	}
	var body []line
	count := map[int]int{}
	starts := lineStarts(o.Text)
	for _, h := range headings {
		if h.Line < 1 || h.Line >= len(starts) || h.Level < 1 {
			continue // an editor wrote it
		}
		span := Span{starts[h.Line-1], starts[h.Line]}
		if !o.inBody(span) || slices.ContainsFunc(overrides, func(v Override) bool { return v.Line <= h.Line && h.Line <= v.Last() }) {
			continue
		}
		body = append(body, line{h.Line, h.Level, readMark(o.Text[span.Start:span.End]).class != unmarked})
		count[h.Level]++
	}
	var used []int // levels, highest first
	for level := range count {
		used = append(used, level)
	}
	slices.Sort(used)
	for len(used) > 0 && count[used[0]] < 2 {
		used = used[1:]
	}
	as := map[int]As{}
	for i, level := range used {
		as[level] = [...]As{AsChapter, AsSection, AsHeading}[min(i, 2)]
	}
	for _, l := range body {
		if l.numbered {
			as[l.level] = ""
		}
	}
	var all []Override
	for _, l := range body {
		if as[l.level] != "" {
			all = append(all, Override{Line: l.no, As: as[l.level]})
		}
	}
	return all
}

// inBody tells whether a line is of the body: below the title block, before what stands behind the report, and no noise.
func (o *Outline) inBody(line Span) bool {
	first := len(o.Text)
	if len(o.Lead) > 0 {
		first = o.Lead[0].Parts[0].Start
	} else if len(o.Chapters) > 0 && len(o.Chapters[0].Parts) > 0 {
		first = o.Chapters[0].Parts[0].Start
	}
	end := len(o.Text)
	for _, a := range o.Annexes {
		end = min(end, a.Parts[0].Start)
	}
	if len(o.GlossaryHeading) > 0 {
		end = min(end, o.GlossaryHeading[0].Start)
	}
	if line.End <= first || line.Start >= end || strings.TrimSpace(o.Text[line.Start:line.End]) == "" {
		return false
	}
	return !slices.ContainsFunc(o.Noise, func(n Noise) bool { return n.Span.Start < line.End && line.Start < n.Span.End })
}

// lineStarts are where the lines of a text begin, and its end.
func lineStarts(text string) []int {
	starts := []int{0}
	for line := range strings.Lines(text) {
		starts = append(starts, starts[len(starts)-1]+len(line))
	}
	return starts
}
