package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/terms"
	"baogao/generator/tidy"
)

func (c *cli) newCommand() *cobra.Command {
	command := &cobra.Command{Use: "new", Short: "Start a report, a term or a task", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	command.AddCommand(c.newReportCommand(), c.newTermCommand(), c.newCommitmentCommand())
	return command
}

func (c *cli) newReportCommand() *cobra.Command {
	var id string
	command := &cobra.Command{
		Use:   "report FILE",
		Short: "Import a report's text, build the site, and say what to do next",
		Long: "New report is import for a report that the project does not have yet, then build; a project is started where there is none. Files that\n" +
			"are there stay as they are.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error { return c.newReport(args[0], id) }),
	}
	command.Flags().StringVar(&id, "id", "", "the report's folder below content/ (default: its year, else the file's name)")
	return command
}

func (c *cli) newReport(name, id string) error {
	made, err := c.importNew(name, id)
	if err != nil {
		return err
	}
	if err := c.build(buildFlags{out: "public"}); err != nil {
		return err
	}
	where := path.Join(content.Root, made)
	c.say("next\n")
	c.say("  look       baogao serve, and open the address that it prints\n")
	c.say("  name       title, date, speaker and publisher in %s/_index.md\n", where)
	c.say("  settle     lines that were read wrongly, before any review: in %s/%s, then baogao import %s --id %s --overwrite\n", where, content.OverridesFile, name, made)
	c.say("  review     the drafts of %s/terms.toml and figures.toml: correct them, and take draft out\n", where)
	c.say("  prove      baogao check\n")
	c.say("  publish    baogao publish %s, when readers may cite it\n", made)
	return nil
}

func (c *cli) newTermCommand() *cobra.Command {
	var t content.Term
	command := &cobra.Command{
		Use:   "term REPORT NAME",
		Short: "Add a term to terms.toml, where the text first says it",
		Long: "New term adds one entry: its id is made of the name's pinyin, its place is behind the terms that the text says before. It asks for the\n" +
			"kind. What the report does not explain needs no definition: the site says so. The rest of the file stays as it is.",
		Args: cobra.ExactArgs(2),
		RunE: work(func(args []string) error {
			t.Name = args[1]
			return c.newTerm(args[0], t)
		}),
	}
	command.Flags().StringVar(&t.ID, "id", "", "the entry's id, part of its address (default: the name's pinyin)")
	command.Flags().StringVar(&t.Kind, "kind", "", "what it is a name of; asked for where it is not given")
	command.Flags().StringSliceVar(&t.Aliases, "alias", nil, "another form that means the same; several with commas between")
	command.Flags().StringVar(&t.Definition, "definition", "", "what it means, where somebody says so")
	command.Flags().StringVar(&t.Source, "source", "", "who says so: report (with --quote), official (with --reference), editor")
	command.Flags().StringVar(&t.Quote, "quote", "", "the report's words that explain it")
	command.Flags().StringVar(&t.Reference, "reference", "", "the public document that explains it")
	return command
}

func (c *cli) newTerm(id string, t content.Term) error {
	dir, r, err := c.editing(id)
	if err != nil {
		return err
	}
	if bare, quoted := strings.CutPrefix(strings.TrimSuffix(t.Name, "”"), "“"); quoted && bare != "" && !strings.ContainsAny(bare, "“”") {
		t.Name = bare // quotation marks are read through: with them it would be another term
	}
	if old := termNamed(r, t.Name); old != nil && old.Draft {
		return diag.Say("%q is a name of the draft term %s of report %s already\n  help: change that entry of terms.toml, and take its draft = true out", t.Name, old.ID, id)
	} else if old != nil {
		return diag.Say("%q is a name of the term %s of report %s already\n  help: change that entry of terms.toml", t.Name, old.ID, id)
	}
	if err := c.ask(&t.Kind, askedKind(), content.TermKinds); err != nil {
		return err
	}
	if t.Quote != "" {
		if t.Passage, err = passageWith(r, t.Quote, ""); err != nil {
			return err
		}
	}
	order := firstBlocks(r)
	at := order(t.Name)
	if at < 0 {
		return diag.Say("the text of report %s never says %q\n  help: write the name as the text has it", id, t.Name)
	}
	behind := 0
	for i := range r.Terms {
		if first := order(r.Terms[i].Name); first >= 0 && first <= at && !r.Terms[i].Shared {
			behind = i + 1
		}
	}
	t.ID = cmp.Or(t.ID, free(terms.ID(t.Name), r.EntryIDs("term")))
	return c.addEntry(dir, id, "terms.toml", "term", behind, t.ID, content.FormatTerm(t))
}

// termNamed is the reviewed term of the report's own that has a name, nil where none has.
func termNamed(r *content.Report, name string) *content.Term {
	for i := range r.Terms {
		t := &r.Terms[i]
		if !t.Shared && slices.ContainsFunc(append([]string{t.Name}, t.Aliases...), func(form string) bool { return terms.Key(form) == terms.Key(name) }) {
			return t
		}
	}
	return nil
}

// askedKind asks for a term's kind; TestTheQuestionNamesEveryKind holds it to content's list.
func askedKind() *diag.Text {
	return diag.Say("kind: slogan, policy-document, programme, zone, place, road, water, project, fund, enterprise, product, institution, person, event, honour")
}

// firstBlocks gives a function that tells in which block a name stands first, -1 for none.
func firstBlocks(r *content.Report) func(name string) int {
	var folded []string
	for _, b := range r.Blocks() {
		folded = append(folded, terms.Key(b.Text))
	}
	return func(name string) int {
		key := terms.Key(name)
		return slices.IndexFunc(folded, func(text string) bool { return key != "" && strings.Contains(text, key) })
	}
}

func (c *cli) newCommitmentCommand() *cobra.Command {
	var t content.Commitment
	var deadline string
	command := &cobra.Command{
		Use:   "commitment REPORT QUOTE",
		Short: "Add a task to commitments.toml, in the order of the text",
		Long: "New commitment adds one entry: the words of the task are found in the text, which gives its passage; its place is behind the tasks that\n" +
			"the text sets before. The rest of the file stays as it is.",
		Args: cobra.ExactArgs(2),
		PreRunE: func(*cobra.Command, []string) error {
			if deadline == "" {
				return nil
			}
			var err error
			t.Deadline, err = dayOf("deadline", deadline)
			return err
		},
		RunE: work(func(args []string) error {
			t.Quote = args[1]
			return c.newCommitment(args[0], t)
		}),
	}
	command.Flags().StringVar(&t.ID, "id", "", "the entry's id, part of its address (default: the pinyin of name or words)")
	command.Flags().StringVar(&t.Passage, "passage", "", "which passage, where the words stand in several")
	command.Flags().StringVar(&t.Name, "name", "", "a short name, where the words are long")
	command.Flags().StringVar(&t.Theme, "theme", "", "what it belongs to, as in the other tasks")
	command.Flags().StringVar(&t.Modality, "modality", "", "the text's own word: 确保, 力争, 启动")
	command.Flags().StringVar(&deadline, "deadline", "", "the last day of the time that the text sets; with --deadline-text")
	command.Flags().StringVar(&t.DeadlineText, "deadline-text", "", "the words that set the deadline")
	command.Flags().StringVar(&t.Lead, "lead", "", "who leads, where the text says so")
	return command
}

func (c *cli) newCommitment(id string, t content.Commitment) error {
	dir, r, err := c.editing(id)
	if err != nil {
		return err
	}
	if t.Passage, err = passageWith(r, t.Quote, t.Passage); err != nil {
		return err
	}
	place := func(passage, quote string) (block, at int) {
		for i, b := range r.Blocks() {
			if b.ID == passage {
				return i, strings.Index(b.Text, quote)
			}
		}
		return -1, 0
	}
	block, at := place(t.Passage, t.Quote)
	behind := 0
	for i, other := range r.Commitments {
		if b, a := place(other.Passage, other.Quote); b < block || b == block && a <= at {
			behind = i + 1
		}
	}
	t.ID = cmp.Or(t.ID, free(terms.ID(cmp.Or(t.Name, t.Quote)), r.EntryIDs("commitment")))
	return c.addEntry(dir, id, "commitments.toml", "commitment", behind, t.ID, content.FormatCommitment(t))
}

// editing loads the report that an entry is added to.
func (c *cli) editing(id string) (dir string, r *content.Report, err error) {
	if dir, err = findProject(c.project); err != nil {
		return "", nil, err
	}
	r, err = c.load(id)
	return dir, r, err
}

// passageWith is the one passage that holds the words.
func passageWith(r *content.Report, quote, wanted string) (string, error) {
	var found []string
	for _, b := range r.Blocks() {
		if strings.Contains(b.Text, quote) && (wanted == "" || b.ID == wanted) {
			found = append(found, b.ID)
		}
	}
	switch {
	case len(found) == 0 && wanted != "":
		return "", diag.Say("passage %s of report %s does not say %q\n  help: copy the words from the text, to the letter", wanted, r.ID, quote)
	case len(found) == 0:
		return "", diag.Say("the text of report %s does not say %q\n  help: copy the words from the text, to the letter", r.ID, quote)
	case len(found) > 1:
		return "", diag.Say("%q stands in several passages: %s\n  help: take in more words, or name the passage with --passage", quote, strings.Join(found, ", "))
	}
	return found[0], nil
}

// free is an id that is not taken: itself, else with a number.
func free(id string, taken []string) string {
	name := id
	for n := 2; slices.Contains(taken, name); n++ {
		name = fmt.Sprintf("%s-%d", id, n)
	}
	return name
}

// ask fills in what was not given on the command line.
func (c *cli) ask(answer *string, question *diag.Text, allowed []string) error {
	answers := bufio.NewScanner(c.stdin)
	for *answer == "" {
		fmt.Fprintf(c.stdout, "%s: ", question.In(c.language))
		if !answers.Scan() {
			fmt.Fprintln(c.stdout)
			return diag.Say("there was no answer: %w; nothing was written", io.ErrUnexpectedEOF)
		}
		if s := strings.TrimSpace(answers.Text()); slices.Contains(allowed, s) {
			*answer = s
		}
	}
	return nil
}

// addEntry puts an entry behind the nth of its file, if the report loads with it.
func (c *cli) addEntry(dir, id, name, table string, n int, entryID, entry string) error {
	shown := path.Join(content.Root, id, name)
	file := filepath.Join(dir, filepath.FromSlash(shown))
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(old) == 0 {
		old = []byte(content.SchemaLine(id, name))
	}
	text := tidy.InsertTable(string(old), table, n, entry)
	var problems diag.List
	content.Load(changed{openProject(dir), path.Join(content.Root, id), []content.File{{Path: name, Data: []byte(text)}}}, id, markdown.NewParser(), &problems)
	if problems.Errors() > 0 {
		return c.report(&problems)
	}
	if err := output.WriteFile(file, []byte(text)); err != nil {
		return err
	}
	c.say("%s: %s added; next: baogao check\n", shown, entryID)
	return nil
}
