// Command baogao turns a long formal Chinese report into a site that people can read, search, cite, check and keep.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"baogao/generator/diag"
)

func main() {
	holdMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// failure is what a command says when it could not do its work; any other error is of the command line's own.
type failure struct{ err error }

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

// errProblems stands for problems that are on the screen already.
var errProblems = errors.New("problems were found")

// Exit statuses.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2
)

// run is the program without the process around it.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &cli{stdin: stdin, stdout: stdout, stderr: stderr, language: diag.LanguageOf(os.Getenv)}
	root := c.root()
	if c.language == diag.Chinese {
		inChinese(root)
	}
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	var failed failure
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errProblems):
		return statusFailed
	case errors.As(err, &failed):
		fmt.Fprintf(stderr, "baogao: %s\n", diag.Explain(failed.err, c.language))
		return statusFailed
	}
	fmt.Fprint(stderr, diag.Say("baogao: %v\n  help: baogao --help, or baogao COMMAND --help\n", err).In(c.language))
	return statusUsage
}

// cli is what all commands share.
type cli struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	project        string
	language       diag.Language // of what is said to the person who runs it
}

// say prints a message of the catalogue.
func (c *cli) say(format string, args ...any) {
	fmt.Fprint(c.stdout, diag.Say(format, args...).In(c.language))
}

func (c *cli) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "baogao",
		Short:         "Turn a long formal Chinese report into a site to read, search, cite, check and keep",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&c.project, "project", "", "the project's folder (default: the nearest above that holds a config.toml)")
	root.AddCommand(c.importCommand(), c.buildCommand(), c.checkCommand(), c.publishCommand(), c.serveCommand(), c.exportCommand(), c.outlineCommand(), c.figuresCommand(), c.relatedCommand(), c.verdictsCommand(), c.termsCommand(), c.searchCommand(), c.errataCommand(), c.fmtCommand(), c.renameCommand(), c.newCommand(), c.doctorCommand(), c.schemaCommand(), c.archiveCommand(), c.verifyCommand(), c.hostingCommand(), c.zimCommand())
	return root
}

// work makes a command's function, whose errors are failures of the work and not of the command line.
func work(f func(args []string) error) func(*cobra.Command, []string) error {
	return func(_ *cobra.Command, args []string) error {
		if err := f(args); err != nil {
			return failure{err}
		}
		return nil
	}
}

// report prints all problems and says whether there was an error among them.
func (c *cli) report(problems *diag.List) error {
	for _, p := range problems.Problems() {
		fmt.Fprintln(c.stderr, p.In(c.language))
	}
	if n := problems.Errors(); n > 0 {
		fmt.Fprintln(c.stderr, diag.Count(n, "error").In(c.language))
		return errProblems
	}
	return nil
}

// inChinese makes --help of a command and those below it speak Chinese.
func inChinese(command *cobra.Command) {
	command.InitDefaultHelpFlag()
	command.Short, command.Long = diag.Say(command.Short).In(diag.Chinese), diag.Say(command.Long).In(diag.Chinese)
	say := func(f *pflag.Flag) {
		if f.Name == "help" {
			f.Usage = "显示这个命令的说明"
		}
		f.Usage = diag.Say(f.Usage).In(diag.Chinese)
	}
	command.LocalNonPersistentFlags().VisitAll(say)
	command.PersistentFlags().VisitAll(say)
	command.SetUsageTemplate(strings.NewReplacer("Usage:", "用法：", "Aliases:", "别名：", "Examples:", "例子：", "Available Commands:", "命令：", "Additional Commands:", "其他命令：",
		"Global Flags:", "通用选项：", "Flags:", "选项：", "Additional help topics:", "其他说明：", `Use "{{.CommandPath}} [command] --help" for more information about a command.`,
		`某个命令的说明：{{.CommandPath}} [命令] --help`).Replace(command.UsageTemplate()))
	for _, below := range command.Commands() {
		inChinese(below)
	}
}

// flagTexts are what the flags of a command say of themselves.
func flagTexts(command *cobra.Command) []string {
	var all []string
	add := func(f *pflag.Flag) { all = append(all, f.Usage) }
	command.LocalNonPersistentFlags().VisitAll(add)
	command.PersistentFlags().VisitAll(add)
	return all
}
