package main

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/serve"
)

// TestRebuiltIsBuilt: after every change of an editor what serve makes of its last site is, byte for byte, what a build makes from nothing; builds
// that fail or are given up between do not show.
func TestRebuiltIsBuilt(t *testing.T) {
	var files fstest.MapFS
	project := tiny(t, twice, func(f fstest.MapFS) { files = f })
	clock := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	put := func(name, text string) {
		clock = clock.Add(time.Second)
		files[name] = &fstest.MapFile{Data: []byte(text), ModTime: clock}
	}
	replace := func(name, old, new string) {
		t.Helper()
		text := string(files[name].Data)
		if !strings.Contains(text, old) {
			t.Fatalf("%s does not say %q", name, old)
		}
		put(name, strings.Replace(text, old, new, 1))
	}
	last := &remembered{}
	again := func(what string, watched []string, changed ...string) (kept []string) {
		t.Helper()
		for _, name := range changed { // by that name alone serve knows
			if files[name] != nil && files[name].ModTime.IsZero() {
				t.Fatalf("%s has no time", name)
			}
		}
		task := &serve.Task{Memory: &output.Memory{}, Problems: &diag.List{}, Changed: changed, Watched: watched, Sound: func(string) error { return nil }, Rest: func() error { return nil }}
		before := last
		var err error
		if last, err = rebuild(t.Context(), project, last, task); err != nil || task.Problems.Errors() > 0 {
			t.Fatalf("%s: %v %v", what, err, task.Problems.Problems())
		}
		want := &output.Memory{}
		var problems diag.List
		if _, err := build(project, want, &problems); err != nil || problems.Errors() > 0 {
			t.Fatalf("%s: %v %v", what, err, problems.Problems())
		}
		if got := task.Memory.Paths(); !slices.Equal(got, want.Paths()) {
			t.Errorf("%s: other files:\n%v\nwanted\n%v", what, got, want.Paths())
		}
		for _, name := range want.Paths() {
			got, _ := task.Memory.Read(name)
			if data, _ := want.Read(name); !bytes.Equal(got, data) {
				t.Errorf("%s: %s is\n%s\nwanted\n%s", what, name, got, data)
			}
		}
		if len(task.Problems.Problems()) != len(problems.Problems()) {
			t.Errorf("%s: says %v, wanted %v", what, task.Problems.Problems(), problems.Problems())
		}
		for name, of := range last.crossed {
			if before.crossed[name] == of {
				kept = append(kept, name)
			}
		}
		slices.Sort(kept)
		return kept
	}
	all := []string{"alike", "data", "indicators", "search", "terms"}
	want := func(what string, kept []string, wanted ...string) {
		t.Helper()
		if !slices.Equal(kept, wanted) {
			t.Errorf("%s: kept %v of what crosses reports, wanted %v", what, kept, wanted)
		}
	}

	want("at first", again("at first", nil))
	want("nothing changed", again("nothing changed", []string{"2020/1/1.html"}, "content/2020/x.txt"), all...)

	put("content/2021/terms.toml", "# a remark\n"+string(files["content/2021/terms.toml"].Data))
	want("a remark", again("a remark", []string{"2021/1/2.html", "2021/terms/index.html", "index.html"}, "content/2021/terms.toml"), all...)

	replace("content/2020/figures.toml", "year = 2019\n", "year = 2018\n")
	again("a figure", []string{"2020/figures.html"}, "content/2020/figures.toml")

	replace("content/2020/closing.md", "共同奋斗", "一起奋斗")
	put("content/2020/errata.toml", string(files["content/2020/errata.toml"].Data)+
		"\n[[erratum]]\nid = \"e2\"\nplace = \"closing-p2\"\nat = 3\npublished = \"共同\"\ncorrected = \"一起\"\nkind = \"typo\"\nreason = \"试\"\nby = \"编者\"\ndate = 2026-11-24\n")
	want("a word", again("a word", []string{"2020/closing.html"}, "content/2020/closing.md", "content/2020/errata.toml"), "alike", "data", "indicators", "terms") // the sentence is too short to be like others

	replace("content/2021/terms.toml", "definition = \"过去一年的评价。\"", "definition = \"对过去一年的评价。\"")
	want("a definition", again("a definition", nil, "content/2021/terms.toml"), "data", "indicators", "search")

	replace("content/2021/_index.md", "2020年某市政府工作报告", "2021年某市政府工作报告")
	want("a title", again("a title", nil, "content/2021/_index.md"))

	good := string(files["content/2021/terms.toml"].Data)
	put("content/2021/terms.toml", good+"\n[[term]\n")
	broken := &serve.Task{Memory: &output.Memory{}, Problems: &diag.List{}, Changed: []string{"content/2021/terms.toml"}, Sound: func(string) error { return nil }, Rest: func() error { return nil }}
	if was, err := rebuild(t.Context(), project, last, broken); err != nil || was != last || broken.Problems.Errors() == 0 {
		t.Errorf("half a table: %v %v", err, broken.Problems.Problems())
	}
	put("content/2021/terms.toml", good)
	replace("content/2020/closing.md", "weight = 3", "weight = 9")
	given := &serve.Task{Memory: &output.Memory{}, Problems: &diag.List{}, Changed: []string{"content/2020/closing.md"}, Sound: func(string) error { return nil }}
	up := errors.New("given up")
	ctx, cancel := context.WithCancelCause(t.Context())
	given.Rest = func() error { cancel(up); return nil }
	if was, err := rebuild(ctx, project, last, given); !errors.Is(err, up) || was != last {
		t.Errorf("given up: %v", err)
	}
	again("mended", nil, "content/2021/terms.toml") // of the closing it was told before

	replace("content/terms.toml", "各位代表", "代表")
	again("the terms of all reports", nil, "content/terms.toml")
	replace("config.toml", "某市政府工作报告", "某市历年政府工作报告")
	want("the site's title", again("the site's title", nil, "config.toml"))
	put("layouts/home.html", "{{define \"main\"}}<h1>{{.Heading}}</h1>{{end}}")
	again("a layout", nil, "layouts/home.html")
	put("content/about.md", "+++\ntitle = \"关于\"\n+++\n\n改了。\n")
	want("a free page", again("a free page", []string{"about.html"}, "content/about.md"), all...)

	for name, f := range maps.Clone(files) { // a third report comes by its folder, of which no file is told
		if rest, ok := strings.CutPrefix(name, "content/2021/"); ok {
			put("content/2022/"+rest, string(f.Data))
		}
	}
	want("another report", again("another report", nil))
	three := maps.Clone(files)
	for name := range maps.Clone(files) {
		if strings.HasPrefix(name, "content/2022/") || strings.HasPrefix(name, "content/2020/") {
			delete(files, name)
		}
	}
	want("one report is left", again("one report is left", nil, "content/2020", "content/2022"))
	put("content/2021/terms.toml", "# alone\n"+string(files["content/2021/terms.toml"].Data))
	again("it is made alone", nil, "content/2021/terms.toml")
	var told []string
	for name, f := range three { // into a folder that is watched already: each file is told
		if strings.HasPrefix(name, "content/2022/") {
			put(name, string(f.Data))
			told = append(told, name)
		}
	}
	want("a second report", again("a second report", nil, told...))
}
