package merge

import (
	"regexp"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
)

// File gives a part's file with the words of the merged one: raw is what the editor's file holds, was how that file is formatted, now how the merged
// one is. What both say alike stays as the editor wrote it, comments and all; where raw is nil there was no file, and the formatted one is given.
func File(raw, was, now []byte) []byte {
	if raw == nil {
		return now
	}
	rawFront, rawBody, ok := cut(string(raw))
	wasFront, wasBody, _ := cut(string(was))
	nowFront, nowBody, _ := cut(string(now))
	if !ok {
		return now
	}
	front, body := rawFront, rawBody
	if wasFront != nowFront {
		front = keys(rawFront, wasFront, nowFront)
	}
	if wasBody != nowBody {
		body = nowBody
	}
	return []byte(front + body)
}

// cut parts a file behind its front matter.
func cut(text string) (front, body string, ok bool) {
	var none diag.List // a file that was loaded has one
	_, at, ok := content.FrontMatter(&diag.File{Text: text}, &none)
	return text[:at], text[at:], ok
}

// entry is a key with its value in a front matter. Source's keys are "source.sha256".
type entry struct {
	key        string
	line       int // where its line begins
	start, end int // its value
	after      int // behind the line, or the lines, that it takes
}

// keys puts into a front matter what changed between two formatted ones; all else of it stays.
func keys(raw, was, now string) string {
	before, after := map[string]string{}, map[string]string{}
	behind := map[string][2]string{} // the formatter's own comments, then and now
	for _, e := range entries(was) {
		before[e.key] = was[e.start:e.end]
		behind[e.key] = [2]string{was[e.end:e.after], "\n"}
	}
	order := entries(now)
	for _, e := range order {
		after[e.key] = now[e.start:e.end]
		behind[e.key] = [2]string{behind[e.key][0], now[e.end:e.after]}
	}
	var b strings.Builder
	at := 0
	there := map[string]bool{}
	last := "" // the key before, in the formatted order, of a key that is new
	added := map[string][]entry{}
	for _, e := range order {
		if _, had := before[e.key]; had {
			last = e.key
		} else {
			added[last] = append(added[last], e)
		}
	}
	insert := func(key string) {
		for _, e := range added[key] {
			b.WriteString(now[e.line:e.after])
		}
		delete(added, key)
	}
	for _, e := range entries(raw) {
		there[e.key] = true
		value, stays := after[e.key]
		switch {
		case !stays && before[e.key] != "":
			b.WriteString(raw[at:e.line])
		case stays && value != before[e.key]:
			rest := raw[e.end:e.after]
			if rest == behind[e.key][0] {
				rest = behind[e.key][1]
			}
			b.WriteString(raw[at:e.start] + value + rest)
		default:
			b.WriteString(raw[at:e.after])
		}
		at = e.after
		insert(e.key)
	}
	b.WriteString(raw[at:])
	if len(added) == 0 {
		return b.String()
	}
	return now // a key has no place among the editor's
}

var keyLine = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*=\s*`)

// entries are the keys of a front matter, in order.
func entries(text string) []entry {
	var all []entry
	table := ""
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], '\n') + at + 1
		if end == at {
			end = len(text)
		}
		line := text[at:end]
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "[") {
			table = strings.Trim(strings.SplitN(trimmed, "#", 2)[0], "[] \t") + "."
		} else if m := keyLine.FindStringSubmatchIndex(line); m != nil {
			e := entry{key: table + line[m[2]:m[3]], line: at, start: at + m[1]}
			e.end = value(text, e.start)
			e.after = e.end
			if n := strings.IndexByte(text[e.end:], '\n'); n >= 0 {
				e.after += n + 1
			} else {
				e.after = len(text)
			}
			all = append(all, e)
			end = e.after
		}
		at = end
	}
	return all
}

// value is the end of the value that begins at a byte: strings and brackets are walked over, a comment is none of it.
func value(text string, at int) int {
	depth, end := 0, at
	for at < len(text) {
		switch c := text[at]; {
		case strings.HasPrefix(text[at:], `"""`), strings.HasPrefix(text[at:], `'''`):
			n := strings.Index(text[at+3:], text[at:at+3])
			if n < 0 {
				return len(text)
			}
			at += n + 6
			end = at
		case c == '"', c == '\'':
			for at++; at < len(text) && text[at] != c && text[at] != '\n'; at++ {
				if text[at] == '\\' && c == '"' {
					at++
				}
			}
			at++
			end = at
		case c == '#':
			for at < len(text) && text[at] != '\n' {
				at++
			}
		case c == '\n' && depth == 0:
			return min(end, len(text))
		default:
			if c == '[' || c == '{' {
				depth++
			}
			if c == ']' || c == '}' {
				depth--
			}
			at++
			if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
				end = at
			}
		}
	}
	return min(end, len(text))
}
