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

// score is what Parse reads in one report, written as expected.tsv writes it.
type score struct {
	chapters, sections string
	paragraphs, notes  int
}

func count(o *outline.Outline) score {
	c := o.Counts()
	s := score{strconv.Itoa(c.Chapters), "-", c.Paragraphs, c.Notes}
	var by []string
	for _, n := range c.Sections {
		by = append(by, strconv.Itoa(n))
	}
	if len(by) > 0 {
		s.sections = strings.Join(by, ",")
	}
	return s
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
	if right < 31 {
		t.Errorf("%d of %d outlines are right, want all", right, len(expected))
	}
}
