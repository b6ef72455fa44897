package site

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

func kaifeng(t *testing.T) *Report {
	t.Helper()
	var problems diag.List
	c := content.Load(os.DirFS("../.."), "2017", markdown.NewParser(), &problems)
	if c == nil || problems.Errors() > 0 {
		t.Fatal(problems.Problems())
	}
	r := Link(c, &problems)
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	return r
}

// everyPassage is all text with an address, once.
func everyPassage(r *Report) []*Passage {
	all := slices.Clone(r.Masthead)
	for _, part := range r.Parts {
		if part.Heading != nil {
			all = append(all, part.Heading)
		}
		all = append(all, part.Passages...)
	}
	return all
}

type stretch struct {
	start, end int
	term       string
}

// scan is another way to the same mentions: a regular expression for each name, quotation marks and spaces allowed between its
// characters, tried at every place; then what lies in something longer goes.
func scan(r *Report, p *Passage, forms map[string]*regexp.Regexp) []stretch {
	var all []stretch
	for _, term := range r.Terms {
		if p.Part != nil && !term.Covers(p.Part.ID, p.ID) {
			continue
		}
		for _, name := range append([]string{term.Name}, term.Aliases...) {
			for at := 0; at < len(p.Text); {
				m := forms[name].FindStringIndex(p.Text[at:])
				if m == nil {
					break
				}
				start, end := at+m[0], at+m[1]
				at = start + 1
				for at < len(p.Text) && p.Text[at]&0xc0 == 0x80 {
					at++
				}
				marks := strings.Count(p.Text[start:end], "“") - strings.Count(p.Text[start:end], "”")
				if marks < 0 && strings.HasSuffix(p.Text[:start], "“") {
					start -= len("“")
				}
				if marks > 0 && strings.HasPrefix(p.Text[end:], "”") {
					end += len("”")
				}
				all = append(all, stretch{start, end, term.ID})
			}
		}
	}
	var kept []stretch
	for i, s := range all {
		inside := slices.ContainsFunc(all, func(o stretch) bool { return o.start <= s.start && s.end <= o.end && o.end-o.start > s.end-s.start })
		again := slices.ContainsFunc(all[:i], func(o stretch) bool { return o.start == s.start && o.end == s.end })
		if !inside && !again {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b stretch) int { return a.start - b.start })
	return kept
}

func TestEveryNameOfTheKaifengReportIsFoundAndNoneInsideALonger(t *testing.T) {
	r := kaifeng(t)
	forms := map[string]*regexp.Regexp{}
	for _, term := range r.Terms {
		for _, name := range append([]string{term.Name}, term.Aliases...) {
			between := `[“”\s　]*`
			if strings.ContainsAny(name, "“”") {
				between = `[\s　]*`
			}
			var parts []string
			for _, c := range name {
				if !strings.ContainsRune(" 　", c) {
					parts = append(parts, regexp.QuoteMeta(string(c)))
				}
			}
			forms[name] = regexp.MustCompile(strings.Join(parts, between))
		}
	}
	passages, mentions := 0, 0
	for _, p := range everyPassage(r) {
		var got []stretch
		for _, m := range p.Marks {
			if m.Term != nil {
				got = append(got, stretch{m.Start, m.End, m.Term.ID})
			}
		}
		want := scan(r, p, forms)
		passages++
		mentions += len(want)
		if slices.Equal(got, want) {
			continue
		}
		for _, s := range want {
			if !slices.Contains(got, s) {
				t.Errorf("%s: %q (%s) is missed", p.ID, p.Text[s.start:s.end], s.term)
			}
		}
		for _, s := range got {
			if !slices.Contains(want, s) {
				t.Errorf("%s: %q (%s) is no name here", p.ID, p.Text[s.start:s.end], s.term)
			}
		}
	}
	t.Logf("%d terms, %d mentions in %d passages", len(r.Terms), mentions, passages)
}

func TestEveryQuotedNameAndDocumentOfTheKaifengReportIsATerm(t *testing.T) {
	r := kaifeng(t)
	quoted, documents := map[string]bool{}, map[string]bool{}
	for _, p := range everyPassage(r) {
		for pattern, seen := range map[*regexp.Regexp]map[string]bool{regexp.MustCompile(`“[^“”]*”`): quoted, regexp.MustCompile(`《[^《》]*》`): documents} {
			for _, m := range pattern.FindAllStringIndex(p.Text, -1) {
				form := p.Text[m[0]:m[1]]
				seen[form] = true
				inner := [2]int{m[0] + len("“"), m[1] - len("”")}
				if !slices.ContainsFunc(p.Marks, func(k Mark) bool { return k.Term != nil && k.Start <= inner[0] && inner[1] <= k.End }) {
					t.Errorf("%s: %s is in no term", p.ID, form)
				}
			}
		}
	}
	if len(quoted) != 141 || len(documents) != 14 {
		t.Errorf("%d quoted forms and %d documents; the text has 141 and 14", len(quoted), len(documents))
	}
}
