package outline_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// headsRead are the run-in heads of an outline as lines of the truth file: line, level, title.
func headsRead(o *outline.Outline) []string {
	var all []string
	add := func(line, level int, title string) { all = append(all, fmt.Sprintf("%d %d %s", line, level, title)) }
	for _, c := range o.JSON(1).Chapters {
		for _, s := range c.Sections {
			for _, t := range s.Subtopics {
				add(t.Line, 2, t.Title)
			}
			for _, t := range s.Topics {
				add(t.Line, 1, t.Title)
				for _, u := range t.Subtopics {
					add(u.Line, 2, u.Title)
				}
			}
		}
	}
	return all
}

func TestRunInHeadsAreThoseReadByHand(t *testing.T) {
	b, err := os.ReadFile("testdata/topics-kaifeng-2017.txt")
	if err != nil {
		t.Fatal(err)
	}
	truth := map[string]bool{}
	for _, l := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if !strings.HasPrefix(l, "#") {
			truth[l] = true
		}
	}
	read := headsRead(outline.Parse(readReport(t, kaifengFile)))
	hits := 0
	for _, h := range read {
		if truth[h] {
			hits++
			delete(truth, h)
			continue
		}
		t.Logf("read, and no head: %s", h)
	}
	for h := range truth {
		t.Logf("not read: %s", h)
	}
	precision, recall := float64(hits)/float64(max(len(read), 1)), float64(hits)/float64(hits+len(truth))
	t.Logf("precision %.3f, recall %.3f, %d heads", precision, recall, len(read))
	if precision < 0.97 || recall < 0.97 {
		t.Errorf("precision %.3f, recall %.3f; want 0.97 each", precision, recall)
	}
}
