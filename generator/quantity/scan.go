package quantity

import (
	"cmp"
	"unicode"
)

// read reads what begins at i: one quantity, the parts of a ratio, a list that shares its unit, or nothing. next is where to go on.
func (s *scanner) read(i int) (found []Quantity, next int) {
	if q, end, ok := s.percent(i); ok {
		return s.keep(q, i, end), end
	}
	n, ok := s.number(i)
	if !ok {
		return nil, n.end
	}
	if s.at(n.end) == '分' && s.at(n.end+1) == '之' && s.begins(n.end+2) {
		return s.partOf(n)
	}
	if s.at(i-1) == '届' {
		return nil, n.end // 九届十四次全会
	}
	if j := s.skipSpaceBack(i); s.at(j-1) == '第' {
		n.start = j
		return s.ordinal(n)
	}
	if s.isCode(n) {
		return nil, s.pastCode(n.end)
	}
	if parts, end := s.ratio(n); parts != nil {
		return parts, end
	}
	if end := s.date(n); end > 0 {
		return nil, end
	}
	if q, end, ok := s.span(n); ok {
		return s.keep(q, i, end), end
	}
	if qs, end := s.list(n); qs != nil {
		return qs, end
	}
	return s.single(n)
}

// skipSpaceBack passes over the spaces that some texts set before a number: 第 4 位.
func (s *scanner) skipSpaceBack(i int) int {
	for j := i; j > i-3 && j > 0; j-- {
		if r := s.at(j - 1); r == '\n' || !unicode.IsSpace(r) {
			return j
		}
	}
	return i
}

// keep gives a quantity its place and bound, or nothing where it is part of a name: a number in characters that stands in a short
// quotation, or one that is the whole quotation (“80条”). Other digits in one are a code, left out before, or count: “16个城市乱象”.
func (s *scanner) keep(q Quantity, start, end int) []Quantity {
	if s.quoted[start] > 0 && (q.Han || s.quoted[start] == end && s.quoted[start-1] == 0) {
		return nil
	}
	behind, last := s.boundBehind(end)
	q.Bound = cmp.Or(behind, s.boundBefore(start), q.Bound)
	q.Start, q.End, q.BoundEnd = s.offset[start], s.offset[end], s.offset[last]
	return []Quantity{q}
}

// percent reads 百分之五, 千分之三, 百分之八十至九十. The unit is printed before the value, and called as it is written in digits.
func (s *scanner) percent(i int) (q Quantity, end int, ok bool) {
	if s.at(i+1) != '分' || s.at(i+2) != '之' {
		return q, 0, false
	}
	unit := map[rune]string{'百': "%", '千': "‰", '万': "‱"}[s.at(i)]
	if unit == "" || isHan(s.at(i-1)) {
		return q, 0, false
	}
	n, read := s.number(i + 3)
	if s.at(i+3) == '百' && !isHan(s.at(i+4)) { // 百分之百
		n, read = number{digits: "100", end: i + 4, han: true}, true
	}
	if !read {
		return q, 0, false
	}
	q = Quantity{Value: n.value(n.scale), Unit: unit, BaseUnit: unit, Kind: Share, Han: n.han}
	end = n.end
	if n.more {
		q.Bound = "above"
	}
	if j := s.rangeSign(end); j > 0 && s.begins(j) {
		if _, _, own := s.percent(j); own {
			j += 3
		}
		if m, ok := s.number(j); ok {
			v := m.value(m.scale)
			q.ValueMax, end = &v, m.end
		}
	}
	q.BaseValue, q.BaseMax = q.Value, q.ValueMax
	return q, end, true
}

// partOf reads 三分之二.
func (s *scanner) partOf(n number) ([]Quantity, int) {
	m, ok := s.number(n.end + 2)
	if !ok || n.value(0) == 0 || m.value(0) >= n.value(0) {
		return nil, m.end
	}
	q := Quantity{Value: m.value(0) / n.value(0), Fraction: true, Kind: Share, Han: n.han}
	q.BaseValue = q.Value
	return s.keep(q, n.start, m.end), m.end
}

// rankWords stand before a rank that does not print its 位.
var rankWords = []string{
	"居全省", "居全国", "居全市", "居世界", "居全球", "居中部", "居西部", "居省", "居市", "居", "列全省", "列全国", "列全市", "位列", "列", "排名", "排名全国", "排名全省", "排名世界", "排",
	"位于全省", "位于全国", "全省", "全国", "全市", "世界", "全球", "中部", "西部", "东部", "省内", "国内", "同类城市", "排名全省各市", "名列",
}

// ordinal reads 第5位, 第三名 and 居全省第5. Any other 第N counts nothing.
func (s *scanner) ordinal(n number) ([]Quantity, int) {
	end := s.skipSpace(n.end)
	if r := s.at(end); r == '位' && s.at(end+1) != '数' || r == '名' && s.at(end+1) != '额' {
		end++
	} else if end = n.end; !s.endsAny(n.start-1, rankWords) && !s.sharesRank(n, longestList) || !s.closes(end) {
		return nil, n.end
	}
	if n.scale > 0 || n.more || s.endsAny(n.start-1, []string{"放在", "摆在", "放到", "作为"}) {
		return nil, n.end
	}
	q := Quantity{Value: n.value(0), BaseValue: n.value(0), Unit: "位", BaseUnit: "位", Kind: Rank, Han: n.han}
	if end > n.end {
		q.Unit = string(s.at(end - 1))
	}
	return s.keep(q, n.start-1, end), end
}

// sharesRank tells 第5 in 第5和第7位.
func (s *scanner) sharesRank(n number, left int) bool {
	if left == 0 || !joins(s.at(n.end)) || s.at(n.end+1) != '第' || !s.begins(n.end+2) {
		return false
	}
	m, ok := s.number(n.end + 2)
	return ok && (s.at(m.end) == '位' || s.at(m.end) == '名' || s.sharesRank(m, left-1))
}

func joins(r rune) bool { return r == '、' || r == '和' || r == '与' || r == '及' }

// closes tells whether a phrase ends at i.
func (s *scanner) closes(i int) bool {
	switch s.at(i) {
	case 0, '\n', '，', '。', '；', '、', '！', '？', '）', ')', ',', ';', '和', '与', '及', '的', ' ', '”', '（', '(':
		return true
	}
	return false
}

// ratio reads 16.4:40.2:43.4, with two parts only where words or a sign say that it is none of a time.
func (s *scanner) ratio(n number) ([]Quantity, int) {
	if s.at(n.end) != ':' || n.scale > 0 || s.quoted[n.start] > 0 {
		return nil, 0
	}
	parts := []number{n}
	end := n.end
	for s.at(end) == ':' && isDigit(s.at(end+1)) {
		m := s.arabic(end + 1)
		if m.scale > 0 || len(parts) == longestList {
			return nil, 0
		}
		parts = append(parts, m)
		end = m.end
	}
	if len(parts) < 2 || len(parts) == 2 && !s.near(n.start, 8, "比") && !s.near(n.start, 8, "结构") || s.unitAt(end) != nil {
		return nil, 0
	}
	var found []Quantity
	for i, p := range parts {
		v := p.value(0)
		found = append(found, Quantity{
			Start: s.offset[p.start], End: s.offset[p.end], BoundEnd: s.offset[p.end], Value: v, BaseValue: v, Kind: Bare, Ratio: i + 1,
		})
	}
	return found, end
}

// near tells whether words stand within n runes before i, in the same clause.
func (s *scanner) near(i, n int, words string) bool {
	for j := i; j > i-n && j > 0; j-- {
		if s.ends(j, words) {
			return true
		}
		if r := s.at(j - 1); r == '，' || r == '。' || r == '；' {
			return false
		}
	}
	return false
}

// rangeSign gives the place behind a sign that joins the ends of a range, 0 where there is none.
func (s *scanner) rangeSign(i int) int {
	switch s.at(i) {
	case '-':
		if s.at(i+1) == '-' {
			i++
		}
		return i + 1
	case '至', '到':
		return i + 1
	}
	return 0
}

// span reads 5―10家, 80亿至100亿, 3%到5%. Where 从 or 由 opens it, its ends are two quantities: 从30个到50个.
func (s *scanner) span(n number) (q Quantity, end int, ok bool) {
	j := n.end
	first, firstEnd := s.unit(n)
	if first != nil {
		j = firstEnd
	}
	k := s.rangeSign(j)
	if k == 0 || s.at(k-1) != '-' && s.endsAny(n.start, []string{"从", "由", "自"}) {
		return q, 0, false
	}
	k = s.skipSpace(k)
	if s.at(k-1) == '-' && !isDigit(s.at(k)) && !isHan(s.at(k)) || !s.begins(k) {
		return q, 0, false
	}
	m, read := s.number(k)
	if !read || m.han != n.han {
		return q, 0, false
	}
	unit, end := s.unit(m)
	if first != nil && (unit == nil || first.Name != unit.Name) || unit == nil && m.scale == 0 {
		return q, 0, false
	}
	if n.scale == 0 && m.scale > 0 && first == nil {
		n.scale = m.scale
	}
	if n.value(n.scale) > m.value(m.scale) || s.smallTalk(m, unit, end) {
		return q, 0, false
	}
	q = s.quantity(n, unit)
	top := s.quantity(m, unit)
	if m.scale != n.scale { // 8000万至1亿元: both in the upper end's unit
		q.Unit = top.Unit
		q.Value = n.value(n.scale - m.scale)
	}
	q.ValueMax, q.BaseMax = &top.Value, &top.BaseValue
	return q, end, true
}

// longestList is how many numbers may share a unit or stand in a ratio: without it a list without end would be read from each of its
// numbers.
const longestList = 20

// list reads numbers that share the unit of the last: 20、30和40亿元.
func (s *scanner) list(n number) ([]Quantity, int) {
	if n.han || n.scale > 0 {
		return nil, 0
	}
	if u, _ := s.unit(n); u != nil {
		return nil, 0
	}
	numbers := []number{n}
	for joins(s.at(numbers[len(numbers)-1].end)) {
		j := numbers[len(numbers)-1].end + 1
		if !isDigit(s.at(j)) || len(numbers) == longestList {
			return nil, 0
		}
		m := s.arabic(j)
		numbers = append(numbers, m)
		unit, end := s.unit(m)
		if unit == nil {
			continue
		}
		if s.smallTalk(m, unit, end) || s.date(m) > 0 {
			return nil, 0
		}
		var found []Quantity
		for _, each := range numbers {
			to := each.end
			if each.start == m.start {
				to = end
			} else {
				each.scale = m.scale
			}
			found = append(found, s.keep(s.quantity(each, unit), each.start, to)...)
		}
		return found, end
	}
	return nil, 0
}

// single reads a number with its unit, or one that needs none.
func (s *scanner) single(n number) ([]Quantity, int) {
	unit, end := s.unit(n)
	start := n.start
	switch {
	case unit != nil:
		if s.smallTalk(n, unit, end) || unit.Name == "级" && n.scale > 0 {
			return nil, n.end // 五千亿级产业链 is a class
		}
	case n.scale >= 4:
		end = n.end // 2.46万建档立卡贫困人口
	case s.isIndex(n):
		end = n.end
	default:
		return nil, n.end
	}
	q := s.quantity(n, unit)
	if s.at(start-1) == '前' && unit != nil && (unit.Name == "位" || unit.Name == "名") {
		q.Kind, q.Bound = Rank, "at-most" // 居全省前3位
	}
	if s.isMinus(start) {
		start--
		q.Value, q.BaseValue = -q.Value, -q.BaseValue
	}
	return s.keep(q, start, end), end
}

// quantity is a number in a unit, nil for none.
func (s *scanner) quantity(n number, u *Unit) Quantity {
	q := Quantity{Value: n.value(0), Unit: scaleNames[n.scale], BaseValue: n.value(n.scale), Han: n.han}
	if n.more {
		q.Bound = "above"
	}
	if u != nil {
		q.Unit += u.Name
		q.BaseValue, q.BaseUnit, q.Kind = n.value(n.scale+u.Ten), u.Base, u.Kind
	}
	return q
}

var scaleNames = map[int]string{2: "百", 3: "千", 4: "万", 6: "百万", 7: "千万", 8: "亿", 11: "千亿", 12: "万亿", 10: "百亿"}
