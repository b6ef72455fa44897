package outline

import "strings"

// findBody finds the first unit of the body: the salutation, else the first heading or paragraph below the title block. What stands
// above it is the title block or noise.
func (p *parser) findBody() {
	p.start = p.salutation()
	if p.start < 0 {
		p.start = p.belowTitle()
	}
	p.start = max(p.start, p.least)
	if first, _ := p.declaredBody(); first >= 0 {
		p.start = min(p.start, first)
	}
	p.start = min(p.start, p.declaredBack())
	top := p.titleBlock()
	for i := 0; i < p.start; i++ {
		u := &p.units[i]
		if u.role != unread {
			continue
		}
		if i >= top && (mastheadLine(u) != "" || furniture(u) == "" && u.n <= shortLine) {
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
		if u.role != unread && u.role != bodyRole {
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

// titleBlock is the first unit of the title block above the body. A name or a place may stand in it on a line of its own.
func (p *parser) titleBlock() int {
	top, unknown := p.start, 0
	for i := p.start - 1; i >= 0 && i >= p.start-14; i-- {
		u := &p.units[i]
		if u.why == ruledLine || u.why == pageNumber {
			continue
		}
		if u.role != unread && !u.is(AsMasthead) {
			break
		}
		switch kind := mastheadLine(u); {
		case kind == "title" || i+1 < p.start && brokenTitle(u, &p.units[i+1]):
			if i > 0 && titleHead(&p.units[i-1]) {
				return i - 1
			}
			return i
		case kind != "":
			top = i
		case furniture(u) == "":
			if unknown++; unknown > 3 || u.n > shortLine {
				return top
			}
		}
	}
	return top
}

// shortLine is the length, in characters, of the longest name or place that stands alone in a title block.
const shortLine = 20

// brokenTitle reports whether a title stands on the lines of u and the next.
func brokenTitle(u, next *unit) bool {
	return u.n <= shortLine && next.n <= 6 && mastheadLine(next) == "" && isTitle(u.key+next.key)
}

// titleHead reports whether u is the first line of a title that goes on below: 开封市人民政府.
func titleHead(u *unit) bool {
	return u.role == unread && u.n <= shortLine && u.n > 2 && furniture(u) == "" && endsWithAny(u.key, "省", "市", "县", "区", "州", "旗", "人民政府", "年") && !strings.ContainsAny(u.key, "，。：>|")
}

// mastheadLine says what a line of the title block is: "title", "occasion", "speaker", "date"; "" for anything else.
func mastheadLine(u *unit) string {
	k := strings.ReplaceAll(u.key, "？", "") // spaces that a conversion lost
	switch {
	case u.n > 90 || furniture(u) != "" || isSalutation(k):
		return ""
	case isTitle(k):
		return "title"
	case isOccasion(k):
		return "occasion"
	case isDateLine(k):
		return "date"
	case isSpeaker(k):
		return "speaker"
	}
	return ""
}

// isTitle reports whether k is, or begins with, a report's title.
func isTitle(k string) bool {
	at := strings.Index(k, "报告")
	if at < 0 || at > 90 || strings.ContainsAny(k[:at], "，。；！？：") || strings.Contains(k[:at], "会议") {
		return false
	}
	rest := strings.TrimLeft(k[at+len("报告"):], "*—-")
	return rest == "" || startsWithAny(rest, "（") || containsAny(rest, "会议", "大会") && !strings.ContainsAny(rest, "，；")
}

func isOccasion(k string) bool {
	return containsAny(k, "会议上", "大会上", "全会上", "次会议") && !strings.ContainsAny(strings.TrimRight(k, "。"), "。；！？，：")
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
