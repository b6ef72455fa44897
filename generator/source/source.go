// Package source turns the bytes that were received into the text in them.
//
// It finds out by itself how the bytes are written (UTF-8, UTF-16, GB18030; plain text, HTML, DOCX, Markdown) and how many
// whole copies of the report they hold. It tidies nothing: line ends, blank lines, indents, invisible characters and mistakes
// stay as they were received.
package source

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"unicode"

	"baogao/generator/diag"
)

// Received is what was handed in: where from, its exact bytes' facts, and the text in it.
type Received struct {
	Name     string // file name as given, base name only; "-" for standard input
	Size     int    // bytes
	SHA256   string // hex, of the bytes
	Format   string // "text", "html", "docx", "markdown"
	Encoding string // "utf-8", "utf-16le", "utf-16be", "gb18030"; "utf-8" for a DOCX
	BOM      bool
	Text     string // the decoded text, identical whole copies once; of HTML, DOCX and Markdown the text in it
	Copies   int    // how many identical whole copies the decoded text was; 1 for one

	Headings []Heading // the lines of Text that the format says are headings, in order; none in plain text
}

// The formats that are read, by the names that Received.Format has.
const (
	formatText     = "text"
	formatHTML     = "html"
	formatDOCX     = "docx"
	formatMarkdown = "markdown"
)

// AsReceived is the whole decoded text, copies and all, without a byte order mark.
func (r *Received) AsReceived() string { return strings.Repeat(r.Text, r.Copies) }

// Read decodes what was received. The name is as the person gave it, "-" for standard input. Problems go to the list; nil
// comes back when nothing can be done, and there is an error in the list then.
func Read(name string, data []byte, problems *diag.List) *Received {
	path := shownPath(name)
	refused := func(r refusal) *Received {
		problems.Errorf(&diag.File{Path: path}, diag.Span{}, "the file is %s", r.what).SetHelp("%s", r.help)
		return nil
	}
	switch {
	case len(data) == 0:
		return refused(refusal{diag.Say("empty"), diag.Say("check that it was saved or downloaded completely")})
	case len(data) > MaxSize:
		return refused(tooLarge(int64(len(data))))
	}
	if r := refuse(data); r.what != nil {
		return refused(r)
	}
	sum := sha256.Sum256(data)
	r := &Received{Name: filepath.Base(name), Size: len(data), SHA256: hex.EncodeToString(sum[:])}
	var text string
	var ok bool
	if isZip(data) {
		r.Format, r.Encoding = formatDOCX, utf8Name
		text, r.Headings, ok = readDOCX(path, data, problems)
	} else {
		text, ok = r.readText(path, data, problems)
	}
	if !ok || !looksLikeReport(path, text, problems) {
		return nil
	}
	r.Text, r.Copies = copies(text)
	return r
}

// readText decodes bytes that are text and takes the report's text out of its format.
func (r *Received) readText(path string, data []byte, problems *diag.List) (text string, ok bool) {
	encoding, mark := byteOrderMark(data)
	body := data[mark:]
	if mark == 0 {
		encoding = guess(body)
	}
	d := decode(encoding, body, mark)
	if notText(encoding, body, d) {
		problems.Errorf(&diag.File{Path: path}, diag.Span{}, "the file is not text in UTF-8, UTF-16 or GB18030").
			SetHelp("open it where it can be read, and save it as plain text in UTF-8")
		return "", false
	}
	r.Encoding, r.BOM, r.Format = encoding, mark > 0, formatOf(path, d.Text)
	if r.Format == formatHTML && encoding == gb18030Name {
		if charset := foreignCharset(d.Text); charset != "" {
			problems.Errorf(&diag.File{Path: path}, diag.Span{}, "the page says that it is written in %q, which is not read", charset).
				SetHelp("open the page in a browser, copy the report's text, and save it as plain text in UTF-8")
			return "", false
		}
	}
	reportDamage(path, encoding, data, d, problems)
	if len(d.Broken) > 0 {
		return "", false
	}
	warnOfLost(path, d.Text, problems)
	switch r.Format {
	case formatHTML:
		text, r.Headings, ok = readHTML(path, d.Text, problems)
		return text, ok
	case formatMarkdown:
		text, r.Headings = plainOfMarkdown(d.Text)
		return text, true
	}
	return d.Text, true
}

// shownPath is how messages call what was received.
func shownPath(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// notText tells whether decoding gave nonsense: bytes of a program, a picture of unknown kind, or another encoding.
func notText(encoding string, body []byte, d decoded) bool {
	characters, control, broken := 0, 0, 0
	for _, r := range d.Text[:min(len(d.Text), sampleSize)] {
		characters++
		if r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", r) {
			control++
		}
	}
	for _, p := range d.Broken {
		broken += p.Length
	}
	return control*50 > characters || broken*20 > len(body) || encoding == gb18030Name && unlikelyGB18030(body)
}

// warnOfLost names characters that were lost before the text came here: U+FFFD, which a program wrote for what it could
// not read, and 锟斤拷, which is U+FFFD read once more in the wrong encoding.
func warnOfLost(path, text string, problems *diag.List) {
	file := &diag.File{Path: path, Text: text}
	for _, mark := range []string{"\uFFFD", "锟斤拷"} {
		places := runsOf(text, mark)
		if len(places) == 0 {
			continue
		}
		n := strings.Count(text, mark)
		p := problems.Warnf(file, places[0], "%d %s lost before the text came here: %q stands for %s",
			n, plural(n, "character was", "characters were"), mark, plural(n, "it", "them"))
		for _, place := range places[1:min(len(places), shownDamages)] {
			p.See(file, place, "and here")
		}
		p.SetHelp("look the characters up in another copy of the report; until then the text is kept as it is")
	}
}

// runsOf finds a mark; marks in a row are one place.
func runsOf(text, mark string) []diag.Span {
	var runs []diag.Span
	for at := 0; ; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			return runs
		}
		start := at + i
		at = start + len(mark)
		if n := len(runs); n > 0 && runs[n-1].End == start {
			runs[n-1].End = at
		} else {
			runs = append(runs, diag.Span{Start: start, End: at})
		}
	}
}

// looksLikeReport refuses text with nothing to make a site of.
func looksLikeReport(path, text string, problems *diag.List) bool {
	file := &diag.File{Path: path}
	if i := strings.IndexByte(text, 0); i >= 0 {
		problems.Errorf(&diag.File{Path: path, Text: text}, diag.Span{Start: i, End: i + 1}, "a zero byte stands in the text").
			SetHelp("remove it: no web page can hold it, so the text could not be published as it is")
		return false
	}
	if strings.TrimFunc(text, invisible) == "" {
		problems.Errorf(file, diag.Span{}, "the file holds nothing but white space").
			SetHelp("check that it was saved or downloaded completely")
		return false
	}
	if strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		problems.Errorf(file, diag.Span{}, "the text holds no Chinese character, so no report").
			SetHelp("name the file with the report's text; if this is the one, save it as UTF-8, for it may be in an encoding that is not read")
		return false
	}
	return true
}

// invisible tells what leaves a page empty: white space and characters without width.
func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r)
}
