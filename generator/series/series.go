// Package series is what crosses reports. Of every report a Digest stays, made from it alone; Join makes the tables that cross reports from the
// digests alone. So reports can be built apart, at other times and on other machines, and joined after. The lists of digests lie packed, in memory or in
// a file: the tables know where a figure, a term or a sentence stands, and read it when its page is written.
package series

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"baogao/generator/content"
	"baogao/generator/packed"
	"baogao/generator/terms"
)

// Digest is what other reports and the pages of the series may know of a report. Addresses are from the site's folder; words are those of its pages.
type Digest struct {
	Head
	Figures     packed.List[Figure]
	Terms       packed.List[Term]
	Commitments packed.List[Commitment]
	Sentences   packed.List[Sentence]
}

// Head is what is short.
type Head struct {
	ID, Title, Place string
	Name             string // the title, with the place and the year that it does not say: what tells it from others
	Year             int    // in which it was given; 0 where it does not say
	Has              Counts
}

// Given is a digest as it is made, before it is packed.
type Given struct {
	Head
	Figures     []Figure
	Terms       []Term
	Commitments []Commitment
	Sentences   []Sentence
}

// Counts are how many a report has of what its digest lists, but for sentences.
type Counts struct{ Figures, Terms, Commitments int }

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
	Years      []int                         // from the first to the last that has a report; 0, where it is there, is first
	Indicators func() ([]*Indicator, error)  // those that at least two reports state, what most of them state first; found when they are first asked for
	Terms      func() ([]*SharedTerm, error) // those that at least two reports use, what most of them use first
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
	figures  []place
}

// Count is how many figures it has.
func (of *Indicator) Count() int { return len(of.figures) }

// place is where something stands in a list of a report, which is one of the series by its index.
type place struct {
	report int32
	at     packed.Place
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
	uses           []place
}

// Count is how many reports use it.
func (t *SharedTerm) Count() int { return len(t.uses) }

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
	s.Indicators = sync.OnceValues(func() ([]*Indicator, error) { return s.indicators(one) })
	s.Terms = sync.OnceValues(func() ([]*SharedTerm, error) { return s.terms(one) })
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

func (s *Series) indicators(one func(string) string) (found []*Indicator, err error) {
	byName := map[string]*Indicator{}
	said := map[string]*Indicator{} // by the names that reports use
	last := map[*Indicator]int{}
	for i, r := range s.Reports {
		err := r.Figures.Each(func(at packed.Place, f *Figure) {
			of := said[f.Indicator]
			if of == nil {
				name := strings.Clone(one(f.Indicator))
				key := terms.Key(name)
				if of = byName[key]; of == nil {
					of = &Indicator{Name: name}
					byName[key] = of
					found = append(found, of)
				}
				said[strings.Clone(f.Indicator)] = of
			}
			if last[of] != i+1 {
				of.Reports, last[of] = of.Reports+1, i+1
			}
			of.figures = append(of.figures, place{int32(i), at})
		})
		if err != nil {
			return nil, err
		}
	}
	found = slices.DeleteFunc(found, func(of *Indicator) bool { return of.Reports < 2 })
	slices.SortFunc(found, func(a, b *Indicator) int {
		return cmp.Or(-cmp.Compare(a.Reports, b.Reports), -cmp.Compare(len(a.figures), len(b.figures)), cmp.Compare(a.Name, b.Name))
	})
	ids := addresses{}
	for _, of := range found {
		of.ID = ids.next(terms.ID(of.Name))
	}
	return found, nil
}

// Figures are what reports state of an indicator, by place, the year of the report, and report.
func (s *Series) Figures(of *Indicator) ([]Stated, error) {
	all := make([]Stated, 0, len(of.figures))
	err := each(s, of.figures, func(r *Digest) packed.List[Figure] { return r.Figures }, func(f *Figure, r *Digest) { all = append(all, Stated{f, r}) })
	return all, err
}

// each reads what stands at places of the reports' lists.
func each[T any](s *Series, places []place, list func(*Digest) packed.List[T], do func(*T, *Digest)) error {
	for _, p := range places {
		r := s.Reports[p.report]
		v, err := list(r).At(p.at)
		if err != nil {
			return err
		}
		do(&v, r)
	}
	return nil
}

// PlaceYears puts what was promised for a year beside what was reached in it, for each place.
func PlaceYears(figures []Stated) []PlaceYear {
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

func (s *Series) terms(one func(string) string) (found []*SharedTerm, err error) {
	byName := map[string]*SharedTerm{}
	said := map[string]*SharedTerm{} // by the names that reports use
	for i, r := range s.Reports {
		err := r.Terms.Each(func(at packed.Place, t *Term) {
			of := said[t.Name]
			if of == nil {
				name := strings.Clone(one(t.Name))
				key := terms.Key(name)
				if of = byName[key]; of == nil {
					of = &SharedTerm{ID: strings.Clone(t.ID), Name: name, Kind: strings.Clone(t.Kind)}
					byName[key] = of
					found = append(found, of)
				}
				said[strings.Clone(t.Name)] = of
			}
			if of.Kind == "" {
				of.Kind = strings.Clone(t.Kind)
			}
			of.uses = append(of.uses, place{int32(i), at})
		})
		if err != nil {
			return nil, err
		}
	}
	found = slices.DeleteFunc(found, func(t *SharedTerm) bool { return t.uses[0].report == t.uses[len(t.uses)-1].report })
	slices.SortFunc(found, func(a, b *SharedTerm) int {
		return cmp.Or(-cmp.Compare(len(a.uses), len(b.uses)), cmp.Compare(a.Name, b.Name))
	})
	ids := addresses{}
	for _, t := range found {
		t.ID = ids.next(t.ID)
		slices.SortStableFunc(t.uses, func(a, b place) int {
			x, y := s.Reports[a.report], s.Reports[b.report]
			return cmp.Or(cmp.Compare(x.Year, y.Year), cmp.Compare(x.Place, y.Place), cmp.Compare(x.ID, y.ID))
		})
	}
	return found, nil
}

// Uses are a term in its reports, by their year, place and id.
func (s *Series) Uses(t *SharedTerm) ([]Use, error) {
	all := make([]Use, 0, len(t.uses))
	err := each(s, t.uses, func(r *Digest) packed.List[Term] { return r.Terms }, func(of *Term, r *Digest) { all = append(all, Use{of, r}) })
	return all, err
}
