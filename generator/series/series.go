// Package series is what crosses reports. Of every report a Digest stays, made from it alone; Join makes the tables that cross reports from the
// digests alone. So reports can be built apart, at other times and on other machines, and joined after, and the memory of a build is that of its
// largest report and of the digests.
package series

import (
	"cmp"
	"slices"
	"strings"

	"baogao/generator/content"
	"baogao/generator/terms"
)

// Digest is what other reports and the pages of the series may know of a report. Addresses are from the site's folder; words are those of its pages.
type Digest struct {
	ID, Title, Place string
	Name             string // the title, with the place and the year that it does not say: what tells it from others
	Year             int    // in which it was given; 0 where it does not say
	Figures          []Figure
	Terms            []Term
	Commitments      []Commitment
	Sentences        []Sentence
}

// Figure is a figure of a report that has an indicator.
type Figure struct {
	ID, Indicator, Kind, Measure, Direction, Bound, Unit string
	Year                                                 int // that the figure is of
	Value                                                float64
	Said, Quote, Href, Where                             string
	Draft                                                bool
}

// Term is a term that a report uses.
type Term struct {
	ID, Name, Kind, Href, Definition, Source string
	Uses                                     int
	Draft                                    bool
}

// Commitment is a task of a report.
type Commitment struct {
	ID, Name, Deadline, Status, Href string
	Figures                          []string // ids
}

// Sentence is a sentence of a report.
type Sentence struct{ Text, Href, Where string }

// Series is all reports beside each other. It is made by Join and never changed after.
type Series struct {
	Reports    []*Digest // by place, year and id
	Places     []Place
	Years      []int // from the first to the last that has a report; 0, where it is there, is first
	Indicators []*Indicator
	Terms      []*SharedTerm
}

// Place is the reports of one place, by year.
type Place struct {
	Name    string // "" where reports do not say
	Reports []*Digest
}

// Indicator is one indicator in several reports.
type Indicator struct {
	ID, Name string
	Reports  int
	Figures  []Stated // by place, the year that they are of, and report
	Years    []PlaceYear
}

// Stated is a figure with its report.
type Stated struct {
	*Figure
	Report *Digest
}

// PlaceYear is what reports of a place say of one year of an indicator: what the report of that year promised, what later ones say was reached.
type PlaceYear struct {
	Place            string
	Only             *Digest // the report, where it does not say of what place it is: it stands beside no other
	Year             int
	Promised, Result []Stated
}

// SharedTerm is a term that several reports use.
type SharedTerm struct {
	ID, Name, Kind string
	Uses           []Use // by year, place and id of the report
}

// Use is a term in one report.
type Use struct {
	*Term
	Report *Digest
}

// Join puts reports beside each other. Names are the terms of the series, whose aliases say which names of indicators and terms mean one thing.
func Join(reports []*Digest, names []content.Term) *Series {
	s := &Series{Reports: slices.Clone(reports)}
	slices.SortFunc(s.Reports, func(a, b *Digest) int {
		return cmp.Or(byPlace(a.Place, b.Place), cmp.Compare(a.Year, b.Year), cmp.Compare(a.ID, b.ID))
	})
	for _, r := range s.Reports {
		if n := len(s.Places); n == 0 || s.Places[n-1].Name != r.Place {
			s.Places = append(s.Places, Place{Name: r.Place})
		}
		last := &s.Places[len(s.Places)-1]
		last.Reports = append(last.Reports, r)
		s.Years = append(s.Years, r.Year)
	}
	slices.Sort(s.Years)
	s.Years = slices.Compact(s.Years)
	one := sameName(names)
	s.indicators(one)
	s.terms(one)
	return s
}

// byPlace orders places; reports that do not say theirs are last.
func byPlace(a, b string) int {
	if (a == "") != (b == "") {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}

// wholes are words that say of what area a figure is; of a report's own area they say nothing.
var wholes = []string{"全市", "全省", "全县", "全区", "全国", "全州", "全旗", "我市", "我省", "我县", "我区"}

// sameName gives a function that makes one name of all that mean the same.
func sameName(names []content.Term) func(string) string {
	first := map[string]string{}
	for _, t := range names {
		for _, form := range append([]string{t.Name}, t.Aliases...) {
			if key := terms.Key(form); first[key] == "" {
				first[key] = t.Name
			}
		}
	}
	return func(name string) string {
		for _, w := range wholes {
			if rest := strings.TrimPrefix(name, w); rest != "" {
				name = rest
			}
		}
		return cmp.Or(first[terms.Key(name)], name)
	}
}

// indicators finds those that at least two reports state.
func (s *Series) indicators(one func(string) string) {
	byName := map[string]*Indicator{}
	said := map[string]*Indicator{} // by the names that reports use
	last := map[*Indicator]*Digest{}
	for _, r := range s.Reports {
		for i := range r.Figures {
			f := &r.Figures[i]
			of := said[f.Indicator]
			if of == nil {
				name := one(f.Indicator)
				key := terms.Key(name)
				if of = byName[key]; of == nil {
					of = &Indicator{Name: name}
					byName[key] = of
					s.Indicators = append(s.Indicators, of)
				}
				said[f.Indicator] = of
			}
			if last[of] != r {
				of.Reports, last[of] = of.Reports+1, r
			}
			of.Figures = append(of.Figures, Stated{f, r})
		}
	}
	s.Indicators = slices.DeleteFunc(s.Indicators, func(of *Indicator) bool { return of.Reports < 2 })
	slices.SortFunc(s.Indicators, func(a, b *Indicator) int {
		return cmp.Or(-cmp.Compare(a.Reports, b.Reports), -cmp.Compare(len(a.Figures), len(b.Figures)), cmp.Compare(a.Name, b.Name))
	})
	ids := addresses{}
	for _, of := range s.Indicators {
		of.ID = ids.next(terms.ID(of.Name))
		of.Years = placeYears(of.Figures)
	}
}

// placeYears puts what was promised for a year beside what was reached in it, for each place.
func placeYears(figures []Stated) []PlaceYear {
	type key struct {
		place string
		only  *Digest
		year  int
	}
	at := map[key]int{}
	var rows []PlaceYear
	for _, f := range figures {
		promised := f.Kind == "target"
		if f.Year == 0 || !promised && f.Kind != "actual" && f.Kind != "change" {
			continue
		}
		k := key{f.Report.Place, nil, f.Year}
		if k.place == "" {
			k.only = f.Report
		}
		i, ok := at[k]
		if !ok {
			i = len(rows)
			at[k] = i
			rows = append(rows, PlaceYear{Place: k.place, Only: k.only, Year: k.year})
		}
		if promised {
			rows[i].Promised = append(rows[i].Promised, f)
		} else {
			rows[i].Result = append(rows[i].Result, f)
		}
	}
	slices.SortStableFunc(rows, func(a, b PlaceYear) int { return cmp.Or(byPlace(a.Place, b.Place), cmp.Compare(a.Year, b.Year)) })
	return rows
}

// terms finds those that at least two reports use.
func (s *Series) terms(one func(string) string) {
	byName := map[string]*SharedTerm{}
	said := map[string]*SharedTerm{} // by the names that reports use
	for _, r := range s.Reports {
		for i := range r.Terms {
			t := &r.Terms[i]
			of := said[t.Name]
			if of == nil {
				name := one(t.Name)
				key := terms.Key(name)
				if of = byName[key]; of == nil {
					of = &SharedTerm{ID: t.ID, Name: name, Kind: t.Kind}
					byName[key] = of
					s.Terms = append(s.Terms, of)
				}
				said[t.Name] = of
			}
			of.Kind = cmp.Or(of.Kind, t.Kind)
			of.Uses = append(of.Uses, Use{t, r})
		}
	}
	s.Terms = slices.DeleteFunc(s.Terms, func(t *SharedTerm) bool { return t.Uses[0].Report == t.Uses[len(t.Uses)-1].Report })
	slices.SortFunc(s.Terms, func(a, b *SharedTerm) int {
		return cmp.Or(-cmp.Compare(len(a.Uses), len(b.Uses)), cmp.Compare(a.Name, b.Name))
	})
	ids := addresses{}
	for _, t := range s.Terms {
		t.ID = ids.next(t.ID)
		slices.SortStableFunc(t.Uses, func(a, b Use) int {
			return cmp.Or(cmp.Compare(a.Report.Year, b.Report.Year), cmp.Compare(a.Report.Place, b.Report.Place), cmp.Compare(a.Report.ID, b.Report.ID))
		})
	}
}
