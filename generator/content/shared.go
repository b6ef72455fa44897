package content

import (
	"io/fs"
	"slices"

	"baogao/generator/diag"
	"baogao/generator/terms"
)

// SharedTerms is the file of terms for all reports of a project: content/terms.toml. It is written as a report's own, but for what is of one report:
// quote, passage and scope. A report has those of its terms that its text says; its own terms.toml is over it, by id and by name. The aliases
// say too which names of indicators mean one thing where reports are compared.
const SharedTerms = "terms.toml"

// shared reads the terms of the project; problems are said once, by Open.
func shared(project fs.FS, problems *diag.List) []Term {
	l := &loader{project: project, dir: Root, problems: problems}
	f := l.file(SharedTerms, false)
	if f == nil {
		return nil
	}
	var into termsFile
	if !decode(f, diag.Span{End: len(f.Text)}, &into, problems) {
		return nil
	}
	r := &Report{Terms: into.Terms}
	v := &validator{file: f, table: "term", problems: problems, ids: map[string]int{}, passages: map[string]Block{}}
	v.terms(r)
	for i, t := range r.Terms {
		if t.Source == "report" || t.Passage != "" || t.Quote != "" {
			v.errorf(i+1, "source", "term %q is of all reports, and quotes one", t.ID).SetHelp("give it in that report's own terms.toml, or name a public document: source = \"official\"")
		}
		r.Terms[i].Shared = true
	}
	return r.Terms
}

// addShared puts the terms of the project behind the report's own, those apart that it has under the same id or name.
func (r *Report) addShared(all []Term) {
	own := map[string]bool{}
	for _, t := range r.Terms {
		own["id "+t.ID] = true
		for _, form := range append([]string{t.Name}, t.Aliases...) {
			own[terms.Key(form)] = true
		}
	}
	for _, t := range all {
		if !own["id "+t.ID] && !slices.ContainsFunc(append([]string{t.Name}, t.Aliases...), func(form string) bool { return own[terms.Key(form)] }) {
			r.Terms = append(r.Terms, t)
		}
	}
}
