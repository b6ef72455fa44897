package page

import (
	"html/template"
	"strconv"

	"baogao/generator/site"
)

// strip draws the report in one line: a block for each part that has a page, as wide as it is long, each a link with its name and
// share; chapters are set apart, and named with their share below. "" for a report of fewer than three parts.
//
//	<svg viewBox="0 0 1000 40" preserveAspectRatio="none"><g><a href="1/1.html" aria-label="（一）…"><title>（一）…</title><rect …/></a>…</g>…</svg>
//	<p><a href="1/index.html">一、2016年工作回顾</a> 31% · …</p>
func (w *reportPages) strip(up string) template.HTML {
	const width, height, gap, narrowest = 1000, 40, 6, 4
	var chapters []*site.Part
	parts, characters := 0, 0
	for _, p := range w.report.Parts[1:] {
		if p.Parent == nil {
			chapters = append(chapters, p)
			parts += max(len(p.Children), 1)
			characters += p.Characters
		}
	}
	if parts < 3 {
		return ""
	}
	scale := float64(width-gap*(len(chapters)-1)-narrowest*parts) / float64(max(characters, 1))
	return w.html(up, func(t *writer) {
		t.raw(`<svg viewBox="0 0 `, strconv.Itoa(width), " ", strconv.Itoa(height), `" preserveAspectRatio="none">`)
		x := 0.0
		for _, chapter := range chapters {
			t.raw("<g>")
			leaves := chapter.Children
			if len(leaves) == 0 {
				leaves = []*site.Part{chapter}
			}
			for _, p := range leaves {
				long := narrowest + float64(p.Characters)*scale
				w.block(t, p, x, long-1.5, height, characters)
				x += long
			}
			x += gap
			t.raw("</g>")
		}
		t.raw("</svg><p>")
		for i, p := range chapters {
			if i > 0 {
				t.raw(" · ")
			}
			t.raw(`<a href="`, up, PathOf(p.Part), `"`, langAttribute(w.lang(p)), ">")
			t.text(p.Meta.Number + w.title(p))
			t.raw("</a> ", share(p.Characters, characters))
		}
		t.raw("</p>")
	})
}

func (w *reportPages) block(t *writer, p *site.Part, x, width, height float64, characters int) {
	name := p.Meta.Number + w.title(p) + " " + share(p.Characters, characters)
	t.raw(`<a href="`, t.up, PathOf(p.Part), `"`, langAttribute(w.lang(p)), ` aria-label="`)
	t.text(name)
	t.raw(`"><title>`)
	t.text(name)
	t.raw("</title>")
	t.bar("", x, 0, width, height)
	t.raw("</a>")
}

// share is a part of the whole in hundredths, rounded; never none of what there is.
func share(part, whole int) string {
	return strconv.Itoa(max((part*100+whole/2)/max(whole, 1), min(part, 1))) + "%"
}
