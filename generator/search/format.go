package search

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"baogao/generator/jsontext"
	"baogao/generator/spool"
)

// Format is the version of the data that this file writes and docs/search-format.md describes. A script that meets another says so.
const Format = 6

// TraditionalFile is the script with all traditional characters, which is read only when a query has one that no text has.
const TraditionalFile = "traditional.js"

// IndexFile is where a search begins; shards lie beside it.
const IndexFile = "search/index.js"

const (
	small        = 100_000 // characters of a site whose index is its text
	blockSize    = 1200    // characters of a block, what a posting leads to
	shardSize    = 4000    // characters of a shard of text
	namesSize    = 1500    // characters of a shard of names
	keysSize     = 2500    // bytes of a shard of postings
	bytesOfShard = 20_000  // about as many has the script of a shard; most have fewer
	coded        = 1500    // characters that have a code of one or two ASCII characters in shards of text
	shortCodes   = 75      // of these, the ones with one
)

// File is a script of search data; its name is a path from the site's folder.
type File struct {
	Name string
	Data []byte
}

// Source is a report that is read when it is needed: a series has too many to be held.
type Source struct {
	ID, Title, Year string
	Size            int // characters of its passages
	Read            func() (*Report, error)
}

// Size is how many characters its passages have.
func (r *Report) Size() (n int) {
	for i := range r.Passages {
		n += utf8.RuneCountInString(r.Passages[i].Text)
	}
	return n
}

// sourcesOf are reports that are held.
func sourcesOf(reports []*Report) []Source {
	all := make([]Source, len(reports))
	for i, r := range reports {
		all[i] = Source{r.ID, r.Title, r.Year, r.Size(), func() (*Report, error) { return r, nil }}
	}
	return all
}

// reader reads sources one after the other. The last is held: who reads it again has it.
type reader struct {
	sources []Source
	number  map[string]int // of facets; nil where they are not asked for
	at      int
	report  *Report // nil before the first
	facets  [][]int // of its passages
}

func (r *reader) read(i int) (*Report, error) {
	if r.report != nil && r.at == i {
		return r.report, nil
	}
	of, err := r.sources[i].Read()
	if err != nil {
		return nil, err
	}
	r.at, r.report = i, of
	if r.number != nil {
		r.facets = of.facetsOf(r.number)
	}
	return of, nil
}

// inShares parts things among so many goroutines: each has a stretch of them.
func inShares(things, shares int, do func(share, from, to int) error) error {
	var group errgroup.Group
	for k := range shares {
		group.Go(func() error { return do(k, things*k/shares, things*(k+1)/shares) })
	}
	return group.Wait()
}

// index is what IndexFile hands to the script. The small size has Text, the large one has Blocks, Texts and Keys.
type index struct {
	indexStart
	Text *textShard // "text", between the others
	indexEnd
}

type indexStart struct {
	Format  int         `json:"format"`
	Stamp   string      `json:"stamp"`
	Reports [][3]string `json:"reports"` // id, title, year; newest first
	Facets  []string    `json:"facets"`
	Fold    string      `json:"fold"`
}

type indexEnd struct {
	Codes  string   `json:"codes,omitempty"`
	Rest   string   `json:"rest,omitempty"`   // those of the small size with two letters, as steps
	Names  []int    `json:"names,omitzero"`   // of the large size: how many blocks a shard of names has
	Heads  int      `json:"heads,omitempty"`  // blocks of headings, which come behind those of names
	Blocks [][2]int `json:"blocks,omitempty"` // of each report: how many blocks of headings, of text
	Texts  []int    `json:"texts,omitempty"`  // how many blocks a shard of text has
	Keys   string   `json:"keys,omitempty"`   // the first key of each shard of postings, as steps
}

// encode is the index as JSON.
func (in *index) encode() ([]byte, error) {
	b, err := jsontext.Encode(in.indexStart)
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSuffix(b, []byte("}"))
	if in.Text != nil {
		b = in.Text.appendTo(append(slices.Grow(b, in.Text.size()), `,"text":`...))
	}
	end, err := jsontext.Encode(in.indexEnd)
	if err != nil {
		return nil, err
	}
	if len(end) > len("{}") {
		b = append(b, ',')
	}
	return append(b, end[1:]...), nil
}

// shard is a file beside the index; its script has format and stamp too.
type shard struct {
	file string
	kind string // text, keys, name, read
	of   interface{ appendTo([]byte) []byte }
}

type nameShard struct {
	number int
	names  []shardName
}

type shardName struct {
	of    *sharedName
	block int
}

// textShard is passages with the parts of reports that they are of.
type textShard struct {
	number   int
	parts    []shardPart
	passages []shardPassage
	code     coder
}

type shardPart struct {
	report int
	of     [3]string
}

type shardPassage struct {
	part   int
	of     *Passage
	facets []int
	block  int
}

// keyShard is keys and postings.
type keyShard struct {
	number int
	bits   []byte
}

func script(data []byte) []byte {
	return slices.Concat([]byte("baogaoSearch("), data, []byte(");\n"))
}

// ordered are reports as their hits are: the newer ones first, else in the project's order.
func ordered[T any](reports []T, year func(T) string) []T {
	all := slices.Clone(reports)
	slices.SortStableFunc(all, func(a, b T) int { return strings.Compare(year(b), year(a)) })
	return all
}

// byYear are reports that are held, as their hits are.
func byYear(reports []*Report) []*Report {
	return ordered(reports, func(r *Report) string { return r.Year })
}

// Alone is the index of one report that needs no other file, as JSON, for a page that holds it. The page has the texts, too: the index leaves them
// empty, and the page finds them by their ids.
func Alone(r *Report) ([]byte, error) {
	text := newCounted()
	defer text.characters.end()
	text.add(r)
	untold := *r
	untold.Passages = slices.Clone(r.Passages)
	for i := range untold.Passages {
		untold.Passages[i].Text = ""
	}
	sources := []Source{{ID: r.ID, Title: r.Title, Year: r.Year, Read: func() (*Report, error) { return &untold, nil }}}
	in, number := indexOf(sources, text.found())
	if err := everything(sources, in, number, noText()); err != nil {
		return nil, err
	}
	return in.encode()
}

// Files are the search data of reports that are held.
func Files(ctx context.Context, reports []*Report) ([]File, error) {
	return gathered(func(emit func(File) error) error { return Write(ctx, sourcesOf(reports), spool.New("", 0), emit) })
}

// gathered are files as they are written, sorted by their names.
func gathered(write func(emit func(File) error) error) ([]File, error) {
	var mu sync.Mutex
	var files []File
	err := write(func(f File) error {
		mu.Lock()
		defer mu.Unlock()
		files = append(files, f)
		return nil
	})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, err
}

// Write writes the search data of a site: for a small one the index alone, for a series an index that leads to shards. The same reports give the same
// bytes, but files come in no order, and several at once. What must wait is kept in the spool. It ends with the context's cause when that is done: the
// data of hundreds of reports take seconds.
func Write(ctx context.Context, sources []Source, wait *spool.Spool, emit func(File) error) error {
	return write(ctx, sources, wait, emit, !IsSeries(sources))
}

// IsSeries tells whether the search data of a site are of the large size: else its index is its text.
func IsSeries(sources []Source) bool {
	total := 0
	for _, s := range sources {
		total += s.Size
	}
	return total > small
}

func write(ctx context.Context, sources []Source, wait *spool.Spool, emit func(File) error, whole bool) error {
	sources = ordered(sources, func(s Source) string { return s.Year })
	found, err := survey(ctx, sources)
	if err != nil {
		return err
	}
	in, number := indexOf(sources, found)
	found.sounds = readingsOf(slices.Collect(maps.Keys(found.spoken)))
	in.Stamp = found.stamp()
	w := &writer{ctx, sources, in, found, wait, emit}
	if err := w.write(shard{"search/pinyin.js", "read", found.sounds}); err != nil {
		return err
	}
	if whole {
		if err := everything(sources, in, number, found.characters.coding()); err != nil {
			return err
		}
		all := &nameShard{names: []shardName{}}
		for _, n := range found.names {
			all.names = append(all.names, shardName{n, 0})
		}
		err = w.write(shard{"search/n0.js", "name", all})
	} else {
		in.Names = []int{}
		err = w.series(number)
	}
	if err != nil {
		return err
	}
	data, err := in.encode()
	if err != nil {
		return err
	}
	return emit(File{IndexFile, script(data)})
}

// writer writes the data of a site.
type writer struct {
	ctx     context.Context
	sources []Source
	in      *index
	found   *found
	wait    *spool.Spool
	emit    func(File) error
}

// write writes a shard.
func (w *writer) write(s shard) error {
	if w.ctx.Err() != nil {
		return context.Cause(w.ctx)
	}
	b := fmt.Appendf(make([]byte, 0, bytesOfShard), "baogaoSearch({\"format\":%d,\"stamp\":%q,%q:", Format, w.in.Stamp, s.kind)
	return w.emit(File{s.file, append(s.of.appendTo(b), "});\n"...)})
}

// indexOf is what both sizes have, and the number of each facet.
func indexOf(sources []Source, of *found) (*index, map[string]int) {
	in := &index{indexStart: indexStart{Format: Format, Reports: [][3]string{}, Facets: of.facets, Fold: of.characters.traditional()}}
	for _, s := range sources {
		in.Reports = append(in.Reports, [3]string{s.ID, s.Title, s.Year})
	}
	number := map[string]int{}
	for i, name := range in.Facets {
		number[name] = i
	}
	return in, number
}

// everything puts the text of a small site into its index, as its one shard.
func everything(sources []Source, in *index, number map[string]int, codes coding) error {
	short := min(shortCodes, len(codes.table))
	rest := make([]int, 0, len(codes.table))
	for _, c := range codes.table[short:] {
		rest = append(rest, int(c))
	}
	in.Codes, in.Rest = string(codes.table[:short]), steps(rest)
	in.Text = &textShard{code: codes.code}
	for i, s := range sources {
		r, err := s.Read()
		if err != nil {
			return err
		}
		facets := r.facetsOf(number)
		for k := range r.Passages {
			in.Text.add(i, r, k, facets[k], 0)
		}
	}
	return nil
}

// add puts a passage in; one of the same page as the one before shares its part.
func (s *textShard) add(report int, r *Report, i int, facets []int, block int) {
	p := &r.Passages[i]
	part := shardPart{report, r.Parts[p.Part]}
	at := slices.Index(s.parts, part)
	if at < 0 {
		at = len(s.parts)
		s.parts = append(s.parts, part)
	}
	s.passages = append(s.passages, shardPassage{at, p, facets, block})
}

// steps writes ascending numbers as the distances between them, less one; the one before the first is -1.
func steps(all []int) string {
	var b []byte
	last := -1
	for _, n := range all {
		b = digits(b, n-last-1)
		last = n
	}
	return string(b)
}

// digits writes a number from 0, the lowest digit first; a digit that another follows is one of the second half of codeLetters.
func digits(b []byte, n int) []byte {
	const half = len(codeLetters) / 2
	for ; n >= half; n /= half {
		b = append(b, codeLetters[half+n%half])
	}
	return append(b, codeLetters[n])
}

// numbered is the name of a shard's file.
func numbered(kind string, n int) string { return kind + strconv.Itoa(n) + ".js" }
