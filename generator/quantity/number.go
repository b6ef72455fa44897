package quantity

import (
	"math"
	"strconv"
)

// number is a number as printed, before its unit: 113.2, 2.46万, 300多万, 一百二十, 八千亿.
type number struct {
	start, end int    // in runes, multipliers included
	digits     string // "113.2", as strconv reads it
	scale      int    // the multipliers between the number and its unit: 8 for 亿
	han        bool   // in characters
	more       bool   // 余 or 多 behind the digits
}

// value is the number without its multipliers. It is read from its digits, so that 113.2亿 is 11320000000 exactly.
func (n *number) value(ten int) float64 {
	v, err := strconv.ParseFloat(n.digits+"e"+strconv.Itoa(ten), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// integer is the number without multipliers where it is a whole one, else -1.
func (n *number) integer() int {
	if v, err := strconv.Atoi(n.digits); err == nil {
		return v
	}
	return -1
}

func isDigit(r rune) bool  { return r >= '0' && r <= '9' }
func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// hanDigit is the value of a numeral character, -1 where it is none.
func hanDigit(r rune) int {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一':
		return 1
	case '二', '两':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

func isHan(r rune) bool { return hanDigit(r) >= 0 || multipliers[r] > 0 }

// number reads the number that begins at i. Where none can be read, end still says how far the characters of numbers go.
func (s *scanner) number(i int) (n number, ok bool) {
	if isDigit(s.at(i)) {
		return s.arabic(i), true
	}
	return s.chinese(i)
}

// arabic reads 1091, 1,091, 1526.6, 3·5, and the multipliers behind: 8亿, 5千万, 300多万, 3亿5000万.
func (s *scanner) arabic(i int) number {
	n := number{start: i}
	var b []byte
	digits := func() {
		for isDigit(s.at(i)) {
			b = append(b, byte(s.at(i)))
			i++
		}
	}
	digits()
	for s.at(i) == ',' && isDigit(s.at(i+1)) && isDigit(s.at(i+2)) && isDigit(s.at(i+3)) && !isDigit(s.at(i+4)) {
		i++
		digits()
	}
	if isPoint(s.at(i)) && isDigit(s.at(i+1)) {
		i++
		b = append(b, '.')
		digits()
	}
	n.digits = string(b)
	n.end = i
	s.multiply(&n)
	return n
}

func isPoint(r rune) bool { return r == '.' || r == '·' || r == '・' || r == '•' }

// multiply reads 余 and the multipliers behind digits. A multiplier that begins a unit (千瓦) belongs to the unit.
func (s *scanner) multiply(n *number) {
	i := s.skipSpace(n.end)
	if s.isMore(i) {
		i++
		n.more = true
	}
	from := i
	for {
		ten := multipliers[s.at(i)]
		if ten == 0 || s.at(i) == '十' || n.scale > 0 && s.at(i) == '百' || s.at(i) == '千' && s.unitAt(i) != nil && s.unitAt(i).Name != "千" {
			break
		}
		n.scale += ten
		i++
	}
	if i > from {
		n.end = i
	} else if n.more {
		n.end = from
	}
	if n.scale > 0 && s.isMore(i) && !n.more {
		n.more = true
		n.end = i + 1
	}
	if n.scale == 8 && isDigit(s.at(i)) {
		s.addSecond(n, i)
	}
}

// isMore tells 余 and 多 behind a number: 20余家, 300多万.
func (s *scanner) isMore(i int) bool { return s.at(i) == '余' || s.at(i) == '多' }

// addSecond reads the second half of 3亿5000万. The value is then that of both, for no one multiplier is printed.
func (s *scanner) addSecond(n *number, i int) {
	second := s.arabicOnly(i)
	if second.scale != 4 {
		return
	}
	n.digits = strconv.FormatFloat(n.value(8)+second.value(4), 'f', -1, 64)
	n.scale, n.end = 0, second.end
}

func (s *scanner) arabicOnly(i int) number {
	n := number{start: i}
	from := i
	for isDigit(s.at(i)) || s.at(i) == '.' && isDigit(s.at(i+1)) {
		i++
	}
	n.digits, n.end = string(s.runes[from:i]), i
	if s.at(i) == '万' {
		n.scale, n.end = 4, i+1
	}
	return n
}

// chinese reads 三千, 一百二十, 十四亿零六百万, 八点五. It refuses what only looks like a number: 三五, 一九六四, 千百.
func (s *scanner) chinese(i int) (n number, ok bool) {
	n = number{start: i, han: true}
	end := i
	for isHan(s.at(end)) {
		end++
	}
	run := s.runes[i:end]
	n.end = end
	value, scale, ok := readHan(run)
	if !ok {
		return n, false
	}
	n.scale = scale
	n.digits = strconv.FormatInt(value, 10)
	if p := s.at(end); (p == '点' || isPoint(p)) && scale == 0 && hanDigit(s.at(end+1)) >= 0 {
		s.fraction(&n)
	}
	if s.isMore(n.end) && (value >= 10 || scale > 0) {
		n.more = true
		n.end++
		for ten := multipliers[s.at(n.end)]; ten >= 4 && n.scale < 12; ten = multipliers[s.at(n.end)] {
			n.scale += ten
			n.end++
		}
	}
	return n, true
}

// fraction reads 点五 behind 八, and the multipliers behind it.
func (s *scanner) fraction(n *number) {
	i := n.end + 1
	b := []byte(n.digits + ".")
	for hanDigit(s.at(i)) >= 0 {
		b = append(b, byte('0'+hanDigit(s.at(i))))
		i++
	}
	for ten := multipliers[s.at(i)]; ten >= 4 && n.scale < 12; ten = multipliers[s.at(i)] {
		n.scale += ten
		i++
	}
	n.digits, n.end = string(b), i
}

// readHan gives the value of a number in characters. One multiplier of 万 or 亿 at the end is the unit's, not the value's: 八千亿 is
// 8000 with scale 8, as it is printed in 8000亿; 十四亿零六百万 is 1406000000.
func readHan(run []rune) (value int64, scale int, ok bool) {
	var total, section int64
	digit := int64(-1)
	lastTen, big := 99, 0
	for i, r := range run {
		if d := hanDigit(r); d >= 0 {
			if digit > 0 || digit == 0 && d == 0 {
				return 0, 0, false // 三五, 一九六四
			}
			digit = int64(d)
			continue
		}
		ten := multipliers[r]
		if ten < 4 {
			if ten >= lastTen || digit <= 0 && ten != 1 {
				return 0, 0, false // 三十百; 百 and 千 without a digit
			}
			section += max(digit, 1) * pow10(ten)
			lastTen, digit = ten, -1
			continue
		}
		if section += max(digit, 0); total+section == 0 || total+section > math.MaxInt64/pow10(ten) {
			return 0, 0, false
		}
		if ten == 8 {
			total = (total + section) * pow10(ten)
		} else {
			total += section * pow10(ten)
		}
		if i == len(run)-1 || i == len(run)-2 && run[i+1] == '亿' {
			scale += ten
		}
		section, digit, lastTen = 0, -1, 99
		big++
	}
	if digit == 0 && len(run) == 1 {
		return 0, 0, false // 零
	}
	if digit > 0 {
		section += digit
	}
	total += section
	if scale == 0 || big > 1 && scale < 12 {
		return total, 0, total > 0
	}
	return total / pow10(scale), scale, total > 0
}

func pow10(n int) int64 {
	v := int64(1)
	for range n {
		v *= 10
	}
	return v
}
