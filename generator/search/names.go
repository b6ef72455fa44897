package search

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Name is a term or an indicator of a report, which has a page of its own.
type Name struct {
	Kind  string   // term, indicator
	Page  string   // from the site's folder
	Names []string // what it is called, the name that is shown first
	More  string   // what the report says of an indicator
	Read  string   // plain syllables of the first name, where it is not read as its characters usually are
}

// sharedName is a name as it stands in every report that calls, reads and addresses it so.
type sharedName struct {
	Kind, Read string
	Names      []string
	id         string      // its own in the address of its page
	key        string      // all of these: of two with one key there is one
	places     []namePlace // the newer first
}

// namePlace is a report that has a name, with what it says of it.
type namePlace struct {
	report int
	more   string
}

// reports are the numbers of the reports, as steps.
func (n *sharedName) reports() string {
	all := make([]int, len(n.places))
	for i, p := range n.places {
		all[i] = p.report
	}
	return steps(all)
}

// nameTable has the names of reports, each once, as they first come. It keeps nothing of the reports.
type nameTable struct {
	order []*sharedName
	known map[string]*sharedName
	key   []byte // of the name that is added
}

func newNameTable() *nameTable { return &nameTable{known: map[string]*sharedName{}} }

// add adds the names of a report, which stands behind those that were added.
func (t *nameTable) add(report int, r *Report) {
	for k := range r.Names {
		n := &r.Names[k]
		page := path.Base(n.Page)
		t.key = append(append(append(append(append(t.key[:0], n.Kind...), 0), page...), 0), n.Read...)
		for _, name := range n.Names {
			t.key = append(append(t.key, 0), name...)
		}
		of := t.known[string(t.key)]
		if of == nil {
			of = &sharedName{Kind: strings.Clone(n.Kind), Read: strings.Clone(n.Read), id: strings.Clone(strings.TrimSuffix(page, ".html")), key: string(t.key)}
			for _, name := range n.Names {
				of.Names = append(of.Names, strings.Clone(name))
			}
			t.put(of)
		}
		if len(of.places) == 0 || of.places[len(of.places)-1].report != report {
			of.places = append(of.places, namePlace{report, strings.Clone(n.More)})
		}
	}
}

// join adds a table whose reports stand behind those of this one.
func (t *nameTable) join(of *nameTable) {
	for _, n := range of.order {
		if own := t.known[n.key]; own != nil {
			own.places = append(own.places, n.places...)
		} else {
			t.put(n)
		}
	}
}

func (t *nameTable) put(n *sharedName) {
	t.known[n.key] = n
	t.order = append(t.order, n)
}

// page is the address of a name's page in a report, from the site's folder.
func (n *sharedName) page(report string) string { return report + "/" + n.Kind + "s/" + n.id + ".html" }

// Answer is a name or a heading that a text names.
type Answer struct {
	URL  string `json:"url"` // from the site's folder
	Text string `json:"text"`
	Kind string `json:"kind"` // term, indicator, heading
	Rank int    `json:"rank"` // 0 the very name, 1 its beginning, 2 inside of it; 3, 4, 5 the same by its pinyin; 6 short for it
	More string `json:"more"`
	In   string `json:"in"` // the report's title, in a series

	length, report int
}

// asked is a text that names are compared with: a phrase, and pinyin where it can be such.
type asked struct {
	core    []rune
	letters string
	sounds  *readings
}

func ask(text string, sounds *readings) asked {
	return asked{core: phrase(text).core, letters: letters(text), sounds: sounds}
}

// Names are the terms, indicators and headings of reports, ready to be asked for.
type Names struct {
	reports []*Report
	shared  []*sharedName
	sounds  *readings
}

// NewNames makes them ready.
func NewNames(reports []*Report) *Names {
	reports = byYear(reports)
	names, spoken := newNameTable(), map[string]bool{}
	for i, r := range reports {
		names.add(i, r)
		addSpoken(spoken, r)
	}
	return &Names{reports, names.order, readingsOf(slices.Collect(maps.Keys(spoken)))}
}

// shown is how many answers stand above the hits, few how many at most where the text is only a part of names.
const shown, few = 5, 2

// Shown are those of the answers that stand above the hits: terms and indicators that are the text, then few that begin with it, and indicators
// that hold it.
func Shown(all []Answer) []Answer {
	found := []Answer{}
	for _, a := range all {
		most := few
		if a.Rank == 0 || a.Rank == 3 {
			most = shown
		}
		if len(found) < most && a.Kind != "heading" && (a.Kind == "indicator" || a.Rank%3 < 2) {
			found = append(found, a)
		}
	}
	return found
}

// Find gives what a text names, by its characters or its pinyin, what is named best first.
func (n *Names) Find(text string) []Answer {
	reports := n.reports
	called := func(report int) string {
		if len(reports) == 1 {
			return ""
		}
		return reports[report].Title
	}
	a := ask(text, n.sounds)
	found := []Answer{}
	for _, n := range n.shared {
		best := none
		length := 0
		for k, name := range n.Names {
			read := ""
			if k == 0 {
				read = n.Read
			}
			if rank := a.rank(fold(name), read); rank < best {
				best, length = rank, utf8.RuneCountInString(name)
			}
		}
		if best < none {
			found = n.answers(reports, found, best, length)
		}
	}
	for _, whole := range []bool{true, false} {
		for number, r := range reports {
			for i := range r.Passages {
				if p := &r.Passages[i]; len(p.Heads) > 0 && p.isHeading() == whole {
					found = append(found, r.headings(number, i, &a)...)
				}
			}
		}
	}
	if !slices.ContainsFunc(found, func(x Answer) bool { return x.Kind != "heading" }) {
		found = n.shortened(found, a.core)
	}
	slices.SortStableFunc(found, func(x, y Answer) int {
		return cmp.Or(x.Rank-y.Rank, cmp.Compare(isHeadingKind(x), isHeadingKind(y)), x.length-y.length, inNames(x)-inNames(y))
	})
	for i := range found {
		found[i].In = called(found[i].report)
	}
	return found
}

// leastShort is how many characters a name has at least that leaves out others.
const leastShort = 3

// shortened adds the names that have the characters of a text in its order: 粮食产量 is short for 粮食总产量.
func (n *Names) shortened(found []Answer, core []rune) []Answer {
	if len(core) < leastShort || slices.ContainsFunc(core, func(c rune) bool { return !isHan(c) }) {
		return found
	}
	for _, of := range n.shared {
		for _, name := range of.Names {
			at := 0
			for _, c := range fold(name).core {
				if at < len(core) && c == core[at] {
					at++
				}
			}
			if at == len(core) {
				found = of.answers(n.reports, found, 6, utf8.RuneCountInString(name))
				break
			}
		}
	}
	return found
}

// answers adds a name in each of its reports.
func (n *sharedName) answers(reports []*Report, found []Answer, rank, length int) []Answer {
	for _, p := range n.places {
		found = append(found, Answer{n.page(reports[p.report].ID), n.Names[0], n.Kind, rank, p.more, "", length, p.report})
	}
	return found
}

// inNames is the report of a name; headings keep the order in which they stand: whole ones first.
func inNames(a Answer) int {
	if a.Kind == "heading" {
		return 0
	}
	return a.report
}

func isHeadingKind(a Answer) int {
	if a.Kind == "heading" {
		return 1
	}
	return 0
}

// headings are the headings of a passage that the text names.
func (r *Report) headings(number, i int, a *asked) []Answer {
	p := &r.Passages[i]
	var found []Answer
	units := p.units()
	for k := 0; k+1 < len(p.Heads); k += 2 {
		text := strings.TrimRight(string(utf16.Decode(units[p.Heads[k]:p.Heads[k+1]])), "。")
		if rank := a.rank(fold(text), ""); rank < none {
			h := r.hit(i, []span{{start: p.Heads[k], end: p.Heads[k+1]}}, 0)
			found = append(found, Answer{h.URL, strings.TrimSpace(r.Parts[p.Part][1] + " " + text), "heading", rank, "", "", utf8.RuneCountInString(text), number})
		}
	}
	return found
}

const none = 9

// rank tells how a name is named: 0, 1, 2 by its characters, 3, 4, 5 by its pinyin, none not at all.
func (a *asked) rank(name *folded, read string) int {
	if n := len(a.core); n > 0 {
		switch at := indexOfRunes(name.core, a.core); {
		case at == 0 && n == len(name.core):
			return 0
		case at == 0:
			return 1
		case at > 0:
			return 2
		}
	}
	if a.letters == "" {
		return none
	}
	sounds := a.sounds.read(name.full, read)
	best := none
	for at := range name.full {
		end := spelt(a.letters, name.full, sounds, at)
		if end < 0 {
			continue
		}
		if first := firstWord(name.full); at > first {
			best = min(best, 5)
			break
		}
		best = 4
		if end > lastWord(name.full) {
			best = 3
		}
		break
	}
	return best
}

func firstWord(all []rune) int {
	return slices.IndexFunc(all, func(c rune) bool { return !isPunct(c) })
}

func lastWord(all []rune) int {
	n := len(all) - 1
	for n >= 0 && isPunct(all[n]) {
		n--
	}
	return n
}

func indexOfRunes(all, part []rune) int {
	for at := 0; at+len(part) <= len(all); at++ {
		if slices.Equal(all[at:at+len(part)], part) {
			return at
		}
	}
	return -1
}
