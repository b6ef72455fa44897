package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/site"
	"baogao/generator/terms"
)

// mention is one use of a name in a text.
//
//	{"start":208,"end":217,"surface":"“1234”总体思路","id":"1234-zong-ti-si-lu","name":"1234总体思路","kind":"slogan","draft":false}
type mention struct {
	Start   int    `json:"start"` // code points of the decoded text
	End     int    `json:"end"`
	Surface string `json:"surface"`
	ID      string `json:"id"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Draft   bool   `json:"draft"`
}

func (c *cli) termsCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "terms FILE|REPORT",
		Short: "Find every name of a report: slogans, documents, roads, firms, people",
		Long: "Terms finds the names of a report of the project, by its id, as its terms.toml has them; in a file (- for standard input) it finds\n" +
			"the names that import would draft. Nothing is written.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			found, err := c.mentions(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				e := json.NewEncoder(c.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(found)
			}
			names := map[string]bool{}
			for _, m := range found {
				draft := ""
				if m.Draft {
					draft = " draft"
				}
				names[m.ID] = true
				fmt.Fprintf(c.stdout, "%6d %6d  %-16s %s", m.Start, m.End, m.Kind+draft, m.Surface)
				if m.Surface != m.Name {
					fmt.Fprintf(c.stdout, " = %s", m.Name)
				}
				fmt.Fprintln(c.stdout)
			}
			_, err = fmt.Fprintln(c.stdout, diag.Series{diag.Count(len(found), "mention"), diag.Count(len(names), "name")}.In(c.language))
			return err
		}),
	}
	command.Flags().BoolVar(&asJSON, "json", false, "as JSON; start and end in code points of the decoded text")
	return command
}

// mentions are those of a report of the project, or of the drafts of a file.
func (c *cli) mentions(name string) ([]mention, error) {
	dir, err := findProject(c.project)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, content.Root, filepath.FromSlash(name), "source.txt")); err == nil && filepath.IsLocal(name) {
		var problems diag.List
		r := content.Load(openProject(dir), path.Clean(filepath.ToSlash(name)), markdown.NewParser(), &problems)
		if err := c.report(&problems); err != nil || r == nil {
			return nil, err
		}
		overrides := content.ReadOverrides(overridesOf(dir, r.ID), r.Source.Text, &problems)
		return mentionsOf(outline.Read(r.Published(), overrides), r.Terms), nil
	}
	received, err := c.receive(name)
	if err != nil {
		return nil, err
	}
	o := outline.Read(received, nil)
	return mentionsOf(o, content.Draft("draft", received, o).Terms), nil
}

// overridesOf is what an editor settled of a report's outline; empty where nothing is.
func overridesOf(dir, id string) *diag.File {
	shown := path.Join(content.Root, id, content.OverridesFile)
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(shown)))
	if err != nil {
		return &diag.File{Path: shown}
	}
	return &diag.File{Path: shown, Text: string(data)}
}

// mentionsOf finds names in the published text, as site finds them in what pages show: in their scope, never over the edge of a
// run-in heading, never in the note that explains them.
func mentionsOf(o *outline.Outline, all []content.Term) []mention {
	found := []mention{}
	finder := site.Names(all)
	bytes, points := 0, 0
	point := func(at int) int {
		if at < bytes {
			bytes, points = 0, 0
		}
		points += utf8.RuneCountInString(o.Text[bytes:at])
		bytes = at
		return points
	}
	terms.Walk(o, func(p terms.Passage) {
		for _, h := range finder.Find(p.Text, func(h terms.Hit) bool {
			t := &all[h.Owner]
			return t.Covers(p.Part, p.ID) && !(p.Note > 0 && t.Passage == p.ID) && !overHead(p.Heads, h)
		}) {
			t := &all[h.Owner]
			start, end := p.Place(h.Start, false), p.Place(h.End, true)
			from := point(start)
			found = append(found, mention{from, point(end), o.Text[start:end], t.ID, t.Name, t.Kind, t.Draft})
		}
	})
	return found
}

func overHead(heads []outline.Head, h terms.Hit) bool {
	for _, head := range heads {
		if h.Start < head.End && h.End > head.End || h.Start < head.Start && h.End > head.Start {
			return true
		}
	}
	return false
}
