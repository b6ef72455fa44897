package outline_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// expectedOutline is a row of expected.tsv, read by hand from a published report.
type expectedOutline struct {
	id, chapters, sections string
	paragraphs, notes      int
}

func readExpected(t testing.TB) []expectedOutline {
	f, err := os.Open(reportsFolder + "/expected.tsv")
	if err != nil {
		t.Skipf("the collection of reports is not here: %v", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []expectedOutline
	for _, row := range rows[1:] {
		paragraphs, _ := strconv.Atoi(row[4])
		notes, _ := strconv.Atoi(row[9])
		all = append(all, expectedOutline{row[0], row[1], row[3], paragraphs, notes})
	}
	return all
}

// score is what Parse reads in one report, counted as expected.tsv counts.
type score struct {
	chapters, sections string
	paragraphs, notes  int
}

func count(o *outline.Outline) score {
	var by []string
	paragraphs := len(o.Lead) + len(o.Closing)
	for _, c := range o.Chapters {
		by = append(by, strconv.Itoa(len(c.Sections)))
		paragraphs += heading(c) + len(c.Intro) + len(c.Closing)
		for _, s := range c.Sections {
			paragraphs += heading(s) + len(s.Intro)
		}
	}
	s := score{strconv.Itoa(len(o.Chapters)), strings.Join(by, ","), paragraphs, len(o.Glossary)}
	if s.sections == "" {
		s.sections = "-"
	}
	return s
}

// heading is one where a heading is a paragraph of its own, none where it runs into the next.
func heading(d outline.Division) int {
	if d.Form == outline.RunIn && len(d.Intro) > 0 {
		return 0
	}
	return 1
}

func near(a, b int) bool {
	return a-b <= b/8+1 && b-a <= b/8+1
}

// TestReportsAreReadAsByHand scores the importer on the collection, and fails when it reads fewer reports right than it did.
func TestReportsAreReadAsByHand(t *testing.T) {
	expected := readExpected(t)
	right, close, glossaries := 0, 0, 0
	var table strings.Builder
	for _, e := range expected {
		s := count(outline.Parse(readReport(t, filepath.Join(reportsFolder, e.id+".txt"))))
		mark := "ok"
		if s.chapters == e.chapters && s.sections == e.sections {
			right++
		} else {
			mark = "WRONG"
		}
		if near(s.paragraphs, e.paragraphs) {
			close++
		}
		if s.notes == e.notes {
			glossaries++
		}
		fmt.Fprintf(&table, "%-9s %-5s chapters %s of %s, sections %s of %s, paragraphs %d of %d, notes %d of %d\n",
			e.id, mark, s.chapters, e.chapters, s.sections, e.sections, s.paragraphs, e.paragraphs, s.notes, e.notes)
	}
	fmt.Fprintf(&table, "outlines right %d, paragraphs close %d, glossaries right %d of %d\n", right, close, glossaries, len(expected))
	t.Log("\n" + table.String())
	if right < 30 {
		t.Errorf("%d of %d outlines are right, want at least 30", right, len(expected))
	}
}
