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

// samples are figures of reports that Read was not written with, judged by hand: a hundred each, twenty drawn at random from each of five
// reports. first is how many were right on the day the sample was drawn; what it showed has been mended since, by rules, so today's count
// says more than it should of other reports, and the first says what to expect.
var samples = []struct {
	file  string
	first map[string]int
}{
	{"sample.tsv", map[string]int{"figure": 97, "indicator": 79, "kind": 86, "measure": 95, "direction": 93, "bound": 97, "year": 89, "per": 96}},
	{"sample2.tsv", map[string]int{"figure": 100, "indicator": 80, "kind": 78, "measure": 98, "direction": 97, "bound": 100, "year": 98, "per": 96}},
}

var judged = []string{"figure", "indicator", "kind", "measure", "direction", "bound", "year", "per"}

// TestSamplesReadByHand scores Read on the samples. Kind none says that the number is no figure. Indicators are compared as in TestScore.
func TestSamplesReadByHand(t *testing.T) {
	for _, sample := range samples {
		rows := readSample(t, sample.file)
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
		for _, field := range judged {
			t.Logf("%s: %-10s right %3d, wrong %3d; at the first reading right %d", sample.file, field, right[field], len(rows)-right[field], sample.first[field])
			if right[field] < sample.first[field] {
				t.Errorf("%s: %s: %d right, were %d", sample.file, field, right[field], sample.first[field])
			}
		}
	}
}

func readSample(t *testing.T, name string) [][]string {
	f, err := os.Open(filepath.Join("testdata", name))
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
			for _, field := range judged {
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
