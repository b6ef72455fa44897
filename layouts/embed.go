// Package layouts carries the built-in templates and interface texts, for projects that have none of their own.
package layouts

import "embed"

// Files are the layouts as this folder has them.
//
//go:embed *.html partials/*.html strings/*.toml
var Files embed.FS
