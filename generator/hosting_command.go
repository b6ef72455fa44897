package main

import (
	"strings"

	"github.com/spf13/cobra"

	"baogao/generator/diag"
	"baogao/generator/hosting"
	"baogao/generator/page"
)

func (c *cli) hostingCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "hosting KIND",
		Short: "Print what a host wants to know of the site: headers, nginx, vercel, firebase",
		Long: "Hosting prints the configuration with which a host sends the site as it is meant to be sent: with the strict\n" +
			"Content-Security-Policy that its pages satisfy, and with leave to keep the files that are named by their content.\n" +
			"headers is the file that a build writes as _headers (Netlify, Cloudflare Pages). docs/content/hosting.md tells the rest.",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: hosting.Kinds(),
		RunE: work(func(args []string) error {
			dir, err := findProject(c.project)
			if err != nil {
				return err
			}
			var problems diag.List
			assets, err := page.LoadAssets(sub(openProject(dir), "static"), true, &problems)
			if err != nil {
				return err
			}
			if err := c.report(&problems); err != nil {
				return err
			}
			text, err := hostingOf(assets).Write(strings.ToLower(args[0]))
			if err == nil {
				_, err = c.stdout.Write(text)
			}
			return err
		}),
	}
}

// hostingOf is what hosts are told of a site.
func hostingOf(assets *page.Assets) hosting.Site {
	return hosting.Site{Policy: assets.Policy(), Assets: page.AssetsFolder}
}
