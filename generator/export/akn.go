package export

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"baogao/generator/content"
	"baogao/generator/site"
)

// AkomaNtoso is the report as Akoma Ntoso 3.0 (OASIS LegalDocML; the schema is akomantoso30.xsd):
//
//	statement > meta, preface (title block), preamble (lead), mainBody > part (一、) > section (（一）) > paragraph, conclusions
//
// A passage is a paragraph, for that is the smallest thing with an address in both. A run-in heading at its start is that paragraph's
// heading, and one inside it makes a subparagraph with a heading of its own, because a run-in heading governs the words behind it in
// its own paragraph and no more; a section or a division would claim the paragraphs after it too. Its stop stays in the heading, so
// the characters of an element, in order, are the published ones.
//
// wId carries the site's id of a block. An erratum is del (published) and ins (corrected) with a noteRef to its note: without ins the
// text is the published one, without del the corrected one.
func AkomaNtoso(r *site.Report, s Site) []byte {
	w := &aknWriter{report: r, site: s}
	statement := el("statement", "name", "report").add(w.meta())
	if len(r.Masthead) > 0 {
		preface := el("preface")
		for i, m := range r.Masthead {
			p := w.block("p", m)
			if i == 0 {
				p.kids = []*node{el("docTitle").add(p.kids...)}
			}
			preface.add(p)
		}
		statement.add(preface)
	}
	body := el("mainBody")
	var conclusions *node
	for i, p := range r.Parts {
		switch {
		case p.Role == content.Lead && len(p.Passages) > 0:
			preamble := el("preamble")
			for _, passage := range p.Passages {
				preamble.add(w.block("p", passage))
			}
			statement.add(preamble)
		case p.Role == content.Lead:
		case p.Role == content.Closing && i == len(r.Parts)-1 && p.Heading == nil && len(p.Passages) > 0 && len(body.kids) > 0:
			conclusions = el("conclusions")
			for _, passage := range p.Passages {
				conclusions.add(w.block("p", passage))
			}
		case p.Parent == nil:
			body.add(w.part(p, "mainBody"))
		}
	}
	if len(body.kids) == 0 {
		body.add(el("p"))
	}
	statement.add(body)
	if conclusions != nil {
		statement.add(conclusions)
	}
	return document("", el("akomaNtoso", "xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0").add(statement))
}

type aknWriter struct {
	report *site.Report
	site   Site
}

// elements are what parts are in Akoma Ntoso; what has no word there is an hcontainer by name.
var elements = map[content.Role]string{content.Chapter: "part", content.Section: "section"}

func (w *aknWriter) part(p *site.Part, above string) *node {
	id := strings.TrimPrefix(above+"__", "mainBody__")
	name := elements[p.Role]
	var n *node
	switch {
	case p.Role == content.Chapter:
		id += "part_" + strconv.Itoa(p.Chapter)
		n = el(name, "eId", id)
	case p.Role == content.Section:
		id += "sec_" + strconv.Itoa(p.Section)
		n = el(name, "eId", id)
	default:
		id += "hcontainer_" + p.ID
		n = el("hcontainer", "name", string(p.Role), "eId", id)
	}
	if h := p.Heading; h != nil {
		n.attrs = append(n.attrs, el("", "wId", p.ID).attrs...)
		if p.Meta.Number != "" {
			n.add(el("num").text(p.Meta.Number))
		}
		if rest := len(p.Meta.Number); rest < len(h.Text) || len(h.Marks) > 0 {
			n.add(el("heading").add(w.inline(h, rest, len(h.Text))...))
		}
	}
	// A lower heading takes what follows it until the next one of its rank.
	into := []*node{n}
	for _, passage := range p.Passages {
		if passage.Level == 0 {
			into[len(into)-1].add(w.paragraph(passage, id))
			continue
		}
		for len(into) > 1 && len(into) > passage.Level-2 {
			into = into[:len(into)-1]
		}
		lower := el("hcontainer", "name", "level"+strconv.Itoa(passage.Level), "eId", id+"__hcontainer_"+passage.ID, "wId", passage.ID).
			add(el("heading").add(w.inline(passage, 0, len(passage.Text))...))
		into[len(into)-1].add(lower)
		into = append(into, lower)
	}
	for _, c := range p.Children {
		n.add(w.part(c, id))
	}
	return n
}

// paragraph is a passage with its run-in headings.
func (w *aknWriter) paragraph(p *site.Passage, above string) *node {
	id := above + "__para_" + strconv.Itoa(p.Paragraph)
	n := el("paragraph", "eId", id, "wId", p.ID)
	open, subs := n, 0
	for i, s := range p.Segments {
		switch {
		case s.Level > 0 && i > 0:
			subs++
			open = el("subparagraph", "eId", id+"__subpara_"+strconv.Itoa(subs))
			n.add(open)
			fallthrough
		case s.Level > 0:
			open.add(el("heading", "class", []string{"", "topic", "subtopic"}[s.Level]).add(w.inline(p, s.Start, s.End)...))
			if i+1 == len(p.Segments) || p.Segments[i+1].Level > 0 {
				if open != n || i+1 == len(p.Segments) {
					open.add(el("content").add(el("p")))
				}
			}
		case open == n && i+1 < len(p.Segments):
			n.add(el("intro").add(el("p").add(w.inline(p, s.Start, s.End)...)))
		default:
			open.add(el("content").add(el("p").add(w.inline(p, s.Start, s.End)...)))
		}
	}
	return n
}

func (w *aknWriter) block(name string, p *site.Passage) *node {
	return el(name, "wId", p.ID).add(w.inline(p, 0, len(p.Text))...)
}

func (w *aknWriter) inline(p *site.Passage, start, end int) []*node {
	n := &node{} // a text, so that all are its kids
	for _, s := range stretches(p, start, end) {
		switch {
		case s.mark == nil:
			n.text(s.text)
		case s.mark.Term != nil:
			n.add(el("concept", "refersTo", "#term-"+s.mark.Term.ID).text(s.text))
		case s.mark.Figure != nil:
			f := s.mark.Figure
			n.add(el("quantity", "refersTo", "#indicator-"+f.Of.ID, "normalized", strconv.FormatFloat(f.Value, 'f', -1, 64)).text(s.text))
		case s.mark.Erratum.Draft:
			n.text(s.text).add(el("noteRef", "href", "#"+s.mark.Erratum.ID, "marker", "疑"))
		default:
			e := s.mark.Erratum
			if e.Published != "" {
				n.add(el("del").text(e.Published))
			}
			if s.text != "" {
				n.add(el("ins").text(s.text))
			}
			n.add(el("noteRef", "href", "#"+e.ID, "marker", "勘"))
		}
	}
	return n.kids
}

// meta says what the document is. Its address is made of what is known of it: the country, the kind, the day and the site's id.
func (w *aknWriter) meta() *node {
	r := w.report
	editions := r.Editions()
	first, last := editions[0], editions[len(editions)-1]
	date := func(t time.Time) string { return t.Format(time.DateOnly) }
	work := "/akn/cn/statement/" + date(first.Date) + "/" + r.ID
	expression := work + "/zho@" + date(last.Date)
	fbr := func(kind, address string, day time.Time, author string, more ...*node) *node {
		return el("FRBR"+kind).add(el("FRBRthis", "value", address+"/!main"), el("FRBRuri", "value", address),
			el("FRBRdate", "date", date(day), "name", kind), el("FRBRauthor", "href", author)).add(more...)
	}
	identification := el("identification", "source", "#site").add(
		fbr("Work", work, first.Date, "#author", el("FRBRcountry", "value", "cn")),
		fbr("Expression", expression, last.Date, "#site", el("FRBRlanguage", "language", "zho")),
		fbr("Manifestation", expression+".xml", last.Date, "#site", el("FRBRformat", "value", "application/akn+xml")),
	)
	references := el("references", "source", "#site")
	if w.site.BaseURL != "" {
		references.add(el("original", "eId", "home", "href", w.site.BaseURL+r.ID+"/", "showAs", r.Meta.Title))
	}
	author := r.Meta.Office + r.Meta.Speaker
	if author == "" {
		author = r.Meta.Title
	}
	references.add(el("TLCOrganization", "eId", "site", "href", "/akn/ontology/organization/site", "showAs", w.site.Title),
		el("TLCPerson", "eId", "author", "href", "/akn/ontology/person/author", "showAs", author))
	for _, t := range r.Terms {
		references.add(el("TLCConcept", "eId", "term-"+t.ID, "href", "/akn/ontology/concept/"+t.ID, "showAs", t.Name))
	}
	for _, i := range r.Indicators {
		references.add(el("TLCConcept", "eId", "indicator-"+i.ID, "href", "/akn/ontology/concept/indicator-"+i.ID, "showAs", i.Name))
	}
	meta := el("meta").add(identification, references)
	if len(r.Errata) > 0 {
		notes := el("notes", "source", "#site")
		for _, e := range r.Errata {
			notes.add(el("note", "eId", e.ID).add(el("p").text(noteOf(e))))
		}
		meta.add(notes)
	}
	return meta
}

// noteOf says an erratum in words.
func noteOf(e *site.Erratum) string {
	say := "底本作“" + e.Published + "”，校订为“" + e.Corrected + "”。"
	switch {
	case e.Draft:
		say = "底本作“" + e.Published + "”，存疑，未改。"
	case e.Corrected == "":
		say = "底本有“" + e.Published + "”，校订删去。"
	case e.Published == "":
		say = "底本缺“" + e.Corrected + "”，校订补入。"
	}
	if e.Reason != "" {
		say += e.Reason
	}
	if e.By != "" {
		say += fmt.Sprintf("（%s，%s）", e.By, e.Date.Format(time.DateOnly))
	}
	return say
}
