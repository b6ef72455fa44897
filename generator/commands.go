package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/export"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/output"
	"baogao/generator/serve"
	"baogao/generator/source"
)

func (c *cli) exportCommand() *cobra.Command {
	command := &cobra.Command{Use: "export", Short: "Write a report in another form", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	var asReceived, corrected bool
	var out string
	text := &cobra.Command{
		Use:   "text REPORT",
		Short: "The published text, put together from the content files, byte for byte",
		Args:  cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			r, err := c.load(args[0])
			if err != nil {
				return err
			}
			s, err := export.Text(r, asReceived)
			if corrected {
				s = export.Corrected(r)
			}
			if err != nil {
				return err
			}
			if out != "" {
				return output.WriteFile(out, []byte(s))
			}
			_, err = fmt.Fprint(c.stdout, s)
			return err
		}),
	}
	text.Flags().BoolVar(&asReceived, "as-received", false, "copies and all, as the received file had it")
	text.Flags().BoolVar(&corrected, "corrected", false, "with the errata applied")
	text.Flags().StringVarP(&out, "out", "o", "", "a file instead of standard output")
	text.MarkFlagsMutuallyExclusive("as-received", "corrected")
	command.AddCommand(text)
	return command
}

// hasReport says which reports there are where the one that is asked for is not.
func hasReport(dir, id string) error {
	if _, err := os.Stat(filepath.Join(dir, content.Root, filepath.FromSlash(id))); err == nil {
		return nil
	}
	var known diag.List
	return diag.Say("there is no report %q in %s; there are: %v", id, filepath.Join(dir, content.Root), content.Open(openProject(dir), markdown.NewParser(), &known).Reports)
}

// load reads one report of the project; its problems are printed.
func (c *cli) load(id string) (*content.Report, error) {
	dir, err := findProject(c.project)
	if err != nil {
		return nil, err
	}
	if err := hasReport(dir, id); err != nil {
		return nil, err
	}
	var problems diag.List
	r := content.Load(openProject(dir), id, markdown.NewParser(), &problems)
	if err := c.report(&problems); err != nil {
		return nil, err
	}
	return r, nil
}

func (c *cli) outlineCommand() *cobra.Command {
	var asJSON bool
	var overrides string
	command := &cobra.Command{
		Use:   "outline FILE",
		Short: "Show what the importer sees in a file: chapters, sections, topics",
		Long:  "Outline reads a file (- for standard input) as import would and prints its structure; nothing is written.",
		Args:  cobra.ExactArgs(1),
		RunE: work(func(args []string) error {
			received, err := c.receive(args[0])
			if err != nil {
				return err
			}
			var declared []outline.Override
			if overrides != "" {
				if declared, err = c.overrides(overrides, overrides, received.Text); err != nil {
					return err
				}
			}
			o := outline.Read(received, declared)
			if !asJSON {
				_, err := fmt.Fprint(c.stdout, o.Tree())
				return err
			}
			e := json.NewEncoder(c.stdout)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			return e.Encode(o.JSON(received.Copies))
		}),
	}
	command.Flags().StringVar(&overrides, "overrides", "", "a file that settles lines, as content/ID/outline.toml does")
	command.Flags().BoolVar(&asJSON, "json", false, "as JSON; lines from one, start and end in code points of the decoded text")
	return command
}

// receive reads a file to import; its problems are printed.
func (c *cli) receive(name string) (*source.Received, error) {
	var problems diag.List
	received := source.ReadFile(name, c.stdin, &problems)
	if err := c.report(&problems); err != nil {
		return nil, err
	}
	return received, nil
}

func (c *cli) serveCommand() *cobra.Command {
	var address string
	command := &cobra.Command{
		Use:   "serve",
		Short: "Show the site while you edit: rebuild on change, reload the browser",
		Args:  cobra.NoArgs,
		RunE: work(func([]string) error {
			dir, err := findProject(c.project)
			if err != nil {
				return err
			}
			listener, err := net.Listen("tcp", address)
			if errors.Is(err, syscall.EADDRINUSE) {
				return diag.Say("%s is in use; name another address: baogao serve --addr 127.0.0.1:0 takes a free one", address)
			}
			if err != nil {
				return err
			}
			stop := make(chan os.Signal, 1)
			signal.Notify(stop, os.Interrupt)
			last := &remembered{}
			s := &serve.Server{
				Dir:      dir,
				Log:      c.stdout,
				Language: c.language,
				Locate:   func(page, id string) (string, int, bool) { return locate(openProject(dir), page, id) },
				Editor:   func() string { return editorOf(openProject(dir)) },
				Build: func(ctx context.Context, t *serve.Task) (err error) {
					last, err = rebuild(ctx, openProject(dir), last, t)
					return err
				},
			}
			return s.Run(listener, stop)
		}),
	}
	command.Flags().StringVar(&address, "addr", "127.0.0.1:1313", "where to serve; only this machine unless you say so")
	return command
}
