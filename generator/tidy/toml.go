package tidy

import "strings"

// TOML gives a valid TOML document in its stable form; what is not valid comes out as some text.
func TOML(text string) string {
	w := &writer{s: strings.TrimPrefix(text, "\ufeff"), comments: -1}
	for w.at < len(w.s) {
		w.statement()
	}
	for len(w.lines) > 0 && w.lines[len(w.lines)-1] == "" {
		w.lines = w.lines[:len(w.lines)-1]
	}
	if len(w.lines) == 0 {
		return ""
	}
	return strings.Join(w.lines, "\n") + "\n"
}

// writer reads a document from at on, statement by statement, and keeps its lines.
type writer struct {
	s     string
	at    int
	lines []string

	table    string // that the statement is in
	path     string // of the value that is read
	comments int    // where the comments begin that stand on the next statement; -1 where none do
	places   []place
	headers  []place // with the comments that stand on them
}

func (w *writer) peek() byte {
	if w.at < len(w.s) {
		return w.s[w.at]
	}
	return 0
}

func (w *writer) has(prefix string) bool { return strings.HasPrefix(w.s[w.at:], prefix) }

// space skips blanks; across line ends too where lines is true.
func (w *writer) space(lines bool) {
	for w.at < len(w.s) {
		switch c := w.s[w.at]; {
		case c == ' ' || c == '\t' || c == '\r' && w.has("\r\n"):
		case c == '\n' && lines:
		default:
			return
		}
		w.at++
	}
}

// statement is one blank line, comment, header or key with its value, to the line's end.
func (w *writer) statement() {
	w.space(false)
	switch {
	case w.peek() == '\n' || w.peek() == 0:
		w.comments = -1
		if n := len(w.lines); n > 0 && w.lines[n-1] != "" {
			w.lines = append(w.lines, "")
		}
		w.at++
		return
	case w.peek() == '#':
		if w.comments < 0 {
			w.comments = w.at
		}
		w.lines = append(w.lines, w.comment())
	case w.peek() == '[':
		w.header()
		w.comments = -1
	default:
		w.comments = -1
		key := w.key()
		w.path = strings.TrimPrefix(w.table+"."+key, ".")
		line := key + " = "
		if w.peek() == '=' {
			w.at++
		}
		w.space(false)
		line += w.value("")
		w.lines = append(w.lines, line+w.trailing())
	}
	if w.peek() == '\n' {
		w.at++
	}
}

// header is a table's name, with a blank line above it and above the comments that stand on it.
func (w *writer) header() {
	open, end := "[", "]"
	if w.has("[[") {
		open, end = "[[", "]]"
	}
	start := w.at
	if w.comments >= 0 {
		start = w.comments
	}
	w.at += len(open)
	w.table = w.key()
	w.headers = append(w.headers, place{w.table, start, w.at})
	line := open + w.table + end
	if w.has(end) {
		w.at += len(end)
	}
	line += w.trailing()
	from := len(w.lines)
	for from > 0 && strings.HasPrefix(w.lines[from-1], "#") {
		from--
	}
	if from > 0 && w.lines[from-1] != "" {
		w.lines = append(w.lines[:from], append([]string{""}, w.lines[from:]...)...)
	}
	w.lines = append(w.lines, line)
}

// comment is the rest of the line.
func (w *writer) comment() string {
	end := strings.IndexByte(w.s[w.at:], '\n')
	if end < 0 {
		end = len(w.s) - w.at
	}
	c := w.s[w.at : w.at+end]
	w.at += end
	return strings.TrimRight(c, " \t\r")
}

// trailing is the comment behind a statement. What is neither stays, so that nothing is lost.
func (w *writer) trailing() string {
	w.space(false)
	switch w.peek() {
	case '#':
		return " " + w.comment()
	case '\n', 0:
		return ""
	}
	return " " + w.comment()
}

// key is a key to where its dots end: a."b c".d
func (w *writer) key() string {
	var b strings.Builder
	for {
		w.space(false)
		switch c := w.peek(); {
		case c == '"' || c == '\'':
			b.WriteString(w.text())
		default:
			start := w.at
			for w.at < len(w.s) && strings.IndexByte(" \t\r\n.=]#\"'", w.s[w.at]) < 0 {
				w.at++
			}
			b.WriteString(w.s[start:w.at])
		}
		w.space(false)
		if w.peek() != '.' {
			return b.String()
		}
		w.at++
		b.WriteByte('.')
	}
}

// value is a string, a number, a day, an array or a table as it is spelled; lines of an array stand behind indent.
func (w *writer) value(indent string) string {
	switch c := w.peek(); c {
	case '"', '\'':
		start := w.at
		s := w.text()
		w.places = append(w.places, place{w.path, start, w.at})
		return s
	case '[':
		return w.array(indent)
	case '{':
		return w.inlineTable(indent)
	}
	start := w.at
	for w.at < len(w.s) && strings.IndexByte(",]}#\n", w.s[w.at]) < 0 {
		w.at++
	}
	return strings.TrimRight(w.s[start:w.at], " \t\r")
}

// text is a string with its quotation marks, as it is spelled.
func (w *writer) text() string {
	start := w.at
	mark := w.s[w.at : w.at+1]
	if w.has(mark + mark + mark) {
		mark += mark + mark
	}
	w.at += len(mark)
	for w.at < len(w.s) && !w.has(mark) {
		if w.s[w.at] == '\\' && mark[0] == '"' && w.at+1 < len(w.s) {
			w.at++
		}
		w.at++
	}
	w.at = min(w.at+len(mark), len(w.s))
	for range 2 { // a long string may end with one or two of its own marks
		if len(mark) == 3 && w.peek() == mark[0] {
			w.at++
		}
	}
	return w.s[start:w.at]
}

// element is one element of an array or a table, with the comments about it.
type element struct {
	above []string // comments on lines of their own before it
	value string   // "" for what stands behind the last
	after string   // a comment behind it, on its line
	below []string // comments on lines of their own between it and its comma
}

func (w *writer) array(indent string) string { return w.between('[', ']', indent, w.value) }

func (w *writer) inlineTable(indent string) string {
	return w.between('{', '}', indent, func(indent string) string {
		key := w.key()
		if w.peek() == '=' {
			w.at++
		}
		w.space(true)
		outer := w.path
		w.path += "." + key
		value := w.value(indent)
		w.path = outer
		return key + " = " + value
	})
}

// between writes what stands between two brackets: on one line where it was on one, else an element a line.
func (w *writer) between(open, end byte, indent string, one func(indent string) string) string {
	start := w.at
	w.at++
	inner := indent + "  "
	elements := []element{{}}
	last := func() *element { return &elements[len(elements)-1] }
	broken := false // over several lines
	sameLine := false
	for w.at < len(w.s) && w.peek() != end {
		switch c := w.peek(); {
		case c == ' ' || c == '\t' || c == '\r':
			w.at++
		case c == '\n':
			w.at++
			broken, sameLine = true, false
		case c == ',':
			w.at++
			elements = append(elements, element{})
		case c == '#':
			broken = true
			comment := w.comment()
			switch n := len(elements); {
			case sameLine && last().value != "" && last().after == "":
				last().after = comment
			case sameLine && last().value == "" && len(last().above) == 0 && n > 1 && elements[n-2].after == "":
				elements[n-2].after = comment
			case last().value != "": // on a line of its own, before the comma
				last().below = append(last().below, comment)
			default:
				last().above = append(last().above, comment)
			}
		default:
			from := w.at
			last().value = one(inner)
			if w.at == from { // not TOML: it stays as it is
				w.at++
			}
			sameLine = true
		}
	}
	w.at = min(w.at+1, len(w.s))
	if n := len(elements); elements[n-1].value == "" && len(elements[n-1].above) == 0 {
		elements = elements[:n-1]
	}
	if !broken && !strings.Contains(w.s[start:w.at], "\n") {
		values := make([]string, len(elements))
		for i, e := range elements {
			values[i] = e.value
		}
		inside := strings.Join(values, ", ")
		if open == '{' && inside != "" {
			inside = " " + inside + " "
		}
		return string(open) + inside + string(end)
	}
	var b strings.Builder
	b.WriteString(string(open) + "\n")
	for _, e := range elements {
		for _, c := range e.above {
			b.WriteString(inner + c + "\n")
		}
		if e.value == "" {
			continue
		}
		b.WriteString(inner + e.value + ",")
		if e.after != "" {
			b.WriteString(" " + e.after)
		}
		b.WriteString("\n")
		for _, c := range e.below {
			b.WriteString(inner + c + "\n")
		}
	}
	b.WriteString(indent + string(end))
	return b.String()
}
