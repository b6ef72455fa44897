package search

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Result is all that the search says of a query.
type Result struct {
	Query      string       `json:"query"`
	Understood Understood   `json:"understood"`
	Passages   int          `json:"passages"` // that answer
	Matches    int          `json:"matches"`  // in all of them
	Names      []Answer     `json:"names"`    // terms and indicators that stand above the hits
	Hits       []Hit        `json:"hits"`
	Facets     []Facet      `json:"facets"`
	Meant      []Suggestion `json:"meant"` // what a query that is hardly found may have meant
}

// Understood is a query as it is read: of each group of All one phrase at least, none of Without, every filter.
type Understood struct {
	All     [][]Phrase `json:"all"`
	Without []Phrase   `json:"without"`
	Filters []string   `json:"filters"` // 年:2017
}

// Phrase is what must stand in a passage as it is, Near what must stand Within so many characters of it.
type Phrase struct {
	Text   string  `json:"text"`
	Near   *Phrase `json:"near,omitempty"`
	Within int     `json:"within,omitempty"`
}

// Facet is a field of the query language and how many of the passages it would keep.
type Facet struct {
	Field string `json:"field"` // 年:2017, 章:三, in:标题, 类型:指标, 主题:民生
	Count int    `json:"count"`
}

// Ask gives everything at once, in the order of the site's search page.
func Ask(reports []*Report, text string) Result {
	hits := Find(reports, text)
	r := Result{Query: text, Understood: understood(text), Passages: len(hits), Hits: hits, Facets: Facets(hits), Names: Shown(NewNames(reports).Find(text)), Meant: Near(reports, text, hits)}
	for _, h := range hits {
		r.Matches += h.Count
	}
	return r
}

func understood(text string) Understood {
	q := parse(text)
	u := Understood{All: [][]Phrase{}, Without: []Phrase{}, Filters: []string{}}
	for _, group := range q.groups {
		var any []Phrase
		for i := range group {
			any = append(any, *group[i].asPhrase())
		}
		u.All = append(u.All, any)
	}
	for i := range q.without {
		u.Without = append(u.Without, *q.without[i].asPhrase())
	}
	for _, f := range q.filters {
		u.Filters = append(u.Filters, f[0]+":"+f[1])
	}
	return u
}

func (n *node) asPhrase() *Phrase {
	p := &Phrase{Text: n.raw}
	if n.near != nil {
		p.Near, p.Within = n.near.asPhrase(), n.within
	}
	return p
}

// Facets counts the passages of each field: years, the newer first; chapters by number; headings and text; kinds and themes by how many they have.
func Facets(hits []Hit) []Facet {
	count := map[string]int{}
	for _, h := range hits {
		for _, f := range h.Facets {
			count[f]++
		}
	}
	all := []Facet{}
	for f, n := range count {
		all = append(all, Facet{f, n})
	}
	keys := []string{"年", "章", "in", "类型", "主题"}
	slices.SortFunc(all, func(a, b Facet) int {
		key, x, _ := strings.Cut(a.Field, ":")
		other, y, _ := strings.Cut(b.Field, ":")
		if c := cmp.Compare(slices.Index(keys, key), slices.Index(keys, other)); c != 0 {
			return c
		}
		switch key {
		case "年":
			return strings.Compare(y, x)
		case "章":
			return cmp.Or(cmp.Compare(ordinal(x), ordinal(y)), strings.Compare(x, y))
		case "in":
			return cmp.Compare(sideOf(x), sideOf(y))
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(x, y))
	})
	return all
}

// ordinal is the number of a chapter; one without a number comes behind all others.
func ordinal(chapter string) int {
	if n, err := strconv.Atoi(numeral(chapter)); err == nil {
		return n
	}
	return 1000
}
