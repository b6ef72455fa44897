package content

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/source"
)

// reportsFolder is the collection that the importer is scored on: REPORTS, from the project's folder, else ../shared/reports.
func reportsFolder() string {
	folder := os.Getenv("REPORTS")
	if folder == "" {
		folder = "../shared/reports"
	}
	if filepath.IsAbs(folder) {
		return folder
	}
	return filepath.Join("../..", folder)
}

// readByHand reads expected.tsv of a collection: what was counted by hand, by the report's name and the column's.
func readByHand(folder string) (map[string]map[string]string, error) {
	f, err := os.Open(filepath.Join(folder, "expected.tsv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	all := map[string]map[string]string{}
	for _, row := range rows[1:] {
		all[row[0]] = map[string]string{}
		for i, cell := range row {
			all[row[0]][rows[0][i]] = cell
		}
	}
	return all, nil
}

// TestReports scores import on a collection, a row a report: what it reads of what was counted by hand, and whether the text comes back.
func TestReports(t *testing.T) {
	folder := reportsFolder()
	names, _ := filepath.Glob(filepath.Join(folder, "*.txt"))
	if len(names) == 0 {
		t.Skipf("no reports in %s: name a folder of *.txt and expected.tsv with REPORTS", folder)
	}
	byHand, err := readByHand(folder)
	if err != nil {
		t.Logf("nothing to compare with: %v", err)
	}
	total := map[string]int{}
	parser := markdown.NewParser()
	var table strings.Builder
	for _, name := range names {
		row := scoreReport(parser, name, byHand)
		table.WriteString(row.text + "\n")
		for _, what := range row.right {
			total[what]++
		}
		if row.lost != nil {
			t.Errorf("%s: %v", filepath.Base(name), row.lost)
		}
	}
	n := len(names)
	t.Logf("\n%sof %d: whole %d, chapters %d, sections %d, glossaries %d, paragraphs %d exact and %d within 3%%, lossless %d", table.String(), n,
		total["whole"], total["chapters"], total["sections"], total["notes"], total["paragraphs"], total["near"], total["lossless"])
}

type scoredReport struct {
	text  string
	right []string
	lost  error
}

func scoreReport(parser *markdown.Parser, name string, byHand map[string]map[string]string) scoredReport {
	id := strings.TrimSuffix(filepath.Base(name), ".txt")
	var problems diag.List
	received := source.ReadFile(name, nil, &problems)
	if received == nil {
		return scoredReport{text: id + " cannot be read", lost: errors.New(screen(&problems))}
	}
	o := outline.Parse(received.Text)
	r := scoredReport{lost: comesBack(parser, received, o)}
	if r.lost == nil {
		r.right = append(r.right, "lossless")
	}
	c := o.Counts()
	sections := strings.Trim(strings.ReplaceAll(fmt.Sprint(c.Sections), " ", ","), "[]")
	if sections == "" {
		sections = "-"
	}
	want := byHand[id]
	if want == nil {
		r.text = fmt.Sprintf("%-10s chapters %d, sections %s, paragraphs %d, notes %d", id, c.Chapters, sections, c.Paragraphs, c.Notes)
		return r
	}
	paragraphs, _ := strconv.Atoi(want["paragraphs"])
	off := c.Paragraphs - paragraphs
	is := map[string]bool{"chapters": strconv.Itoa(c.Chapters) == want["chapters"], "sections": sections == want["sections_by_chapter"],
		"notes": strconv.Itoa(c.Notes) == want["glossary_items"], "paragraphs": off == 0, "near": max(off, -off)*100 <= paragraphs*3}
	is["whole"] = is["chapters"] && is["sections"] && is["notes"]
	mark := "WRONG"
	for what, yes := range is {
		if yes {
			r.right = append(r.right, what)
		}
	}
	if is["whole"] {
		mark = "ok"
	}
	r.text = fmt.Sprintf("%-10s %-5s chapters %d of %s, sections %s of %s, paragraphs %d%+d, notes %d of %s, lossless %t", id, mark,
		c.Chapters, want["chapters"], sections, want["sections_by_chapter"], paragraphs, off, c.Notes, want["glossary_items"], r.lost == nil)
	return r
}

// comesBack takes a text through import's whole way and back: outline, draft, files, loading, plain text.
func comesBack(parser *markdown.Parser, received *source.Received, o *outline.Outline) error {
	project := fstest.MapFS{}
	for _, f := range Format(Draft("2020", received, o)) {
		project["content/2020/"+f.Path] = &fstest.MapFile{Data: f.Data}
	}
	var problems diag.List
	r := Load(project, "2020", parser, &problems)
	if problems.Errors() > 0 {
		return fmt.Errorf("the content does not load: %s", screen(&problems))
	}
	text, err := r.PlainText()
	if err == nil && text != received.Text {
		err = errors.New("the text did not come back")
	}
	return err
}
