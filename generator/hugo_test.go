package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// hugo is the program of that name: HUGO names it, else `make hugo` has put it below .cache. Where neither is, the test says so; in CI only
// HUGO=none, which is written in .ci/run and read there by everybody, passes it over.
func hugo(t *testing.T) string {
	t.Helper()
	named := os.Getenv("HUGO")
	if named != "" && named != "none" {
		return named
	}
	made, _ := filepath.Glob("../.cache/hugo/*/hugo")
	switch {
	case len(made) > 0:
		program, err := filepath.Abs(made[len(made)-1])
		if err != nil {
			t.Fatal(err)
		}
		return program
	case named == "" && os.Getenv("CI") != "":
		t.Fatal("there is no Hugo: run make hugo, name it with HUGO, or say HUGO=none")
	}
	t.Skip("there is no Hugo here (make hugo compiles it): whether it reads content/ was not tried")
	return ""
}

// hugoPage is what Hugo says of a content file.
type hugoPage struct {
	title, date string
	weight      int
	text        string // what a reader sees of its body
}

const hugoConfig = `baseURL = "https://example.org/"
title = "x"
theme = "two"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404"]
`

// hugoLayout is both files of the theme: one line of what the front matter says, then the body.
const hugoLayout = `{{ printf "%s\t%d\t%s\t%s\n" .File.Path .Weight (.Date.Format "2006-01-02") .Title }}{{ .Content }}`

// TestHugoReadsTheContent takes the whole of content/ to Hugo: it lists every Markdown file that we read, renders each with a theme of two
// files, and agrees on titles, weights, dates and words.
func TestHugoReadsTheContent(t *testing.T) {
	program := hugo(t)
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, content.Root), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"hugo.toml": hugoConfig, "themes/two/layouts/list.html": hugoLayout, "themes/two/layouts/single.html": hugoLayout} {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages := hugoPages(t, program, dir)

	var problems diag.List
	parser := markdown.NewParser()
	project := openProject("..")
	p := content.Open(project, parser, &problems)
	compared := 0
	agree := func(name, title string, weight int, day time.Time) hugoPage {
		page, listed := pages[name]
		if !listed {
			t.Errorf("Hugo does not list %s", name)
			return page
		}
		compared++
		delete(pages, name)
		if page.title != title || page.weight != weight {
			t.Errorf("%s: Hugo has the title %q and the weight %d; ours are %q and %d", name, page.title, page.weight, title, weight)
		}
		if want := day.Format(time.DateOnly); !day.IsZero() && page.date != want {
			t.Errorf("%s: Hugo has the day %s, ours is %s", name, page.date, want)
		}
		return page
	}
	agree(content.Root+"/_index.md", p.Home.Meta.Title, p.Home.Meta.Weight, p.Home.Meta.Date)
	for _, free := range p.Pages {
		agree(content.Root+"/"+free.Name+".md", free.Meta.Title, free.Meta.Weight, free.Meta.Date)
	}
	for _, id := range p.Reports {
		r := content.Load(project, id, parser, &problems)
		for _, part := range r.Parts {
			weight, day := part.Meta.Weight, time.Time{}
			if part.Role == content.Lead {
				weight, day = r.Meta.Weight, r.Meta.Date
			}
			page := agree(content.Root+"/"+id+"/"+part.Path, part.Meta.Title, weight, day)
			for _, paragraph := range part.Paragraphs {
				for _, piece := range paragraph.Pieces {
					if !strings.Contains(page.text, piece.Text) {
						t.Errorf("%s: Hugo does not show %q", part.Path, piece.Text)
					}
				}
			}
		}
	}
	for name := range pages {
		t.Errorf("Hugo lists %s, which we do not read", name)
	}
	for _, problem := range problems.Problems() {
		t.Error(problem)
	}
	t.Logf("%d pages agree", compared)
}

// hugoPages are all pages that Hugo lists, by their file, each as the theme renders it.
func hugoPages(t *testing.T, program, dir string) map[string]hugoPage {
	t.Helper()
	run := func(args ...string) []byte {
		command := exec.Command(program, args...)
		command.Dir = dir
		var stderr bytes.Buffer
		command.Stderr = &stderr
		out, err := command.Output()
		if err != nil || stderr.Len() > 0 {
			t.Fatalf("hugo %s: %v\n%s%s", strings.Join(args, " "), err, out, stderr.String())
		}
		return out
	}
	rows, err := csv.NewReader(bytes.NewReader(run("list", "all"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	pages := map[string]hugoPage{}
	for _, row := range rows[1:] {
		pages[row[column["path"]]] = hugoPage{title: row[column["title"]]}
	}
	run("--quiet", "--destination", "out")
	tags := regexp.MustCompile(`<[^>]*>`)
	err = filepath.WalkDir(filepath.Join(dir, "out"), func(name string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		first, body, _ := strings.Cut(string(data), "\n")
		fields := strings.Split(first, "\t")
		if len(fields) != 4 {
			return fmt.Errorf("%s begins with %q", name, first)
		}
		file := content.Root + "/" + filepath.ToSlash(fields[0])
		listed, ok := pages[file]
		if !ok || listed.title != html.UnescapeString(fields[3]) {
			t.Errorf("Hugo lists %s as %q and renders it as %q", file, listed.title, fields[3])
		}
		weight, err := strconv.Atoi(fields[1])
		pages[file] = hugoPage{title: listed.title, date: fields[2], weight: weight, text: html.UnescapeString(tags.ReplaceAllString(body, ""))}
		return err
	})
	for name, page := range pages {
		if page.date == "" {
			err = cmp.Or(err, fmt.Errorf("Hugo lists %s and does not render it", name))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
