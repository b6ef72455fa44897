package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/permanence"
	"baogao/generator/site"
)

func (c *cli) publishCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "publish [REPORT…]",
		Short: "Record every address of a report, so that none is ever lost",
		Long: "Publish writes content/ID/ids.lock: every address that the report has now, with a mark of the words published there, besides those\n" +
			"that the file lists already. From then on a build fails in which one is gone or holds other words, unless content/ID/tombstones.toml\n" +
			"says what became of it. Without a report it is all reports.",
		Args: cobra.ArbitraryArgs,
		RunE: work(func(args []string) error { return c.publish(args) }),
	}
}

func (c *cli) publish(ids []string) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	project := openProject(dir)
	var problems diag.List
	if len(ids) == 0 {
		ids = content.Open(project, markdown.NewParser(), &problems).Reports
	}
	var locks []content.File
	var said []*diag.Text
	for _, id := range ids {
		r, err := c.load(id)
		if err != nil {
			return err
		}
		var ours diag.List // what is new is what we are here for, so warnings are not said
		linked := site.Link(r, &ours)
		permanence.Check(linked, &ours)
		if ours.Errors() > 0 {
			return c.report(&ours)
		}
		was := ""
		if r.Lock != nil {
			was = r.Lock.Text
		}
		lock := permanence.Lock(linked, permanence.Read(fileOrEmpty(r.Lock), &ours), false)
		name := filepath.Join(dir, content.Root, filepath.FromSlash(id), content.LockFile)
		before, now := permanence.Count(was), permanence.Count(string(lock))
		said = append(said, diag.Say("%s/%s/%s: %d addresses, %d of them new\n", content.Root, id, content.LockFile, now, now-before))
		if was != string(lock) {
			locks = append(locks, content.File{Path: name, Data: lock})
		}
	}
	for _, f := range locks {
		if err := output.WriteFile(f.Path, f.Data); err != nil {
			return err
		}
	}
	for _, s := range said {
		fmt.Fprint(c.stdout, s.In(c.language))
	}
	return c.report(&problems)
}

func fileOrEmpty(f *diag.File) *diag.File {
	if f == nil {
		return &diag.File{}
	}
	return f
}
