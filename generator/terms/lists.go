package terms

import (
	"strings"
	"unicode/utf8"
)

// lists takes the items of 甲、乙、丙等一批知名企业.
func (r *reader) lists() {
	for i, c := range r.text {
		if c != '等' || i == 0 {
			continue
		}
		kind := r.classAt(i + 1)
		if kind == "" {
			continue
		}
		end := i
		for end > 0 {
			start := end
			for start > 0 && (isName(r.text[start-1]) || isMark(r.text[start-1])) && end-start < 24 {
				start--
			}
			more := start > 0 && r.text[start-1] == '、'
			if !more {
				start = r.opening(start, end, true)
			}
			r.item(start, end, kind)
			if !more {
				break
			}
			end = start - 1
		}
	}
}

// item takes one item of a list, or both of 甲和乙.
func (r *reader) item(start, end int, kind string) {
	for k := end - 2; k > start+1; k-- {
		if strings.ContainsRune("和与及", r.text[k]) {
			r.item(start, k, kind)
			r.item(k+1, end, kind)
			return
		}
	}
	n := utf8.RuneCountInString(r.plain(start, end))
	if n < 2 || n > 16 || r.generic(start, end) || strings.ContainsAny(r.plain(start, end), "的了是%％") {
		return
	}
	if k := kindOf(r.plain(start, end)); k != "slogan" {
		kind = k
	}
	r.take(start, end, kind)
}

// classAt is the kind of the class noun behind 等, "" where none stands there.
func (r *reader) classAt(i int) string {
	for steps := 0; steps < 6; steps++ {
		best, kind := "", ""
		for _, c := range classes {
			if w := r.anyAt(i, c.words); len(w) > len(best) {
				best, kind = w, c.kind
			}
		}
		filler := r.anyAt(i, fillers)
		if len(filler) > len(best) || filler != "" && best == "地" {
			i += utf8.RuneCountInString(filler)
			continue
		}
		if best == "地" && i+1 < len(r.text) && isName(r.text[i+1]) {
			return ""
		}
		return kind
	}
	return ""
}

// districts takes 祥符区、尉氏县、杞县: a list whose items end as districts do.
func (r *reader) districts() {
	for i, c := range r.text {
		if c != '、' {
			continue
		}
		left, right := r.district(i, -1), r.district(i, 1)
		if left.end > left.start && right.end > right.start {
			r.take(left.start, left.end, "place")
			r.take(right.start, right.end, "place")
		}
	}
}

// district is the district that ends before, or begins behind, the mark at i; empty where none does.
func (r *reader) district(i, side int) candidate {
	start, end := i+1, i
	if side < 0 {
		if i == 0 || !strings.ContainsRune("县区市旗", r.text[i-1]) {
			return candidate{}
		}
		start = r.opening(max(0, i-6), i-1, false)
	} else {
		for end = start; end < len(r.text) && end-start < 6 && isHan(r.text[end]); {
			end++
			if strings.ContainsRune("县区市旗", r.text[end-1]) && end-start >= 2 {
				break
			}
		}
		if end-start < 2 || !strings.ContainsRune("县区市旗", r.text[end-1]) {
			return candidate{}
		}
	}
	if n := end - start; n < 2 || n > 6 || r.generic(start, end-1) || r.anyBefore(end, notPlaces) != "" || strings.ContainsRune("场政委级", r.following(end)) {
		return candidate{}
	}
	return candidate{start: start, end: end}
}

var notPlaces = list("园区 景区 社区 城区 市区 辖区 山区 库区 新区 片区 校区 院区 小区 街区 矿区 灾区 老区 地区 特区 牧区 林区 灌区 港区 专区 分区 郊区 湖区 厂区 病区 开发区 示范区 试验区 集聚区 高新区 自治区 都市 城市 县市 省市 区县 贫困县 强县 门市 超市 上市 股市 夜市 集市 本市 全市 全县 各县 我县 我市")

func (r *reader) following(i int) rune {
	if i < len(r.text) {
		return r.text[i]
	}
	return 0
}
