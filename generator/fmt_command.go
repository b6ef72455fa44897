package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/tidy"
)

func (c *cli) fmtCommand() *cobra.Command {
	var only bool
	command := &cobra.Command{
		Use:   "fmt [FILE|FOLDER]...",
		Short: "Write content files in one stable form; comments and the order of keys stay",
		Long: "Fmt tidies white space in the TOML and Markdown files named, or in config.toml and content/. What a file says, its comments and the\n" +
			"order of its keys stay as they are, and so does a file that is not right. Running it twice changes nothing more.",
		RunE: work(func(args []string) error { return c.tidy(args, only) }),
	}
	command.Flags().BoolVar(&only, "check", false, "change nothing: name the files that are not tidy, and fail where there are any")
	return command
}

func (c *cli) tidy(args []string, only bool) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{filepath.Join(dir, "config.toml"), filepath.Join(dir, content.Root)}
	}
	names, err := contentFiles(args)
	if err != nil {
		return err
	}
	var problems diag.List
	parser := markdown.NewParser()
	untidy := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		shown, free := placeIn(dir, name)
		f := content.Decoded(shown, data, &problems)
		if f == nil || content.Unmerged(f, &problems) {
			continue
		}
		tidied, ok := tidy.File(f, free, parser, &problems)
		if !ok || tidied == f.Text {
			continue
		}
		untidy++
		fmt.Fprintln(c.stdout, shown)
		if !only {
			if err := output.WriteFile(name, []byte(tidied)); err != nil {
				return err
			}
		}
	}
	if err := c.report(&problems); err != nil {
		return err
	}
	switch {
	case only && untidy > 0:
		return diag.Say("%s not tidy: baogao fmt writes them anew", diag.Count(untidy, "file"))
	case untidy > 0:
		c.say("%s of %d tidied\n", diag.Count(untidy, "file"), len(names))
	default:
		c.say("%s: all tidy\n", diag.Count(len(names), "file"))
	}
	return nil
}

// contentFiles are the TOML and Markdown files among those named and in the folders named, each once.
func contentFiles(args []string) ([]string, error) {
	var names []string
	seen := map[string]bool{}
	for _, arg := range args {
		err := filepath.WalkDir(arg, func(name string, d fs.DirEntry, err error) error {
			switch ext := filepath.Ext(name); {
			case err != nil:
				return err
			case d.IsDir() && name != arg && strings.HasPrefix(d.Name(), "."):
				return filepath.SkipDir
			case d.IsDir():
				return nil
			case ext != ".toml" && ext != ".md":
				if name == arg {
					return diag.Say("%s is neither TOML nor Markdown", name)
				}
				return nil
			}
			if !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return names, nil
}

// placeIn is a file's path as messages show it, below the project where it is there, and whether it is a page of the site that belongs
// to no report.
func placeIn(dir, name string) (shown string, free bool) {
	root, err1 := filepath.Abs(dir)
	full, err2 := filepath.Abs(name)
	rel, err3 := filepath.Rel(root, full)
	if err1 != nil || err2 != nil || err3 != nil || !filepath.IsLocal(rel) {
		return filepath.ToSlash(name), true
	}
	shown = filepath.ToSlash(rel)
	below, inside := strings.CutPrefix(shown, content.Root+"/")
	return shown, !inside || !strings.Contains(below, "/")
}
