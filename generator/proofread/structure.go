package proofread

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
)

// partners gives the opening mark of each closing one.
var partners = map[rune]rune{'）': '（', '》': '《', '”': '“', '】': '【', '〕': '〔', '」': '「', '』': '『'}

// brackets finds the first mark of a block that has no partner. Full- and half-width parentheses close each other: that they are mixed is
// another finding. A closing parenthesis behind a number that opens a block or a clause, 1）, is a numeral.
func brackets(block int, text string) []finding {
	type open struct {
		mark rune
		at   int
	}
	var stack []open
	report := func(at int, mark rune, what *diag.Text) []finding {
		return []finding{{check: "brackets", block: block, start: at, end: at + len(string(mark)),
			message: diag.Say("%q is %s in this paragraph", mark, what), help: diag.Say("put the missing mark in, as an erratum")}}
	}
	before := rune(0)
	for at, r := range text {
		mark := r
		switch r {
		case '(':
			mark = '（'
		case ')':
			mark = '）'
		}
		opener, closes := partners[mark]
		switch {
		case closes && len(stack) > 0 && stack[len(stack)-1].mark == opener:
			stack = stack[:len(stack)-1]
		case closes && mark == '）' && isNumeral(before):
		case closes:
			return report(at, r, diag.Say("never opened"))
		case strings.ContainsRune("（《“【〔「『", mark):
			stack = append(stack, open{mark, at})
		}
		before = r
	}
	if len(stack) == 0 {
		return nil
	}
	last := stack[len(stack)-1]
	return report(last.at, []rune(text[last.at:])[0], diag.Say("never closed"))
}

func isNumeral(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || numeral(string(r)) > 0
}

const numerals = "一二三四五六七八九"

// numeral reads 一 to 二十九; 0 where s is no such number.
func numeral(s string) int {
	tens, ones, ten := strings.Cut(s, "十")
	digit := func(s string) int {
		if i := strings.Index(numerals, s); s != "" && i >= 0 && len(s) == len("一") {
			return i/len("一") + 1
		}
		return 0
	}
	switch {
	case s == "两":
		return 2
	case !ten:
		return digit(s)
	case tens != "" && digit(tens) == 0, ones != "" && digit(ones) == 0:
		return 0
	case tens == "":
		return 10 + digit(ones)
	}
	return 10*digit(tens) + digit(ones)
}

var (
	listItem = regexp.MustCompile(`(?:^|[。；，：:;,])(十[一二三四五六七八九]?|[一二三四五六七八九])是`)
	claim    = regexp.MustCompile(`([两二三四五六七八九十]|十[一二三四五六七八九])(?:个方面|方面|个关系|项工作|项任务|项措施|个问题|个重点|件实事|点建议)[^。；，]{0,12}[：:。]$`)
)

// counts finds lists 一是…二是… that leave a number out, and of the others those that are not as long
// as the words right before them say.
func counts(block int, text string) []finding {
	var found []finding
	items := listItem.FindAllStringSubmatchIndex(text, -1)
	for i := 0; i < len(items); {
		if numeral(text[items[i][2]:items[i][3]]) != 1 {
			i++
			continue
		}
		first, n, whole := items[i], 1, true
		for i++; i < len(items); i++ {
			next := numeral(text[items[i][2]:items[i][3]])
			if next == 1 {
				break
			}
			if next != n+1 {
				whole = false
				found = append(found, finding{check: "count", block: block, start: items[i][2], end: items[i][3] + len("是"),
					message: diag.Say("the list goes from its item %d to its item %d", n, next), help: diag.Say("see whether an item is missing or misnumbered")})
			}
			n = next
		}
		before := text[:first[2]]
		c := claim.FindStringSubmatchIndex(before)
		if c == nil || n < 2 || !whole {
			continue
		}
		if said := numeral(before[c[2]:c[3]]); said != n {
			found = append(found, finding{check: "count", block: block, start: c[2], end: c[1] - lastSize(before),
				message: diag.Say("the text claims %d and lists %d", said, n), help: diag.Say("count again, and correct what is wrong as an erratum")})
		}
	}
	return found
}

func lastSize(s string) int {
	r := []rune(s)
	return len(string(r[len(r)-1]))
}

var ratio = regexp.MustCompile(`\d+(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?){2}`)

// shares finds structures in three parts, 16.4∶40.2∶43.4, that do not make a hundred; what is far from it is a time or a scale.
func shares(block int, text string) []finding {
	var found []finding
	for _, at := range ratio.FindAllStringIndex(text, -1) {
		sum := 0.0
		for _, part := range strings.FieldsFunc(text[at[0]:at[1]], func(r rune) bool { return strings.ContainsRune(":：∶", r) }) {
			v, err := strconv.ParseFloat(part, 64)
			if err != nil {
				return found
			}
			sum += v
		}
		if off := math.Abs(sum - 100); off > 0.11 && off < 15 {
			found = append(found, finding{check: "sum", block: block, start: at[0], end: at[1],
				message: diag.Say("these shares make %s, not 100", strconv.FormatFloat(math.Round(sum*100)/100, 'f', -1, 64)), help: diag.Say("compare with the source")})
		}
	}
	return found
}

var numbered = regexp.MustCompile(`(十[一二三四五六七八九]|[二三四五六七八九十])大([\p{Han}]{3})`)

// drift finds one name with two numbers: 三大攻坚战 and 四大攻坚战. It says so once a name, where the second number comes first.
func drift(blocks []content.Block) []finding {
	var found []finding
	first, said := map[string]finding{}, map[string]bool{}
	for i, b := range blocks {
		for _, m := range numbered.FindAllStringSubmatchIndex(b.Text, -1) {
			name := b.Text[m[4]:m[5]]
			here := finding{check: "drift", block: i, start: m[0], end: m[1]}
			before, known := first[name]
			if !known {
				first[name] = here
				continue
			}
			was, is := quoteOf(before, blocks), quoteOf(here, blocks)
			if was == is || said[name] {
				continue
			}
			said[name] = true
			before.message = diag.Say("here it is %s", was)
			here.message = diag.Say("%q was %q before", is, was)
			here.help, here.also = diag.Say("see whether both are meant"), &before
			found = append(found, here)
		}
	}
	return found
}
