package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/figures"
	"baogao/generator/markdown"
	"baogao/generator/merge"
	"baogao/generator/outline"
	"baogao/generator/permanence"
	"baogao/generator/site"
	"baogao/generator/source"
	"baogao/generator/tidy"
)

// reimport is the import of a corrected text over a report that the project has.
type reimport struct {
	*cli
	dir, id  string
	name     string // of the file that came, as given
	received *source.Received
	ours     *content.Report
	disk     map[string][]byte // the report's files, by their paths below its folder
}

// correctedOf gives a report of the project whose source.txt is another text than what came; nil where there is nothing to merge.
func (c *cli) correctedOf(dir, id, name string, received *source.Received) (*reimport, error) {
	root := filepath.Join(dir, content.Root, filepath.FromSlash(id))
	old, err := os.ReadFile(filepath.Join(root, "source.txt"))
	if errors.Is(err, fs.ErrNotExist) || err == nil && string(old) == received.Text {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r := &reimport{cli: c, dir: dir, id: id, name: name, received: received, disk: map[string][]byte{}}
	return r, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err == nil {
			r.disk[filepath.ToSlash(rel)], err = os.ReadFile(name)
		}
		return err
	})
}

// run merges the corrected text with the editors' work, and writes what comes of it where nothing is in its way.
func (r *reimport) run() error {
	var problems diag.List
	r.ours = content.Load(openProject(r.dir), r.id, markdown.NewParser(), &problems)
	if text, err := plainText(r.ours); err != nil || text != r.ours.Source.Text {
		if err := r.report(&problems); err != nil && err != errProblems {
			return err
		}
		return diag.Say("the files of %s do not give their own source.txt back, so the corrected one was not merged and nothing was written\n  help: mend them first, or take what import makes with --overwrite", r.id)
	}
	before, after, err := r.overridesOfBoth(&problems)
	if err != nil {
		return err
	}
	base := content.Draft(r.id, r.ours.Published(), outline.Read(r.ours.Published(), before))
	o := outline.Read(r.received, after)
	var conflicts diag.List
	out := merge.Reports(base, r.ours, content.Draft(r.id, r.received, o), &diag.File{Path: r.name, Text: r.received.Text}, &conflicts)
	if err := r.refused(&conflicts); err != nil {
		return err
	}
	out.Report.Figures = content.DraftFigures(out.Report, figures.Read(o))
	plan := r.plan(out)
	if err := r.prove(plan); err != nil {
		return err
	}
	if err := plan.write(r.dir); err != nil {
		return err
	}
	r.tell(out, plan)
	return nil
}

func plainText(r *content.Report) (string, error) {
	if r == nil || r.Source == nil {
		return "", errProblems
	}
	return r.PlainText()
}

// refused says what is in the way of a merge.
func (r *reimport) refused(problems *diag.List) error {
	if problems.Errors() == 0 {
		return nil
	}
	if err := r.report(problems); err != errProblems {
		return err
	}
	fmt.Fprint(r.stderr, diag.Say("the corrected source and your files do not go together, so nothing was written\n").In(r.language))
	return errProblems
}

// overridesOfBoth reads outline.toml against the old text, and leads its lines to those of the corrected one.
func (r *reimport) overridesOfBoth(problems *diag.List) (before, after []outline.Override, err error) {
	data, there := r.disk[content.OverridesFile]
	if !there {
		return nil, nil, nil
	}
	f := &diag.File{Path: path.Join(content.Root, r.id, content.OverridesFile), Text: string(data)}
	var own diag.List
	before = content.ReadOverrides(f, r.ours.Source.Text, &own)
	lines := merge.Lines(r.ours.Source.Text, r.received.Text)
	for _, o := range before {
		was := o
		o.Line, o.To = lines[o.Line], lines[o.To]
		if o.Line == 0 || was.To != 0 && o.To == 0 {
			own.Errorf(f, f.Find("line = "+strconv.Itoa(was.Line)), "the corrected source changes line %d, which is settled here", was.Line).
				SetHelp("take the entry out, import again, and settle the line anew where that is needed")
		}
		after = append(after, o)
	}
	if err := r.refused(&own); err != nil {
		return nil, nil, err
	}
	r.disk[content.OverridesFile] = []byte(lineNumber.ReplaceAllStringFunc(f.Text, func(s string) string {
		m := lineNumber.FindStringSubmatch(s)
		n, _ := strconv.Atoi(m[2])
		return m[1] + strconv.Itoa(lines[n])
	}))
	return before, after, nil
}

// lineNumber is a key of outline.toml that names a line.
var lineNumber = regexp.MustCompile(`(?m)^(\s*(?:line|to)\s*=\s*)(\d+)`)

// placesOf are the keys that name blocks, by file.
func placesOf() map[string][]string {
	return map[string][]string{
		"errata.toml":        {"erratum.place"},
		"terms.toml":         {"term.passage"},
		"figures.toml":       {"figure.passage"},
		"commitments.toml":   {"commitment.passage"},
		"links.toml":         {"pair.review.passage", "pair.plan.passage", "related.from", "related.to", "unrelated.from", "unrelated.to"},
		content.AcceptedFile: {"accepted.place"},
	}
}

// plan is what a merge does to the folder of its report.
func (r *reimport) plan(out *merge.Outcome) *importPlan {
	p := &importPlan{id: r.id}
	will := map[string][]byte{}
	for name, data := range r.disk {
		will[name] = data
	}
	was := map[string][]byte{}
	for _, f := range content.Format(r.ours) {
		was[f.Path] = f.Data
	}
	for _, part := range r.ours.Parts {
		delete(will, part.Path)
	}
	now := map[string][]byte{}
	for _, f := range content.Format(out.Report) {
		now[f.Path] = f.Data
	}
	for _, part := range out.Report.Parts {
		from := out.From[part.Path]
		will[part.Path] = merge.File(r.disk[from], was[from], now[part.Path])
	}
	for _, name := range []string{"source.txt", "layout.toml", "noise.toml"} {
		if string(was[name]) == string(now[name]) {
			continue
		}
		delete(will, name)
		if data, there := now[name]; there {
			will[name] = data
		}
	}
	gone := append(slices.Clone(out.Settled), out.Dropped...)
	will["errata.toml"] = []byte(tidy.RemoveTables(string(will["errata.toml"]), "erratum", func(n int) bool { return slices.Contains(gone, r.ours.Errata[n-1].ID) }))
	for name, keys := range placesOf() {
		if data, there := will[name]; there {
			text, _ := tidy.RenameEach(string(data), keys, out.Moved)
			will[name] = []byte(text)
		}
	}
	if data := r.disk[figuresFile]; data != nil && content.Untouched(data) && now[figuresFile] != nil {
		will[figuresFile] = now[figuresFile]
	}
	for name, data := range will {
		f := content.File{Path: name, Data: data}
		p.files = append(p.files, f)
		if old, there := r.onDisk(name); !there || string(old) != string(data) {
			p.changed = append(p.changed, f)
		}
	}
	for name := range r.disk {
		if _, there := will[name]; !there {
			p.stale = append(p.stale, name)
		}
	}
	slices.SortFunc(p.changed, func(a, b content.File) int { return cmp.Compare(a.Path, b.Path) })
	slices.Sort(p.stale)
	return p
}

// onDisk is a file as it is now: outline.toml has been led to the corrected text already.
func (r *reimport) onDisk(name string) ([]byte, bool) {
	data, err := os.ReadFile(filepath.Join(r.dir, content.Root, filepath.FromSlash(r.id), filepath.FromSlash(name)))
	return data, err == nil
}

// prove loads the report that will be, before one file is written: it gives the corrected text back, nothing in it is wrong, and what was published
// of it is there. A lock that nobody published is written anew.
func (r *reimport) prove(p *importPlan) error {
	files := fstest.MapFS{}
	for _, f := range p.files {
		files[path.Join(content.Root, r.id, f.Path)] = &fstest.MapFile{Data: f.Data}
	}
	if data, err := os.ReadFile(filepath.Join(r.dir, content.Root, content.SharedTerms)); err == nil {
		files[path.Join(content.Root, content.SharedTerms)] = &fstest.MapFile{Data: data}
	}
	var problems diag.List
	if lock := r.disk[content.LockFile]; lock != nil && permanence.Read(&diag.File{Text: string(lock)}, &problems).Draft {
		delete(files, path.Join(content.Root, r.id, content.LockFile)) // nobody can have cited it
	}
	merged := content.Load(files, r.id, markdown.NewParser(), &problems)
	if merged != nil && problems.Errors() == 0 {
		linked := site.Link(merged, &problems)
		if permanence.Check(linked, &problems); problems.Errors() == 0 {
			if text, err := merged.PlainText(); err != nil || text != r.received.Text {
				panic(fmt.Sprintf("the merge of %s does not give the corrected text back: %v", r.name, err))
			}
			return p.lock(r.dir, merged)
		}
	}
	var errs diag.List
	for _, problem := range problems.Problems() {
		if problem.Severity == diag.Error {
			errs.Add(problem)
		}
	}
	return r.refused(&errs)
}

// tell says in a few lines what was merged.
func (r *reimport) tell(out *merge.Outcome, p *importPlan) {
	fmt.Fprintf(r.stdout, "%s/%s: %s\n", content.Root, r.id, out.Report.Meta.Title)
	merged := counted([]counting{{out.Changed, "changed block"}, {out.Added, "added block"}, {out.Removed, "removed block"}})
	if len(merged) == 0 {
		merged = diag.Series{diag.Say("white space and what stands around the report")}
	}
	r.say("  corrected  %s\n", merged)
	for _, id := range out.Settled {
		r.say("  settled    erratum %q: the corrected source reads so itself, and the entry is gone\n", id)
	}
	if n := len(out.Moved); n > 0 {
		r.say("  moved      %s, followed in all files\n", diag.Count(n, "address"))
	}
	r.say("  kept       all else that you wrote\n")
	r.say("  written    %s; next: baogao check\n", diag.Count(len(p.changed), "file"))
}
