package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/series"
)

func (c *cli) verdictsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verdicts",
		Short: "Draft what later reports say of earlier targets, for an editor to judge",
		Long: "Verdicts sets the targets of each report beside the results that later reports of the same place give for that year, and drafts an\n" +
			"entry of evidence where a task rests on the target. Nothing is written and nothing published: an editor checks both texts, adds the\n" +
			"source, and puts the entry into commitments.toml.",
		Args: cobra.NoArgs,
		RunE: work(func([]string) error {
			dir, err := findProject(c.project)
			if err != nil {
				return err
			}
			var problems diag.List
			done, err := (&request{project: openProject(dir), sink: nowhere{}}).build(&problems)
			if err != nil {
				return err
			}
			if problems.Errors() > 0 {
				return c.report(&problems)
			}
			var all []series.Verdict
			if done.across != nil {
				if all, err = done.across.Verdicts(); err != nil {
					return err
				}
			}
			for _, v := range all {
				text, err := c.verdict(v)
				if err != nil {
					return err
				}
				fmt.Fprint(c.stdout, text)
			}
			_, err = fmt.Fprintln(c.stdout, diag.Count(len(all), "target").In(c.language))
			return err
		}),
	}
}

// nowhere is a sink that keeps nothing.
type nowhere struct{}

func (nowhere) Write(string, []byte) error { return nil }

// verdict is a draft as TOML: comments, and an entry without a source, which commitments.toml does not take as it is.
func (c *cli) verdict(v series.Verdict) (string, error) {
	status := map[series.Outcome]string{series.Reached: "完成", series.NotReached: "未完成", series.Unclear: ""}[v.Outcome]
	var b strings.Builder
	says := func(t *diag.Text) { b.WriteString("# " + t.In(c.language) + "\n") }
	says(diag.Say("%s, %d, %s: %s promises %q", v.Place, v.Year, v.Indicator, v.Target.Report.ID, v.Target.Quote))
	says(diag.Say("%s says %q", v.Result.Report.ID, v.Result.Quote))
	if v.Target.Draft || v.Result.Draft {
		says(diag.Say("not both numbers are reviewed"))
	}
	if status == "" {
		says(diag.Say("the numbers alone do not tell"))
	}
	tasks, err := v.Target.Report.Commitments.All()
	for _, t := range tasks {
		if !slices.Contains(t.Figures, v.Target.ID) {
			continue
		}
		says(diag.Say("for task %q in %s", t.ID, content.Root+"/"+v.Target.Report.ID+"/commitments.toml"))
		fmt.Fprintf(&b, "[[commitment.evidence]]\nstatus = %s\npublisher = \"\"\nurl = \"\"\nquote = %s\n", strconv.Quote(status), strconv.Quote(v.Result.Quote))
	}
	b.WriteString("\n")
	return b.String(), err
}
