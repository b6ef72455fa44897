package content

import (
	"slices"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// whole is the tiny report with an example of every table that a file can have.
func whole(t testing.TB) fstest.MapFS {
	t.Helper()
	_, project := archive(t, "testdata/tiny.txtar")
	for name, more := range map[string]string{
		"config.toml":                  "[cite]\nname = \"本刊\"\ntemplate = \"{title}\"\n[serve]\neditor = \"vscode://file{path}:{line}\"\n",
		"content/2020/errata.toml":     "[[erratum.before]]\ncorrected = \"笔记\"\nreason = \"误\"\nby = \"编者\"\ndate = 2026-11-20\n",
		"content/2020/links.toml":      "[[related]]\nfrom = \"c1-p1\"\nto = \"c1-s1-p1\"\nreason = \"同\"\n[[unrelated]]\nfrom = \"c1-p1\"\nto = \"c2-s1-p2\"\nreason = \"异\"\n",
		"content/2020/tombstones.toml": "[[tombstone]]\nid = \"c1-s9\"\nkind = \"moved\"\nto = [\"c1-s2\"]\nreason = \"并\"\n[[renamed]]\nkind = \"term\"\nid = \"lao\"\nto = \"fang-guan-fu\"\n",
		"content/2020/outline.toml":    "[[line]]\nline = 1\nas = \"masthead\"\n",
		"content/2020/noise.toml":      "[[noise]]\nbefore = \"end\"\ntext = \"\"\n",
	} {
		if project[name] == nil {
			project[name] = &fstest.MapFile{}
		}
		project[name].Data = append(slices.Clone(project[name].Data), more...)
	}
	var problems diag.List
	parser := markdown.NewParser()
	Open(project, parser, &problems)
	Load(project, "2020", parser, &problems)
	if s := screen(&problems); s != "" {
		t.Fatal(s)
	}
	return project
}
