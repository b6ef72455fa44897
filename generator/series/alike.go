package series

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// Alike is two sentences of two reports that say the same in nearly the same words, the later report's first.
type Alike struct {
	Here, There  *Sentence
	Report       *Digest  // that There is of
	Shared       int      // characters of the clauses that both have
	Ours, Theirs []Change // Here and There cut where they differ
}

// Change is a stretch of a sentence: of both, or of this one alone.
type Change struct {
	Text string
	Own  bool // the other does not have it
}

// LeastSentence is how many bytes a sentence has that can be like another: twenty Han characters.
const LeastSentence = 60

const (
	leastClause = 6   // characters: shorter ones are common coin
	leastShared = 14  // characters in common clauses from which two sentences are alike
	mostHolders = 64  // a clause that more sentences have is a formula, and makes nothing alike
	leastPart   = 0.4 // of the shorter sentence that the common clauses must make up
)

// holder is a place where a clause stands: a sentence of a report.
type holder struct{ report, sentence int32 }

// Clauses is the index of what sentences have in common. It is made once for a series and never changed after.
type Clauses struct {
	reports []*Digest
	held    map[string][]holder
}

// IndexClauses reads all sentences.
func (s *Series) IndexClauses() *Clauses {
	c := &Clauses{reports: s.Reports, held: map[string][]holder{}}
	for i, r := range s.Reports {
		for j := range r.Sentences {
			for _, clause := range clauses(r.Sentences[j].Text) {
				if list := c.held[clause]; len(list) <= mostHolders {
					c.held[clause] = append(list, holder{int32(i), int32(j)})
				}
			}
		}
	}
	return c
}

// AllAlike is what Of finds for every report, by index of Reports.
func (s *Series) AllAlike() [][]Alike {
	c := s.IndexClauses()
	all := make([][]Alike, len(s.Reports))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, r := range s.Reports {
		group.Go(func() error {
			all[i] = c.Of(r)
			return nil
		})
	}
	group.Wait() // none fails
	return all
}

// Of is, for each sentence of a report that another report has too, the one most like it; reports of the same place first, then the nearest before it in time.
func (c *Clauses) Of(r *Digest) []Alike {
	self := int32(slices.Index(c.reports, r))
	var found []Alike
	for j := range r.Sentences {
		here := &r.Sentences[j]
		shared := map[holder]int{}
		var order []holder
		for _, clause := range clauses(here.Text) {
			list := c.held[clause]
			if len(list) > mostHolders {
				continue
			}
			for _, h := range list {
				if h.report == self {
					continue
				}
				if shared[h] == 0 {
					order = append(order, h)
				}
				shared[h] += utf8.RuneCountInString(clause)
			}
		}
		best, ok := c.best(r, here, order, shared)
		if ok {
			found = append(found, best)
		}
	}
	return found
}

func (c *Clauses) best(r *Digest, here *Sentence, order []holder, shared map[holder]int) (best Alike, ok bool) {
	length := utf8.RuneCountInString(here.Text)
	for _, h := range order {
		there := &c.reports[h.report].Sentences[h.sentence]
		if n := shared[h]; n < leastShared || float64(n) < leastPart*float64(min(length, utf8.RuneCountInString(there.Text))) {
			continue
		}
		other := Alike{Here: here, There: there, Report: c.reports[h.report], Shared: shared[h]}
		if !ok || nearer(r, other, best) < 0 {
			best, ok = other, true
		}
	}
	if ok {
		best.Ours, best.Theirs = differences(best.Here.Text, best.There.Text)
	}
	return best, ok
}

// nearer orders what a sentence is alike to: more in common, the same place, an earlier report, the nearest year.
func nearer(r *Digest, a, b Alike) int {
	yes := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	away := func(x Alike) int { return max(r.Year-x.Report.Year, x.Report.Year-r.Year) }
	return cmp.Or(-cmp.Compare(a.Shared, b.Shared), cmp.Compare(yes(a.Report.Place == r.Place), yes(b.Report.Place == r.Place)),
		cmp.Compare(yes(a.Report.Year <= r.Year), yes(b.Report.Year <= r.Year)), cmp.Compare(away(a), away(b)), cmp.Compare(a.Report.ID, b.Report.ID))
}

// clauses are the stretches of a sentence between its stops and commas, without its numbers, each once: what stays where a year is put forward.
func clauses(text string) []string {
	var found []string
	for c := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("，。；：、！？,;:", r) }) {
		c = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '.' || r == ' ' || r == '　' || r == '“' || r == '”' {
				return -1
			}
			return r
		}, c)
		if utf8.RuneCountInString(c) >= leastClause && !slices.Contains(found, c) {
			found = append(found, c)
		}
	}
	return found
}
