package outline

import "strings"

// findBody finds the first unit of the body: the salutation, else the first heading or paragraph below the title block. What stands
// above it is the title block or noise.
func (p *parser) findBody() {
	p.start = p.salutation()
	if p.start < 0 {
		p.start = p.belowTitle()
	}
	top := p.titleBlock()
	for i := 0; i < p.start; i++ {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if i >= top && mastheadLine(u) != "" {
			u.role = mastheadRole
			continue
		}
		u.role, u.why = noiseRole, aboveBody(u)
	}
}

// salutation is the unit that opens the report by addressing the meeting; -1 where the text has none at its start.
func (p *parser) salutation() int {
	read := 0
	for i := range p.units {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if isSalutation(u.key) && opensReport(u, read) {
			return i
		}
		read += u.n
		if read > 3000 {
			break
		}
	}
	return -1
}

// opensReport tells the salutation from a later 各位代表！.
func opensReport(u *unit, read int) bool {
	switch {
	case u.n <= 40 && (u.last == '：' || strings.HasSuffix(u.key, "：”")):
		return true
	case u.n <= 40:
		return read < 600
	}
	head := u.key[:min(len(u.key), 300)]
	return read < 600 && (strings.Contains(head, "报告") || strings.Contains(head, "：现在") || strings.Contains(head, "，现在"))
}

// belowTitle is the first unit below the title block of a report that addresses nobody.
func (p *parser) belowTitle() int {
	below := 0
	for i := range p.units {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if i > 40 || u.n > longUnit && furniture(u) == "" {
			break
		}
		if mastheadLine(u) != "" || furniture(u) != "" {
			below = i + 1
		}
	}
	for below < len(p.units) && p.units[below].role != unread {
		below++
	}
	return below
}

// titleBlock is the first unit of the title block above the body.
func (p *parser) titleBlock() int {
	top := p.start
	for i := p.start - 1; i >= 0 && i >= p.start-14; i-- {
		u := &p.units[i]
		if u.role != unread {
			break
		}
		switch mastheadLine(u) {
		case "":
			if furniture(u) == "" && !brokenTitle(p.units, i) {
				return top
			}
		case "title":
			return i
		default:
			top = i
		}
	}
	return top
}

// brokenTitle reports whether unit i is the end of a title that stands on two lines.
func brokenTitle(units []unit, i int) bool {
	return i > 0 && units[i].n <= 6 && isTitle(units[i-1].key+units[i].key)
}

// mastheadLine says what a line of the title block is: "title", "occasion", "speaker", "date"; "" for anything else.
func mastheadLine(u *unit) string {
	k := strings.ReplaceAll(u.key, "？", "") // spaces that a conversion lost
	switch {
	case u.n > 70 || furniture(u) != "":
		return ""
	case isOccasion(k):
		return "occasion"
	case isTitle(k):
		return "title"
	case isDateLine(k):
		return "date"
	case isSpeaker(k):
		return "speaker"
	}
	return ""
}

func isTitle(k string) bool {
	k = strings.TrimRight(strings.TrimSpace(k), "*。.（）全文摘要")
	return len(k) <= 150 && strings.HasSuffix(k, "报告") && !strings.ContainsAny(k, "，。；！？：") || strings.Contains(k, "政府工作报告") && len(k) <= 150 && !strings.ContainsAny(k, "，。；！？：")
}

func isOccasion(k string) bool {
	return endsWithAny(k, "会议上", "会议上）", "会议上的报告", "大会上", "大会上）", "会上", "会上）", "会议") && containsAny(k, "会议", "大会") && len(k) <= 210 && !strings.ContainsAny(k, "。；！？")
}

var offices = [...]string{"省长", "市长", "县长", "区长", "州长", "旗长", "盟长", "乡长", "镇长", "专员", "主席", "总理", "书记", "主任"}

func isSpeaker(k string) bool {
	return len(k) <= 90 && containsAny(k, offices[:]...) && !strings.ContainsAny(k, "，。；！？、：")
}

// isDateLine reports whether k is a date and nothing else: 2017年2月6日, （2007年1月16日）.
func isDateLine(k string) bool {
	k = strings.Trim(k, "（）——-[]")
	if len(k) > 60 || !strings.Contains(k, "年") {
		return false
	}
	for _, r := range k {
		if !isDigit(r) && !strings.ContainsRune("年月日〇○零一二三四五六七八九十", r) {
			return false
		}
	}
	return true
}

func aboveBody(u *unit) string {
	if why := furniture(u); why != "" {
		return why
	}
	if u.mark.class == hanMark {
		return "contents list"
	}
	return "text above the report"
}
