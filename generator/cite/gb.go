package cite

import (
	"fmt"
	"strconv"
)

// Item is what a reference says of a report.
type Item struct {
	Key         string // for BibTeX and CSL: "kaifeng-2017" or the report's id
	Author      string
	Institution bool // the author is a body, whose name is not taken apart
	Title       string
	Date        Date
	Page        bool // it is a web page and not a report: EB, not R
	Body        string
}

// Date is a day, a month (Day 0), a year (Month 0 too) or unknown (all 0).
type Date struct{ Year, Month, Day int }

func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return strconv.Itoa(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%d-%02d-%02d", d.Year, d.Month, d.Day)
}

// pieces puts a form together.
type pieces []Piece

func (p *pieces) text(s string) {
	if n := len(*p); n > 0 && (*p)[n-1].If == "" {
		(*p)[n-1].Text += s
		return
	}
	*p = append(*p, Piece{Text: s})
}

func (p *pieces) when(name, s string) { *p = append(*p, Piece{name, s}) }

// head is the author, the title and the sign of kind and carrier, alike in both editions.
func (it Item) head() pieces {
	var p pieces
	if it.Author != "" {
		p.text(it.Author + ". ")
	}
	sign := "R"
	if it.Page {
		sign = "EB"
	}
	p.text(it.Title + "[" + sign)
	p.when("url", "/OL")
	p.text("]")
	return p
}

// GB2025 is a reference by GB/T 7714—2025. As citeproc gives it with the standard's community style: a report has its date bare and the
// number of the passage behind it, and no day of access; a web page has both days in brackets, and no number.
func (it Item) GB2025() []Piece {
	p := it.head()
	switch {
	case it.Page:
		if it.Date.Year > 0 {
			p.text(". （" + it.Date.String() + "）")
			p.when("accessed", "[{accessed}]")
		} else {
			p.when("accessed", ". [{accessed}]")
		}
	default:
		p.when("edition", ". {edition}")
		if it.Date.Year > 0 {
			p.text(". " + it.Date.String())
			p.when("page", "：{page}")
			break
		}
		p.when("accessed", ". [{year}]")
		p.when("accessed page", "：{page}")
		p.when("!accessed page", ". {page}")
	}
	p.when("url", ". {url}")
	p.text(".")
	return p
}

// GB2015 is a reference by GB/T 7714—2015, with half-width brackets. With the number of a passage its date is the year.
func (it Item) GB2015() []Piece {
	p := it.head()
	if !it.Page {
		p.when("edition", ". {edition}")
	}
	if it.Date.Year > 0 {
		year := strconv.Itoa(it.Date.Year)
		day := year
		if it.Date.Day > 0 {
			day = "(" + it.Date.String() + ")"
		}
		p.when("page", ". "+year+": {page}")
		p.when("!page url", ". "+day)
		p.when("!page !url", ". "+year)
		p.when("accessed url", "[{accessed}]")
	} else {
		p.when("page accessed", ". [{year}]: {page}")
		p.when("page !accessed", ". {page}")
		p.when("page accessed url", "[{accessed}]")
		p.when("!page accessed url", ". [{accessed}]")
		p.when("!page accessed !url", ". [{year}]")
	}
	p.when("url", ". {url}")
	p.text(".")
	return p
}
