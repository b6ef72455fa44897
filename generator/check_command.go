package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/check"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/proofread"
)

func (c *cli) checkCommand() *cobra.Command {
	var format string
	var strict bool
	command := &cobra.Command{
		Use:   "check",
		Short: "Say everything that is wrong with content and site",
		Long: "Check builds the site in memory and proves: every page together gives the published text back in every character,\n" +
			"every link and fragment leads somewhere, ids are unique, every page has a title, a description and a language.\n\n" +
			"It warns of what a careful reader would stop at: brackets without a partner, lists that are not as long as they say,\n" +
			"shares that do not make a hundred, one name with two numbers, odd characters, marks of mixed width. A warning that\n" +
			"an editor looked at is silenced in content/REPORT/accepted.toml, with a reason. Nothing changes the text.\n\n" +
			"Exit status: 0 where nothing is wrong (warnings or none), 1 where something is, 2 for a wrong command line.",
		Args: cobra.NoArgs,
		PreRunE: func(*cobra.Command, []string) error {
			if !slices.Contains(diag.Formats, format) {
				return diag.Say("unknown format %q; there are: %s", format, strings.Join(diag.Formats, ", "))
			}
			return nil
		},
		RunE: work(func([]string) error { return c.check(format, strict) }),
	}
	command.Flags().StringVar(&format, "format", "text", "text for people, json for programs, github for GitHub Actions")
	command.Flags().BoolVar(&strict, "strict", false, "fail on warnings too")
	return command
}

func (c *cli) check(format string, strict bool) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	var problems diag.List
	result, err := checkProject(openProject(dir), &problems)
	if err != nil {
		return err
	}
	to := c.stdout
	if format == "text" {
		to = c.stderr
	}
	if err := problems.Write(to, format, c.language); err != nil {
		return err
	}
	errors, warnings := problems.Errors(), problems.Warnings()
	failed := errors > 0 || strict && warnings > 0
	if format == "text" {
		switch {
		case errors > 0 && warnings > 0:
			fmt.Fprintln(c.stderr, diag.Series{diag.Count(errors, "error"), diag.Count(warnings, "warning")}.In(c.language))
		case errors > 0:
			fmt.Fprintln(c.stderr, diag.Count(errors, "error").In(c.language))
		case warnings > 0:
			fmt.Fprintln(c.stderr, diag.Count(warnings, "warning").In(c.language))
		}
		if !failed {
			c.say("ok: %s\n", result.Text())
			if result.Drafts > 0 {
				c.say("to review: %s, the entries with draft = true\n", diag.Count(result.Drafts, "draft"))
			}
		}
	}
	if failed {
		return errProblems
	}
	return nil
}

// asReceived holds source.txt to the sum of the file that was imported, where that was plain text in UTF-8, with or without a byte order mark: what
// was received in another encoding or form cannot be put together again to the byte.
func asReceived(r *content.Report, problems *diag.List) {
	of := r.Meta.Source
	if r.Source == nil || of.SHA256 == "" || of.Format != "text" || of.Encoding != "utf-8" {
		return
	}
	text := strings.Repeat(r.Source.Text, max(of.Copies, 1))
	if sum([]byte(text)) == of.SHA256 || sum([]byte("\ufeff"+text)) == of.SHA256 {
		return
	}
	f := r.Parts[0].File
	problems.Errorf(r.Source, diag.Span{}, "this is not the text that was imported: its sum is another").See(f, f.Find(of.SHA256), "the sum is here").
		SetHelp("put the file back from your version control: source.txt never changes, and a correction is an erratum. A corrected source is imported again: baogao import FILE --id %s", r.ID)
}

// checkProject builds in memory and checks what came out.
func checkProject(project fs.FS, problems *diag.List) (check.Result, error) {
	var memory output.Memory
	done, err := build(project, &memory, problems)
	if err != nil || done == nil {
		return check.Result{}, err
	}
	parser := markdown.NewParser()
	var reports []*content.Report
	for _, id := range done.project.Reports {
		var again diag.List // build has said it all
		if r := content.Load(project, id, parser, &again); r != nil {
			reports = append(reports, r)
			asReceived(r, problems)
			proofread.Report(r, problems)
		}
	}
	return check.Site(&memory, reports, problems), nil
}

// sum is the SHA-256 of a file, in hex.
func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}
