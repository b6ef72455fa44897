package page

import (
	"strconv"
	"strings"

	"baogao/generator/content"
	"baogao/generator/site"
)

// writer makes the HTML of a report's text. Every block of the text is an element with data-t, its id; inside it the text is
// verbatim, and whatever is not text (links to the place, marks of errata) stands in elements with data-ui:
//
//	<div class="p" id="c3-s1-p2" data-t="c3-s1-p2">
//	 <a class="pl" data-ui href="#c3-s1-p2" aria-label="…">2</a>
//	 <h2 class="topic" id="c3-s1-t1"><span class="s" id="c3-s1-p2-1">推进工业经济提质增效<span class="stop">。</span></span></h2>
//	 <p><span class="s" id="c3-s1-p2-3">化工产业要…<a class="term" href="../terms/x.html">…</a>…</span></p>
//	</div>
//
// It is HTML that the templates carry as it is; all text in it is escaped here.
type writer struct {
	out     []byte
	up      string // from the page to the report's folder: "../"
	alone   bool   // there is no other page to lead to
	strings *Strings
	marks   map[*site.Term]bool // names that the section has marked already
}

func (w *writer) raw(parts ...string) {
	for _, s := range parts {
		w.out = append(w.out, s...)
	}
}

// text escapes what HTML would read as markup.
func (w *writer) text(s string) {
	// Hardly a text has any of them, and four searches by the processor's own means cost less than one look at each byte.
	if strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 && strings.IndexByte(s, '>') < 0 && strings.IndexByte(s, '"') < 0 {
		w.out = append(w.out, s...)
		return
	}
	for i := range len(s) {
		switch s[i] {
		case '&':
			w.out = append(w.out, "&amp;"...)
		case '<':
			w.out = append(w.out, "&lt;"...)
		case '>':
			w.out = append(w.out, "&gt;"...)
		case '"':
			w.out = append(w.out, "&#34;"...)
		default:
			w.out = append(w.out, s[i])
		}
	}
}

// heading writes a part's heading, or a line of the title block, as an element with its id.
func (w *writer) heading(tag, class string, p *site.Passage) {
	w.raw("<", tag, ` class="`, class, `" id="`, p.ID, `" data-t="`, p.ID, `">`)
	number, stop := "", ""
	if p.Part != nil && p.Part.Heading == p {
		number, stop = p.Part.Meta.Number, p.Part.Meta.Stop
	}
	if number != "" {
		w.raw(`<span class="n">`)
		w.text(number)
		w.raw("</span>")
	}
	end := len(p.Text) - len(stop)
	w.marked(p, len(number), end)
	if stop != "" {
		w.raw(`<span class="stop">`)
		w.text(stop)
		w.raw("</span>")
	}
	w.notes(p, 0)
	w.raw("</", tag, ">")
}

// passage writes a paragraph or a lower heading; level is the rank of the headings in it.
func (w *writer) passage(p *site.Passage, level int) {
	if p.Level > 0 {
		w.heading("h"+strconv.Itoa(min(level+p.Level-3, 6)), "lower", p)
		return
	}
	class := "p"
	if salutation(p.Text) {
		class = "p salutation"
	}
	w.raw(`<div class="`, class, `" id="`, p.ID, `" data-t="`, p.ID, `"><a class="pl" data-ui href="#`, p.ID, `" aria-label="`)
	w.text(w.strings.Get("passage-link", strconv.Itoa(p.Paragraph)))
	w.raw(`">`, strconv.Itoa(p.Paragraph), "</a>")
	topic := false
	for _, s := range p.Segments {
		if s.Level == 0 {
			w.raw("<p>")
			w.items(p, s.Start, s.End)
			w.raw("</p>")
			continue
		}
		class, rank := "topic", level
		if s.Level == 2 {
			class = "subtopic"
			if topic {
				rank++
			}
		} else {
			topic = true
		}
		tag := "h" + strconv.Itoa(min(rank, 6))
		w.raw("<", tag, ` class="`, class, `" id="`, s.ID, `">`)
		w.sentences(p, s.Start, s.End, s.Stop)
		w.raw("</", tag, ">")
	}
	w.raw("</div>")
}

// salutation tells a line that speaks to the hearers, which official documents set without an indent: 各位代表：.
func salutation(text string) bool {
	return len(text) < len("各")*24 && (strings.HasSuffix(text, "：") || strings.HasSuffix(text, "！") || strings.HasSuffix(text, ":")) &&
		(strings.HasPrefix(text, "各位") || strings.HasPrefix(text, "同志"))
}

// items writes a stretch of text with its enumerations as lists.
func (w *writer) items(p *site.Passage, start, end int) {
	at, list := start, 0
	for i, it := range p.Items {
		from, to := max(it.Start, at), min(it.End, end)
		if from >= to {
			continue
		}
		if from > at {
			w.sentences(p, at, from, 0)
		}
		if it.List != list {
			w.raw(`<span class="list" role="list">`)
			list = it.List
		}
		w.raw(`<span class="li" role="listitem">`)
		w.sentences(p, from, to, 0)
		w.raw("</span>")
		at = to
		if i+1 == len(p.Items) || p.Items[i+1].List != list || p.Items[i+1].Start >= end {
			w.raw("</span>")
			list = 0
		}
	}
	if at < end {
		w.sentences(p, at, end, 0)
	}
}

// sentences writes a stretch of text with every sentence an element. A sentence that an item or a heading cuts keeps its id on its
// first piece.
func (w *writer) sentences(p *site.Passage, start, end, stop int) {
	for i, s := range p.Sentences {
		from, to := max(s.Start, start), min(s.End, end)
		if from >= to {
			continue
		}
		id := p.ID + "-" + strconv.Itoa(i+1)
		if from == s.Start {
			w.raw(`<span class="s" id="`, id, `">`)
		} else {
			w.raw(`<span class="s">`)
		}
		if to == end && stop > 0 && to-stop >= from {
			w.marked(p, from, to-stop)
			w.raw(`<span class="stop">`)
			w.text(p.Text[to-stop : to])
			w.raw("</span>")
		} else {
			w.marked(p, from, to)
		}
		if to == s.End {
			w.notes(p, i+1)
			w.raw(`<a class="sl" data-ui href="#`, id, `" tabindex="-1" aria-hidden="true"></a>`)
		}
		w.raw("</span>")
	}
}

// marked writes a stretch of text with its terms and errata.
func (w *writer) marked(p *site.Passage, start, end int) {
	at := start
	for _, m := range p.Marks {
		if m.Start < at || m.End > end {
			continue
		}
		w.text(p.Text[at:m.Start])
		switch {
		case m.Term != nil && (p.Part == nil || w.marks[m.Term]):
			w.text(p.Text[m.Start:m.End]) // the title block leads nowhere, and a section marks a name where it first says it
		case m.Term != nil:
			if w.marks == nil {
				w.marks = map[*site.Term]bool{}
			}
			w.marks[m.Term] = true
			if w.alone {
				w.raw(`<a class="term" href="#term-`, m.Term.ID, `">`)
			} else {
				w.raw(`<a class="term" href="`, w.up, "terms/", m.Term.ID, `.html">`)
			}
			w.text(p.Text[m.Start:m.End])
			w.raw("</a>")
		case m.Figure != nil && w.alone:
			w.text(p.Text[m.Start:m.End])
		case m.Figure != nil:
			class := "fig"
			if m.Figure.Draft {
				class = "fig draft"
			}
			w.raw(`<a class="`, class, `" href="`, w.up, "indicators/", m.Figure.Of.ID, ".html#", m.Figure.ID, `">`)
			w.text(p.Text[m.Start:m.End])
			w.raw("</a>")
		case m.Erratum != nil:
			w.erratum(p.Text[m.Start:m.End], m.Erratum)
		}
		at = m.End
	}
	w.text(p.Text[at:end])
}

// erratum writes a corrected reading with the published one as data, so that the published text can be had back from the page.
func (w *writer) erratum(text string, e *site.Erratum) {
	if !e.Draft && e.Published == e.Corrected { // taken back: the place reads as it was published
		w.text(text)
		return
	}
	class, published, label := "corr", e.Published, w.strings.Get("erratum-mark")
	if e.Draft {
		class, published, label = "doubt", text, w.strings.Get("doubt-mark")
	}
	w.raw(`<span class="`, class, `" data-erratum="`, e.ID, `" data-published="`)
	w.text(published)
	w.raw(`">`)
	w.text(text)
	about := w.up + "about.html"
	if w.alone {
		about = ""
	}
	w.raw(`</span><a class="em" data-ui`, langAttribute(w.strings.Foreign()), ` href="`, about, "#", e.ID, `" aria-label="`)
	w.text(w.strings.Get("erratum-link", e.Published, e.Corrected))
	w.raw(`">`, label, "</a>")
}

// PathOf is a part's page below the report's folder: "3/3.html".
func PathOf(p *content.Part) string { return string(appendPath(make([]byte, 0, 32), p)) }

func appendPath(b []byte, p *content.Part) []byte {
	if p.Role == content.Lead {
		return append(b, "index.html"...)
	}
	name := strings.TrimSuffix(p.Path, ".md")
	if dir, ok := strings.CutSuffix(name, "_index"); ok {
		return append(append(b, dir...), "index.html"...)
	}
	return append(append(b, name...), ".html"...)
}

// addressOf is the page and fragment of the sentence that holds a byte of a passage, seen from a page from which up leads to the report's folder.
func addressOf(up string, p *site.Passage, at int) string {
	b := make([]byte, 0, 96)
	b = append(appendPath(append(b, up...), p.Part.Part), '#')
	b = append(b, p.ID...)
	if n := p.SentenceAt(at); n > 0 {
		b = strconv.AppendInt(append(b, '-'), int64(n), 10)
	}
	return string(b)
}
