package source

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numbers counts the lists of a Word document. Word does not write "一、" into a paragraph that it numbers itself: the number is in
// word/numbering.xml, as a pattern ("%1、") and a way of counting for each level, and would be lost with it.
type numbers struct {
	lists     map[string]list    // by numId
	styles    map[string]inStyle // by styleId
	counts    map[string]*[levels]int
	began     map[string]bool // numIds whose own start was applied
	written   int
	first     string // the first number written
	unwritten int
	unknown   string // the first way of counting that is not known
}

const levels = 9

// list is one use of an abstract list: several lists may count on together.
type list struct {
	abstract string
	levels   *[levels]level
	restart  map[int]int // level: where this list begins anew
}

type level struct {
	start         int
	format, text  string
	paragraphType string // style whose paragraphs stand on this level
}

type inStyle struct{ number, level, basedOn, name, outline string }

// value is an element that holds one attribute, as most in WordprocessingML do.
type value struct {
	Val string `xml:"val,attr"`
}

type numberingPart struct {
	Abstract []struct {
		ID    string `xml:"abstractNumId,attr"`
		Level []struct {
			Level      string `xml:"ilvl,attr"`
			Start      value  `xml:"start"`
			Format     value  `xml:"numFmt"`
			Text       value  `xml:"lvlText"`
			ParagraphS value  `xml:"pStyle"`
		} `xml:"lvl"`
	} `xml:"abstractNum"`
	Lists []struct {
		ID       string `xml:"numId,attr"`
		Abstract value  `xml:"abstractNumId"`
		Override []struct {
			Level string `xml:"ilvl,attr"`
			Start *value `xml:"startOverride"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

type stylesPart struct {
	Style []struct {
		ID      string `xml:"styleId,attr"`
		Name    value  `xml:"name"`
		BasedOn value  `xml:"basedOn"`
		Outline value  `xml:"pPr>outlineLvl"`
		Number  value  `xml:"pPr>numPr>numId"`
		Level   value  `xml:"pPr>numPr>ilvl"`
	} `xml:"style"`
}

// readNumbers reads how a document counts; without such parts nothing is counted.
func readNumbers(a *archive, folder string) (*numbers, error) {
	n := &numbers{map[string]list{}, map[string]inStyle{}, map[string]*[levels]int{}, map[string]bool{}, 0, "", 0, ""}
	var part numberingPart
	if err := a.unmarshal(folder+"/numbering.xml", &part); err != nil {
		return nil, err
	}
	abstract := map[string]*[levels]level{}
	for _, from := range part.Abstract {
		made := &[levels]level{}
		for _, l := range from.Level {
			if i, ok := levelOf(l.Level); ok {
				made[i] = level{atoi(l.Start.Val, 1), l.Format.Val, l.Text.Val, l.ParagraphS.Val}
			}
		}
		abstract[from.ID] = made
	}
	for _, from := range part.Lists {
		made := list{from.Abstract.Val, abstract[from.Abstract.Val], map[int]int{}}
		for _, o := range from.Override {
			if i, ok := levelOf(o.Level); ok && o.Start != nil {
				made.restart[i] = atoi(o.Start.Val, 1)
			}
		}
		if made.levels != nil {
			n.lists[from.ID] = made
		}
	}
	var styles stylesPart
	if err := a.unmarshal(folder+"/styles.xml", &styles); err != nil {
		return nil, err
	}
	for _, s := range styles.Style {
		n.styles[s.ID] = inStyle{s.Number.Val, s.Level.Val, s.BasedOn.Val, s.Name.Val, s.Outline.Val}
	}
	return n, nil
}

// unmarshal reads a part that may be missing.
func (a *archive) unmarshal(name string, into any) error {
	data, err := a.part(name)
	if err != nil || data == nil {
		return err
	}
	if err := xml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func levelOf(s string) (int, bool) {
	i := atoi(s, 0)
	return i, i >= 0 && i < levels
}

func atoi(s string, otherwise int) int {
	if i, err := strconv.Atoi(s); err == nil {
		return i
	}
	return otherwise
}

// heading is the level of a paragraph's heading, from one: what it says itself, else its style by level or by name; 0 for a paragraph of text.
func (n *numbers) heading(style, outline string) int {
	for seen := 0; seen < levels; seen++ {
		s := n.styles[style]
		if outline == "" {
			outline = s.outline
		}
		if outline != "" {
			if i, ok := levelOf(outline); ok {
				return i + 1
			}
			return 0
		}
		if rest, is := strings.CutPrefix(strings.ToLower(s.name), "heading "); is {
			return max(atoi(rest, 0), 0)
		}
		if style = s.basedOn; style == "" {
			break
		}
	}
	return 0
}

// next counts one paragraph and gives its number as Word shows it, "" for a paragraph that is in no list.
func (n *numbers) next(style, number, at string) string {
	if number == "" {
		number, at = n.ofStyle(style, at)
	}
	l, found := n.lists[number]
	i, valid := levelOf(at)
	if !found || !valid {
		return ""
	}
	count := n.counts[l.abstract]
	if count == nil {
		count = &[levels]int{}
		for i := range count {
			count[i] = l.levels[i].start - 1
		}
		n.counts[l.abstract] = count
	}
	if !n.began[number] {
		n.began[number] = true
		for i, start := range l.restart {
			count[i] = start - 1
		}
	}
	count[i]++
	for deeper := i + 1; deeper < levels; deeper++ {
		count[deeper] = l.levels[deeper].start - 1
	}
	return n.show(l, i, count)
}

// ofStyle is the list that paragraphs of a style are in, by the style itself or one that it is based on.
func (n *numbers) ofStyle(style, at string) (number, level string) {
	const longestChain = 20
	for name, steps := style, 0; name != "" && steps < longestChain; steps++ {
		s := n.styles[name]
		if s.number == "" {
			name = s.basedOn
			continue
		}
		if l, found := n.lists[s.number]; found {
			for i := range l.levels {
				if l.levels[i].paragraphType == name {
					return s.number, strconv.Itoa(i)
				}
			}
		}
		return s.number, s.level
	}
	return "", at
}

// show fills the pattern of a level with the counts.
func (n *numbers) show(l list, at int, count *[levels]int) string {
	pattern := l.levels[at].text
	if format := l.levels[at].format; format == "bullet" || format == "none" || pattern == "" {
		return ""
	}
	for i := range levels {
		mark := "%" + strconv.Itoa(i+1)
		if !strings.Contains(pattern, mark) {
			continue
		}
		text, known := numeral(l.levels[i].format, max(count[i], l.levels[i].start))
		if !known {
			n.unwritten++
			if n.unknown == "" {
				n.unknown = l.levels[i].format
			}
			return ""
		}
		pattern = strings.ReplaceAll(pattern, mark, text)
	}
	if n.written++; n.written == 1 {
		n.first = pattern
	}
	// Word puts a tab after the number; after a wide mark as in 一、 and （一） it is what Chinese type sets without one.
	if last, _ := utf8.DecodeLastRuneInString(pattern); !wide(last) {
		pattern += " "
	}
	return pattern
}

// numeral writes a count in one of Word's ways (ST_NumberFormat in ISO/IEC 29500-1).
func numeral(format string, n int) (text string, known bool) {
	if n < 0 || n > 9999 {
		return "", false
	}
	decimal := strconv.Itoa(n)
	switch format {
	case "decimal", "":
		return decimal, true
	case "decimalZero":
		return fmt.Sprintf("%02d", n), true
	case "decimalFullWidth", "decimalFullWidth2":
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, decimal), true
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return string(rune('①' + n - 1)), n >= 1 && n <= 20
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return chinese(n), true
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		digits := []rune("〇一二三四五六七八九")
		return strings.Map(func(r rune) rune { return digits[r-'0'] }, decimal), true
	case "ideographTraditional":
		stems := []rune("甲乙丙丁戊己庚辛壬癸")
		if n < 1 || n > len(stems) {
			return "", false
		}
		return string(stems[n-1]), true
	case "upperLetter":
		return string(rune('A' + n - 1)), n >= 1 && n <= 26
	case "lowerLetter":
		return string(rune('a' + n - 1)), n >= 1 && n <= 26
	}
	return "", false
}

// chinese writes a number below ten thousand as it is read: 十, 十一, 二十, 一百零一.
func chinese(n int) string {
	digits, units := []rune("零一二三四五六七八九"), []string{"千", "百", "十", ""}
	if n == 0 {
		return "〇"
	}
	var b strings.Builder
	gap := false
	for i, unit := 0, 1000; unit > 0; i, unit = i+1, unit/10 {
		digit := n / unit % 10
		if digit == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
		}
		gap = false
		if !(unit == 10 && digit == 1 && n < 20) {
			b.WriteRune(digits[digit])
		}
		b.WriteString(units[i])
	}
	return b.String()
}
