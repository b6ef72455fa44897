//go:build unix

package main

import (
	"fmt"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
)

// configuration is a Hugo site that writes what ours does and nothing else.
const configuration = `baseURL = "` + address + `"
title = "reports"
locale = "zh-Hans"
uglyURLs = true
disableKinds = ["taxonomy", "term", "RSS"]
enableRobotsTXT = true

[markup.goldmark.parser.attribute]
block = true
title = true

[outputFormats.searchdata]
mediaType = "text/javascript"
baseName = "search"
isPlainText = true
notAlternative = true
`

// contents is the list that a page of the text has at its side, by Hugo's own tree of pages.
const contents = `{{$here := .}}{{$up := .Params.v.Up}}<ol>{{with .FirstSection}}<li><a href="{{$up}}index.html">{{.Title}}</a></li>
{{range .Pages}}{{if .Params.part}}<li>{{template "line" dict "page" . "here" $here "up" $up}}{{if .IsSection}}{{with .Pages}}<ol>{{range .}}<li>{{template "line" dict "page" . "here" $here "up" $up}}</li>{{end}}</ol>{{end}}{{end}}</li>{{end}}{{end}}{{end}}</ol>
{{define "line"}}{{if eq .page .here}}<span aria-current="page">{{.page.Title}}</span>{{else}}<a href="{{.up}}{{.page.Params.v.Page}}">{{.page.Title}}</a>{{end}}{{end}}
`

// cachedContents is the same made once for each report and depth; the page's own line is marked by one replacement.
const cachedContents = `{{$v := .Params.v}}{{$list := partialCached "list.html" . .FirstSection.Path $v.Up}}{{$line := printf "<a href=\"%s%s\">%s</a>" $v.Up $v.Page .Title}}{{replace $list $line (printf "<span aria-current=\"page\">%s</span>" .Title) 1 | safeHTML}}
`

const cachedList = `{{$up := .Params.v.Up}}<ol>{{with .FirstSection}}<li><a href="{{$up}}index.html">{{.Title}}</a></li>{{range .Pages}}{{if .Params.part}}<li><a href="{{$up}}{{.Params.v.Page}}">{{.Title}}</a>{{if .IsSection}}{{with .Pages}}<ol>{{range .}}<li><a href="{{$up}}{{.Params.v.Page}}">{{.Title}}</a></li>{{end}}</ol>{{end}}{{end}}</li>{{end}}{{end}}{{end}}</ol>
`

// whole is the text on one page, put together from the pages that have it.
const whole = `{{with page.Parent}}{{.Content}}{{range .Pages}}{{if .Params.part}}<section class="part">{{.Params.v.Heading | safeHTML}}{{.Content}}{{if .IsSection}}{{range .Pages}}<section class="part">{{.Params.v.Heading | safeHTML}}{{.Content}}</section>{{end}}{{end}}</section>{{end}}{{end}}{{end}}`

// searchData is one report for the search script.
const searchData = `{{with page.Parent}}{{$parts := slice}}{{$passages := slice}}{{$parts = $parts | append (dict "path" .Params.v.Page "title" .Title)}}{{$passages = $passages | append .Plain}}{{range .Pages}}{{if .Params.part}}{{$parts = $parts | append (dict "path" .Params.v.Page "title" .Title)}}{{$passages = $passages | append .Plain}}{{if .IsSection}}{{range .Pages}}{{$parts = $parts | append (dict "path" .Params.v.Page "title" .Title)}}{{$passages = $passages | append .Plain}}{{end}}{{end}}{{end}}{{end}}baogaoSearch({{dict "id" .Section "title" .Title "parts" $parts "passages" $passages | jsonify}});{{end}}
`

var (
	text    = regexp.MustCompile(`\{\{t "([a-z0-9-]+)"((?: [.$][A-Za-z.]*)*)\}\}`)
	partial = regexp.MustCompile(`\{\{template "([a-z]+\.html)" ([^}]+)\}\}`)
	nothing = regexp.MustCompile(`\{\{template "([a-z]+\.html)"\}\}`)
	comment = regexp.MustCompile(`^\{\{/\*[^\n]*\*/\}\}\n`)
	trusted = regexp.MustCompile(`\{\{\.(Masthead|Heading|Strip|SVG|Body|Contents)\}\}`)
	script  = regexp.MustCompile(`(<script type="application/ld\+json">)\{\{(\.|\.Dataset)\}\}`)
)

// writeLayouts makes Hugo's layouts of ours: the same pages from the same views.
func writeLayouts(dir string, layouts fs.FS, tuned bool) error {
	strings, err := readStrings(layouts)
	if err != nil {
		return err
	}
	files := map[string]string{"hugo.toml": configuration, "layouts/_partials/contents.html": contents, "layouts/our-data.searchdata.js": searchData}
	if tuned {
		files["layouts/_partials/contents.html"], files["layouts/_partials/list.html"] = cachedContents, cachedList
	}
	err = fs.WalkDir(layouts, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" || name == "missing.html" || name == "single.html" {
			return err
		}
		data, err := fs.ReadFile(layouts, name)
		to := "layouts/" + layout(name)
		switch {
		case name == "base.html":
			to = "layouts/baseof.html"
		case path.Dir(name) == "partials":
			to = "layouts/_partials/" + path.Base(name)
		}
		files[to] = convert(name, string(data), strings, tuned)
		return err
	})
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(dir, "layouts")); err != nil {
		return err
	}
	m := minify.New()
	m.Add("text/html", &minhtml.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true, TemplateDelims: minhtml.GoTemplateDelims})
	for name, data := range files {
		if tuned && path.Ext(name) == ".html" && path.Base(name) != "contents.html" {
			small, err := m.String("text/html", data)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			data = small
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, []byte(data), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func readStrings(layouts fs.FS) (map[string]string, error) {
	data, err := fs.ReadFile(layouts, "strings/zh-Hans.toml")
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	_, err = toml.Decode(string(data), &texts)
	return texts, err
}

// convert turns one of our layouts into Hugo's. In ours a page is its view; in Hugo's the view is a parameter of the page, and the text is its content.
func convert(name, source string, texts map[string]string, tuned bool) string {
	source = comment.ReplaceAllString(source, "")
	source = text.ReplaceAllStringFunc(source, func(call string) string {
		m := text.FindStringSubmatch(call)
		said := html.EscapeString(texts[m[1]])
		for i, argument := range strings.Fields(m[2]) {
			said = strings.ReplaceAll(said, fmt.Sprintf("{%d}", i+1), "{{"+argument+"}}")
		}
		return said
	})
	source = nothing.ReplaceAllString(source, `{{partial "$1"}}`)
	source = partial.ReplaceAllString(source, `{{partial "$1" $2}}`)
	switch name {
	case "part.html":
		source = strings.NewReplacer(`lang="zh-Hans">{{.Text}}</div>`, `lang="zh-Hans">{{page.Content}}</div>`, "{{.Contents}}", `{{partial "contents.html" page}}`).Replace(source)
	case "full.html":
		source = strings.Replace(source, `lang="zh-Hans">{{.Text}}</div>`, `lang="zh-Hans">`+whole+`</div>`, 1)
	case "report.html", "home.html":
		source = strings.NewReplacer("{{.Lead}}", "{{page.Content}}", `lang="zh-Hans">{{.}}</nav>`, `lang="zh-Hans">{{. | safeHTML}}</nav>`).Replace(source)
	case "partials/filters.html": // there it is a method
		source = strings.NewReplacer("{{range .Choices}}", "{{range .Selects}}{{if gt (len (default slice .Options)) 1}}", "{{end}}<span", "{{end}}{{end}}<span").Replace(source)
	case "base.html":
		if tuned {
			source = strings.Replace(source, `{{partial "nav.html" .Frame}}`, `{{partialCached "nav.html" .Frame .ReportID .Frame.Kind .Up .Root}}`, 1)
		}
		source = "{{with .Params.v}}" + source + "{{end}}"
	}
	source = trusted.ReplaceAllString(source, "{{.$1 | safeHTML}}")
	return script.ReplaceAllString(source, "$1{{$2 | safeJS}}")
}
