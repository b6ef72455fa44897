package content

import (
	"fmt"
	"slices"
	"strings"

	"baogao/generator/diag"
	"baogao/generator/outline"
	"baogao/generator/terms"
)

// Term is a name that the report uses.
//
//	[[term]]
//	id = "san-ge-gao-yu"              # part of an address: it stays when the name changes
//	name = "三个高于"                  # without quotation marks: they are read through
//	aliases = ["三高于"]               # other forms that mean the same thing
//	kind = "slogan"
//	definition = "生产总值、财政收入、居民收入增速均高于全国、全省平均水平。"
//	source = "report"                 # who says so: report (quote, passage), official (reference), editor
//	quote = "实现“三个高于”，即……"
//	passage = "c2-p2"
//	members = ["生产总值", "财政收入", "居民收入"]  # as many as the name counts
//	scope = ["c2"]                    # parts and passages in which the names mean this; everywhere unless said
//	see = ["san-ge-tong-bu"]
//	pinyin = "san ge gao yu"          # where it is not read as its characters usually are
type Term struct {
	ID         string   `toml:"id"`
	Name       string   `toml:"name"`
	Aliases    []string `toml:"aliases"`
	Marks      []string `toml:"marks"` // note marks in the text that lead to it: "[1]"
	Kind       string   `toml:"kind"`  // may be open in a draft
	Definition string   `toml:"definition"`
	Source     string   `toml:"source"` // class of the definition and the members: report, official, editor
	Quote      string   `toml:"quote"`
	Passage    string   `toml:"passage"`
	Reference  string   `toml:"reference"`
	Members    []string `toml:"members"`
	Scope      []string `toml:"scope"`
	See        []string `toml:"see"`
	Pinyin     string   `toml:"pinyin"` // toneless syllables with spaces; "" where the usual reading is right
	Draft      bool     `toml:"draft"`
	Shared     bool     `toml:"-"` // it is of content/terms.toml

	Span diag.Span `toml:"-"`
}

// TermKinds are the kinds a term can have.
var TermKinds = []string{"slogan", "policy-document", "programme", "zone", "place", "road", "water", "project", "fund", "enterprise", "product", "institution", "person", "event", "honour"}

// TermSources are the classes that a definition's source can have.
var TermSources = []string{"report", "official", "editor"}

// Covers tells whether the term's names mean it in a passage of a part.
func (t *Term) Covers(part, passage string) bool {
	return len(t.Scope) == 0 || slices.Contains(t.Scope, passage) ||
		slices.ContainsFunc(t.Scope, func(id string) bool { return part == id || strings.HasPrefix(part, id+"-") })
}

func (v *validator) terms(r *Report) {
	for i := range r.Terms {
		v.term(i+1, &r.Terms[i], r)
	}
	for i, t := range r.Terms {
		for _, id := range t.See {
			switch {
			case id == t.ID && v.ids[id] == i+1:
				v.errorf(i+1, "see", "term %q: see names the term itself", t.ID).SetHelp("take it out")
			case v.ids[id] == 0:
				v.errorf(i+1, "see", "term %q: there is no term %q to see", t.ID, id).SetHelp("use the id of a term of this file")
			}
		}
	}
	v.names(r)
}

func (v *validator) term(n int, t *Term, r *Report) {
	v.id(n, diag.Say("term"), t.ID)
	v.required(n, "name", t.Name)
	v.oneOf(n, "kind", t.Kind, TermKinds, !t.Draft)
	what := diag.Say("term %q", t.ID)
	for _, id := range t.Scope {
		if _, ok := v.passages[id]; !ok && r.Part(id) == nil {
			v.errorf(n, "scope", "%s: there is no part and no passage %q", what, id).SetHelp("use ids that the site shows: c1, c1-s2 or c1-s2-p1")
		}
	}
	if strings.Trim(t.Pinyin, "abcdefghijklmnopqrstuvwxyz ") != "" {
		v.errorf(n, "pinyin", "%s: the pinyin %q is not in plain syllables", what, t.Pinyin).SetHelp(`write small letters without tones, ü as v, a space between syllables: "lv se"`)
	}
	if want := counted(t.Name); len(t.Members) > 0 && want > 0 && want != len(t.Members) {
		v.errorf(n, "members", "%s: the name counts %d and %d members are listed", what, want, len(t.Members)).SetHelp("list each member that the name counts, once")
	}
	if t.Definition == "" && len(t.Members) == 0 {
		if t.Source != "" {
			v.errorf(n, "source", "%s has a source, and nothing that it says", what).SetHelp("add definition or members, or take source out: the site then says that the report does not explain the term")
		}
		return
	}
	v.oneOf(n, "source", t.Source, TermSources, true)
	switch t.Source {
	case "report":
		v.required(n, "quote", t.Quote)
		v.quoted(n, what, t.Passage, t.Quote)
	case "official":
		v.required(n, "reference", t.Reference)
	}
}

// names checks that every name leads to one term: two terms may share one only where their scopes tell them apart.
func (v *validator) names(r *Report) {
	type use struct {
		n         int
		key, name string
	}
	uses := map[string][]use{}
	for i := range r.Terms {
		t := &r.Terms[i]
		own := map[string]bool{}
		for k, name := range append([]string{t.Name}, t.Aliases...) {
			key := "aliases"
			if k == 0 {
				key = "name"
			}
			folded := terms.Key(name)
			if name == "" && k == 0 {
				continue // said already
			}
			if name == "" || own[name] {
				v.errorf(i+1, key, "term %q: the alias %q adds nothing", t.ID, name).SetHelp("take it out")
			}
			own[name] = true
			for _, other := range uses[folded] {
				o := &r.Terms[other.n-1]
				if other.n == i+1 || t.Draft || o.Draft || strings.ContainsAny(name, "“”") != strings.ContainsAny(other.name, "“”") || !slices.Equal(t.Scope, o.Scope) && !overlap(t.Scope, o.Scope) {
					continue
				}
				v.errorf(i+1, key, "term %q: %q is a name of the term %q too", t.ID, name, o.ID).
					See(v.file, v.place(other.n, other.key), "the other is here").
					SetHelp("merge the two, or say with scope in which parts each is meant: scope = [\"c1-s2\"]")
			}
			uses[folded] = append(uses[folded], use{i + 1, key, name})
		}
	}
}

// overlap tells whether two scopes share a part. A scope beside none is the exception to it, and does not.
func overlap(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || strings.HasPrefix(x, y+"-") || strings.HasPrefix(y, x+"-") {
				return true
			}
		}
	}
	return false
}

// counted is how many things a name says it has: 十个关系 ten, 两改两拆 four, 四个一 four, 16个城市乱象 sixteen, 533工程 eleven (5, 3
// and 3); 0 where it counts nothing.
func counted(name string) int {
	sum := 0
	runes := []rune(terms.Key(name))
	at := func(i int) rune {
		if i >= 0 && i < len(runes) {
			return runes[i]
		}
		return 0
	}
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r >= '0' && r <= '9':
			number, each := 0, 0
			for ; at(i) >= '0' && at(i) <= '9'; i++ {
				number, each = number*10+int(at(i)-'0'), each+int(at(i)-'0')
			}
			if strings.ContainsRune("个项件条大类种", at(i)) {
				each = number
			}
			i--
			sum += each
		case r == '一' && (strings.ContainsRune("合统唯第个之归", at(i-1)) || strings.ContainsRune("体批起律般致流揽", at(i+1))):
		case r == '十' || hanDigit(r) > 0:
			n := hanDigit(r)
			if n == 0 {
				n = 10 + hanDigit(at(i+1))
			} else if at(i+1) == '十' {
				n = n*10 + hanDigit(at(i+2))
			}
			for hanDigit(at(i+1)) > 0 || at(i+1) == '十' {
				i++
			}
			sum += n
		}
	}
	return sum
}

func hanDigit(r rune) int {
	switch r {
	case '两', '双':
		return 2
	}
	for i, d := range []rune("一二三四五六七八九") {
		if d == r {
			return i + 1
		}
	}
	return 0
}

// terms drafts the names that the text seems to use, those of the glossary apart.
func (d *drafter) terms(o *outline.Outline) {
	known, ids := map[string]bool{}, map[string]bool{}
	for _, t := range d.report.Terms {
		ids[t.ID] = true
		for _, form := range append([]string{t.Name}, t.Aliases...) {
			known[terms.Key(form)] = true
		}
	}
	drafts := terms.Drafts(o)
	d.report.Terms = slices.Grow(d.report.Terms, len(drafts))
	for _, draft := range drafts {
		if known[terms.Key(draft.Name)] {
			continue
		}
		id := terms.ID(draft.Name)
		for n := 2; ids[id]; n++ {
			id = fmt.Sprintf("%s-%d", terms.ID(draft.Name), n)
		}
		ids[id] = true
		d.report.Terms = append(d.report.Terms, Term{ID: id, Name: draft.Name, Kind: draft.Kind, Draft: true})
	}
}

func formatTerms(all []Term) []byte {
	var w tomlWriter
	for i, t := range all {
		if i > 0 {
			w.line("")
		}
		w.line("[[term]]")
		w.text("id", t.ID)
		w.text("name", t.Name)
		w.list("aliases", t.Aliases)
		w.list("marks", t.Marks)
		w.text("kind", t.Kind)
		w.text("definition", t.Definition)
		w.text("source", t.Source)
		w.text("quote", t.Quote)
		w.text("passage", t.Passage)
		w.text("reference", t.Reference)
		w.list("members", t.Members)
		w.list("scope", t.Scope)
		w.list("see", t.See)
		w.text("pinyin", t.Pinyin)
		w.yes("draft", t.Draft)
	}
	return []byte(w.b.String())
}

// FormatTerm writes a term as terms.toml has it.
func FormatTerm(t Term) string { return string(formatTerms([]Term{t})) }
