//go:build unix

package measure

import (
	"os"
	"path/filepath"
	"strings"
)

// BareProject makes a project of the one in the working folder: its config.toml, with this base address, and its own pages, without a report.
func BareProject(project, address string) error {
	if err := os.MkdirAll(filepath.Join(project, "content"), 0o755); err != nil {
		return err
	}
	pages, err := filepath.Glob("content/*.md")
	if err != nil {
		return err
	}
	for _, name := range append(pages, "config.toml") {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := strings.Replace(string(data), `base_url = ""`, `base_url = "`+address+`"`, 1)
		if err := os.WriteFile(filepath.Join(project, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
