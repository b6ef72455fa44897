//go:build unix

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/page"
	"baogao/generator/site"
	"baogao/layouts"
	"baogao/static"
)

// address is where both sites say that they are, so that both write a site map.
const address = "https://example.org/"

// writeSites writes the plain and the tuned Hugo site of a project beside it.
func writeSites(project string) error {
	for _, kind := range []string{"plain", "tuned"} {
		if err := writeSite(project, filepath.Join(filepath.Dir(project), kind), kind == "tuned"); err != nil {
			return err
		}
	}
	return nil
}

func writeSite(project, dir string, tuned bool) error {
	var problems diag.List
	files := os.DirFS(project)
	parser := markdown.NewParser()
	p := content.Open(files, parser, &problems)
	sink := &dump{dir: dir}
	assets, err := page.LoadAssets(static.Files, false, &problems)
	if err != nil {
		return err
	}
	r := &page.Renderer{Config: p.Config, Assets: assets, Layouts: page.LoadLayouts(dumping(), assets, p.Config.Language, false, &problems), Static: static.Files, Sink: sink}
	if err := failed(&problems); err != nil {
		return err
	}
	var all [][]string
	var fronts []page.Front
	of := &page.Around{Project: p, Front: func(i int) (page.Front, error) { return fronts[i], nil }, Paths: func(i int) ([]string, error) { return all[i], nil }}
	for _, id := range p.Reports {
		loaded := content.Load(files, id, parser, &problems)
		if err := failed(&problems); err != nil {
			return err
		}
		linked := site.Link(loaded, &problems)
		sink.begin(linked, r.PartPage(linked))
		paths, err := r.Report(linked)
		if err != nil {
			return err
		}
		of.Reports = append(of.Reports, r.Summarize(linked, len(paths)))
		all, fronts = append(all, paths), append(fronts, r.Front(linked))
	}
	sink.begin(nil, nil)
	if _, err := r.Site(of); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, "static"), static.Files); err != nil {
		return err
	}
	if err := writeJoined(filepath.Join(dir, "static")); err != nil {
		return err
	}
	return writeLayouts(dir, layouts.Files, tuned)
}

// joined is how layouts name several scripts that are one file.
var joined = regexp.MustCompile(`[a-z]+\.js(?:\+[a-z]+\.js)+`)

// writeJoined writes these files.
func writeJoined(dir string) error {
	return fs.WalkDir(layouts.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		layout, err := fs.ReadFile(layouts.Files, name)
		for _, names := range joined.FindAllString(string(layout), -1) {
			var all []byte
			for _, part := range strings.Split(names, "+") {
				script, e := fs.ReadFile(static.Files, part)
				all, err = append(append(all, script...), ";\n"...), cmp.Or(err, e)
			}
			err = cmp.Or(err, os.WriteFile(filepath.Join(dir, names), all, 0o644))
		}
		return err
	})
}

func failed(problems *diag.List) error {
	for _, p := range problems.Problems() {
		if p.Severity == diag.Error {
			return fmt.Errorf("%s", p)
		}
	}
	return nil
}

// dumping are layouts that write, in place of a page, its kind and its view as JSON: what the page shows, without how.
func dumping() fs.FS {
	files := fstest.MapFS{"base.html": {Data: []byte(`{{block "kind" .}}{{end}}` + "\n" + `<script type="application/json">{{.}}</script>` + "\n" + `<script type="application/json">{{.Frame}}</script>`)}}
	err := fs.WalkDir(layouts.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "base.html" {
			return err
		}
		data, err := fs.ReadFile(layouts.Files, name)
		if path.Dir(name) == "." && path.Ext(name) == ".html" {
			data = []byte(`{{define "kind"}}` + strings.TrimSuffix(name, ".html") + `{{end}}`)
		}
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err) // they are built in
	}
	return files
}

var view = regexp.MustCompile(`(?s)^\s*(\S+)\n<script type="application/json">([^\n]*)</script>\n<script type="application/json">([^\n]*)</script>\s*$`)

// dump is a sink that writes a page's view as a content file of a Hugo site.
type dump struct {
	dir    string
	parts  map[string]*site.Part // by the path of the page
	order  map[string]int
	titles map[string]string // as lists of contents have them
	report *site.Report
}

func (d *dump) begin(r *site.Report, pageOf func(*site.Part) (string, string)) {
	d.report, d.parts, d.order, d.titles = r, map[string]*site.Part{}, map[string]int{}, map[string]string{}
	if r == nil {
		return
	}
	for i, p := range r.Parts {
		name, title := pageOf(p)
		name = path.Join(r.ID, name)
		d.parts[name], d.order[name], d.titles[name] = p, i+1, p.Meta.Number+title
	}
}

// layout is what Hugo shall call a layout of ours: some of its own have the same names.
func layout(kind string) string { return "our-" + kind }

// front is a content file's front matter. Hugo keeps the keys of params in small letters and finds them by any.
type front struct {
	Title   string   `json:"title"`
	Layout  string   `json:"layout"`
	URL     string   `json:"url"`
	Weight  int      `json:"weight,omitempty"`
	Outputs []string `json:"outputs,omitempty"`
	Params  params   `json:"params"`
}

type params struct {
	Part bool                       `json:"part"` // it belongs to the text
	View map[string]json.RawMessage `json:"v"`
}

// Write takes one file of ours; what is no page is left to Hugo.
func (d *dump) Write(name string, data []byte) error {
	if path.Ext(name) != ".html" || name == "404.html" {
		return nil
	}
	m := view.FindSubmatch(data)
	if m == nil {
		return fmt.Errorf("%s is no view", name)
	}
	f := front{Layout: layout(string(m[1])), URL: "/" + name, Weight: d.order[name], Params: params{Part: d.parts[name] != nil}}
	if err := json.Unmarshal(m[2], &f.Params.View); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := json.Unmarshal(f.Params.View["Title"], &f.Title); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if p := d.parts[name]; p != nil {
		f.Title = d.titles[name]
	}
	var frame map[string]json.RawMessage
	if err := json.Unmarshal(m[3], &frame); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	// What a view and its frame both have is the view's in JSON; the navigation asks the frame.
	inner := map[string]json.RawMessage{}
	for _, key := range []string{"Kind", "Report", "ReportID", "Up", "Root", "Terms", "Figures", "Commitments", "Pairs"} {
		inner[key] = frame[key]
	}
	var err error
	if f.Params.View["Frame"], err = json.Marshal(inner); err != nil {
		return err
	}
	delete(f.Params.View, "Lead")
	switch string(m[1]) {
	case "part":
		delete(f.Params.View, "Text")
		delete(f.Params.View, "Contents")
	case "full":
		delete(f.Params.View, "Text")
	case "report":
		data := front{Title: f.Title, Layout: layout("data"), URL: "/" + path.Join(d.report.ID, "search.js"), Outputs: []string{"searchdata"}}
		if err := d.write(path.Join(d.report.ID, "data.md"), data, nil); err != nil {
			return err
		}
	}
	var body bytes.Buffer
	if p := d.parts[name]; p != nil {
		d.body(&body, p, strings.Repeat("../", strings.Count(strings.TrimPrefix(name, d.report.ID+"/"), "/")))
	}
	file := strings.TrimSuffix(name, ".html") + ".md"
	if path.Base(name) == "index.html" {
		file = path.Join(path.Dir(name), "_index.md")
	}
	return d.write(file, f, body.Bytes())
}

// write writes a content file.
func (d *dump) write(file string, f front, body []byte) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		return err
	}
	b.WriteString("\n")
	b.Write(body)
	to := filepath.Join(d.dir, "content", filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, b.Bytes(), 0o644)
}

// body writes a part's text in Hugo's Markdown: run-in headings as headings, paragraphs with their ids, terms and figures as links.
func (d *dump) body(b *bytes.Buffer, p *site.Part, up string) {
	marked := map[*site.Term]bool{}
	for _, passage := range p.Passages {
		if passage.Level > 0 {
			fmt.Fprintf(b, "%s %s {#%s .lower}\n\n", strings.Repeat("#", min(passage.Level-1, 6)), d.inline(passage, 0, len(passage.Text), up, marked), passage.ID)
			continue
		}
		for _, s := range passage.Segments {
			if text := d.inline(passage, s.Start, s.End, up, marked); s.Level > 0 {
				fmt.Fprintf(b, "## %s {#%s .%s}\n\n", text, s.ID, [...]string{"", "topic", "subtopic"}[s.Level])
			} else if strings.TrimSpace(text) != "" {
				fmt.Fprintf(b, "%s\n{#%s .p}\n\n", opening.ReplaceAllString(strings.TrimSpace(text), `$1\$2`), passage.ID)
			}
		}
	}
}

// opening is what would open a list, a heading, a quotation or a rule.
var opening = regexp.MustCompile(`^([0-9]*)([-+=>.)|:!])`)

func (d *dump) inline(p *site.Passage, start, end int, up string, marked map[*site.Term]bool) string {
	var b strings.Builder
	at := start
	for _, m := range p.Marks {
		if m.Start < at || m.End > end {
			continue
		}
		words := escape(p.Text[m.Start:m.End])
		switch {
		case m.Term != nil && !marked[m.Term]:
			marked[m.Term] = true
			words = "[" + words + "](" + up + "terms/" + m.Term.ID + ".html)"
		case m.Figure != nil:
			words = "[" + words + "](" + up + "indicators/" + m.Figure.Of.ID + ".html#" + m.Figure.ID + ")"
		}
		b.WriteString(escape(p.Text[at:m.Start]) + words)
		at = m.End
	}
	return b.String() + escape(p.Text[at:end])
}

var escape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", `\&`, "~", `\~`, "{", `\{`, "}", `\}`, "#", `\#`, "\n", " ").Replace
