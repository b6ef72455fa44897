package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
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
)

const errataFile = "errata.toml"

func (c *cli) errataCommand() *cobra.Command {
	command := &cobra.Command{Use: "errata", Short: "Declare changes of a report's words", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	var given content.Erratum
	var day string
	add := &cobra.Command{
		Use:   "add REPORT",
		Short: "Write the entry of errata.toml for every word that you changed in the text",
		Long: "Add compares the text of a report with source.txt and adds an entry to content/REPORT/errata.toml for every place that differs: it fills in\n" +
			"place, published and corrected, and asks for what only you know, the kind, the reason and your name. The text itself and the entries\n" +
			"that are there stay as they are. Where something differs that no entry can say, a lost paragraph for one, nothing is written.",
		Args: cobra.ExactArgs(1),
		PreRunE: func(*cobra.Command, []string) error {
			if err := knownKind(given.Kind, content.ErratumKinds); err != nil {
				return err
			}
			var err error
			given.Date, err = dayOf("date", day)
			return err
		},
		RunE: work(func(args []string) error { return c.addErrata(args[0], given) }),
	}
	add.Flags().StringVar(&given.Kind, "kind", "", "one of "+strings.Join(content.ErratumKinds, ", ")+"; asked for where it is not given")
	add.Flags().StringVar(&given.Reason, "reason", "", "why the published text is wrong; asked for where it is not given")
	add.Flags().StringVar(&given.By, "by", "", "who says so; asked for where it is not given")
	add.Flags().StringVar(&day, "date", time.Now().Format(time.DateOnly), "the day of the correction")
	command.AddCommand(add)
	return command
}

func (c *cli) addErrata(id string, given content.Erratum) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	if err := hasReport(dir, id); err != nil {
		return err
	}
	var problems diag.List
	r := content.Load(openProject(dir), id, markdown.NewParser(), &problems)
	if r == nil || r.Source == nil {
		return c.report(&problems)
	}
	entries, whole := content.Undeclared(r)
	if !whole {
		return c.report(&problems)
	}
	if len(entries) == 0 {
		if err := c.report(&problems); err != nil {
			return err
		}
		c.say("%s: the text is as published, but for the errata that are there\n", path.Join(content.Root, id))
		return nil
	}
	answers := bufio.NewScanner(c.stdin)
	for i := range entries {
		if err := c.complete(&entries[i], given, answers); err != nil {
			return err
		}
	}
	shown := path.Join(content.Root, id, errataFile)
	name := filepath.Join(dir, filepath.FromSlash(shown))
	before, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := output.WriteFile(name, content.AppendErrata(before, entries)); err != nil {
		return err
	}
	c.say("%s: %d added; next: baogao check\n", shown, len(entries))
	return nil
}

// askedErratumKind asks for an erratum's kind; TestTheQuestionNamesEveryKind holds it to content's list.
func askedErratumKind() *diag.Text {
	return diag.Say("kind: injected, typo, omission, duplication, punctuation, number, layout, other")
}

// complete shows a change and fills in what only a person knows: as given on the command line, else asked for until there is an answer.
func (c *cli) complete(e *content.Erratum, given content.Erratum, answers *bufio.Scanner) error {
	fmt.Fprintf(c.stdout, "%s: %q → %q\n", e.Place, e.Published, e.Corrected)
	e.Kind, e.Reason, e.By, e.Date = given.Kind, given.Reason, given.By, given.Date
	for _, q := range []struct {
		question *diag.Text
		answer   *string
		allowed  []string
	}{
		{askedErratumKind(), &e.Kind, content.ErratumKinds},
		{diag.Say("reason: why the published text is wrong"), &e.Reason, nil},
		{diag.Say("by whom"), &e.By, nil},
	} {
		for *q.answer == "" {
			fmt.Fprintf(c.stdout, "  %s: ", q.question.In(c.language))
			if !answers.Scan() {
				fmt.Fprintln(c.stdout)
				return diag.Say("an erratum needs kind, reason and name, and there was no answer: %w; nothing was written", io.ErrUnexpectedEOF)
			}
			if s := strings.TrimSpace(answers.Text()); q.allowed == nil || slices.Contains(q.allowed, s) {
				*q.answer = s
			}
		}
	}
	return nil
}
