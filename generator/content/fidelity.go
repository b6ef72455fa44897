package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"baogao/generator/diag"
	"baogao/generator/outline"
)

// Assemble lays blocks out as the published text has them and says where each stands in the result, in bytes.
func (r *Report) Assemble(blocks []Block) (text string, spans []diag.Span) {
	size := 0
	for _, b := range blocks {
		size += len(b.Text) + len(r.Layout.Between)
	}
	var out strings.Builder
	out.Grow(size)
	spans = make([]diag.Span, 0, len(blocks))
	space := r.space()
	runIn := false
	for i, b := range blocks {
		space.before(&out, b.ID, i == 0 || runIn)
		start := out.Len()
		space.write(&out, b.ID, b.Text)
		spans = append(spans, diag.Span{Start: start, End: out.Len()})
		runIn = b.RunIn
	}
	space.before(&out, endOfText, false)
	return out.String(), spans
}

// Undeclared are the changes of a report's words that have no erratum, each as the entry that it needs, without kind, reason, name and day.
// whole tells whether these entries say all that differs from source.txt; a paragraph that came or went is said by none.
func Undeclared(r *Report) (entries []Erratum, whole bool) {
	var problems diag.List
	entries = faithful(r, &problems)
	declared := *r
	declared.Errata = append(slices.Clone(r.Errata), entries...)
	text, err := declared.PlainText()
	return entries, err == nil && text == r.Source.Text
}

// faithful says where the text, errata undone, is not source.txt: for each place the exact difference and the entry that errata.toml needs.
// The entries are given back too.
func faithful(r *Report, problems *diag.List) []Erratum {
	errata := r.ErrataByPlace()
	blocks := r.Blocks()
	for i := range blocks {
		published, err := Undo(blocks[i].Text, errata[blocks[i].ID])
		if err != nil {
			return nil // the erratum's own check has said so
		}
		blocks[i].Text = published
	}
	text, spans := r.Assemble(blocks)
	if text == r.Source.Text {
		return nil
	}
	d := differences{report: r, blocks: blocks, spans: spans, problems: problems}
	ours, theirs := strings.SplitAfter(text, "\n"), strings.SplitAfter(r.Source.Text, "\n")
	at, source := 0, 0
	for i := range min(len(ours), len(theirs)) {
		if ours[i] != theirs[i] {
			a, b := ours[i], theirs[i]
			if len(ours) != len(theirs) {
				// Lines came or went: what is behind the first difference cannot be told line by line.
				a, b = text[at:], r.Source.Text[source:]
			}
			d.say(at, a, source, b)
			if len(ours) != len(theirs) {
				return d.entries
			}
		}
		at += len(ours[i])
		source += len(theirs[i])
	}
	if len(ours) != len(theirs) && text != r.Source.Text {
		d.say(at, text[at:], source, r.Source.Text[source:])
	}
	return d.entries
}

// differences are what somebody changed of a report's words without an erratum.
type differences struct {
	report   *Report
	blocks   []Block // as published, were every change declared
	spans    []diag.Span
	problems *diag.List
	entries  []Erratum // for errata.toml
}

// say shows where two stretches part, the edited one at a byte of the text put together, the published one at a byte of source.txt.
func (d *differences) say(at int, edited string, source int, published string) {
	front, back := Apart(edited, published)
	was, is := published[front:len(published)-back], edited[front:len(edited)-back]
	i := 0
	for i < len(d.spans)-1 && d.spans[i].End < at+front {
		i++
	}
	b := &d.blocks[i]
	f, span := b.Span()
	inBlock := at + front - d.spans[i].Start
	if words, ok := d.edit(b, inBlock, is); ok {
		span = words
	}
	p := d.problems.Errorf(f, span, "%s reads %q where the published text has %q", b.ID, shorten(is), shorten(was)).
		See(d.report.Source, diag.Span{Start: source + front, End: source + len(published) - back}, "the published text is here")
	if inBlock < 0 || at+front+len(is) > d.spans[i].End || strings.Contains(was, "\n") {
		p.SetHelp("put the published text back; whole paragraphs and headings cannot come or go")
		return
	}
	laidOut := &strings.Builder{}
	d.report.space().write(laidOut, b.ID, b.Text)
	e := Erratum{ID: d.freeID(), Place: b.ID, At: utf8.RuneCountInString(laidOut.String()[:inBlock]), Published: was, Corrected: is}
	d.entries = append(d.entries, e)
	if len(is)+len(was) > longEntry {
		p.SetHelp("put the published text back; if the change is meant, baogao errata add %s writes its entry, which is too long to show", d.report.ID)
		return
	}
	e.Kind, e.Reason, e.By = "typo", "…", "…"
	p.SetHelp("if the change is meant, add to errata.toml (`baogao errata add %s` does):\n%s", d.report.ID, entry(e))
}

// longEntry is how many bytes of words an entry can have to be shown.
const longEntry = 1000

// entry is an erratum as errata.toml has it, with a date to fill in.
func entry(e Erratum) string {
	var w tomlWriter
	formatErratum(&w, &e)
	return w.b.String() + "date = 2026-01-31"
}

// freeID is an id that no entry has, the proposed ones included.
func (d *differences) freeID() string {
	free := 0
	for n := 1; ; n++ {
		id := "e" + strconv.Itoa(n)
		if slices.ContainsFunc(d.report.Errata, func(e Erratum) bool { return e.ID == id }) {
			continue
		}
		if free++; free > len(d.entries) {
			return id
		}
	}
}

// edit finds edited words in their file, for the caret, from their place in bytes in a block as it is laid out. What is before them is as published.
func (d *differences) edit(b *Block, at int, words string) (diag.Span, bool) {
	var paragraph *Paragraph
	for i := range b.Part.Paragraphs {
		if b.Part.Paragraphs[i].ID == b.ID {
			paragraph = &b.Part.Paragraphs[i]
		}
	}
	f, span := b.Span()
	if paragraph == nil && words != "" { // a title, or a line above the text
		i := strings.Index(f.Text[span.Start:span.End], words)
		return diag.Span{Start: span.Start + i, End: span.Start + i + len(words)}, i >= 0
	}
	var laidOut strings.Builder
	d.report.space().write(&laidOut, b.ID, b.Text)
	if words == "" || at < 0 || at > laidOut.Len() {
		return diag.Span{}, false
	}
	n := utf8.RuneCountInString(laidOut.String()[:at]) // characters before, as published
	for _, in := range d.report.space().inside[b.ID] {
		if in.At < n {
			n -= utf8.RuneCountInString(in.Text)
		}
	}
	for _, e := range d.report.ErrataByPlace()[b.ID] {
		if e.At+utf8.RuneCountInString(e.Published) <= n {
			n += utf8.RuneCountInString(e.Corrected) - utf8.RuneCountInString(e.Published)
		}
	}
	for _, p := range paragraph.Pieces {
		if length := utf8.RuneCountInString(p.Text); n < length {
			start := p.Span.Start + written(f.Text[p.Span.Start:p.Span.End], p.Text, n)
			if strings.HasPrefix(f.Text[start:], words) {
				return diag.Span{Start: start, End: start + len(words)}, true
			}
			return diag.Span{}, false
		}
		n -= utf8.RuneCountInString(p.Text + p.Stop)
	}
	return diag.Span{}, false
}

// written is where the nth character of a text stands in its Markdown, in bytes: behind a heading's number signs, and behind backslashes.
func written(markdown, text string, n int) int {
	at := len(markdown) - len(strings.TrimLeft(markdown, "# "))
	for _, c := range text {
		if n == 0 {
			break
		}
		n--
		if at+1 < len(markdown) && markdown[at] == '\\' && c != '\\' {
			at++
		}
		at += utf8.RuneLen(c)
	}
	return min(at, len(markdown))
}

func shorten(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// Apart counts the bytes that two texts have alike before and behind what differs, whole characters only.
func Apart(a, b string) (front, back int) {
	front = commonPrefix(a, b)
	return front, commonSuffix(a[front:], b[front:])
}

// commonPrefix counts the bytes that two texts begin with alike, whole characters only.
func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < max(len(a), len(b)) && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

func commonSuffix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}

// blankLayout sees to it that layout.toml holds white space and nothing that could hide text.
func blankLayout(r *Report, f *diag.File, problems *diag.List) {
	visible := func(s string) bool {
		return !outline.OnlyLayout(strings.NewReplacer(`\r`, "", `\n`, "", `\t`, "").Replace(s))
	}
	check := func(place func(*tomlIndex) diag.Span, text string) {
		if visible(text) {
			span := place(indexTOML(f, diag.Span{End: len(f.Text)}))
			problems.Errorf(f, cmp.Or(span, f.LineSpan(1)), "layout holds the text %q", text).
				SetHelp("layout is white space only; text belongs in a Markdown file or in noise.toml")
		}
	}
	check(func(x *tomlIndex) diag.Span { return x.inside["between"] }, r.Layout.Between)
	check(func(x *tomlIndex) diag.Span { return x.inside["end"] }, r.Layout.End)
	for i, g := range r.Layout.Gaps {
		check(func(x *tomlIndex) diag.Span { return x.value("gap", i+1, "text") }, g.Text)
	}
	for i, in := range r.Layout.Inside {
		check(func(x *tomlIndex) diag.Span { return x.value("inside", i+1, "text") }, in.Text)
	}
}

// AppendErrata adds entries to an errata.toml, whose own bytes stay as they are; an empty one begins with what FormatErrata begins with.
func AppendErrata(file []byte, entries []Erratum) []byte {
	if len(file) == 0 {
		file = FormatErrata(nil)
	}
	var w tomlWriter
	if file[len(file)-1] != '\n' {
		w.line("")
	}
	for i := range entries {
		w.line("")
		formatErratum(&w, &entries[i])
	}
	return append(slices.Clone(file), w.b.String()...)
}
