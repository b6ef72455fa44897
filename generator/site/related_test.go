package site

import (
	"testing"

	"baogao/generator/content"
)

// stage is a report of four parts with a passage each, all but linked.
func stage(texts ...string) *Report {
	r := &Report{Report: &content.Report{}, Passages: map[string]*Passage{}}
	for i, text := range texts {
		part := &Part{Part: &content.Part{ID: "c" + string(rune('1'+i))}}
		p := &Passage{ID: part.ID + "-p1", Part: part, Paragraph: 1, Text: text}
		p.Sentences = sentences(text)
		part.Passages = []*Passage{p}
		r.Parts = append(r.Parts, part)
		r.Passages[p.ID] = p
	}
	return r
}

func (r *Report) name(kind, name string, draft bool, parts ...int) {
	t := &Term{Term: &content.Term{ID: name, Name: name, Kind: kind, Draft: draft}}
	for _, n := range parts {
		t.Mentions = append(t.Mentions, Mention{r.Parts[n].Passages[0], 0, len(name)})
	}
	r.Terms = append(r.Terms, t)
}

func TestPassagesAreRelatedByWhatTheyShareNotByWords(t *testing.T) {
	r := stage("甲园一期建成。", "甲园二期开工。", "某县发展。", "某县发展。")
	r.name("project", "甲园", false, 0, 1)
	r.name("place", "某县", false, 2, 3)
	r.relations()
	if got := r.Parts[0].Related; len(got) != 1 || got[0].To != r.Parts[1].Passages[0] || !got[0].Reasons[0].Phase {
		t.Errorf("the two phases of a project are not related as such: %v", got)
	}
	if got := r.Parts[2].Related; len(got) != 0 {
		t.Errorf("a county and like words relate nothing, but: %v", got[0].Reasons)
	}
}

func TestANameInManyPartsAndAnUnreviewedOneRelateNothing(t *testing.T) {
	r := stage("工程。", "工程。", "工程。", "工程。", "工程。", "工程。")
	r.name("programme", "工程", false, 0, 1, 2, 3, 4, 5)
	r.name("project", "项目", true, 0, 1)
	r.relations()
	for _, p := range r.Parts {
		if len(p.Related) > 0 {
			t.Errorf("%s: %v", p.ID, p.Related[0].Reasons)
		}
	}
}

func TestTheEditorsWordStands(t *testing.T) {
	r := stage("甲园建成。", "甲园扩建。", "问题是弱。", "措施是强。")
	r.name("project", "甲园", false, 0, 1)
	r.Report.Unrelated = []content.Relation{{From: "c2-p1", To: "c1-p1"}}
	r.Report.Related = []content.Relation{{From: "c3-p1", To: "c4-p1", Quote: "弱", Reason: "问题与措施：弱"}}
	r.relations()
	if len(r.Parts[0].Related)+len(r.Parts[1].Related) > 0 {
		t.Error("what the editor parts is related")
	}
	for from, to := range map[int]int{2: 3, 3: 2} {
		got := r.Parts[from].Related
		if len(got) != 1 || got[0].To != r.Parts[to].Passages[0] || got[0].Reasons[0].String() != "问题与措施：弱" {
			t.Errorf("part %d: %v", from, got)
		}
	}
}

func TestAPairSaysOnceWhatItsFigureAndNameSay(t *testing.T) {
	r := stage("粮田35万亩。", "再建粮田35万亩。")
	of := &Indicator{Name: "粮田"}
	a, b := &Figure{Figure: &content.Figure{}, Passage: r.Parts[0].Passages[0], Of: of}, &Figure{Figure: &content.Figure{}, Passage: r.Parts[1].Passages[0], Of: of}
	of.Figures = []*Figure{a, b}
	r.Indicators = []*Indicator{of}
	r.Pairs = []*Pair{{Pair: &content.Pair{Matter: "粮田", Comparable: "yes"}, Review: Side{Passage: a.Passage, Figure: a}, Plan: Side{Passage: b.Passage, Figure: b}}}
	r.name("programme", "粮田", false, 0, 1)
	r.relations()
	got := r.Parts[0].Related
	if len(got) != 1 || len(got[0].Reasons) != 1 || got[0].Reasons[0].Pair == nil || !got[0].Reasons[0].Plan {
		t.Fatalf("%v", got)
	}
}
