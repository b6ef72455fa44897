package search

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
)

// Format is the version of the data that this file writes and docs/search-format.md describes. A script that meets another says so.
const Format = 5

// TraditionalFile is the script with all traditional characters, which is read only when a query has one that no text has.
const TraditionalFile = "traditional.js"

// IndexFile is where a search begins; shards lie beside it.
const IndexFile = "search/index.js"

const (
	small      = 100_000 // characters of a site whose index is its text
	blockSize  = 1200    // characters of a block, what a posting leads to
	shardSize  = 4000    // characters of a shard of text
	namesSize  = 1500    // characters of a shard of names
	keysSize   = 2500    // bytes of a shard of postings
	coded      = 1500    // characters that have a code of one or two ASCII characters in shards of text
	shortCodes = 75      // of these, the ones with one
)

// File is a script of search data; its name is a path from the site's folder.
type File struct {
	Name string
	Data []byte
}

// index is what IndexFile hands to the script. The small size has Text, the large one has Blocks, Texts and Keys.
type index struct {
	Format  int         `json:"format"`
	Stamp   string      `json:"stamp"`
	Reports [][3]string `json:"reports"` // id, title, year; newest first
	Facets  []string    `json:"facets"`
	Fold    string      `json:"fold"`
	Text    *textShard  `json:"text,omitempty"`
	Codes   string      `json:"codes,omitempty"`
	Rest    string      `json:"rest,omitempty"`   // those of the small size with two letters, as steps
	Names   []int       `json:"names,omitzero"`   // of the large size: how many blocks a shard of names has
	Heads   int         `json:"heads,omitempty"`  // blocks of headings, which come behind those of names
	Blocks  [][2]int    `json:"blocks,omitempty"` // of each report: how many blocks of headings, of text
	Texts   []int       `json:"texts,omitempty"`  // how many blocks a shard of text has
	Keys    string      `json:"keys,omitempty"`   // the first key of each shard of postings, as steps
}

// shard is a file beside the index; its script has format and stamp too.
type shard struct {
	Text *textShard `json:"text,omitempty"`
	Keys *keyShard  `json:"keys,omitempty"`
	Name *nameShard `json:"name,omitempty"`
	Read *readings  `json:"read,omitempty"`

	file string
}

// nameShard is [number, names]: a name is [kind, id of its page, names, reports, reading, more, block]. What is empty at a name's end is left
// out. The page of the term "a-b" of the report 2017 is 2017/terms/a-b.html.
type nameShard struct {
	number int
	names  []shardName
}

// MarshalJSON writes the shard as an array.
func (s nameShard) MarshalJSON() ([]byte, error) { return array(s.number, s.names) }

type shardName struct {
	of    *sharedName
	block int
}

// MarshalJSON writes a name as an array.
func (n shardName) MarshalJSON() ([]byte, error) {
	kind := 0
	if n.of.Kind == "indicator" {
		kind = 1
	}
	more, says := []string{}, false
	for _, p := range n.of.places {
		more, says = append(more, p.of.More), says || p.of.More != ""
	}
	if !says {
		more = more[:0]
	}
	all := []any{kind, strings.TrimSuffix(path.Base(n.of.Page), ".html"), n.of.Names, n.of.reports(), n.of.Read, more, n.block}
	size := len(all)
	if n.block == 0 {
		size--
		if !says {
			size--
			if n.of.Read == "" {
				size--
			}
		}
	}
	return array(all[:size]...)
}

// MarshalJSON writes [["a阿啊", "ai爱"], [["银行", 1, "hang"]]]: syllables with the characters that are usually read so, then surroundings in
// which the character at a place is read otherwise, longer ones first.
func (r *readings) MarshalJSON() ([]byte, error) {
	of := map[string][]rune{}
	for c, sound := range r.usual {
		of[sound] = append(of[sound], c)
	}
	usual, odd := []string{}, []any{}
	for _, sound := range slices.Sorted(maps.Keys(of)) {
		slices.Sort(of[sound])
		usual = append(usual, sound+string(of[sound]))
	}
	for _, c := range slices.Sorted(maps.Keys(r.odd)) {
		for _, s := range r.odd[c] {
			odd = append(odd, []any{string(s.text), s.at, s.reading})
		}
	}
	return array(usual, odd)
}

// textShard is [number, parts, passages]: a part is [report, page, place, title], a passage [part, id, text, headings, facets, block]. What
// is empty at a passage's end is left out.
type textShard struct {
	number   int
	parts    []shardPart
	passages []shardPassage
}

// MarshalJSON writes the shard as an array.
func (s textShard) MarshalJSON() ([]byte, error) { return array(s.number, s.parts, s.passages) }

type shardPart struct {
	report int
	of     [3]string
}

// MarshalJSON writes a part as an array.
func (p shardPart) MarshalJSON() ([]byte, error) {
	return array(p.report, p.of[0], p.of[1], p.of[2])
}

type shardPassage struct {
	part   int
	id     string
	text   string
	heads  []int
	facets []int
	block  int
}

// MarshalJSON writes a passage as an array, without what is empty at its end.
func (p shardPassage) MarshalJSON() ([]byte, error) {
	all := []any{p.part, p.id, p.text, slices.Concat([]int{}, p.heads), slices.Concat([]int{}, p.facets), p.block}
	n := 6
	if p.block == 0 {
		n--
		if len(p.facets) == 0 {
			n--
			if len(p.heads) == 0 {
				n--
			}
		}
	}
	return array(all[:n]...)
}

// keyShard is [number, keys and postings]: bits in base64.
type keyShard struct {
	number int
	bits   []byte
}

// MarshalJSON writes the shard as an array.
func (s keyShard) MarshalJSON() ([]byte, error) {
	return array(s.number, base64.StdEncoding.EncodeToString(s.bits))
}

func array(values ...any) ([]byte, error) { return encode(values) }

func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func script(value any) ([]byte, error) {
	data, err := encode(value)
	return slices.Concat([]byte("baogaoSearch("), data, []byte(");\n")), err
}

// ordered are reports as their hits are: the newer ones first, else in the project's order.
func ordered(reports []*Report) []*Report {
	all := slices.Clone(reports)
	slices.SortStableFunc(all, func(a, b *Report) int { return strings.Compare(b.Year, a.Year) })
	return all
}

// Alone is the index of one report that needs no other file, as JSON, for a page that holds it.
func Alone(r *Report) ([]byte, error) {
	in, number := indexOf([]*Report{r})
	in.Text = everything([]*Report{r}, in, number)
	return encode(in)
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
	in, number := indexOf(reports)
	sounds := readingsOf(reports)
	shards := []shard{{Read: sounds, file: "search/pinyin.js"}}
	if whole {
		in.Text = everything(reports, in, number)
		all := &nameShard{names: []shardName{}}
		for _, n := range sharedNames(reports) {
			all.names = append(all.names, shardName{n, 0})
		}
		shards = append(shards, shard{Name: all, file: "search/n0.js"})
	} else {
		in.Names = []int{}
		more, err := series(ctx, reports, in, number, sounds)
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
func indexOf(reports []*Report) (*index, map[string]int) {
	in := &index{Format: Format, Reports: [][3]string{}, Facets: facetNames(reports), Fold: traditional(reports)}
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
func everything(reports []*Report, in *index, number map[string]int) *textShard {
	all := &textShard{}
	table := codes(reports)
	short := min(shortCodes, len(table))
	slices.Sort(table[short:])
	rest := make([]int, 0, len(table))
	for _, c := range table[short:] {
		rest = append(rest, int(c))
	}
	in.Codes, in.Rest = string(table[:short]), steps(rest)
	for i, r := range reports {
		facets := r.facetsOf(number)
		for k := range r.Passages {
			all.add(i, r, k, facets[k], 0)
		}
	}
	all.encode(coder(table))
	return all
}

// encode writes the texts, and the places and titles of their pages, in codes.
func (s *textShard) encode(code map[rune]string) {
	for i := range s.parts {
		of := &s.parts[i].of
		of[1], of[2] = codedText(of[1], code), codedText(of[2], code)
	}
	for i := range s.passages {
		s.passages[i].text = codedText(s.passages[i].text, code)
	}
}

// add puts a passage in; one of the same page as the one before shares its part.
func (s *textShard) add(report int, r *Report, i int, facets []int, block int) {
	p := r.Passages[i]
	part := shardPart{report, r.Parts[p.Part]}
	at := slices.Index(s.parts, part)
	if at < 0 {
		at = len(s.parts)
		s.parts = append(s.parts, part)
	}
	s.passages = append(s.passages, shardPassage{at, p.ID, p.Text, p.Heads, facets, block})
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
			body, err := encode(&shards[i])
			bodies[i] = fmt.Appendf(nil, "baogaoSearch({\"format\":%d,\"stamp\":%q,%s);\n", Format, noStamp, body[1:])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	data, err := encode(in)
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
	data, err = script(in)
	return data, bodies, err
}

// codes are the characters of the texts by how often they stand there; of these the first have short codes in the shards.
func codes(reports []*Report) []rune {
	count := map[rune]int{}
	for c := rune(' '); c < 0x7f; c++ {
		count[c] = 0 // in the table in any case: an ASCII character in a shard is part of a code
	}
	for _, r := range reports {
		for i := range r.Passages {
			for _, c := range r.Passages[i].Text {
				if c < 0x10000 {
					count[c]++
				}
			}
		}
	}
	all := make([]rune, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b rune) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	var kept []rune
	for i, c := range all {
		if i < coded || c < 0x80 {
			kept = append(kept, c)
		}
	}
	return kept
}

// codeLetters are the characters that codes are made of: those of ASCII that JSON does not escape.
const codeLetters = " !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// steps writes ascending numbers as the distances between them, less one; the one before the first is -1.
func steps(all []int) string {
	var b strings.Builder
	last := -1
	for _, n := range all {
		digits(&b, n-last-1)
		last = n
	}
	return b.String()
}

// digits writes a number from 0, the lowest digit first; a digit that another follows is one of the second half of codeLetters.
func digits(b *strings.Builder, n int) {
	const half = len(codeLetters) / 2
	for ; n >= half; n /= half {
		b.WriteByte(codeLetters[half+n%half])
	}
	b.WriteByte(codeLetters[n])
}

// coder gives each character of the table its code.
func coder(table []rune) map[rune]string {
	code := make(map[rune]string, len(table))
	for i, c := range table {
		if i < shortCodes {
			code[c] = codeLetters[i : i+1]
		} else {
			first, second := shortCodes+(i-shortCodes)/len(codeLetters), (i-shortCodes)%len(codeLetters)
			if first >= len(codeLetters) {
				panic(fmt.Sprintf("search: %d characters have no code", len(table)-i))
			}
			code[c] = codeLetters[first:first+1] + codeLetters[second:second+1]
		}
	}
	return code
}

// IsSeries tells whether the search data of a site is of the large size.
func IsSeries(reports []*Report) bool { return !isSmall(reports) }
