package page

import (
	"cmp"
	"path"
	"strconv"

	"baogao/generator/jsontext"
	"baogao/generator/site"
)

// cardFormat changes when cards.js means something else; static/cards.js asks for it.
const cardFormat = 1

// cards is a report's cards.js: what a link to a term, a figure or a passage shows before it is followed. It is loaded when the first
// card is asked for, and is a script because a folder can serve no other data.
//
//	baogao.cards({"format":1,"id":"2017","terms":{"fang-guan-fu":["放管服","提法","","本报告未作解释。","3处"]},
//	 "figures":{"gdp-2016":["生产总值","1748亿元","完成值 · 2016年"]},"passages":{"c1-s1-p1":["一（一）第1段","从发展速度看，…"]}})
type cards struct {
	id       string
	terms    map[string][5]string // name, kind, definition or "", source of the definition or that there is none, uses
	figures  map[string][3]string // indicator, value, kind and year
	passages map[string][2]string // place, text
}

func (c *cards) appendTo(b []byte) []byte {
	texts := func(b []byte, all []string) []byte { return jsontext.List(b, all, jsontext.String) }
	b = jsontext.Int(append(b, `{"format":`...), cardFormat)
	b = jsontext.String(append(b, `,"id":`...), c.id)
	b = jsontext.Object(append(b, `,"terms":`...), c.terms, func(b []byte, of [5]string) []byte { return texts(b, of[:]) })
	b = jsontext.Object(append(b, `,"figures":`...), c.figures, func(b []byte, of [3]string) []byte { return texts(b, of[:]) })
	b = jsontext.Object(append(b, `,"passages":`...), c.passages, func(b []byte, of [2]string) []byte { return texts(b, of[:]) })
	return append(b, '}')
}

// longestPreview is as much of a passage as a card shows, in characters.
const longestPreview = 150

func (w *reportPages) cards() error {
	c := cards{w.report.ID, map[string][5]string{}, map[string][3]string{}, map[string][2]string{}}
	for _, t := range w.report.Terms {
		c.terms[t.ID] = w.termCard(t)
	}
	for _, f := range w.report.Figures {
		about := w.strings.Get("kind-" + f.Kind)
		if f.Year != 0 {
			about += " · " + strconv.Itoa(f.Year) + w.strings.Get("year")
		}
		if f.Draft {
			about += " " + w.strings.Get("draft")
		}
		c.figures[f.ID] = [3]string{f.Of.Name, w.value(f), about}
	}
	for id, p := range w.report.Passages {
		if p.Part == nil || p.Paragraph == 0 {
			continue
		}
		text := p.Text
		if short := site.First(text, longestPreview); short != text {
			text = short + "…"
		}
		c.passages[id] = [2]string{w.place(p), text}
	}
	return w.Sink.Write(path.Join(w.report.ID, "cards.js"), append(c.appendTo([]byte("baogao.cards(")), ")\n"...))
}

func (w *reportPages) termCard(t *site.Term) [5]string {
	kind := w.strings.Get("term-" + cmp.Or(t.Kind, "unsorted"))
	if t.Draft {
		kind += " " + w.strings.Get("draft")
	}
	source := w.strings.Get("unexplained")
	if t.Definition != "" {
		source = w.strings.Get("definition-source") + w.strings.Get("source-"+t.Source)
	}
	return [5]string{t.Name, kind, t.Definition, source, w.strings.Get("card-uses", strconv.Itoa(len(t.Mentions)))}
}
