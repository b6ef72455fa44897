package page

import "strconv"

// masthead writes the title block; a report that has none still says what it is.
func (w *reportPages) masthead(t *writer) {
	for i, p := range w.report.Masthead {
		tag, class := "p", "masthead-line"
		if i == 0 {
			tag, class = "h1", "title"
		}
		t.heading(tag, class, p)
	}
	if len(w.report.Masthead) == 0 {
		t.raw("<h1>")
		t.text(w.report.Meta.Title)
		t.raw("</h1>")
	}
}

// full writes the whole report on one page.
func (w *reportPages) full() error {
	return w.write("full", "full.html", w.fullView("full.html", false))
}

// fullView is the whole text; alone, its links lead to places on the page and to no other.
func (w *reportPages) fullView(name string, alone bool) FullView {
	return FullView{
		Frame: w.frame("full", name, w.strings.Get("nav-full"), w.report.Meta.Title+w.strings.Get("full-description")),
		Text: w.html("", func(t *writer) {
			t.alone = alone
			w.masthead(t)
			for _, p := range w.report.Parts {
				t.marks = nil
				level := 2
				if p.Parent != nil {
					level = 3
				}
				// A part that the text gives no heading is no section to a reader's ear.
				tag := "div"
				if p.Heading != nil {
					tag = "section"
					t.raw(`<section class="part">`)
					t.heading("h"+strconv.Itoa(level), "heading "+p.Meta.Form, p.Heading)
				} else {
					t.raw(`<div class="part" id="`, p.ID, `">`)
				}
				t.passages(p, level+1)
				t.raw("</", tag, ">")
			}
		}),
		Contents: w.html("", func(t *writer) {
			t.raw("<ol>")
			for _, p := range w.report.Parts {
				if p.Heading != nil && p.Parent == nil {
					t.raw(`<li><a href="#`, p.ID, `">`)
					t.text(p.Heading.Text)
					t.raw("</a></li>")
				}
			}
			t.raw("</ol>")
		}),
	}
}
