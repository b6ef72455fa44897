package content

import (
	"strings"

	"baogao/generator/diag"
	"baogao/generator/outline"
)

// OverridesFile stands beside source.txt where an editor settled what import is to make of some of its lines. Import reads it; where a
// corrected source moves the lines, it changes their numbers and nothing else:
//
//	[[line]]
//	line = 45          # of source.txt, from one
//	to = 50            # the last line of a range; optional
//	as = "text"        # chapter, section, heading, text, paragraph, closing, noise, masthead, annex, glossary
//	why = "…"          # optional
//
// outline.As says what each word does.
const OverridesFile = "outline.toml"

type declaredLine struct {
	Line int    `toml:"line"`
	To   int    `toml:"to"`
	As   string `toml:"as"`
	Why  string `toml:"why"`
}

// ReadOverrides reads an overrides file against the text that it is about. Problems go to the list; what is wrong is left out.
func ReadOverrides(f *diag.File, text string, problems *diag.List) []outline.Override {
	var read outlineFile
	whole := diag.Span{End: len(f.Text)}
	if !decode(f, whole, &read, problems) {
		return nil
	}
	c := &overridesCheck{file: f, index: indexTOML(f, whole), lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n"), problems: problems, taken: map[int]int{}}
	var all []outline.Override
	for i, l := range read.Lines {
		v := outline.Override{Line: l.Line, To: l.To, As: outline.As(l.As), Why: l.Why}
		if c.holds(i+1, v) {
			all = append(all, v)
		}
	}
	return all
}

// overridesCheck says what is wrong with single entries.
type overridesCheck struct {
	file     *diag.File
	index    *tomlIndex
	lines    []string // of the source
	problems *diag.List
	taken    map[int]int // line → the entry that declared it, from one
}

func (c *overridesCheck) errorf(n int, key, format string, args ...any) *diag.Problem {
	return c.problems.Errorf(c.file, c.index.value("line", n, key), format, args...)
}

// holds checks the nth entry, from one.
func (c *overridesCheck) holds(n int, v outline.Override) bool {
	switch {
	case v.As == "":
		c.errorf(n, "as", "line without as").SetHelp("use one of: %s", asWords())
	case !knownAs(v.As):
		c.errorf(n, "as", "unknown as %q", v.As).SetHelp("use one of: %s", asWords())
	case v.Line == 0:
		c.errorf(n, "line", "the entry does not say its line").SetHelp("add line = 12, a line of source.txt counted from one")
	case v.Line < 1 || v.Line > len(c.lines):
		c.errorf(n, "line", "there is no line %d in source.txt", v.Line).SetHelp("its lines are 1 to %d", len(c.lines))
	case v.To != 0 && (v.To < v.Line || v.To > len(c.lines)):
		c.errorf(n, "to", "the range from line %d to %d is not in source.txt", v.Line, v.To).SetHelp("to is the last line of the range: %d to %d", v.Line, len(c.lines))
	case blankLines(c.lines[v.Line-1:v.Last()]) && v.Last() == v.Line:
		c.errorf(n, "line", "line %d of source.txt is empty", v.Line).SetHelp("count the lines of source.txt from one, empty ones too")
	case blankLines(c.lines[v.Line-1 : v.Last()]):
		c.errorf(n, "line", "nothing stands in lines %d to %d of source.txt", v.Line, v.Last()).SetHelp("count the lines of source.txt from one, empty ones too")
	default:
		return c.free(n, v)
	}
	return false
}

// free reports whether no entry before the nth declares one of its lines, and takes them.
func (c *overridesCheck) free(n int, v outline.Override) bool {
	for line := v.Line; line <= v.Last(); line++ {
		if first := c.taken[line]; first != 0 {
			c.errorf(n, "line", "line %d is declared twice", line).
				See(c.file, c.index.value("line", first, "line"), "the first is here").
				SetHelp("let the ranges not overlap, or take one of the entries out")
			return false
		}
	}
	for line := v.Line; line <= v.Last(); line++ {
		c.taken[line] = n
	}
	return true
}

func knownAs(as outline.As) bool {
	for _, known := range outline.AllAs {
		if as == known {
			return true
		}
	}
	return false
}

func asWords() string {
	words := make([]string, len(outline.AllAs))
	for i, as := range outline.AllAs {
		words[i] = string(as)
	}
	return strings.Join(words, ", ")
}

func blankLines(lines []string) bool {
	return strings.TrimFunc(strings.Join(lines, ""), outline.IsLayout) == ""
}
