package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/permanence"
	"baogao/generator/tidy"
)

// renaming is what a rename is asked to do.
type renaming struct {
	kind, id, to string
	reason, by   string
	date         time.Time
}

func (c *cli) renameCommand() *cobra.Command {
	var asked renaming
	var day string
	command := &cobra.Command{
		Use:   "rename REPORT OLD NEW",
		Short: "Give a term, figure, task, pair or erratum another id, wherever it is named",
		Long: "Rename changes an id in all files of a report that name it, and nothing else in them. Once the report is published, an entry of\n" +
			"tombstones.toml leads readers from the old address to the new one. Where an id is one of several kinds, --kind says which is meant.\n" +
			"Addresses of the text, c3-s1-p2, are its numbers; they are not renamed, and tombstones.toml says where one has moved.",
		Args: cobra.ExactArgs(3),
		PreRunE: func(*cobra.Command, []string) error {
			if err := knownKind(asked.kind, content.RenamedKinds); err != nil {
				return err
			}
			var err error
			asked.date, err = dayOf("date", day)
			return err
		},
		RunE: work(func(args []string) error {
			asked.id, asked.to = args[1], args[2]
			return c.rename(args[0], asked)
		}),
	}
	command.Flags().StringVar(&asked.kind, "kind", "", "term, figure, commitment, pair or erratum, where an id is several of them")
	command.Flags().StringVar(&asked.reason, "reason", "", "why, told to readers of the old address")
	command.Flags().StringVar(&asked.by, "by", "", "who renamed it")
	command.Flags().StringVar(&day, "date", time.Now().Format(time.DateOnly), "the day of the renaming")
	return command
}

// namedIn lists for each kind where its ids stand: the file, and the keys in it.
func namedIn(kind string) map[string][]string {
	switch kind {
	case "term":
		return map[string][]string{"terms.toml": {"term.id", "term.see"}}
	case "figure":
		return map[string][]string{"figures.toml": {"figure.id"}, "commitments.toml": {"commitment.figures"},
			"links.toml": {"pair.review.figure", "pair.plan.figure", "sum.parts", "sum.total"}}
	case "commitment":
		return map[string][]string{"commitments.toml": {"commitment.id"}}
	case "pair":
		return map[string][]string{"links.toml": {"pair.id"}}
	}
	return map[string][]string{"errata.toml": {"erratum.id"}}
}

func (c *cli) rename(id string, asked renaming) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	r, err := c.load(id)
	if err != nil {
		return err
	}
	if err := settleKind(r, &asked); err != nil {
		return err
	}
	files, err := renamedFiles(filepath.Join(dir, content.Root, filepath.FromSlash(id)), r, asked)
	if err != nil {
		return err
	}
	// What will be is loaded before it is written, as everything else is.
	var problems diag.List
	content.Load(changed{openProject(dir), path.Join(content.Root, id), files}, id, markdown.NewParser(), &problems)
	if problems.Errors() > 0 {
		return c.report(&problems)
	}
	for _, f := range files {
		if err := output.WriteFile(filepath.Join(dir, content.Root, filepath.FromSlash(id), f.Path), f.Data); err != nil {
			return err
		}
		c.say("%s: changed\n", path.Join(content.Root, id, f.Path))
	}
	return nil
}

// settleKind finds which kind of entry has the id, and refuses a name that is taken or none.
func settleKind(r *content.Report, asked *renaming) error {
	var kinds []string
	for _, kind := range content.RenamedKinds {
		if slices.Contains(r.EntryIDs(kind), asked.id) && (asked.kind == "" || asked.kind == kind) {
			kinds = append(kinds, kind)
		}
	}
	switch {
	case len(kinds) == 0:
		return diag.Say("report %s has no entry with the id %q", r.ID, asked.id)
	case len(kinds) > 1:
		return diag.Say("%q is the id of several entries: say which with --kind: %s", asked.id, strings.Join(kinds, ", "))
	case asked.to == "" || strings.ContainsFunc(asked.to, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') }):
		return diag.Say("the id %q is not plain: use small letters a to z, digits and hyphens", asked.to)
	case slices.Contains(r.EntryIDs(kinds[0]), asked.to):
		return diag.Say("the id %q is taken by another entry of the same kind", asked.to)
	}
	asked.kind = kinds[0]
	return nil
}

// renamedFiles are the files of a report that a renaming changes, as they will be.
func renamedFiles(root string, r *content.Report, asked renaming) ([]content.File, error) {
	var files []content.File
	named := namedIn(asked.kind)
	for _, name := range []string{"errata.toml", "terms.toml", "figures.toml", "commitments.toml", "links.toml"} {
		if len(named[name]) == 0 {
			continue
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if text, found := tidy.Rename(string(data), named[name], asked.id, asked.to); found > 0 {
			files = append(files, content.File{Path: name, Data: []byte(text)})
		}
	}
	var unread diag.List
	if r.Lock == nil || permanence.Read(r.Lock, &unread).Draft {
		return files, nil // nobody can have cited it
	}
	stones, err := os.ReadFile(filepath.Join(root, content.TombstonesFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entry := content.Renamed{Kind: asked.kind, ID: asked.id, To: asked.to, Reason: asked.reason, By: asked.by, Date: asked.date}
	text := string(stones)
	if text == "" {
		text = content.SchemaLine(r.ID, content.TombstonesFile)
	}
	for _, old := range r.Renamed {
		if old.Kind == asked.kind && old.ID == asked.to {
			return nil, diag.Say("the id %q was published for what is now %q: readers of it are led there", asked.to, old.To)
		}
		if old.Kind == asked.kind && old.To == asked.id {
			text, _ = tidy.Rename(text, []string{"renamed.to"}, asked.id, asked.to)
		}
	}
	text = tidy.InsertTable(text, "", -1, content.FormatRenamed(entry))
	return append(files, content.File{Path: content.TombstonesFile, Data: []byte(text)}), nil
}

// changed is a project in which some files of one folder read otherwise.
type changed struct {
	fs.FS
	dir   string
	files []content.File
}

// ReadFile reads the changed file where there is one.
func (c changed) ReadFile(name string) ([]byte, error) {
	for _, f := range c.files {
		if path.Join(c.dir, f.Path) == name {
			return f.Data, nil
		}
	}
	return fs.ReadFile(c.FS, name)
}

// ReadDir lists the project's own files.
func (c changed) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(c.FS, name) }
