package main

import (
	"bytes"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/quantity"
)

// walked is the built site of the project, as a reader goes through it.
type walked struct {
	links  map[string][]string            // of a page, each as "page#fragment", in its order
	ids    map[string]map[string]bool     // of a page
	leads  map[string]map[string][]string // of a page: from a sentence to where its links lead
	report *content.Report
}

func walkProject(t *testing.T) *walked {
	t.Helper()
	project := os.DirFS("..")
	var problems diag.List
	var memory output.Memory
	if _, err := build(project, &memory, &problems); err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems.Problems())
	}
	w := &walked{links: map[string][]string{}, ids: map[string]map[string]bool{}, leads: map[string]map[string][]string{}}
	w.report = content.Load(project, "2017", markdown.NewParser(), &problems)
	for _, name := range memory.Paths() {
		if path.Ext(name) != ".html" {
			continue
		}
		data, _ := memory.Read(name)
		document, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		w.ids[name], w.leads[name] = map[string]bool{}, map[string][]string{}
		sentence := ""
		w.read(name, document, &sentence)
	}
	return w
}

var sentenceID = regexp.MustCompile(`^[a-z0-9-]+-p\d+-\d+$`)

func (w *walked) read(page string, n *html.Node, sentence *string) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			w.ids[page][a.Val] = true
			if sentenceID.MatchString(a.Val) {
				*sentence = a.Val
			}
		case a.Key == "href" && n.Data == "a" && !strings.Contains(a.Val, ":"):
			target, fragment, _ := strings.Cut(a.Val, "#")
			if target == "" {
				target = path.Base(page)
			}
			to := path.Join(path.Dir(page), target) + "#" + fragment
			w.links[page] = append(w.links[page], to)
			w.leads[page][*sentence] = append(w.leads[page][*sentence], to)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.read(page, c, sentence)
	}
}

// clicks is how many it takes from the home page to another.
func (w *walked) clicks(page string) int {
	at, seen := []string{"index.html"}, map[string]bool{"index.html": true}
	for n := 0; n < 5; n++ {
		if slices.Contains(at, page) {
			return n
		}
		var next []string
		for _, p := range at {
			for _, to := range w.links[p] {
				to, _, _ = strings.Cut(to, "#")
				if !seen[to] {
					seen[to] = true
					next = append(next, to)
				}
			}
		}
		at = next
	}
	return -1
}

// row checks one row of a table: in reach of the home page, and linked from the sentence that it quotes.
func (w *walked) row(t *testing.T, table, id, passage string) {
	t.Helper()
	if !w.ids[table][id] {
		t.Errorf("%s has no row %s", table, id)
		return
	}
	if n := w.clicks(table); n < 0 || n > 2 {
		t.Errorf("%s is %d clicks from the home page", table, n)
	}
	part, _, _ := strings.Cut(strings.TrimPrefix(passage, "c"), "-p")
	page := "2017/closing.html"
	if chapter, section, ok := strings.Cut(part, "-s"); ok {
		page = "2017/" + chapter + "/" + section + ".html"
	} else if chapter, ok := strings.CutSuffix(part, "-closing"); ok {
		page = "2017/" + chapter + "/closing.html"
	} else if part != "closing" {
		page = "2017/" + part + "/index.html"
	}
	if !w.ids[page][passage] {
		t.Errorf("%s is not on %s", passage, page)
	}
	leads := func(to string) bool { return strings.HasSuffix(to, "#"+id) }
	for sentence, to := range w.leads[page] {
		if (strings.HasPrefix(sentence, passage+"-") || !strings.Contains(passage, "-p")) && slices.ContainsFunc(to, leads) {
			return
		}
	}
	t.Errorf("no sentence of %s on %s leads to %s", passage, page, id)
}

// TestEveryRowIsTwoClicksFromHomeAndOneFromItsSentence follows the links of the built site.
func TestEveryRowIsTwoClicksFromHomeAndOneFromItsSentence(t *testing.T) {
	w := walkProject(t)
	for _, f := range w.report.Figures {
		w.row(t, "2017/figures.html", f.ID, f.Passage)
	}
	for _, c := range w.report.Commitments {
		w.row(t, "2017/commitments.html", c.ID, c.Passage)
	}
	for _, p := range w.report.Pairs {
		w.row(t, "2017/pairs.html", p.ID, p.Review.Passage)
		w.row(t, "2017/pairs.html", p.ID, p.Plan.Passage)
	}
	if len(w.report.Figures) < 280 || len(w.report.Pairs) < 60 {
		t.Errorf("%d figures and %d pairs", len(w.report.Figures), len(w.report.Pairs))
	}
}

// TestEveryDocumentThatTheReportNamesIsInReach: 《…》 are terms, listed no more than two clicks from home, and each is linked where it is named.
func TestEveryDocumentThatTheReportNamesIsInReach(t *testing.T) {
	w := walkProject(t)
	names := map[string]*content.Term{}
	for i, term := range w.report.Terms {
		for _, name := range append([]string{term.Name}, term.Aliases...) {
			names[strings.Trim(name, "《》")] = &w.report.Terms[i]
		}
	}
	documents := 0
	for _, name := range regexp.MustCompile(`《[^》]*》`).FindAllString(w.report.Source.Text, -1) {
		documents++
		term := names[strings.Trim(name, "《》")]
		if term == nil {
			t.Errorf("%s is no term", name)
			continue
		}
		page := "2017/terms/" + term.ID + ".html#"
		if !slices.Contains(w.links["2017/terms/index.html"], page) {
			t.Errorf("the index of terms does not lead to %s", name)
		}
		if !slices.Contains(w.links["2017/full.html"], page) {
			t.Errorf("%s is not linked where it is named", name)
		}
	}
	if documents != 14 {
		t.Errorf("the report names %d documents, 14 are known", documents)
	}
	if n := w.clicks("2017/terms/index.html"); n < 1 || n > 2 {
		t.Errorf("the index of terms is %d clicks from the home page", n)
	}
}

// TestEveryTargetOfThePlanIsAFigure: the lines of the report that set targets, 21 and 47 to 50, have an entry for each of their quantities.
func TestEveryTargetOfThePlanIsAFigure(t *testing.T) {
	project := os.DirFS("..")
	var problems diag.List
	r := content.Load(project, "2017", markdown.NewParser(), &problems)
	lines := strings.Split(r.Source.Text, "\n")
	targets, seen := 0, 0
	for _, number := range []int{21, 47, 48, 49, 50} {
		line := strings.TrimSpace(lines[number-1])
		for _, b := range r.Blocks() {
			if len(b.Text) < 60 || !strings.Contains(line, b.Text) {
				continue
			}
			for _, q := range quantity.Scan(b.Text) {
				seen++
				if !slices.ContainsFunc(r.Figures, func(f content.Figure) bool { return f.Passage == b.ID && f.NumberAt.Start == q.Start }) {
					t.Errorf("line %d: no figure for %q in %s", number, q.Surface, b.ID)
				}
			}
			for _, f := range r.Figures {
				if f.Passage == b.ID && strings.HasPrefix(f.Kind, "target") {
					targets++
				}
			}
		}
	}
	if seen < 30 || targets < 25 {
		t.Errorf("%d quantities and %d targets are seen in the five lines", seen, targets)
	}
	t.Logf("%d quantities, %d targets", seen, targets)
}
