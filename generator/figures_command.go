package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/figures"
	"baogao/generator/markdown"
	"baogao/generator/outline"
)

func (c *cli) figuresCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "figures FILE|REPORT",
		Short: "Read every quantity of a report: what, how much, of which year, reached or promised",
		Long:  "Figures reads the quantities of a file (- for standard input), or of a report of the project by its id, from the text alone; nothing is written.",
		Args:  cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			o, err := c.outlineOf(args[0])
			if err != nil {
				return err
			}
			found := figures.Read(o)
			if asJSON {
				e := json.NewEncoder(c.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(found)
			}
			for _, f := range found {
				fmt.Fprintf(c.stdout, "%-14s %-12s %-10s %s\n", f.Passage, f.Surface, f.Kind, f.Indicator)
			}
			_, err = fmt.Fprintln(c.stdout, diag.Count(len(found), "figure").In(c.language))
			return err
		}),
	}
	command.Flags().BoolVar(&asJSON, "json", false, "as JSON; start and end in code points of the decoded text")
	return command
}

// outlineOf is the outline of a file, or of a report of the project as its editor settled it.
func (c *cli) outlineOf(name string) (*outline.Outline, error) {
	dir, err := findProject(c.project)
	if err != nil {
		return nil, err
	}
	if filepath.IsLocal(name) {
		var known diag.List // what is wrong with its files, check says
		id := path.Clean(filepath.ToSlash(name))
		if r := content.Load(openProject(dir), id, markdown.NewParser(), &known); r != nil && r.Source != nil {
			return outline.Read(r.Published(), content.ReadOverrides(overridesOf(dir, id), r.Source.Text, &known)), nil
		}
	}
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) && name != "-" {
		var known diag.List
		reports := content.Open(openProject(dir), markdown.NewParser(), &known)
		if reports != nil && len(reports.Reports) > 0 {
			return nil, diag.Say("%s is neither a file nor a report of this project\n  help: check the path; the reports here are %s", name, strings.Join(reports.Reports, ", "))
		}
	}
	received, err := c.receive(name)
	if err != nil {
		return nil, err
	}
	return outline.Read(received, nil), nil
}
