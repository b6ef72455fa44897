package main

import (
	"cmp"
	"slices"
	"sync"

	"baogao/generator/export"
	"baogao/generator/packed"
	"baogao/generator/page"
	"baogao/generator/search"
	"baogao/generator/series"
	"baogao/generator/site"
	"baogao/generator/spool"
)

// made is what is left of a report when its files are written. All that crosses reports is made of it, so it is all that a build keeps of one. Each kind
// is packed by itself: who makes a page of one reads no other.
type made [kinds]string

// The kinds. Those from ofName on are empty where there is one report alone.
const (
	ofAround  = iota // around
	ofFront          // page.Front
	ofPaths          // the paths of its pages
	ofSearch         // search.Report
	ofName           // series.Head
	ofFigures        // series.Digest's lists
	ofTerms
	ofCommitments
	ofSentences
	kinds
)

// around is what the pages around the reports, the feed and the search say of each.
type around struct {
	Summary     page.Summary
	News        []export.News
	Title, Year string // as they are searched
	Characters  int    // that are searched
}

// packing is what packing takes, used again.
var packing = sync.Pool{New: func() any { return new([]byte) }}

// makeOf packs what is left of a report.
func makeOf(r *page.Renderer, report *site.Report, paths []string, indexed *search.Report) (m made) {
	lent := packing.Get().(*[]byte)
	b := (*lent)[:0]
	defer func() { *lent = b; packing.Put(lent) }()
	var ends [kinds]int
	add := func(kind int, v any) {
		b = packed.Append(b, v)
		ends[kind] = len(b)
	}
	add(ofAround, around{r.Summarize(report, len(paths)), export.NewsOf(report), indexed.Title, indexed.Year, indexed.Size()})
	add(ofFront, r.Front(report))
	add(ofPaths, paths)
	add(ofSearch, *indexed)
	if r.Several {
		d := r.Digest(report)
		add(ofName, d.Head)
		add(ofFigures, d.Figures)
		add(ofTerms, d.Terms)
		add(ofCommitments, d.Commitments)
		add(ofSentences, d.Sentences)
	}
	all, from := string(b), 0
	for kind, end := range ends {
		if end > from {
			m[kind], from = all[from:end], end
		}
	}
	return m
}

func (m *made) size() (n int) {
	for _, of := range m {
		n += len(of)
	}
	return n
}

// held is where what was made of a report waits until all reports are there.
type held [kinds]spool.Piece

func (m *made) hold(in *spool.Spool) (h held, err error) {
	for kind, of := range m {
		if h[kind], err = in.Put(of); err != nil {
			return h, err
		}
	}
	return h, nil
}

// same tells whether these kinds of two reports are the same.
func (h *held) same(of *held, kinds []int) bool {
	return !slices.ContainsFunc(kinds, func(kind int) bool { return h[kind] != of[kind] })
}

// read reads a kind.
func (h *held) read(kind int, v any) error {
	data, err := h[kind].Cut(0, h[kind].Len())
	if err != nil {
		return err
	}
	return packed.Read(data, v)
}

// digest is that of the report; its lists stay where they are.
func (h *held) digest() (*series.Digest, error) {
	d := &series.Digest{
		Figures: packed.List[series.Figure]{Bytes: h[ofFigures]}, Terms: packed.List[series.Term]{Bytes: h[ofTerms]},
		Commitments: packed.List[series.Commitment]{Bytes: h[ofCommitments]}, Sentences: packed.List[series.Sentence]{Bytes: h[ofSentences]},
	}
	return d, h.read(ofName, &d.Head)
}

// source is the report as it is searched; a title, if any, goes before its own.
func (h *held) source(of *around, title string) search.Source {
	title = cmp.Or(title, of.Title)
	return search.Source{ID: of.Summary.ID, Title: title, Year: of.Year, Size: of.Characters, Read: func() (*search.Report, error) {
		var r search.Report
		err := h.read(ofSearch, &r)
		r.Title = title
		return &r, err
	}}
}
