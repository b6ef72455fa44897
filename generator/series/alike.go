package series

import (
	"cmp"
	"math/bits"
	"runtime"
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"baogao/generator/packed"
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

// Clauses is the index of what sentences have in common: clauses and sentences by their number in the series. It is made once for a series and
// never changed after.
type Clauses struct {
	reports []*Digest
	places  []packed.Place // of sentences, in the lists of their reports
	first   []int32        // of each report: the number of its first sentence; the last is how many there are
	lengths []int32        // of sentences, in characters
	ends    []int32        // of sentences: where their clauses end in own
	own     []int32        // clauses of sentences, in their order
	sizes   []int32        // of clauses, in characters
	begins  []int32        // of clauses: where their sentences begin in holders; the last is how many there are
	holders []int32        // the sentences that have a clause, ascending; none of a formula
	scores  sync.Pool      // of *scores
}

// scores are, of the sentences that are compared with one, the characters of the clauses that both have.
type scores struct {
	shared []int32 // by sentence; 0 again when the comparison is done
	order  []int32 // those that have any, as they were met
}

// clause is a clause by a hash of its characters: that two of a million clauses have one is less likely than one in ten million.
type clause struct {
	hash uint64
	size int32 // characters
}

// readSentences is what one core reads of some reports: their sentences one after the other.
type readSentences struct {
	counts        []int32 // of reports
	places        []packed.Place
	lengths, ends []int32
	own           []clause
}

// read reads them.
func (s *readSentences) read(reports []*Digest) error {
	s.counts, s.places, s.lengths, s.ends, s.own = s.counts[:0], s.places[:0], s.lengths[:0], s.ends[:0], s.own[:0]
	for _, r := range reports {
		before := len(s.lengths)
		err := r.Sentences.Each(func(at packed.Place, of *Sentence) {
			s.places = append(s.places, at)
			s.lengths = append(s.lengths, int32(utf8.RuneCountInString(of.Text)))
			s.own = appendClauses(s.own, of.Text)
			s.ends = append(s.ends, int32(len(s.own)))
		})
		if err != nil {
			return err
		}
		s.counts = append(s.counts, int32(len(s.lengths)-before))
	}
	return nil
}

// reportsAtOnce is how many reports a core reads at most before the clauses of all are numbered: what is read of them takes many times what stays.
const reportsAtOnce = 32

// IndexClauses reads all sentences.
func (s *Series) IndexClauses() (*Clauses, error) {
	c := &Clauses{reports: s.Reports, first: make([]int32, 1, len(s.Reports)+1)}
	number := map[uint64]int32{}
	var held []int32 // by clause: how many sentences have it
	parts := make([]readSentences, runtime.GOMAXPROCS(0))
	atOnce := min(reportsAtOnce, (len(s.Reports)+len(parts)-1)/len(parts)) // a few are shared, too
	for from := 0; from < len(s.Reports); {
		var group errgroup.Group
		read := 0
		for ; read < len(parts) && from < len(s.Reports); read++ {
			p, to := &parts[read], min(from+atOnce, len(s.Reports))
			reports := s.Reports[from:to]
			group.Go(func() error { return p.read(reports) })
			from = to
		}
		if err := group.Wait(); err != nil {
			return nil, err
		}
		for _, p := range parts[:read] {
			for _, n := range p.counts {
				c.first = append(c.first, c.first[len(c.first)-1]+n)
			}
			c.places = append(c.places, p.places...)
			c.lengths = append(c.lengths, p.lengths...)
			before := int32(len(c.own))
			for _, end := range p.ends {
				c.ends = append(c.ends, before+end)
			}
			for _, of := range p.own {
				n, ok := number[of.hash]
				if !ok {
					n = int32(len(held))
					number[of.hash] = n
					held, c.sizes = append(held, 0), append(c.sizes, of.size)
				}
				held[n]++
				c.own = append(c.own, n)
			}
		}
	}
	c.begins = make([]int32, len(held)+1)
	for n, count := range held {
		if count > mostHolders {
			count = 0
		}
		c.begins[n+1] = c.begins[n] + count
	}
	c.holders = make([]int32, c.begins[len(held)])
	next := slices.Clone(c.begins)
	start := int32(0)
	for sentence, end := range c.ends {
		for _, n := range c.own[start:end] {
			if c.begins[n] < c.begins[n+1] {
				c.holders[next[n]] = int32(sentence)
				next[n]++
			}
		}
		start = end
	}
	c.scores.New = func() any { return &scores{shared: make([]int32, len(c.lengths))} }
	return c, nil
}

// Of is, for each sentence of a report that another report has too, the one most like it; reports of the same place first, then the nearest before it
// in time. The report is one of the series, by its index.
func (c *Clauses) Of(report int) ([]Alike, error) {
	at := c.scores.Get().(*scores)
	defer c.scores.Put(at)
	r := c.reports[report]
	low, high := c.first[report], c.first[report+1]
	var found []Alike
	for sentence := low; sentence < high; sentence++ {
		start := int32(0)
		if sentence > 0 {
			start = c.ends[sentence-1]
		}
		for _, n := range c.own[start:c.ends[sentence]] {
			for _, h := range c.holders[c.begins[n]:c.begins[n+1]] {
				if h >= low && h < high {
					continue
				}
				if at.shared[h] == 0 {
					at.order = append(at.order, h)
				}
				at.shared[h] += c.sizes[n]
			}
		}
		best, ok := c.best(r, c.lengths[sentence], at)
		for _, h := range at.order {
			at.shared[h] = 0
		}
		at.order = at.order[:0]
		if !ok {
			continue
		}
		here, err := r.Sentences.At(c.places[sentence])
		if err != nil {
			return nil, err
		}
		there, err := best.report.Sentences.At(c.places[best.sentence])
		if err != nil {
			return nil, err
		}
		a := Alike{Here: &here, There: &there, Report: best.report, Shared: int(best.shared)}
		a.Ours, a.Theirs = differences(here.Text, there.Text)
		found = append(found, a)
	}
	return found, nil
}

// like is a sentence that has clauses of another.
type like struct {
	sentence, shared int32 // characters of these clauses
	report           *Digest
}

func (c *Clauses) best(r *Digest, length int32, at *scores) (best like, ok bool) {
	for _, h := range at.order {
		n := at.shared[h]
		if n < leastShared || float64(n) < leastPart*float64(min(length, c.lengths[h])) || n < best.shared {
			continue
		}
		report := sort.Search(len(c.reports), func(i int) bool { return c.first[i+1] > h })
		other := like{h, n, c.reports[report]}
		if !ok || nearer(r, other, best) < 0 {
			best, ok = other, true
		}
	}
	return best, ok
}

// nearer orders what a sentence is alike to: more in common, the same place, an earlier report, the nearest year.
func nearer(r *Digest, a, b like) int {
	yes := func(is bool) int {
		if is {
			return 0
		}
		return 1
	}
	away := func(x like) int { return max(r.Year-x.report.Year, x.report.Year-r.Year) }
	return cmp.Or(-cmp.Compare(a.shared, b.shared), cmp.Compare(yes(a.report.Place == r.Place), yes(b.report.Place == r.Place)),
		cmp.Compare(yes(a.report.Year <= r.Year), yes(b.report.Year <= r.Year)), cmp.Compare(away(a), away(b)), cmp.Compare(a.report.ID, b.report.ID))
}

// appendClauses adds the stretches of a sentence between its stops and commas, without its numbers, each once: what stays where a year is put
// forward.
func appendClauses(all []clause, text string) []clause {
	start := len(all)
	var now clause
	end := func() {
		if now.size >= leastClause && !slices.Contains(all[start:], now) {
			all = append(all, now)
		}
		now = clause{}
	}
	for _, r := range text {
		switch r {
		case '，', '。', '；', '：', '、', '！', '？', ',', ';', ':':
			end()
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ', '　', '“', '”':
		default:
			now.hash = (bits.RotateLeft64(now.hash, 23) ^ uint64(r)) * 0x9e3779b97f4a7c15
			now.size++
		}
	}
	end()
	return all
}
