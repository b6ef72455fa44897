package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/diag"
	"baogao/generator/output"
	"baogao/generator/schema"
)

func (c *cli) schemaCommand() *cobra.Command {
	var out string
	command := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print what a content file may hold, as JSON Schema",
		Long: "Schema prints the JSON Schema of one kind of content file, lists the kinds where none is named, and writes all of them with --out. Every\n" +
			"site holds them in schemas/, where the first line of a TOML file (#:schema …) lets editors find them: they complete and explain keys.",
		Args: cobra.MaximumNArgs(1),
		RunE: work(func(args []string) error {
			files, err := schema.Files()
			if err != nil {
				return err
			}
			switch {
			case out != "":
				for _, f := range files {
					if err := output.WriteFile(filepath.Join(out, f.Name), f.Data); err != nil {
						return err
					}
				}
				return nil
			case len(args) == 0:
				for _, f := range files {
					title := f.Title.EN
					if c.language == diag.Chinese {
						title = f.Title.ZH
					}
					fmt.Fprintf(c.stdout, "%-12s %s\n", f.Kind.Name, title)
				}
				return nil
			}
			var names []string
			for _, f := range files {
				if f.Kind.Name == strings.TrimSuffix(args[0], ".toml") {
					_, err := c.stdout.Write(f.Data)
					return err
				}
				names = append(names, f.Kind.Name)
			}
			return diag.Say("there is no kind of content file %q; there are: %s", args[0], strings.Join(names, ", "))
		}),
	}
	command.Flags().StringVarP(&out, "out", "o", "", "a folder for the schemas of all kinds")
	return command
}
