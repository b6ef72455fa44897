package content

import (
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// Config is config.toml: the site.
type Config struct {
	Title       string `toml:"title"`
	Description string `toml:"description"`
	BaseURL     string `toml:"base_url"` // "https://example.org/kaifeng/"; empty for a site that lives in a folder
	Language    string `toml:"language"` // of the interface: "zh-Hans" or "en"
	Licence     string `toml:"licence"`  // a line on what may be done with the text
	Cite        Cite   `toml:"cite"`

	Serve Serve `toml:"serve"`

	Editions []string `toml:"editions"` // the forms beside the pages; all where the key is missing

	File *diag.File `toml:"-"`
}

// Cite is an editor's own form of reference: [cite] in config.toml. Package cite says what the template can name.
type Cite struct {
	Name     string `toml:"name"`     // what it is called in the menu
	Template string `toml:"template"` // "{author}：《{title}》，{date}，{page}。{url}"
}

// Serve is how an editor works with `baogao serve`: [serve] in config.toml.
type Serve struct {
	Editor string `toml:"editor"` // the link that opens a file: "vscode://file{path}:{line}"; "" copies the place
}

// Page is a free page of the site: content/about.md.
type Page struct {
	Name string // "about"; the home is "_index"
	Meta PageMeta
	HTML string
	File *diag.File
}

// PageMeta is a free page's front matter.
type PageMeta struct {
	Title       string    `toml:"title"`
	Description string    `toml:"description"`
	Date        time.Time `toml:"date"`
	Weight      int       `toml:"weight"`
	Draft       bool      `toml:"draft"`
	Aliases     []string  `toml:"aliases"`
}

// Project is what is said once for the whole site. Reports are loaded one by one.
type Project struct {
	Config  Config
	Home    Page
	Pages   []Page   // by name
	Reports []string // ids, sorted
	Terms   []Term   // of all reports
}

// Languages are those that the interface is written in.
var Languages = []string{"zh-Hans", "en"}

// Open reads config.toml and the free pages of a project, and finds its reports: the folders below content/ that hold a source.txt.
func Open(project fs.FS, parser *markdown.Parser, problems *diag.List) *Project {
	return Reopen(project, nil, parser, problems)
}

// Reopen is Open where the reports are known and none has come, gone or lost its source.txt since: the folders of many need not be looked through.
func Reopen(project fs.FS, reports []string, parser *markdown.Parser, problems *diag.List) *Project {
	l := &loader{project: project, dir: ".", parser: parser, problems: problems}
	p := &Project{Config: Config{Language: Languages[0]}}
	if f := l.file("config.toml", true); f != nil {
		decode(f, diag.Span{End: len(f.Text)}, &p.Config, problems)
		p.Config.File = f
		checkConfig(&p.Config, problems)
	}
	var shut []unread
	err := fs.WalkDir(project, Root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return err
		case err != nil:
			shut = append(shut, unread{name, err})
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."): // an editor's, or the system's, and no report or page
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir() && name != Root && reports != nil:
			return fs.SkipDir
		case d.IsDir() && name != Root:
			// Load looks through a report; what the folder holds decides, not what can be read of it.
			if entries, err := fs.ReadDir(project, name); err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "source.txt" }) {
				p.Reports = append(p.Reports, strings.TrimPrefix(name, Root+"/"))
				return fs.SkipDir
			}
		case d.Name() == "errata.toml":
			if _, err := fs.Stat(project, path.Join(path.Dir(name), "source.txt")); errors.Is(err, fs.ErrNotExist) {
				id := strings.TrimPrefix(path.Dir(name), Root+"/")
				problems.Errorf(&diag.File{Path: path.Dir(name)}, diag.Span{}, "the folder holds a report without its source.txt").
					SetHelp("put source.txt back from your version control, or import the report's text again: baogao import FILE --id %s", id)
			}
		case d.Name() == "source.txt":
			p.Reports = append(p.Reports, strings.TrimPrefix(path.Dir(name), Root+"/"))
		case path.Dir(name) == Root && path.Ext(name) == ".md":
			p.addPage(l, name)
		}
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		problems.Errorf(&diag.File{Path: Root}, diag.Span{}, "there is no folder of this name").
			SetHelp("stand in the project's folder, or start one: baogao import FILE --id 2017")
	}
	for _, u := range shut {
		// Load says it of the folders inside of a report.
		if !slices.ContainsFunc(p.Reports, func(id string) bool { return strings.HasPrefix(u.folder, Root+"/"+id+"/") }) {
			u.say(problems)
		}
	}
	p.Reports = append(p.Reports, reports...)
	slices.Sort(p.Reports)
	if len(shut) == 0 || shut[0].folder != Root {
		p.Terms = shared(project, problems)
	}
	return p
}

// unread is a folder that could not be listed.
type unread struct {
	folder string
	err    error
}

func (u unread) say(problems *diag.List) {
	why := u.err
	if e := (*fs.PathError)(nil); errors.As(why, &e) {
		why = e.Err // the folder is named
	}
	problems.Errorf(&diag.File{Path: u.folder}, diag.Span{}, "the folder cannot be read: %v", why).SetHelp("check its permissions")
}

func (p *Project) addPage(l *loader, name string) {
	f := l.file(name, true)
	if f == nil {
		return
	}
	page := Page{Name: strings.TrimSuffix(path.Base(name), ".md"), File: f}
	front, body, ok := FrontMatter(f, l.problems)
	if !ok || !decode(f, front, &page.Meta, l.problems) {
		return
	}
	if page.Meta.Title == "" {
		l.problems.Errorf(f, f.LineSpan(1), "the page has no title").SetHelp(`add title = "…" to the front matter`)
	}
	html, err := l.parser.HTML(f, body)
	if err != nil {
		l.problems.Errorf(f, diag.Span{}, "the Markdown cannot be rendered: %v", err).SetHelp("simplify the page")
	}
	page.HTML = html
	if page.Name == "_index" {
		p.Home = page
		return
	}
	p.Pages = append(p.Pages, page)
}

func checkConfig(c *Config, problems *diag.List) {
	index := indexTOML(c.File, diag.Span{End: len(c.File.Text)})
	if c.Title == "" {
		problems.Errorf(c.File, c.File.LineSpan(1), "the site has no title").SetHelp(`add title = "…"`)
	}
	if !slices.Contains(Languages, c.Language) {
		problems.Errorf(c.File, index.inside["language"], "unknown language %q", c.Language).
			SetHelp("the interface speaks: %s", strings.Join(Languages, ", "))
	}
	for _, form := range c.Editions {
		if !slices.Contains(EditionNames(), form) {
			problems.Errorf(c.File, c.File.Find(`"`+form+`"`), "unknown edition %q", form).SetHelp("a report can have: %s", strings.Join(EditionNames(), ", "))
		}
	}
	if c.BaseURL == "" {
		return
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		problems.Errorf(c.File, index.inside["base_url"], "base_url %q is not a web address", c.BaseURL).
			SetHelp(`write the address of the home page, as in "https://example.org/report/", or leave it empty`)
		return
	}
	if !strings.HasSuffix(c.BaseURL, "/") {
		c.BaseURL += "/"
	}
}
