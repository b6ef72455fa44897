// Package static carries the built-in styles, scripts and pictures, for projects that have none of their own.
package static

import "embed"

// Files are the static files as this folder has them.
//
//go:embed *.css *.js *.svg *.png
var Files embed.FS
