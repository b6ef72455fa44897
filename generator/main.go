// Command baogao turns a long formal Chinese report into a site that people can read, search, cite, check and keep.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/diag"
)

// gcPercent is how much garbage may gather. A build lives for a moment and holds one report at a time: collecting less often costs some
// megabytes and saves a tenth of it.
const gcPercent = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
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
	c := &cli{stdin: stdin, stdout: stdout, stderr: stderr}
	root := c.root()
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
		fmt.Fprintf(stderr, "baogao: %v\n", err)
		return statusFailed
	}
	fmt.Fprintf(stderr, "baogao: %v\n  help: baogao --help, or baogao COMMAND --help\n", err)
	return statusUsage
}

// cli is what all commands share.
type cli struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	project        string
}

func (c *cli) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "baogao",
		Short:         "Turn a long formal Chinese report into a site to read, search, cite, check and keep",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.PersistentFlags().StringVar(&c.project, "project", "", "the project's folder (default: the nearest above that holds a config.toml)")
	root.AddCommand(c.importCommand(), c.buildCommand(), c.checkCommand(), c.publishCommand(), c.serveCommand(), c.exportCommand(), c.outlineCommand(), c.figuresCommand(), c.relatedCommand(), c.termsCommand(), c.searchCommand(), c.errataCommand(), c.fmtCommand(), c.archiveCommand(), c.verifyCommand(), c.hostingCommand())
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
		fmt.Fprintln(c.stderr, p)
	}
	if n := problems.Errors(); n > 0 {
		fmt.Fprintf(c.stderr, "%s\n", count(n, "error"))
		return errProblems
	}
	return nil
}

// count writes a number with its word: "1 error", "2 errors".
func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %s", n, plural(word))
}

func plural(word string) string {
	switch {
	case strings.HasSuffix(word, "y"):
		return strings.TrimSuffix(word, "y") + "ies"
	case strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"):
		return word + "es"
	}
	return word + "s"
}
