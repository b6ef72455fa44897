package main

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/site"
	"baogao/generator/zim"
)

func (c *cli) zimCommand() *cobra.Command {
	var out string
	command := &cobra.Command{
		Use:   "zim --out FILE",
		Short: "Pack the site as a ZIM for Kiwix readers",
		Long: "Zim builds the site and packs it as a ZIM, with its own search inside. It needs zimwriterfs (Debian: zim-tools); where faketime\n" +
			"is installed too, the same input gives the same bytes, else the file holds the day on which it was packed.",
		Args: cobra.NoArgs,
		RunE: work(func([]string) error { return c.zim(out) }),
	}
	command.Flags().StringVarP(&out, "out", "o", "", "where to write: NAME.zim")
	if err := command.MarkFlagRequired("out"); err != nil {
		panic(err) // the flag is ours
	}
	return command
}

func (c *cli) zim(out string) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	var problems diag.List
	var memory output.Memory
	project := openProject(dir)
	done, err := build(project, &memory, &problems)
	if err != nil {
		return err
	}
	if err := c.report(&problems); err != nil {
		return err
	}
	config := done.project.Config
	var said diag.List // they are on the screen already
	var last time.Time
	for _, id := range done.project.Reports {
		r := content.Load(project, id, markdown.NewParser(), &said)
		if day := site.Link(r, &said).Edition().Date; day.After(last) {
			last = day
		}
	}
	data, err := zim.Pack(&memory, zim.Book{
		Name: nameOf(config.BaseURL), Title: config.Title, Description: cmp.Or(config.Description, config.Title), Creator: config.Title, Publisher: config.Title,
		Language: "zho", Illustration: "icon-48.png", Date: last,
	})
	if err != nil {
		return err
	}
	if err := output.WriteFile(out, data); err != nil {
		return err
	}
	c.say("%s: %s, %.1f MB\n", out, diag.Count(done.pages, "page"), float64(len(data))/1e6)
	return nil
}

// nameOf is what a site is called by machines: its host and folder, "report" where it has none.
func nameOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "report"
	}
	return strings.Trim(strings.NewReplacer("/", "-", ":", "-").Replace(u.Host+u.Path), "-")
}
