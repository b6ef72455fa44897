package outline

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// readMasthead reads the title block line by line.
func (p *parser) readMasthead() {
	o := p.o
	var m masthead
	for i := range p.units {
		u := &p.units[i]
		switch {
		case u.role == mastheadRole:
			o.Masthead = append(o.Masthead, p.paragraph(u))
			m.read(u.text)
		case u.role == noiseRole && u.why == "field list":
			m.readField(u)
		}
	}
	o.Title, o.Occasion, o.Office, o.Speaker, o.Date = m.title, m.occasion, m.office, m.speaker, m.date
	if o.Title == "" {
		o.Title = m.fieldTitle
	}
	if o.Occasion == "" && o.Date == "" {
		o.Occasion, o.Date = m.fieldOccasion, m.fieldDate
	}
	if o.Speaker == "" {
		o.Office, o.Speaker = m.fieldOffice, m.fieldSpeaker
	}
	o.Place = place(squeeze(o.Occasion), squeeze(o.Office), squeeze(o.Title))
}

// masthead is what a title block says, in the order of its lines: title, occasion, office and name, a date anywhere.
type masthead struct {
	title, occasion, office, speaker, date string
	begun                                  string // of a title that goes on
	fieldTitle, fieldOccasion, fieldDate   string
	fieldOffice, fieldSpeaker              string
}

// read takes one line. Its parts may all stand on it: 政府工作报告——2024年3月5日在…会议上 国务院总理 李强.
func (m *masthead) read(line string) {
	if m.date == "" {
		m.date = date(squeeze(line))
	}
	rest := m.readTitle(line)
	for _, end := range [...]string{"会议上", "大会上", "全会上", "次会议"} {
		if i := strings.Index(rest, end); i >= 0 && m.occasion == "" {
			m.occasion = strings.Trim(rest[:i+len(end)], dashes)
			rest = rest[i+len(end):]
			break
		}
	}
	rest = strings.Trim(rest, dashes)
	office, name := officeAndName(rest)
	switch {
	case office != "" && m.office == "":
		m.office, m.speaker = office, name
	case m.office != "" && m.speaker == "" && utf8.RuneCountInString(squeeze(rest)) <= 8:
		m.speaker = unbroken(rest)
	}
}

const dashes = "—―–─-（）() \t\u3000\u00a0。"

// readTitle takes the title off the line, and returns what is left.
func (m *masthead) readTitle(line string) string {
	if m.title != "" {
		return line
	}
	whole := unspaced(m.begun + line)
	if !isTitle(squeeze(whole)) {
		if m.office == "" && m.occasion == "" && !containsAny(line, offices[:]...) && !isOccasion(squeeze(line)) {
			m.begun += line
		}
		return line
	}
	end := strings.Index(whole, "报告") + len("报告")
	if strings.HasPrefix(squeeze(whole[end:]), "（") && !isOccasion(squeeze(whole[end:])) {
		end = len(whole)
	}
	m.title = strings.Trim(whole[min(ornament(whole), end):end], " \t\u3000\u00a0")
	return whole[end:]
}

// readField reads what a site's field list says, for where the title block says nothing.
func (m *masthead) readField(u *unit) {
	name, value, _ := strings.Cut(u.key, "：")
	switch name {
	case "标题":
		var rest string
		m.fieldTitle, rest, _ = strings.Cut(value, "——")
		if isOccasion(rest) {
			m.fieldOccasion, m.fieldDate = rest, date(rest)
		}
	case "报告人":
		_, written, _ := strings.Cut(strings.ReplaceAll(u.text, ":", "："), "：")
		m.fieldOffice, m.fieldSpeaker = officeAndName(written)
	}
}

// unspaced takes out the spaces of "政 府 工 作 报 告", and leaves any other title as published.
func unspaced(title string) string {
	single, fields := 0, strings.FieldsFunc(title, lostSpace)
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

// lostSpace also holds for the question marks that a conversion left for spaces.
func lostSpace(r rune) bool { return IsLayout(r) || r == '?' || r == '？' }

func unbroken(name string) string { return strings.Join(strings.FieldsFunc(name, lostSpace), "") }

// officeAndName cuts "开封市人民政府市长　侯红" behind the office.
func officeAndName(line string) (office, name string) {
	line = strings.Trim(line, dashes+"：:")
	at := -1
	for _, word := range offices {
		if i := strings.LastIndex(line, word); i >= 0 && i+len(word) > at {
			at = i + len(word)
		}
	}
	if at < 0 {
		return "", ""
	}
	name = unbroken(line[at:])
	if i := strings.Index(name, "作"); i > 0 && strings.Contains(name[i:], "报告") {
		name = name[:i]
	}
	if utf8.RuneCountInString(name) > 12 {
		name = ""
	}
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

// place is the name of the place: in the occasion, in front of the office, or in the title.
func place(occasion, office, title string) string {
	if _, rest, found := strings.Cut(occasion, "在"); found {
		if name, _, numbered := strings.Cut(rest, "第"); numbered && endsWithAny(name, placeEnds[:]...) {
			return name
		}
	}
	name, _, found := strings.Cut(office, "人民政府")
	if !found {
		for _, o := range offices {
			name = strings.TrimSuffix(name, o)
		}
		name = strings.TrimSuffix(strings.TrimSuffix(name, "代理"), "代")
	}
	if endsWithAny(name, placeEnds[:]...) {
		return name
	}
	name, _, _ = strings.Cut(strings.TrimLeft(title, "0123456789年度"), "政府工作报告")
	name = strings.TrimSuffix(name, "人民")
	if endsWithAny(name, placeEnds[:]...) || name == "西藏" || name == "广西" || name == "宁夏" || name == "新疆" || name == "内蒙古" {
		return name
	}
	return ""
}

var placeEnds = [...]string{"省", "市", "县", "区", "州", "旗", "盟", "乡", "镇", "街道"}
