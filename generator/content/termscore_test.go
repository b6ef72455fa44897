package content

import (
	"os"
	"strings"
	"testing"

	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/terms"
)

// TestTermScore compares the names drafted from the Kaifeng report's plain text with the reviewed terms.toml, by any of their forms.
// `make terms-score` prints it with every name that differs.
func TestTermScore(t *testing.T) {
	var problems diag.List
	r := Load(os.DirFS("../.."), "2017", markdown.NewParser(), &problems)
	if r == nil {
		t.Fatal(problems.Problems())
	}
	drafts := terms.Drafts(outline.Parse(r.Source.Text))
	drafted, reviewed := map[string]bool{}, map[string]bool{}
	for _, d := range drafts {
		drafted[terms.Key(d.Name)] = true
	}
	text := r.Source.Text
	var score struct{ marked, markedFound, all, found, right int }
	kinds, kindsFound := map[string]int{}, map[string]int{}
	for _, term := range r.Terms {
		found, marked := false, false
		for _, form := range append([]string{term.Name}, term.Aliases...) {
			key := terms.Key(form)
			reviewed[key] = true
			found = found || drafted[key]
			marked = marked || strings.HasPrefix(form, "《") || strings.Contains(text, "“"+form+"”")
		}
		score.all++
		kinds[term.Kind]++
		if found {
			score.found++
			kindsFound[term.Kind]++
		} else {
			t.Logf("missed: %s %s", term.Kind, term.Name)
		}
		if marked {
			score.marked++
			if found {
				score.markedFound++
			}
		}
	}
	for _, d := range drafts {
		if reviewed[terms.Key(d.Name)] {
			score.right++
		} else {
			t.Logf("not reviewed as a name: %s %s", d.Kind, d.Name)
		}
	}
	for _, kind := range TermKinds {
		t.Logf("%-16s %3d of %3d", kind, kindsFound[kind], kinds[kind])
	}
	rate := func(what string, n, of int, least float64) {
		got := float64(n) / float64(of)
		t.Logf("%s: %d of %d, %.3f (at least %.2f)", what, n, of, got, least)
		if got < least {
			t.Errorf("%s is %.3f, and was to be %.2f at least", what, got, least)
		}
	}
	rate("recall of quoted names and documents", score.markedFound, score.marked, 0.95)
	rate("recall of all kinds", score.found, score.all, 0.70)
	rate("precision", score.right, len(drafts), 0.85)
}
