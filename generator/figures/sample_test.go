package figures

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"baogao/generator/outline"
)

const collection = "../../../shared/reports"

// TestSampleReadByHand scores Read on a hundred figures, twenty drawn at random from each of five reports that it was not written with,
// and judged by hand: testdata/sample.tsv holds what is right. Kind none says that the number is no figure. Indicators are compared as
// in TestScore. firstReading is the score of the day the sample was drawn; what the sample showed has been mended since, so today's
// score says more than it should of other reports, and the first says what to expect.
func TestSampleReadByHand(t *testing.T) {
	firstReading := map[string]int{"figure": 97, "indicator": 79, "kind": 86, "measure": 95, "direction": 93, "bound": 97, "year": 89, "per": 96}
	rows := readSample(t)
	read := map[string][]Figure{}
	right := map[string]int{}
	for _, row := range rows {
		if _, done := read[row[0]]; !done {
			text, err := os.ReadFile(filepath.Join(collection, row[0]+".txt"))
			if err != nil {
				t.Skipf("the collection of reports is not here: %v", err)
			}
			read[row[0]] = Read(outline.Parse(string(text)))
		}
		judge(t, right, read[row[0]], row)
	}
	for _, field := range []string{"figure", "indicator", "kind", "measure", "direction", "bound", "year", "per"} {
		t.Logf("%-10s right %3d, wrong %3d; at the first reading right %d", field, right[field], len(rows)-right[field], firstReading[field])
		if right[field] < firstReading[field] {
			t.Errorf("%s: %d right, were %d", field, right[field], firstReading[field])
		}
	}
}

func readSample(t *testing.T) [][]string {
	f, err := os.Open("testdata/sample.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// judge counts the fields of one row that are as they should be. A figure that is missing has none.
func judge(t *testing.T, right map[string]int, found []Figure, row []string) {
	start, _ := strconv.Atoi(row[1])
	var f *Figure
	for i := range found {
		if found[i].Start == start {
			f = &found[i]
		}
	}
	if row[4] == "none" {
		if f == nil {
			for _, field := range []string{"figure", "indicator", "kind", "measure", "direction", "bound", "year", "per"} {
				right[field]++
			}
			return
		}
		t.Logf("%s %s: no figure", row[0], row[2])
		return
	}
	if f == nil || f.Surface != row[2] {
		t.Logf("%s %s: missed", row[0], row[2])
		return
	}
	right["figure"]++
	count := func(field string, ok bool, got, want any) {
		if ok {
			right[field]++
		} else {
			t.Logf("%s %s: %s %v, want %v", row[0], row[2], field, got, want)
		}
	}
	count("indicator", alike(f.Indicator, row[3]), f.Indicator, row[3])
	count("kind", f.Kind == row[4], f.Kind, row[4])
	count("measure", f.Measure == row[5], f.Measure, row[5])
	count("direction", f.Direction == row[6], f.Direction, row[6])
	count("bound", f.Bound == row[7], f.Bound, row[7])
	count("year", strconv.Itoa(f.Year) == row[8], f.Year, row[8])
	count("per", f.Per == row[9], f.Per, row[9])
}
