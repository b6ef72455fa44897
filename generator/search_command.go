package main

import (
	"encoding/json"
	"fmt"
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
	var asJSON bool
	command := &cobra.Command{
		Use:   "search QUERY",
		Short: "Find passages, as the site's search does",
		Long: "Search reads the content and prints the terms and indicators that the query names, then every passage that answers it, in the order of\n" +
			"the site's search page; behind ? what a query that is hardly found may have meant.\n" +
			"Words parted by spaces must all be there; \"…\" holds spaces together; A OR B; -without; A ~5 B stands near;\n" +
			"in:标题, 章:三, 主题:民生, 类型:指标 (术语, 承诺, 文件) and 年:2017 narrow the search. A query that begins with - comes behind --.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			reports, err := c.index()
			if err != nil {
				return err
			}
			hits := search.Find(reports, args[0])
			if asJSON {
				e := json.NewEncoder(c.stdout)
				e.SetEscapeHTML(false)
				e.SetIndent("", "  ")
				return e.Encode(hits)
			}
			for _, a := range search.Shown(search.NewNames(reports).Find(args[0])) {
				fmt.Fprintf(c.stdout, "%s\n  %s\n", a.URL, strings.TrimSpace(a.Text+" "+a.More))
			}
			for _, h := range hits {
				fmt.Fprintf(c.stdout, "%s\n  %s\n  %s\n", h.URL, h.Title, h.Excerpt)
			}
			fmt.Fprintln(c.stdout, diag.Count(len(hits), "passage").In(c.language))
			for _, s := range search.Near(reports, args[0], hits) {
				fmt.Fprintf(c.stdout, "? %s (%d)\n", s.Text, s.Count)
			}
			return nil
		}),
	}
	command.Flags().BoolVar(&asJSON, "json", false, "as JSON; marks are places in the excerpt, in UTF-16 units")
	return command
}

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
