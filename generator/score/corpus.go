package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/page"
	"baogao/generator/search"
	"baogao/generator/site"
	"baogao/generator/source"
)

// own is the project's report, and its pages of text: terms' and indicators' pages say nothing that these do not.
const (
	own      = "2017"
	ownPages = 47
)

// realReports are the project's report and those of a folder, as they are searched. Where the folder is not there, the report stands alone.
func realReports(project, folder string) ([]*search.Report, error) {
	var problems diag.List
	parser := markdown.NewParser()
	index := func(project fs.FS, id string) (*search.Report, error) {
		loaded := content.Load(project, id, parser, &problems)
		if loaded == nil || problems.Errors() > 0 {
			return nil, fmt.Errorf("%s: %v", id, problems.Problems())
		}
		linked := site.Link(loaded, &problems)
		return search.Index(linked, func(p *site.Part) search.Part { return partOf(id, p) }, func(*site.Indicator) string { return "" }), nil
	}
	first, err := index(os.DirFS(project), own)
	if err != nil {
		return nil, err
	}
	all := []*search.Report{first}
	names, _ := filepath.Glob(filepath.Join(project, folder, "*.txt"))
	if len(names) == 0 {
		fmt.Printf("skipped: %s has no reports; the larger sites are made from the project's report alone\n", folder)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		id := strings.TrimSuffix(filepath.Base(name), ".txt")
		received := source.Read(name, data, &problems)
		if received == nil {
			return nil, fmt.Errorf("%s: %v", name, problems.Problems())
		}
		draft := content.Draft(id, received, outline.Parse(received.Text))
		files := fstest.MapFS{}
		for _, f := range content.Format(draft) {
			files[path.Join(content.Root, id, f.Path)] = &fstest.MapFile{Data: f.Data}
		}
		report, err := index(files, id)
		if err != nil {
			return nil, err
		}
		all = append(all, report)
	}
	return all, nil
}

func partOf(id string, p *site.Part) search.Part {
	return search.Part{Path: path.Join(id, page.PathOf(p.Part)), Place: cite.Place(p), Title: p.Meta.Title}
}

func characters(r *search.Report) int {
	n := 0
	for _, p := range r.Passages {
		n += utf8.RuneCountInString(p.Text)
	}
	return n
}

// series is a site with as much text as so many pages of the project's report hold: that report, the real ones, then changed copies of them.
func series(base []*search.Report, pages int, seed uint64) []*search.Report {
	want := characters(base[0]) * pages / ownPages
	have := 0
	var all []*search.Report
	r := rand.New(rand.NewPCG(seed, uint64(pages)))
	words := letters(base)
	for i := 0; have < want; i++ {
		report := base[i%len(base)]
		if i >= len(base) {
			report = changed(base, i, words, r)
		}
		have += characters(report)
		all = append(all, report)
	}
	return all
}

// letters are the Han characters of the texts, each as often as it stands there.
func letters(reports []*search.Report) []rune {
	var all []rune
	for _, report := range reports {
		for _, p := range report.Passages {
			for _, c := range p.Text {
				if unicode.Is(unicode.Han, c) {
					all = append(all, c)
				}
			}
		}
	}
	return all
}

// changed is a copy of a report under another id and year: every digit drawn anew, one Han character of a hundred replaced, and half of its
// paragraphs taken from other reports.
func changed(base []*search.Report, i int, words []rune, r *rand.Rand) *search.Report {
	from := base[i%len(base)]
	c := *from
	c.ID = "r" + strconv.Itoa(i)
	c.Year = strconv.Itoa(1950 + i%77)
	c.Title = c.Year + "年" + strings.TrimLeft(from.Title, "0123456789年")
	c.Parts, c.Passages, c.Names = nil, nil, nil
	for _, n := range from.Names {
		n.Page = c.ID + strings.TrimPrefix(n.Page, from.ID)
		c.Names = append(c.Names, n)
	}
	for _, p := range from.Parts {
		c.Parts = append(c.Parts, [3]string{c.ID + strings.TrimPrefix(p[0], from.ID), p[1], p[2]})
	}
	for _, p := range from.Passages {
		text := p.Text
		if len(p.Heads) == 0 && r.IntN(2) == 0 {
			if other := base[r.IntN(len(base))]; len(other.Passages) > 0 {
				if q := other.Passages[r.IntN(len(other.Passages))]; len(q.Heads) == 0 {
					text = q.Text
				}
			}
		}
		text = strings.Map(func(c rune) rune {
			switch {
			case c >= '0' && c <= '9':
				return rune('0' + r.IntN(10))
			case unicode.Is(unicode.Han, c) && r.IntN(100) == 0:
				return words[r.IntN(len(words))]
			}
			return c
		}, text)
		heads := slices.Clone(p.Heads)
		if len(heads) > 0 { // characters beyond the first plane may have come and gone
			for k, h := range heads {
				heads[k] = min(h, len(utf16.Encode([]rune(text))))
			}
		}
		c.Passages = append(c.Passages, search.Passage{Part: p.Part, ID: p.ID, Text: text, Heads: heads})
	}
	return &c
}
