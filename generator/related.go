package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/site"
)

// relatedPassage is a line of the command related.
type relatedPassage struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Score   float64  `json:"score"`
	Reasons []string `json:"reasons"`
}

func (c *cli) relatedCommand() *cobra.Command {
	var asJSON bool
	command := &cobra.Command{
		Use:   "related REPORT",
		Short: "List the passages that each part's page ends with, and why",
		Long:  "Related prints what the site finds related, strongest first, so that an editor can read it through. [[related]] and [[unrelated]]\nentries of links.toml add to it and take from it.",
		Args:  cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			dir, err := findProject(c.project)
			if err != nil {
				return err
			}
			var problems diag.List
			loaded := content.Load(openProject(dir), args[0], markdown.NewParser(), &problems)
			if loaded == nil || problems.Errors() > 0 {
				return c.report(&problems)
			}
			all := relatedPassages(site.Link(loaded, &problems))
			if asJSON {
				e := json.NewEncoder(c.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(all)
			}
			for _, x := range all {
				fmt.Fprintf(c.stdout, "%-14s %-14s %5.1f  %s\n", x.From, x.To, x.Score, strings.Join(x.Reasons, "; "))
			}
			_, err = fmt.Fprintln(c.stdout, diag.Count(len(all), "relation").In(c.language))
			return err
		}),
	}
	command.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return command
}

func relatedPassages(r *site.Report) []relatedPassage {
	all := []relatedPassage{}
	for _, p := range r.Parts {
		for _, x := range p.Related {
			line := relatedPassage{From: x.From.ID, To: x.To.ID, Score: x.Score}
			for _, reason := range x.Reasons {
				line.Reasons = append(line.Reasons, reason.String())
			}
			all = append(all, line)
		}
	}
	return all
}
