package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"baogao/generator/diag"
	"baogao/generator/quantity"
)

// validator checks one stand-off file: closed lists, ids, and quotes that must be in their passage.
type validator struct {
	file     *diag.File
	lazy     *tomlIndex // made for the first message
	table    string
	problems *diag.List
	ids      map[string]int
	passages map[string]Block
	blocks   []Block
	scanned  map[string][]quantity.Quantity // by passage

	altered      map[string]bool // passages whose words were changed without an erratum
	published    string          // source.txt, "" where it is not there
	highlights   map[int]int     // entries by their place on the front page
	evidenceSeen int             // pieces of evidence before the entry
}

// validate checks what a report's files say of each other.
func validate(r *Report, l *loader) {
	passages := map[string]Block{}
	blocks := r.Blocks()
	for _, b := range blocks {
		passages[b.ID] = b
	}
	altered, published := map[string]bool{}, ""
	open := func(name, table string) *validator {
		f := l.file(name, false)
		if f == nil {
			return nil
		}
		return &validator{altered: altered, published: published, file: f, table: table, problems: l.problems, ids: map[string]int{}, passages: passages, blocks: blocks, scanned: map[string][]quantity.Quantity{}, highlights: map[int]int{}}
	}
	if v := open("errata.toml", "erratum"); v != nil {
		validateErrata(r, v)
	}
	if f := l.file("layout.toml", false); f != nil {
		blankLayout(r, f, l.problems)
	}
	if r.Source != nil && l.problems.Errors() == 0 {
		published = r.Source.Text
		entries := faithful(r, l.problems)
		for _, e := range entries {
			altered[e.Place] = true
		}
		if l.problems.Errors() > len(entries) { // paragraphs came or went: addresses mean others
			for _, b := range blocks {
				altered[b.ID] = true
			}
		}
	}
	if v := open("terms.toml", "term"); v != nil {
		v.terms(r)
	}
	if v := open("figures.toml", "figure"); v != nil {
		for i := range r.Figures {
			v.figure(i+1, &r.Figures[i])
		}
	}
	figures := map[string]bool{}
	for _, f := range r.Figures {
		figures[f.ID] = true
	}
	if v := open("commitments.toml", "commitment"); v != nil {
		for i := range r.Commitments {
			v.commitment(i+1, &r.Commitments[i], figures, r)
		}
	}
	if v := open("links.toml", "pair"); v != nil {
		for i := range r.Pairs {
			v.pair(i+1, &r.Pairs[i], figures)
		}
		v.table = "sum"
		for i := range r.Sums {
			v.sum(i+1, &r.Sums[i], figures)
		}
		v.table = "related"
		for i := range r.Related {
			v.relation(i+1, &r.Related[i], false)
		}
		v.table = "unrelated"
		for i := range r.Unrelated {
			v.relation(i+1, &r.Unrelated[i], true)
		}
	}
	if r.Meta.Title == "" {
		f := r.Parts[0].File
		l.problems.Errorf(f, f.LineSpan(1), "the report has no title").SetHelp(`add title = "…" to the front matter`)
	}
	if r.Meta.Date.IsZero() {
		f := r.Parts[0].File
		l.problems.Warnf(f, f.LineSpan(1), "the report has no date").SetHelp("add date = 2017-02-06, the day it was given, to the front matter")
	}
}

func validateErrata(r *Report, v *validator) {
	for i, e := range r.Errata {
		n := i + 1
		v.id(n, diag.Say("erratum"), e.ID)
		if b, ok := v.passages[e.Place]; !ok {
			v.errorf(n, "place", "erratum %q: there is no passage %q", e.ID, e.Place).SetHelp("use the id that the site shows beside the passage")
		} else if !e.Draft {
			if _, err := locate(b.Text, r.ErrataByPlace()[b.ID]); err != nil {
				f, span := b.Span()
				v.errorf(n, "corrected", "%v", err).See(f, span, "the text is here").
					SetHelp("correct the text in its file, or the entry's at, published and corrected")
			}
		}
		if e.Published == e.Corrected && len(e.Before) == 0 { // else it takes back what was published
			v.errorf(n, "corrected", "erratum %q changes nothing", e.ID).SetHelp("published and corrected must differ")
		}
		v.oneOf(n, "kind", e.Kind, ErratumKinds, true)
		v.required(n, "reason", e.Reason)
		if !e.Draft {
			v.required(n, "by", e.By)
			if e.Date.IsZero() {
				v.errorf(n, "date", "%s without date", kindOfEntry(v.table)).SetHelp("add date = 2026-01-31")
			}
		}
		v.before(n, e)
	}
}

// before wants an erratum's earlier readings to be in the order of their days, each whole and each another than the next.
func (v *validator) before(n int, e Erratum) {
	for i, b := range e.Before {
		next := Reading{Corrected: e.Corrected, Date: e.Date}
		if i+1 < len(e.Before) {
			next = e.Before[i+1]
		}
		if b.Reason == "" || b.By == "" || b.Date.IsZero() || !b.Date.Before(next.Date) || b.Corrected == next.Corrected || b.Corrected == e.Published {
			v.errorf(n, "date", "erratum %q: its earlier reading %d is not one that a later day took back", e.ID, i+1).
				SetHelp("[[erratum.before]] holds corrected, reason, by and date, the oldest first; each differs from the published text and from the next")
		}
	}
}

// place is where the value of a key of the nth entry stands.
func (v *validator) place(n int, key string) diag.Span {
	return v.index().value(v.table, n, key)
}

// has tells whether the nth entry writes a key, be it with nothing in it.
func (v *validator) has(n int, key string) bool {
	_, there := v.index().inside[fmt.Sprintf("%s#%d.%s", v.table, n, key)]
	return there
}

func (v *validator) index() *tomlIndex {
	if v.lazy == nil {
		v.lazy = indexTOML(v.file, diag.Span{End: len(v.file.Text)})
	}
	return v.lazy
}

func (v *validator) errorf(n int, key, format string, args ...any) *diag.Problem {
	return v.problems.Errorf(v.file, v.place(n, key), format, args...)
}

func (v *validator) required(n int, key, value string) {
	if value == "" {
		v.errorf(n, key, "%s without %s", kindOfEntry(v.table), key).SetHelp("add %s = \"…\"", key)
	}
}

func (v *validator) oneOf(n int, key, value string, list []string, must bool) {
	if value == "" && !must {
		return
	}
	if !slices.Contains(list, value) {
		v.errorf(n, key, "unknown %s %q", key, value).SetHelp("use one of: %s", strings.Join(list, ", "))
	}
}

func (v *validator) id(n int, what *diag.Text, id string) {
	switch {
	case id == "":
		v.errorf(n, "id", "%s without id", what).SetHelp(`add id = "…": letters, digits and hyphens`)
		return
	case strings.ContainsFunc(id, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') }):
		v.errorf(n, "id", "%s id %q is not plain", what, id).SetHelp("use small letters a to z, digits and hyphens: the id is part of an address")
	}
	if first := v.ids[id]; first != 0 {
		v.errorf(n, "id", "%s %q is defined twice", what, id).
			See(v.file, v.place(first, "id"), "the first is here").
			SetHelp("give one of them another id, or merge them")
		return
	}
	v.ids[id] = n
}

// quoted checks that a passage exists and holds the quote to the letter.
func (v *validator) quoted(n int, what *diag.Text, passage, quoted string) {
	v.quotedIn(n, "passage", "quote", what, passage, quoted)
}

// quotedAt is quoted for a table inside the entry.
func (v *validator) quotedAt(n int, key string, what *diag.Text, passage, quoted string) {
	v.quotedIn(n, key, key, what, passage, quoted)
}

func (v *validator) quotedIn(n int, passageKey, quoteKey string, what *diag.Text, passage, quoted string) {
	b, ok := v.passages[passage]
	if !ok {
		v.errorf(n, passageKey, "%s: there is no passage %q", what, passage).SetHelp("use the id that the site shows beside the passage")
		return
	}
	if quoted == "" || strings.Contains(b.Text, quoted) {
		return
	}
	if v.altered[passage] && strings.Contains(v.published, quoted) {
		return // words or paragraphs were changed, which is said where they stand
	}
	p := v.errorf(n, quoteKey, "%s: passage %s does not contain the quote %q", what, passage, shorten(quoted))
	f, span := b.Span()
	if other := v.holder(quoted); other != "" {
		b := v.passages[other]
		f, span := b.Span()
		if i := strings.Index(f.Text, quoted); i >= 0 {
			span = diag.Span{Start: i, End: i + len(quoted)}
		}
		p.See(f, span, "it is here, in %s", other).SetHelp("write passage = %q", other)
		return
	}
	near, at := nearest(b.Text, quoted)
	if near == "" {
		p.See(f, span, "the passage is here").SetHelp("copy the quote from the passage, to the letter")
		return
	}
	if i := strings.Index(f.Text, near); i >= 0 {
		span = diag.Span{Start: i, End: i + len(near)}
	}
	p.See(f, span, "the nearest text is here").SetHelp("copy the quote from the passage: %q", shorten(clause(b.Text, at)))
}

// holder is the first passage that holds a quote that is long enough to be known again, "" where none does.
func (v *validator) holder(quoted string) string {
	if utf8.RuneCountInString(quoted) < 4 {
		return ""
	}
	for _, b := range v.blocks {
		if strings.Contains(b.Text, quoted) {
			return b.ID
		}
	}
	return ""
}

// nearest is the longest beginning or end of a quote that the text does contain, two characters at least, and where.
func nearest(text, quoted string) (near string, at int) {
	runes := []rune(quoted)
	for n := min(len(runes)-1, utf8.RuneCountInString(text)); n >= 2; n-- { // no longer part can be in it
		for _, part := range []string{string(runes[:n]), string(runes[len(runes)-n:])} {
			if i := strings.Index(text, part); i >= 0 {
				return part, i
			}
		}
	}
	return "", 0
}

// clause is the text around a place, up to the next comma or stop on either side.
func clause(text string, at int) string {
	const ends = "，。；：、！？"
	start, end := 0, len(text)
	if i := strings.LastIndexAny(text[:at], ends); i >= 0 {
		start = i + len("，")
	}
	if i := strings.IndexAny(text[at:], ends); i >= 0 {
		end = at + i
	}
	return text[start:end]
}

func (v *validator) figure(n int, f *Figure) {
	v.id(n, diag.Say("figure"), f.ID)
	v.required(n, "quote", f.Quote)
	v.required(n, "indicator", f.Indicator)
	what := diag.Say("figure %q", f.ID)
	v.quoted(n, what, f.Passage, f.Quote)
	v.oneOf(n, "kind", f.Kind, FigureKinds, true)
	v.oneOf(n, "measure", f.Measure, FigureMeasures, false)
	v.oneOf(n, "direction", f.Direction, FigureDirections, false)
	v.oneOf(n, "bound", f.Bound, FigureBounds, false)
	if f.Unsure != "" && !f.Draft {
		v.errorf(n, "unsure", "figure %q is reviewed and unsure", f.ID).SetHelp("take unsure out when the entry is right, or put draft = true back")
	}
	v.value(n, what, f)
	v.highlight(n, f)
}

// Highlights is how many figures tell the year on a report's front page.
const Highlights = 8

func (v *validator) highlight(n int, f *Figure) {
	if f.Highlight == 0 {
		return
	}
	if f.Highlight < 0 || f.Highlight > Highlights {
		v.errorf(n, "highlight", "figure %q: the front page has no place %d", f.ID, f.Highlight).SetHelp("write a number from 1 to %d", Highlights)
		return
	}
	if first := v.highlights[f.Highlight]; first > 0 {
		v.errorf(n, "highlight", "figure %q: place %d of the front page is taken", f.ID, f.Highlight).
			See(v.file, v.place(first, "highlight"), "by this one").SetHelp("give one of them another number, or none")
	}
	v.highlights[f.Highlight] = n
}

// kindOfEntry says what the entries of a table are.
func kindOfEntry(table string) *diag.Text {
	switch table {
	case "erratum":
		return diag.Say("erratum")
	case "term":
		return diag.Say("term")
	case "figure":
		return diag.Say("figure")
	case "commitment":
		return diag.Say("commitment")
	case "pair":
		return diag.Say("pair")
	case "sum":
		return diag.Say("sum")
	}
	return diag.Say("relation")
}
