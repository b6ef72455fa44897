package page

import (
	"cmp"
	"encoding/json"
	"path"
	"slices"
	"strconv"

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
	Format   int                  `json:"format"`
	ID       string               `json:"id"`
	Terms    map[string][5]string `json:"terms"`    // name, kind, definition or "", source of the definition or that there is none, uses
	Figures  map[string][3]string `json:"figures"`  // indicator, value, kind and year
	Passages map[string][2]string `json:"passages"` // place, text
}

// longestPreview is as much of a passage as a card shows, in characters.
const longestPreview = 150

func (w *reportPages) cards() error {
	c := cards{cardFormat, w.report.ID, map[string][5]string{}, map[string][3]string{}, map[string][2]string{}}
	for _, t := range w.report.Terms {
		c.Terms[t.ID] = w.termCard(t)
	}
	for _, f := range w.report.Figures {
		about := w.strings.Get("kind-" + f.Kind)
		if f.Year != 0 {
			about += " · " + strconv.Itoa(f.Year) + w.strings.Get("year")
		}
		if f.Draft {
			about += " " + w.strings.Get("draft")
		}
		c.Figures[f.ID] = [3]string{f.Of.Name, w.value(f), about}
	}
	for id, p := range w.report.Passages {
		if p.Part == nil || p.Paragraph == 0 {
			continue
		}
		text := p.Text
		if short := site.First(text, longestPreview); short != text {
			text = short + "…"
		}
		c.Passages[id] = [2]string{w.place(p), text}
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return w.Sink.Write(path.Join(w.report.ID, "cards.js"), slices.Concat([]byte("baogao.cards("), data, []byte(")\n")))
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
