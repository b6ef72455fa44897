package search

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"baogao/generator/jsontext"
)

// Format is the version of the data that this file writes and docs/search-format.md describes. A script that meets another says so.
const Format = 5

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
		b = in.Text.appendTo(append(b, `,"text":`...))
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
func ordered(reports []*Report) []*Report {
	all := slices.Clone(reports)
	slices.SortStableFunc(all, func(a, b *Report) int { return strings.Compare(b.Year, a.Year) })
	return all
}

// Alone is the index of one report that needs no other file, as JSON, for a page that holds it.
func Alone(r *Report) ([]byte, error) {
	reports := []*Report{r}
	found := charactersOf(reports)
	in, number := indexOf(reports, found)
	in.Text = everything(reports, in, number, found)
	return in.encode()
}

// Files are the search data of a site: for a small one the index alone, for a series an index that leads to shards. The same reports give the
// same bytes. It ends with the context's cause when that is done: the data of hundreds of reports take seconds.
func Files(ctx context.Context, reports []*Report) ([]File, error) {
	return write(ctx, reports, isSmall(reports))
}

// isSmall tells whether the index of a site is its text.
func isSmall(reports []*Report) bool {
	total := 0
	for _, r := range reports {
		for i := range r.Passages {
			total += utf8.RuneCountInString(r.Passages[i].Text)
		}
	}
	return total <= small
}

func write(ctx context.Context, reports []*Report, whole bool) ([]File, error) {
	reports = ordered(reports)
	found := charactersOf(reports)
	in, number := indexOf(reports, found)
	sounds := readingsOf(reports)
	shards := []shard{{"search/pinyin.js", "read", sounds}}
	if whole {
		in.Text = everything(reports, in, number, found)
		all := &nameShard{names: []shardName{}}
		for _, n := range sharedNames(reports) {
			all.names = append(all.names, shardName{n, 0})
		}
		shards = append(shards, shard{"search/n0.js", "name", all})
	} else {
		in.Names = []int{}
		more, err := series(ctx, reports, in, number, found, sounds)
		if err != nil {
			return nil, err
		}
		shards = append(shards, more...)
	}
	data, bodies, err := stamped(ctx, in, shards)
	if err != nil {
		return nil, err
	}
	files := make([]File, len(shards)+1)
	files[0] = File{IndexFile, data}
	for i := range shards {
		files[i+1] = File{shards[i].file, bodies[i]}
	}
	return files, nil
}

// indexOf is what both sizes have, and the number of each facet.
func indexOf(reports []*Report, found *characters) (*index, map[string]int) {
	in := &index{indexStart: indexStart{Format: Format, Reports: [][3]string{}, Facets: facetNames(reports), Fold: found.traditional()}}
	for _, r := range reports {
		in.Reports = append(in.Reports, [3]string{r.ID, r.Title, r.Year})
	}
	number := map[string]int{}
	for i, name := range in.Facets {
		number[name] = i
	}
	return in, number
}

// everything is the text of a small site as its one shard.
func everything(reports []*Report, in *index, number map[string]int, found *characters) *textShard {
	table := found.codes()
	short := min(shortCodes, len(table))
	slices.Sort(table[short:])
	rest := make([]int, 0, len(table))
	for _, c := range table[short:] {
		rest = append(rest, int(c))
	}
	in.Codes, in.Rest = string(table[:short]), steps(rest)
	all := &textShard{code: newCoder(table)}
	for i, r := range reports {
		facets := r.facetsOf(number)
		for k := range r.Passages {
			all.add(i, r, k, facets[k], 0)
		}
	}
	return all
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

// noStamp stands where the stamp comes.
const noStamp = "00000000"

// stamped writes the index and the shards with one stamp: a mark of all that they hold.
func stamped(ctx context.Context, in *index, shards []shard) ([]byte, [][]byte, error) {
	h := sha256.New()
	bodies := make([][]byte, len(shards))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range shards {
		group.Go(func() error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			body := fmt.Appendf(make([]byte, 0, bytesOfShard), "baogaoSearch({\"format\":%d,\"stamp\":%q,%q:", Format, noStamp, shards[i].kind)
			bodies[i] = append(shards[i].of.appendTo(body), "});\n"...)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	data, err := in.encode()
	if err != nil {
		return nil, nil, err
	}
	h.Write(data)
	for _, b := range bodies {
		h.Write(b)
	}
	in.Stamp = hex.EncodeToString(h.Sum(nil)[:4])
	for _, b := range bodies {
		copy(b[bytes.Index(b, []byte(noStamp)):], in.Stamp)
	}
	data, err = in.encode()
	return script(data), bodies, err
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

// IsSeries tells whether the search data of a site is of the large size.
func IsSeries(reports []*Report) bool { return !isSmall(reports) }
