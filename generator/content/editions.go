package content

import "slices"

// EditionForm is a form that a report can have beside its pages: what config.toml calls it, its file below the report's folder and its
// media type.
type EditionForm struct{ Name, File, Type string }

func editionForms() []EditionForm {
	return []EditionForm{
		{"single", "single.html", "text/html"},
		{"epub", "report.epub", "application/epub+zip"},
		{"text", "published.txt", "text/plain"},
		{"text", "corrected.txt", "text/plain"},
		{"markdown", "report.md", "text/markdown"},
		{"akn", "report.akn.xml", "application/akn+xml"},
	}
}

// EditionNames are the names that config.toml can ask for.
func EditionNames() []string {
	var names []string
	for _, e := range editionForms() {
		names = append(names, e.Name)
	}
	return slices.Compact(names)
}

// EditionForms are those that the site asks for, all where it does not say, in the order in which pages list them.
func (c *Config) EditionForms() []EditionForm {
	return slices.DeleteFunc(editionForms(), func(e EditionForm) bool { return c.Editions != nil && !slices.Contains(c.Editions, e.Name) })
}
