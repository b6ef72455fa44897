package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"baogao/generator/check"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/static"
)

var update = flag.Bool("update", false, "rewrite what tests expect")

// tiny is the little report of the content tests, with the built-in layouts under it.
func tiny(t *testing.T, change ...func(fstest.MapFS)) fs.FS {
	t.Helper()
	a, err := txtar.ParseFile("content/testdata/tiny.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for _, c := range change {
		c(files)
	}
	project := openProject(".").(overlay)
	project.disk = files
	return project
}

func builtSite(t *testing.T, project fs.FS, minified bool) *output.Memory {
	t.Helper()
	var problems diag.List
	var memory output.Memory
	if _, err := (&request{project: project, sink: &memory, written: !minified}).build(&problems); err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Problems() {
		t.Error(p)
	}
	return &memory
}

// TestTinySite is the whole output of a tiny site as one text, so that a change of any page shows in review.
func TestTinySite(t *testing.T) {
	memory := builtSite(t, tiny(t), false)
	got := &txtar.Archive{}
	for _, name := range memory.Paths() {
		if _, err := fs.Stat(static.Files, name); err == nil {
			continue // as people wrote it
		}
		if path.Dir(name) == content.SchemaFolder {
			continue // of the program, not of the site
		}
		if data, _ := memory.Read(name); path.Ext(name) != ".css" && path.Ext(name) != ".epub" && path.Base(name) != "single.html" && name != "_headers" { // what changes with a style or a script
			got.Files = append(got.Files, txtar.File{Name: name, Data: withoutBlankLines(data)})
		}
	}
	const golden = "testdata/tiny-site.txtar"
	if *update {
		if err := os.WriteFile(golden, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != len(want.Files) {
		t.Errorf("%d files, want %d", len(got.Files), len(want.Files))
	}
	for i := range min(len(got.Files), len(want.Files)) {
		if got.Files[i].Name != want.Files[i].Name || !bytes.Equal(got.Files[i].Data, want.Files[i].Data) {
			t.Errorf("%s differs (go test ./generator -run TestTinySite -update, then read the difference):\n%s", got.Files[i].Name, got.Files[i].Data)
		}
	}
}

// withoutBlankLines takes out the empty lines that template actions leave, which only a reader of the golden file would see.
func withoutBlankLines(data []byte) []byte {
	var out []byte
	for line := range bytes.Lines(data) {
		if len(bytes.TrimSpace(line)) > 0 {
			out = append(out, line...)
		}
	}
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return out
}

// inPage is the script that a minified page holds in itself; where it is not minified it is a file.
var inPage = regexp.MustCompile(`<script>[^<]*</script>`)

var byContent = regexp.MustCompile(`assets/([a-z]+)\.[0-9a-f]{10}(\.(?:css|js))`)

// joined is the name that layouts give to several scripts that are one file.
var joined = regexp.MustCompile(`([a-z]+\.js)(?:\+[a-z]+\.js)+`)

func TestMinifyingChangesNoText(t *testing.T) {
	small, large := builtSite(t, tiny(t), true), builtSite(t, tiny(t), false)
	for _, name := range large.Paths() {
		if path.Ext(name) != ".html" {
			continue
		}
		a, _ := large.Read(name)
		b, ok := small.Read(name)
		a = joined.ReplaceAll(a, []byte("$1"))
		b = byContent.ReplaceAll(b, []byte("$1$2")) // only minified sites name assets by their content
		if root := strings.Repeat("../", strings.Count(name, "/")); !strings.HasSuffix(name, "single.html") {
			b = inPage.ReplaceAll(b, []byte(`<script src="`+root+`early.js"></script>`))
		}
		if !ok || len(b) >= len(a) {
			t.Errorf("%s is not smaller: %d bytes of %d", name, len(b), len(a))
		}
		p, err := check.Read(name, a)
		if err != nil {
			t.Fatal(err)
		}
		q, err := check.Read(name, b)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Blocks) != len(q.Blocks) {
			t.Fatalf("%s: %d blocks of text, minified %d", name, len(p.Blocks), len(q.Blocks))
		}
		for i := range p.Blocks {
			if p.Blocks[i] != q.Blocks[i] {
				t.Errorf("%s: %+v became %+v", name, p.Blocks[i], q.Blocks[i])
			}
		}
		if p.Title != q.Title || p.Description != q.Description || strings.Join(p.Links, " ") != strings.Join(q.Links, " ") {
			t.Errorf("%s: its title, description or links changed", name)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	project := openProject("..")
	a, b := builtSite(t, project, true), builtSite(t, project, true)
	if strings.Join(a.Paths(), " ") != strings.Join(b.Paths(), " ") {
		t.Fatal("other files the second time")
	}
	for _, name := range a.Paths() {
		x, _ := a.Read(name)
		y, _ := b.Read(name)
		if !bytes.Equal(x, y) {
			t.Errorf("%s differs the second time", name)
		}
	}
}

// checked builds a project and checks it, and gives the screen.
func checked(t *testing.T, project fs.FS) string {
	t.Helper()
	var problems diag.List
	if _, err := checkProject(project, &problems); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range problems.Problems() {
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

func TestTinySiteAndTheRealOneAreClean(t *testing.T) {
	for name, project := range map[string]fs.FS{"tiny": tiny(t), "real": openProject("..")} {
		if s := checked(t, project); s != "" {
			t.Errorf("%s:\n%s", name, s)
		}
	}
}

// TestCheckCatches breaks a layout or a free page in one way each, and wants check to say so.
func TestCheckCatches(t *testing.T) {
	layout := func(name, old, new string) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			data, err := fs.ReadFile(openProject(".."), "layouts/"+name)
			if err != nil || !bytes.Contains(data, []byte(old)) {
				t.Fatalf("layouts/%s does not hold %q", name, old)
			}
			files["layouts/"+name] = &fstest.MapFile{Data: bytes.Replace(data, []byte(old), []byte(new), 1)}
		}
	}
	for name, c := range map[string]struct {
		change func(fstest.MapFS)
		want   string
	}{
		"a layout that drops the text":   {layout("part.html", `lang="zh-Hans">{{.Text}}</div>`, `></div>`), "report 2020: the text of its pages in reading order is not the published text from c1-s1 on"},
		"a full text without its end":    {layout("full.html", "{{.Text}}", ""), "report 2020: its page of the full text is not the published text from the end on"},
		"a link that leads nowhere":      {layout("home.html", "<h1>", `<h1><a href="nowhere.html">x</a>`), `the link "nowhere.html" leads to nowhere.html, which is not there`},
		"a fragment that is not there":   {layout("home.html", "<h1>", `<h1><a href="#nothing">x</a>`), `the link "#nothing" leads to #nothing`},
		"an absolute link":               {layout("home.html", "<h1>", `<h1><a href="/index.html">x</a>`), `the link "/index.html" is absolute`},
		"an id twice":                    {layout("home.html", "<h1>", `<p id="main"></p><h1>`), `the id "main" stands twice`},
		"a page without title":           {layout("base.html", "<title>{{.Title}}</title>", ""), "the page has no title"},
		"a page without description":     {layout("base.html", `content="{{.Description}}"`, `content=""`), "the page has no description"},
		"a page without language":        {layout("base.html", ` lang="{{.Language}}"`, ""), "the page has no language"},
		"a link that says nothing":       {layout("home.html", "<h1>", `<p><a href="index.html"></a></p><h1>`), "a a has no name that can be read aloud"},
		"a rank left out":                {layout("home.html", "<h2 ", "<h4 "), "is an h4 below an h1"},
		"a term that the text never has": {replace("content/2020/terms.toml", "放管服", "双创"), `term "fang-guan-fu": the text never says "双创"`},
	} {
		t.Run(name, func(t *testing.T) {
			if s := checked(t, tiny(t, c.change)); !strings.Contains(s, c.want) {
				t.Errorf("got:\n%s\nwant in it: %s", s, c.want)
			}
		})
	}
}

func replace(name, old, new string) func(fstest.MapFS) {
	return func(files fstest.MapFS) {
		files[name] = &fstest.MapFile{Data: bytes.Replace(files[name].Data, []byte(old), []byte(new), 1)}
	}
}

func TestBaseAddressGivesCanonicalLinksAndSiteMap(t *testing.T) {
	project := tiny(t, func(files fstest.MapFS) {
		files["config.toml"] = &fstest.MapFile{Data: []byte("title = \"报告\"\nbase_url = \"https://example.org/r\"\n")}
	})
	memory := builtSite(t, project, true)
	for name, want := range map[string]string{
		"2020/1/1.html":   `<link rel="canonical" href="https://example.org/r/2020/1/1.html">`,
		"2020/index.html": `<link rel="canonical" href="https://example.org/r/2020/">`,
		"sitemap.xml":     "<loc>https://example.org/r/2020/1/1.html</loc>\n  <lastmod>2020-01-06</lastmod>",
		"robots.txt":      "Sitemap: https://example.org/r/sitemap.xml",
	} {
		if data, _ := memory.Read(name); !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, data)
		}
	}
	if _, there := builtSite(t, tiny(t), true).Read("sitemap.xml"); there {
		t.Error("a site without an address has a site map")
	}
}

func TestInterfaceSpeaksEnglishToo(t *testing.T) {
	project := tiny(t, replace("config.toml", "zh-Hans", "en"))
	if s := checked(t, project); s != "" {
		t.Error(s)
	}
	data, _ := builtSite(t, project, true).Read("2020/1/1.html")
	for _, want := range []string{`<html lang="en">`, "Skip to the text", `<div class="text" id="text" lang="zh-Hans">`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

func TestPublishedTextIsOnTheSite(t *testing.T) {
	project := openProject("..")
	memory := builtSite(t, project, true)
	var problems diag.List
	r := content.Load(project, "2017", markdown.NewParser(), &problems)
	if data, _ := memory.Read("2017/published.txt"); string(data) != r.Source.Text {
		t.Error("published.txt is not source.txt")
	}
}

// TestOneReportIsSearchedByItsFullTitle: a title that says neither place nor year has both before it in the search data, and is itself in the list of
// reports.
func TestOneReportIsSearchedByItsFullTitle(t *testing.T) {
	site := builtSite(t, tiny(t, func(files fstest.MapFS) {
		f := files["content/2020/_index.md"]
		f.Data = bytes.Replace(f.Data, []byte("\ntitle = \"2020年某市政府工作报告\""), []byte("\ntitle = \"政府工作报告\""), 1)
	}), true)
	for name, want := range map[string]string{"search/index.js": `["2020","2020 某市 政府工作报告","2020"]`, "address.js": `["2020","政府工作报告"]`} {
		if data, _ := site.Read(name); !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s has no %s", name, want)
		}
	}
}
