package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/page"
	"baogao/generator/search"
	"baogao/generator/site"
)

func (c *cli) searchCommand() *cobra.Command {
	var asJSON string
	command := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find passages, as the site's search does",
		Long: "Search reads the content and prints the terms and indicators that the query names, then every passage that answers it, in the order of\n" +
			"the site's search page; behind ? what a query that is hardly found may have meant.\n" +
			"Words parted by spaces must all be there; \"…\" holds spaces together; A OR B; -without; A ~5 B stands near;\n" +
			"in:标题, 章:三, 主题:民生, 类型:指标 (术语, 承诺, 文件) and 年:2017 narrow the search. A query that begins with - comes behind --.\n" +
			"--json gives the hits; --json=all gives how the query is understood, the number of passages and of matches, names, hits, facets with\n" +
			"their numbers, and what may be meant. Marks are places in the excerpt, in UTF-16 units.",
		Args: cobra.ExactArgs(1),
		PreRunE: func(*cobra.Command, []string) error {
			if asJSON != "" && !slices.Contains(jsonForms, asJSON) {
				return diag.Say("unknown format %q; there are: %s", asJSON, strings.Join(jsonForms, ", "))
			}
			return nil
		},
		RunE: work(func(args []string) error {
			reports, err := c.index()
			if err != nil {
				return err
			}
			e := json.NewEncoder(c.stdout)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			switch asJSON {
			case jsonHits:
				return e.Encode(search.Find(reports, args[0]))
			case jsonAll:
				return e.Encode(search.Ask(reports, args[0]))
			}
			r := search.Ask(reports, args[0])
			for _, a := range r.Names {
				fmt.Fprintf(c.stdout, "%s\n  %s\n", a.URL, strings.Join(strings.Fields(a.Text+" "+a.More+" "+a.In), " "))
			}
			for _, h := range r.Hits {
				fmt.Fprintf(c.stdout, "%s\n  %s\n  %s\n", h.URL, h.Title, h.Excerpt)
			}
			fmt.Fprintln(c.stdout, diag.Count(r.Passages, "passage").In(c.language))
			for _, s := range r.Meant {
				fmt.Fprintf(c.stdout, "? %s (%d)\n", s.Text, s.Count)
			}
			return nil
		}),
	}
	command.Flags().StringVar(&asJSON, "json", "", "as JSON: hits alone, or all that is known of the query")
	command.Flags().Lookup("json").NoOptDefVal = jsonHits
	return command
}

// What --json can give.
const jsonHits, jsonAll = "hits", "all"

var jsonForms = []string{jsonHits, jsonAll}

// index makes every report of the project ready to be searched.
func (c *cli) index() ([]*search.Report, error) {
	dir, err := findProject(c.project)
	if err != nil {
		return nil, err
	}
	project, parser := openProject(dir), markdown.NewParser()
	var problems diag.List
	p := content.Open(project, parser, &problems)
	r := &page.Renderer{Config: p.Config, Layouts: page.LoadLayouts(sub(project, "layouts"), nil, p.Config.Language, false, &problems), Sink: &output.Memory{}}
	var reports []*search.Report
	for _, id := range p.Reports {
		loaded := content.Load(project, id, parser, &problems)
		if loaded == nil || problems.Errors() > 0 {
			continue
		}
		linked := site.Link(loaded, &problems)
		reports = append(reports, search.Index(linked, r.SearchPart(linked), r.IndicatorSays(linked)))
	}
	return reports, c.report(&problems)
}
