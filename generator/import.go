package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/figures"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/output"
	"baogao/generator/permanence"
	"baogao/generator/site"
	"baogao/generator/source"
)

func (c *cli) importCommand() *cobra.Command {
	var id string
	var overwrite bool
	command := &cobra.Command{
		Use:   "import FILE",
		Short: "Turn a published text into content: chapters, sections, source, errata",
		Long: "Import reads a report's text (- for standard input), finds its structure and writes content/ID. Errata that the folder has are\n" +
			"applied again, so that importing twice changes nothing. A corrected source is merged with what you did, block by block: what only one side\n" +
			"changed is taken, what both changed is shown, and nothing is written. A file that you edited is not overwritten.\n" +
			"What import makes of a line is settled by content/ID/outline.toml; a corrected source that moves the line moves its number there.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error { return c.importFile(args[0], id, overwrite) }),
	}
	command.Flags().StringVar(&id, "id", "", "the report's folder below content/ (default: its year, else the file's name)")
	command.Flags().BoolVar(&overwrite, "overwrite", false, "replace content files that differ; errata.toml, terms.toml and figures.toml are kept")
	return command
}

// editorsFiles are written once, as drafts, and then belong to the editor: figures.toml with the first change that he makes.
var editorsFiles = []string{"errata.toml", "terms.toml", figuresFile, "commitments.toml", "links.toml"}

func (c *cli) importFile(name, id string, overwrite bool) error {
	_, err := c.importAs(name, id, overwrite, false)
	return err
}

// importNew imports a report that the project does not have; made is its id.
func (c *cli) importNew(name, id string) (made string, err error) {
	return c.importAs(name, id, false, true)
}

func (c *cli) importAs(name, id string, overwrite, fresh bool) (made string, err error) {
	dir, err := findProject(c.project)
	if err != nil {
		return "", err
	}
	received, err := c.receive(name)
	if err != nil {
		return "", err
	}
	o := outline.Read(received, nil)
	if !o.IsReport() {
		var problems diag.List
		problems.Errorf(&diag.File{Path: name}, diag.Span{}, "no report is found in this text: no title with 报告, no salutation, not the words and divisions of one").
			SetHelp("name the file with the report; `baogao outline FILE` shows what is seen of it")
		return "", c.report(&problems)
	}
	if id == "" {
		if id = folderFor(name, o); id == "" {
			return "", diag.Say("%s: neither the text nor the file's name says a year: name the report with --id, as in --id 2017", name)
		}
	}
	if !filepath.IsLocal(id) || strings.ContainsAny(id, `\ `) || strings.HasPrefix(id, ".") {
		return "", diag.Say("the id %q is not a folder's name below content/", id)
	}
	if _, err := os.Stat(filepath.Join(dir, content.Root, filepath.FromSlash(id))); err == nil && fresh {
		return "", diag.Say("%s/%s is there already, so nothing was written\n  help: bring a corrected text in with baogao import, or name another folder with --id", content.Root, id)
	}
	if !overwrite {
		corrected, err := c.correctedOf(dir, id, name, received)
		if err != nil {
			return "", err
		}
		if corrected != nil {
			return id, corrected.run()
		}
	}
	settled := path.Join(content.Root, id, content.OverridesFile)
	overrides, err := c.overrides(filepath.Join(dir, filepath.FromSlash(settled)), settled, received.Text)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if len(overrides) > 0 {
		o = outline.Read(received, overrides)
	}
	draft := content.Draft(id, received, o)
	if text, err := draft.PlainText(); err != nil || text != received.Text {
		panic(fmt.Sprintf("the draft of %s does not give its text back: %v", name, err))
	}
	if err := keepEdits(openProject(dir), draft); err != nil {
		return "", err
	}
	draft.Figures = content.DraftFigures(draft, figures.Read(o))
	plan, err := planImport(dir, draft)
	if err != nil {
		return "", err
	}
	loaded, err := plan.proveLossless(received)
	if err != nil {
		return "", err
	}
	if err := plan.lock(dir, loaded); err != nil {
		return "", err
	}
	if len(plan.conflicts) > 0 && !overwrite {
		for _, d := range plan.conflicts {
			c.stderr.Write(d)
		}
		return "", diag.Say("%s would be overwritten, so nothing was written\n  help: keep yours, or take what import makes with --overwrite", diag.Count(len(plan.conflicts), "edited file"))
	}
	if err := plan.write(dir); err != nil {
		return "", err
	}
	c.summarize(id, received, draft, o, plan)
	return id, nil
}

// folderFor is what the folder of a report is called where nobody says: its year, else the file's name where that is plain ASCII.
func folderFor(name string, o *outline.Outline) string {
	if y := o.Year(); y > 0 {
		return strconv.Itoa(y)
	}
	id := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	if strings.Trim(id, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") != "" || strings.HasPrefix(id, "-") {
		return ""
	}
	return id
}

// overrides reads what an editor declared about the lines of a text; its problems are printed, with the file's path as shown.
func (c *cli) overrides(name, shown, text string) ([]outline.Override, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var problems diag.List
	all := content.ReadOverrides(&diag.File{Path: shown, Text: string(data)}, text, &problems)
	return all, c.report(&problems)
}

// keepEdits carries over to a draft what an earlier import's editor added: errata, and the keys of the front matter that no text gives.
func keepEdits(project fs.FS, draft *content.Report) error {
	var problems diag.List // a report that does not load has nothing to keep; its own check says why
	old := content.Load(project, draft.ID, markdown.NewParser(), &problems)
	if old == nil {
		return nil
	}
	if len(old.Errata) > 0 {
		if err := content.Correct(draft, old.Errata); err != nil {
			return diag.Say("content/%s/errata.toml does not fit the text: %w", draft.ID, err)
		}
	}
	m := &draft.Meta
	m.Description, m.Aliases, m.Draft = old.Meta.Description, old.Meta.Aliases, old.Meta.Draft
	m.Publisher, m.URL = old.Meta.Publisher, old.Meta.URL
	if old.Meta.Source.SHA256 == m.Source.SHA256 {
		m.Source.File, m.Source.By = old.Meta.Source.File, old.Meta.Source.By // the same file
	}
	for _, p := range draft.Parts {
		if was := old.Part(p.ID); was != nil && p.Role != content.Lead {
			p.Meta.Description, p.Meta.Aliases, p.Meta.Draft = was.Meta.Description, was.Meta.Aliases, was.Meta.Draft
		}
	}
	return nil
}

// importPlan is what an import would do to the folder of its report.
type importPlan struct {
	id        string
	files     []content.File // all that the report has, as they will be
	changed   []content.File
	conflicts [][]byte // differences to files that somebody edited
	kept      bool     // figures.toml is an editor's and stays
	stale     []string // files of an earlier import that this one does not have
}

const figuresFile = "figures.toml"

// drafts tells whether the import writes a file of drafts.
func (p *importPlan) drafts(name string) bool {
	return slices.ContainsFunc(p.changed, func(f content.File) bool { return f.Path == name })
}

func planImport(dir string, draft *content.Report) (*importPlan, error) {
	p := &importPlan{id: draft.ID, files: content.Format(draft)}
	root := filepath.Join(dir, content.Root, filepath.FromSlash(draft.ID))
	for _, f := range p.files {
		old, err := os.ReadFile(filepath.Join(root, f.Path))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			p.changed = append(p.changed, f)
		case err != nil:
			return nil, err
		case string(old) == string(f.Data):
		case f.Path == figuresFile && content.Untouched(old):
			p.changed = append(p.changed, f)
		case slices.Contains(editorsFiles, f.Path):
			p.kept = p.kept || f.Path == figuresFile
		default:
			shown := filepath.ToSlash(filepath.Join(content.Root, draft.ID, f.Path))
			p.changed = append(p.changed, f)
			p.conflicts = append(p.conflicts, diff.Diff(shown+" (yours)", old, shown+" (import)", f.Data))
		}
	}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		made := slices.ContainsFunc(p.files, func(f content.File) bool { return f.Path == rel })
		if made || slices.Contains(editorsFiles, rel) || filepath.Ext(rel) != ".md" && rel != "layout.toml" && rel != "noise.toml" {
			return nil
		}
		old, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		shown := filepath.ToSlash(filepath.Join(content.Root, draft.ID, rel))
		p.stale = append(p.stale, rel)
		p.conflicts = append(p.conflicts, diff.Diff(shown+" (yours)", old, shown+" (import has none)", nil))
		return nil
	})
	return p, err
}

// proveLossless loads the files that will be, before one is written, and compares the text they give with what was received. Names and figures
// carry nothing of the text and no address, so their drafts are left out; TestEveryReport… loads them.
func (p *importPlan) proveLossless(received *source.Received) (*content.Report, error) {
	files := fstest.MapFS{}
	for _, f := range p.files {
		if f.Path == "terms.toml" || f.Path == figuresFile {
			continue
		}
		files[path.Join(content.Root, p.id, f.Path)] = &fstest.MapFile{Data: f.Data}
	}
	var problems diag.List
	r := content.Load(files, p.id, markdown.NewParser(), &problems)
	if n := problems.Errors(); r == nil || n > 0 {
		return nil, diag.Say("the imported content does not load, so nothing was written; this is a fault of baogao:\n%v", problems.Problems()[0])
	}
	if text, err := r.PlainText(); err != nil || text != received.Text {
		return nil, diag.Say("the imported content does not give the text back, so nothing was written; this is a fault of baogao (%v)", err)
	}
	return r, nil
}

// lock adds ids.lock for a report that nobody has published: every address it has. One that an editor published stays.
func (p *importPlan) lock(dir string, r *content.Report) error {
	old, err := os.ReadFile(filepath.Join(dir, content.Root, filepath.FromSlash(p.id), content.LockFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var problems diag.List // a lock that cannot be read is not overwritten; build says why
	if err == nil && !permanence.Read(&diag.File{Text: string(old)}, &problems).Draft {
		return nil
	}
	if data := permanence.Lock(site.Link(r, &problems), nil, true); string(data) != string(old) {
		p.changed = append(p.changed, content.File{Path: content.LockFile, Data: data})
	}
	return nil
}

func (p *importPlan) write(dir string) error {
	root := filepath.Join(dir, content.Root, filepath.FromSlash(p.id))
	for _, f := range p.changed {
		if err := output.WriteFile(filepath.Join(root, filepath.FromSlash(f.Path)), f.Data); err != nil {
			return err
		}
	}
	for _, name := range p.stale {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.Remove(file); err != nil {
			return err
		}
		if dir := filepath.Dir(file); dir != root {
			os.Remove(dir) // only an empty folder goes: one that stays is a chapter to Load
		}
	}
	return scaffold(dir, p)
}

// scaffold writes what a project needs beside its first report, where it is not there.
func scaffold(dir string, p *importPlan) error {
	title := strconv.Quote("政府工作报告")
	files := []content.File{
		{Path: "config.toml", Data: []byte(content.ConfigSchemaLine() + "title = " + title + "\nbase_url = \"\"\nlanguage = \"zh-Hans\"\n")},
		{Path: content.Root + "/_index.md", Data: []byte("+++\ntitle = " + title + "\n+++\n")},
		{Path: content.Root + "/about.md", Data: []byte("+++\ntitle = \"关于本站\"\n+++\n\n本站把政府工作报告变成可以阅读、检索、引用、核对和保存的网页。原文逐字照录；来源与勘误见各报告的“来源与勘误”页。\n")},
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			if err := output.WriteFile(name, f.Data); err != nil {
				return err
			}
		}
	}
	return nil
}

// counting is a number of things.
type counting struct {
	n    int
	word string
}

// counted lists what there is some of: "3 chapters, 14 sections".
func counted(all []counting) diag.Series {
	var found diag.Series
	for _, c := range all {
		if c.n > 0 {
			found = append(found, diag.Count(c.n, c.word))
		}
	}
	return found
}

// summarize says in a few lines what was found and where to look.
func (c *cli) summarize(id string, received *source.Received, draft *content.Report, o *outline.Outline, p *importPlan) {
	var sections, topics, subtopics int
	for i := range draft.Parts {
		if draft.Parts[i].Role == content.Section {
			sections++
		}
		for _, paragraph := range draft.Parts[i].Paragraphs {
			for _, piece := range paragraph.Pieces {
				switch piece.Level {
				case 1:
					topics++
				case 2:
					subtopics++
				}
			}
		}
	}
	where := content.Root + "/" + id
	fmt.Fprintf(c.stdout, "%s: %s\n", where, draft.Meta.Title)
	if o.Date == "" {
		c.say("  undated    the text does not say its day: add date to %s/_index.md\n", where)
	}
	form := diag.Series{diag.Count(received.Size, "byte"), diag.Say("%s", received.Encoding)}
	if received.Copies > 1 {
		form = append(form, diag.Count(received.Copies, "identical copy"))
	}
	c.say("  received   %s, %s, sha256 %s…\n", received.Name, form, received.SHA256[:12])
	found := counted([]counting{{len(o.Chapters), "chapter"}, {sections, "section"}, {topics, "topic"}, {subtopics, "subtopic"},
		{len(o.Glossary), "glossary entry"}, {len(o.Annexes), "annex"}})
	if len(found) == 0 {
		found = diag.Series{diag.Say("no headings: the whole report is one text")}
	}
	c.say("  found      %s\n", found)
	if p.drafts(figuresFile) {
		unsure := 0
		for _, f := range draft.Figures {
			if f.Unsure != "" {
				unsure++
			}
		}
		drafts := diag.Count(len(draft.Figures), "figure")
		if unsure > 0 {
			c.say("  figures    %s in %s, %d of them unsure: drafts to be reviewed\n", drafts, figuresFile, unsure)
		} else {
			c.say("  figures    %s in %s: drafts to be reviewed\n", drafts, figuresFile)
		}
	} else if p.kept {
		c.say("  figures    %s has your work and is kept as it is\n", figuresFile)
	}
	if n := len(o.Noise); n > 0 {
		c.say("  noise      %s around the report, kept in %s/noise.toml\n", diag.Count(n, "stretch"), where)
	}
	for _, s := range o.Suspects {
		c.say("  suspicious %q: %s; see %s/errata.toml\n", o.Text[s.Span.Start:s.Span.End], s.Why, where)
	}
	for _, u := range o.Unsure {
		c.say("  unsure     line %d: %s\n", u.Line, u.Why)
	}
	if len(o.Unsure) > 0 {
		c.say("  settle     in %s/%s: [[line]], line = %d, as = \"text\" (or chapter, section, noise, …); then import with --overwrite\n", where, content.OverridesFile, o.Unsure[0].Line)
	}
	if len(p.changed)+len(p.stale) == 0 {
		c.say("  written    nothing: the content is as import makes it\n")
		return
	}
	c.say("  written    %s; next: baogao build\n", diag.Count(len(p.changed), "file"))
}
