package outline

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// readMasthead reads the title block line by line.
func (p *parser) readMasthead() {
	o := p.o
	for i := range p.units {
		u := &p.units[i]
		if u.role != mastheadRole {
			continue
		}
		o.Masthead = append(o.Masthead, p.paragraph(u))
		p.readMastheadLine(u)
	}
	for i := range p.units {
		if u := &p.units[i]; u.role == noiseRole && u.why == "field list" {
			p.readField(u)
		}
	}
	if o.Place == "" {
		o.Place = place(squeeze(o.Office), squeeze(o.Title))
	}
}

func (p *parser) readMastheadLine(u *unit) {
	o := p.o
	if o.Date == "" {
		o.Date = date(u.key)
	}
	switch mastheadLine(u) {
	case "title":
		if o.Title == "" {
			o.Title = unspaced(u.text)
		}
	case "occasion":
		if o.Occasion == "" {
			o.Occasion = strings.Trim(u.text, "—―–─-（）() 　")
		}
	case "speaker":
		if o.Speaker == "" {
			o.Office, o.Speaker = officeAndName(u.text)
		}
	}
}

// readField reads what a site's field list says where the title block says nothing.
func (p *parser) readField(u *unit) {
	o := p.o
	name, value, _ := strings.Cut(u.key, "：")
	switch {
	case name == "标题" && o.Title == "":
		o.Title, _, _ = strings.Cut(value, "——")
	case name == "报告人" && o.Speaker == "":
		o.Office, o.Speaker = officeAndName(u.text[strings.IndexAny(u.text, "：:")+1:])
	}
}

// unspaced takes out the spaces of "政 府 工 作 报 告", and leaves any other title as published.
func unspaced(title string) string {
	single, fields := 0, strings.FieldsFunc(title, func(r rune) bool { return IsLayout(r) || r == '?' || r == '？' })
	for _, f := range fields {
		if utf8.RuneCountInString(f) == 1 {
			single++
		}
	}
	if single*2 > len(fields) {
		return strings.Join(fields, "")
	}
	return title
}

// officeAndName cuts "开封市人民政府市长　侯红" behind the office.
func officeAndName(line string) (office, name string) {
	line = strings.Trim(line, "—―-（）()：: \t　")
	at := -1
	for _, word := range offices {
		if i := strings.LastIndex(line, word); i >= 0 && i+len(word) > at {
			at = i + len(word)
		}
	}
	if at < 0 {
		return "", ""
	}
	name = strings.Join(strings.FieldsFunc(line[at:], func(r rune) bool { return IsLayout(r) || r == '?' }), "")
	return strings.TrimSpace(line[:at]), name
}

// date reads the first full date of key: 2017年2月6日, 二〇一七年二月六日.
func date(key string) string {
	i := strings.Index(key, "年")
	if i < 0 {
		return ""
	}
	y := yearBefore(key[:i])
	m, rest := numberUpTo(key[i+len("年"):], "月")
	d, _ := numberUpTo(rest, "日")
	if y < 1900 || m < 1 || m > 12 || d < 1 || d > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}

// yearBefore reads the four figures at the end of s, in either script.
func yearBefore(s string) int {
	rs := []rune(s)
	if len(rs) < 4 {
		return 0
	}
	y := 0
	for _, r := range rs[len(rs)-4:] {
		d := strings.IndexRune("0123456789", r)
		if d < 0 {
			if strings.ContainsRune("〇○零Ｏ", r) {
				d = 0
			} else if d = hanDigit(r); d < 0 || d > 9 {
				return 0
			}
		}
		y = y*10 + d
	}
	return y
}

func numberUpTo(s, unit string) (n int, rest string) {
	i := strings.Index(s, unit)
	if i <= 0 || i > 12 {
		return 0, ""
	}
	n, end := digits(s, 0)
	if end == 0 {
		n, end = hanNumber(s, 0)
	}
	if end != i {
		return 0, ""
	}
	return n, s[i+len(unit):]
}

// place is the name of the place in front of 人民政府, or in front of an office or a title.
func place(office, title string) string {
	if i := strings.Index(office, "人民政府"); i > 0 {
		return office[:i]
	}
	for _, k := range [...]string{office, strings.TrimLeft(title, "0123456789年度")} {
		end := 0
		for i, r := range k {
			if strings.ContainsRune("省市县区州旗盟乡镇", r) && i > 0 {
				end = i + utf8.RuneLen(r)
				break
			}
		}
		if end > 0 && end <= 36 {
			return k[:end]
		}
	}
	return ""
}
