package cite

import (
	"strconv"
	"strings"

	"baogao/generator/site"
)

// Edition is what references call a state of the text, as GB/T 7714 writes 新1版: 校订2版 is the second, and "" the first, which is the
// published text.
func Edition(e site.Edition) string {
	if e.Number == 1 {
		return ""
	}
	return "校订" + strconv.Itoa(e.Number) + "版"
}

// Items are a report as a report and as a web page. base is the site's address, "" for a site in a folder.
func Items(r *site.Report) (report, page Item) {
	m := &r.Meta
	body := m.Publisher
	if body == "" {
		body = bodyOf(m.Office)
	}
	report = Item{Key: r.ID, Author: m.Speaker, Title: m.Title, Body: body}
	if !m.Date.IsZero() {
		report.Date = Date{m.Date.Year(), int(m.Date.Month()), m.Date.Day()}
	}
	page = report
	page.Page = true
	if report.Author == "" {
		report.Author, report.Institution = body, true
	}
	if body != "" {
		page.Author, page.Institution = body, true
	}
	if m.Occasion != "" {
		report.Title += "：" + m.Occasion
	}
	return report, page
}

// bodyOf is the body that an office belongs to, where the office says it: 开封市人民政府市长 → 开封市人民政府.
func bodyOf(office string) string {
	const government = "人民政府"
	if i := strings.LastIndex(office, government); i >= 0 {
		return office[:i+len(government)]
	}
	if strings.HasPrefix(office, "国务院") {
		return "国务院"
	}
	return ""
}

// Forms are all forms of a report; template is the editor's own, "" for none, and name what it is called.
func Forms(r *site.Report, template, name string) []Form {
	report, page := Items(r)
	forms := []Form{
		{"gb2025", "GB/T 7714—2025 [R/OL]", Plain, report.GB2025()},
		{"gb2015", "GB/T 7714—2015 [R/OL]", Plain, report.GB2015()},
		{"gb2025-eb", "GB/T 7714—2025 [EB/OL]", Plain, page.GB2025()},
		{"gb2015-eb", "GB/T 7714—2015 [EB/OL]", Plain, page.GB2015()},
		{"bibtex", "BibTeX", TeX, report.BibTeX()},
		{"ris", "RIS", RIS, report.RIS()},
		{"csl", "CSL-JSON", JSON, report.CSL()},
	}
	if template != "" {
		forms = append([]Form{{"own", name, Plain, report.Template(template)}}, forms...)
	}
	return forms
}

// Address is where a whole report is cited from: where it was published, else its place on this site; "" where neither is known.
func Address(r *site.Report, base string) string {
	if r.Meta.URL != "" || base == "" {
		return r.Meta.URL
	}
	return base + r.ID + "/"
}

// Place is the number of a part in a reference, in the report's own language whatever the interface speaks: 三（一）, 三, 结束语.
func Place(p *site.Part) string {
	number := func(p *site.Part) string { return strings.TrimRight(p.Meta.Number, "、．. ") }
	s := ""
	if p.Parent != nil {
		if s = number(p.Parent); s == "" {
			s = han(p.Parent.Chapter)
		}
	}
	if n := number(p); n != "" {
		return s + n
	}
	return s + roleName(p)
}
