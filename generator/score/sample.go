package main

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"baogao/generator/search"
)

// query is what is asked, its class, and the phrase that it stands for.
type query struct{ Class, Text, phrase string }

// classes in the order of the table.
var classes = []string{"one character", "two", "three, four", "long", "number, unit", "unit apart", "full width", "Latin mixed", "marks left out", "over a heading", "traditional", "frequent", "rare", "absent"}

// unitInside is a number before its unit; what stands behind the unit stays with it.
var unitInside = regexp.MustCompile(`([0-9])([亿万千百元个项公家人户亩])`)

// sampler draws pieces of the texts.
type sampler struct {
	*rand.Rand
	reports     []*search.Report
	scan        *scan
	traditional map[rune]rune
}

func sample(reports []*search.Report, each int, seed uint64) []query {
	s := &sampler{rand.New(rand.NewPCG(seed, 1)), reports, newScan(reports), map[rune]rune{}}
	all := []rune(string(search.TraditionalData()))
	for i := slices.Index(all, '"') + 1; i+1 < len(all) && all[i] != '"'; i += 2 {
		if _, ok := s.traditional[all[i+1]]; !ok {
			s.traditional[all[i+1]] = all[i]
		}
	}
	common := s.common()
	var queries []query
	for _, class := range classes {
		seen := map[string]bool{}
		for tries := 0; len(seen) < each && tries < each*2000; tries++ {
			text, phrase := s.draw(class, common)
			if text == "" || seen[text] || !plainQuery(text) && class != "unit apart" {
				continue
			}
			if class == "absent" && len(s.scan.find(phrase)) > 0 {
				continue
			}
			seen[text] = true
			queries = append(queries, query{class, text, phrase})
		}
	}
	return queries
}

// plainQuery tells whether a text is one phrase to the query language.
func plainQuery(text string) bool {
	return !strings.ContainsAny(text, "\"\t\n　 ～~:：") && !strings.HasPrefix(text, "-") && !strings.ContainsFunc(text, unicode.IsSpace)
}

func isMark(c rune) bool { return unicode.IsPunct(c) || unicode.IsSpace(c) }

// trimmed is a piece without marks at its ends, "" where nothing stays.
func trimmed(piece []rune) string { return strings.TrimFunc(string(piece), isMark) }

// piece draws a stretch of a passage.
func (s *sampler) piece(least, most int) []rune {
	report := s.reports[s.IntN(len(s.reports))]
	text := []rune(report.Passages[s.IntN(len(report.Passages))].Text)
	n := least + s.IntN(most-least+1)
	if len(text) < n {
		return nil
	}
	at := s.IntN(len(text) - n + 1)
	return text[at : at+n]
}

// draw gives a query of a class and its phrase, "" where the stretch drawn is none.
func (s *sampler) draw(class string, common []string) (string, string) {
	exact := func(least, most int, is func(string) bool) (string, string) {
		text := trimmed(s.piece(least, most))
		if n := len([]rune(text)); n < least || n > most || !is(text) {
			return "", ""
		}
		return text, text
	}
	any := func(string) bool { return true }
	switch class {
	case "one character":
		return exact(1, 1, any)
	case "two":
		return exact(2, 2, any)
	case "three, four":
		return exact(3, 4, any)
	case "long":
		return exact(12, 40, any)
	case "number, unit":
		return exact(3, 9, func(t string) bool {
			return t[0] >= '0' && t[0] <= '9' && strings.ContainsAny(t, "亿万个%项公里户人")
		})
	case "unit apart":
		text, phrase := exact(3, 9, func(t string) bool { return unitInside.MatchString(t) })
		return unitInside.ReplaceAllString(text, "$1 $2"), phrase
	case "full width":
		text, phrase := exact(3, 9, func(t string) bool { return strings.ContainsAny(t, "0123456789") })
		return strings.Map(func(c rune) rune {
			if c > ' ' && c < 0x7f && c != '-' && c != '~' {
				return c + 0xfee0
			}
			return c
		}, text), phrase
	case "Latin mixed":
		return exact(2, 8, func(t string) bool {
			return strings.ContainsFunc(t, func(c rune) bool { return c < 128 && unicode.IsLetter(c) })
		})
	case "marks left out":
		text, phrase := exact(5, 12, func(t string) bool {
			all := []rune(t)
			for i := 1; i+1 < len(all); i++ {
				if unicode.IsPunct(all[i]) && unicode.Is(unicode.Han, all[i-1]) && unicode.Is(unicode.Han, all[i+1]) {
					return true
				}
			}
			return false
		})
		return s.scan.f.flat(text), phrase
	case "over a heading":
		return s.overHeading()
	case "traditional":
		text, phrase := exact(2, 6, any)
		other := strings.Map(func(c rune) rune {
			if t, ok := s.traditional[c]; ok {
				return t
			}
			return c
		}, text)
		if other == text {
			return "", ""
		}
		return other, phrase
	case "frequent":
		text := common[s.IntN(len(common))]
		return text, text
	case "rare":
		return exact(2, 4, func(t string) bool { return len(s.scan.find(t)) == 1 })
	}
	return s.absent()
}

// overHeading is a piece over the end of a heading inside a passage.
func (s *sampler) overHeading() (string, string) {
	report := s.reports[s.IntN(len(s.reports))]
	p := report.Passages[s.IntN(len(report.Passages))]
	if len(p.Heads) < 2 {
		return "", ""
	}
	text := []rune(p.Text) // where no character is beyond the first plane, a rune is a unit
	at := p.Heads[1]
	from, to := at-1-s.IntN(5), at+1+s.IntN(5)
	if from < 0 || to > len(text) || at >= len(text) {
		return "", ""
	}
	piece := trimmed(text[from:to])
	if len([]rune(piece)) < 3 {
		return "", ""
	}
	return piece, piece
}

// absent is a real piece with one character replaced by another of the text.
func (s *sampler) absent() (string, string) {
	text, other := []rune(trimmed(s.piece(2, 8))), []rune(trimmed(s.piece(1, 1)))
	if len(text) < 2 || len(other) == 0 {
		return "", ""
	}
	changed := slices.Clone(text)
	changed[s.IntN(len(text))] = other[0]
	return string(changed), string(changed)
}

// common are the pairs of characters that most passages hold.
func (s *sampler) common() []string {
	count := map[string]int{}
	for _, report := range s.reports {
		for _, p := range report.Passages {
			all := []rune(p.Text)
			for i := 0; i+1 < len(all); i++ {
				if unicode.Is(unicode.Han, all[i]) && unicode.Is(unicode.Han, all[i+1]) {
					count[string(all[i:i+2])]++
				}
			}
		}
	}
	var all []string
	for pair := range count {
		all = append(all, pair)
	}
	slices.SortFunc(all, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return all[:min(len(all), 100)]
}
