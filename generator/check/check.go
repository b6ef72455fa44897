// Package check proves what no stage can prove alone, from the finished pages: that they give the published text back in every
// character, that links lead somewhere, that ids are unique, and that every page can be named, described and read aloud.
//
// It reads pages with an HTML parser and knows nothing of how they were made. Of the text it knows only two rules of the pages:
// a block of the text is an element with data-t, its id, and elements with data-ui are not text.
package check

import (
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/output"
)

// Result counts what was proved; Drafts are what nobody has reviewed yet.
type Result struct {
	Reports, Pages, Links, IDs, Characters, Editions, Drafts int
}

// Text says what was proved.
func (r Result) Text() *diag.Text {
	reports := diag.Say("%d reports give their published text back", r.Reports)
	if r.Reports == 1 {
		reports = diag.Say("1 report gives its published text back")
	}
	return diag.Say("%s, %d characters twice over, and %d editions; %d pages, %d links, %d ids", reports, r.Characters, r.Editions, r.Pages, r.Links, r.IDs)
}

// Site checks a finished site against the content of its reports.
func Site(files *output.Memory, reports []*content.Report, problems *diag.List) Result {
	var result Result
	pages := pagesOf(files, &result, problems)
	for _, r := range reports {
		if fidelity(r, pages, problems) {
			result.Reports++
		}
		result.Characters += len([]rune(r.Source.Text))
		result.Editions += editions(r, files.Read, problems)
		result.Drafts += r.Drafts()
	}
	return result
}

// pagesOf reads every page of a site, each by itself, and follows its links.
func pagesOf(files *output.Memory, result *Result, problems *diag.List) map[string]*Page {
	pages := map[string]*Page{}
	for _, name := range files.Paths() {
		if path.Ext(name) != ".html" {
			continue
		}
		data, _ := files.Read(name)
		p, err := Read(name, data)
		if err != nil {
			problems.Errorf(page(name), diag.Span{}, "the page cannot be parsed: %v", err).SetHelp("mend its layout")
			continue
		}
		pages[name] = p
		result.Pages++
		result.IDs += len(p.IDs)
		p.check(problems)
	}
	for _, name := range files.Paths() {
		if p := pages[name]; p != nil {
			result.Links += len(p.Links)
			p.follow(pages, files, problems)
		}
	}
	return pages
}

func page(name string) *diag.File { return &diag.File{Path: "public/" + name} }

// check looks at one page alone.
func (p *Page) check(problems *diag.List) {
	fail := func(help, format string, args ...any) {
		problems.Errorf(page(p.Name), diag.Span{}, format, args...).SetHelp(help)
	}
	if strings.TrimSpace(p.Title) == "" {
		fail("give the layout a title", "the page has no title")
	}
	if strings.TrimSpace(p.Description) == "" {
		fail("give the page a description", "the page has no description")
	}
	if p.Language == "" {
		fail("set lang on the html element", "the page has no language")
	}
	if p.Headings == 0 || p.TopHeadings != 1 {
		fail("a page has one h1", "the page has %d h1 headings", p.TopHeadings)
	}
	for _, id := range p.Twice {
		fail("ids are unique in a page", "the id %q stands twice", id)
	}
	for _, s := range p.Unnamed {
		fail("give it words, or an aria-label", "%s has no name that can be read aloud", s)
	}
	for _, s := range p.Skipped {
		fail("ranks of headings go up by one", "%s", s)
	}
}

// follow walks a page's links.
func (p *Page) follow(pages map[string]*Page, files *output.Memory, problems *diag.List) {
	for _, link := range p.Links {
		fail := func(format string, args ...any) {
			problems.Errorf(page(p.Name), diag.Span{}, "the link %q %s", link, diag.Say(format, args...)).SetHelp("links are relative and name a file of the site")
		}
		switch {
		case strings.HasPrefix(link, "https://"), strings.HasPrefix(link, "http://"), strings.HasPrefix(link, "mailto:"):
			continue
		case strings.HasPrefix(link, "/"), strings.Contains(link, "://"):
			fail("is absolute")
			continue
		}
		target, fragment, _ := strings.Cut(link, "#")
		target, _, _ = strings.Cut(target, "?")
		name := p.Name
		if target != "" {
			if plain, err := url.PathUnescape(target); err == nil {
				target = plain
			}
			name = path.Join(path.Dir(p.Name), target)
		}
		if _, ok := files.Read(name); !ok {
			fail("leads to %s, which is not there", name)
			continue
		}
		if fragment != "" && (pages[name] == nil || !pages[name].IDs[fragment]) {
			fail("leads to #%s, which %s does not have", fragment, name)
		}
	}
}

// fidelity puts the published text together from the pages of a report, once from its pages in reading order and once from the
// page of the whole text, and compares both with source.txt.
func fidelity(r *content.Report, pages map[string]*Page, problems *diag.List) bool {
	if r.Source == nil {
		return false
	}
	var names []string
	for _, p := range r.Parts {
		names = append(names, path.Join(r.ID, address(p)))
	}
	ok := same(r, "the text of its pages in reading order", names, pages, problems)
	return same(r, "its page of the full text", []string{path.Join(r.ID, "full.html")}, pages, problems) && ok
}

// address is law 2: content/2017/3/3.md is page 2017/3/3.html.
func address(p *content.Part) string {
	name := strings.TrimSuffix(p.Path, ".md")
	if dir, ok := strings.CutSuffix(name, "_index"); ok {
		name = dir + "index"
	}
	return name + ".html"
}

func same(r *content.Report, what string, names []string, pages map[string]*Page, problems *diag.List) bool {
	var blocks []content.Block
	for _, name := range names {
		p := pages[name]
		if p == nil {
			problems.Errorf(page(name), diag.Span{}, "the page is missing").SetHelp("every content file has its page")
			return false
		}
		for _, b := range p.Blocks {
			blocks = append(blocks, content.Block{ID: b.ID, Text: b.Published, RunIn: b.RunIn})
		}
	}
	text, spans := r.Assemble(blocks)
	source := r.Source.Text
	if text == source {
		return true
	}
	at := 0
	for at < min(len(text), len(source)) && text[at] == source[at] {
		at++
	}
	for at > 0 && at < len(source) && !utf8.RuneStart(source[at]) {
		at--
	}
	shown := strings.NewReader(source[at:])
	for range 6 {
		if _, _, err := shown.ReadRune(); err != nil {
			break
		}
	}
	id := "the end"
	for i, s := range spans {
		if at <= s.End {
			id = blocks[i].ID
			break
		}
	}
	problems.Errorf(r.Source, diag.Span{Start: at, End: len(source) - shown.Len()}, "report %s: %s is not the published text from %s on", r.ID, what, id).
		SetHelp("a layout drops, adds or moves text; every element of the text has data-t, what is not text has data-ui")
	return false
}
