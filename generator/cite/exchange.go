package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// BibTeX is an entry that classic BibTeX and biblatex read alike. The passage's number is in pages, the words cited in annote.
func (it Item) BibTeX() []Piece {
	var p pieces
	kind := "techreport"
	if it.Page {
		kind = "online"
	}
	p.text("@" + kind + "{" + it.Key)
	p.when("id", "-{id}")
	field := func(name, value string) { p.text(",\n  " + name + " = {" + value + "}") }
	if it.Author != "" {
		author := TeX.of(it.Author)
		if it.Institution {
			author = "{" + author + "}"
		}
		field("author", author)
	}
	field("title", "{"+TeX.of(it.Title)+"}")
	if it.Body != "" && !it.Page {
		field("institution", TeX.of(it.Body))
	}
	if it.Date.Year > 0 {
		field("year", strconv.Itoa(it.Date.Year))
		if it.Date.Month > 0 {
			field("month", strconv.Itoa(it.Date.Month))
		}
		field("date", it.Date.String())
	}
	p.when("edition", ",\n  edition = {{edition}}")
	p.when("page", ",\n  pages = {{page}}")
	p.when("url", ",\n  url = {{url}}")
	p.when("accessed", ",\n  urldate = {{accessed}}")
	p.when("quote", ",\n  annote = {{quote}}")
	field("langid", "chinese")
	p.text("\n}\n")
	return p
}

// RIS is a record of the RIS format. The passage's number is in SP, the words cited in N1.
func (it Item) RIS() []Piece {
	var p pieces
	line := func(tag, value string) { p.text(tag + "  - " + RIS.of(value) + "\n") }
	kind := "RPRT"
	if it.Page {
		kind = "ELEC"
	}
	line("TY", kind)
	p.when("id", "ID  - "+it.Key+"-{id}\n")
	if it.Author != "" {
		line("AU", it.Author)
	}
	line("TI", it.Title)
	if it.Body != "" && !it.Page {
		line("PB", it.Body)
	}
	if d := it.Date; d.Year > 0 {
		line("PY", strconv.Itoa(d.Year))
		if d.Day > 0 {
			line("DA", fmt.Sprintf("%d/%02d/%02d", d.Year, d.Month, d.Day))
		}
	}
	p.when("edition", "ET  - {edition}\n")
	p.when("page", "SP  - {page}\n")
	p.when("url", "UR  - {url}\n")
	p.when("accessed", "Y2  - {slashes}\n")
	p.when("quote", "N1  - {quote}\n")
	line("LA", "zh-CN")
	p.text("ER  - \n")
	return p
}

// CSL is an item of CSL-JSON, in the array that programs read. The passage's number is its page, the words cited its note.
func (it Item) CSL() []Piece {
	var p pieces
	kind, name := "report", "family"
	if it.Page {
		kind = "webpage"
	}
	if it.Institution {
		name = "literal"
	}
	p.text(`[{"id":"` + jsonInside(it.Key))
	p.when("id", "-{id}")
	p.text(`","type":"` + kind + `","language":"zh-CN","title":"` + jsonInside(it.Title) + `"`)
	if it.Author != "" {
		p.text(`,"author":[{"` + name + `":"` + jsonInside(it.Author) + `"}]`)
	}
	if d := it.Date; d.Year > 0 {
		parts := strconv.Itoa(d.Year)
		if d.Month > 0 {
			parts += "," + strconv.Itoa(d.Month)
		}
		if d.Day > 0 {
			parts += "," + strconv.Itoa(d.Day)
		}
		p.text(`,"issued":{"date-parts":[[` + parts + `]]}`)
	}
	p.when("edition", `,"edition":"{edition}"`)
	p.when("page", `,"page":"{page}"`)
	p.when("url", `,"URL":"{url}"`)
	p.when("accessed", `,"accessed":{"date-parts":[[{parts}]]}`)
	p.when("quote", `,"note":"{quote}"`)
	p.text("}]\n")
	return p
}

// jsonInside writes a string as JSON does, without its quotation marks.
func jsonInside(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always has a JSON form
	}
	return strings.TrimSuffix(b.String(), "\"\n")[1:]
}
