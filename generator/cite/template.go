package cite

import (
	"slices"
	"strings"

	"baogao/generator/diag"
)

// TemplateNames are what an editor's template can name, each in braces: the report's first, then the passage's.
func TemplateNames() []string {
	return []string{"author", "title", "date", "year", "report", "body", "url", "page", "id", "quote", "edition", "accessed"}
}

// CheckTemplate says what is wrong with an editor's template, and where in it, in bytes.
func CheckTemplate(template string) (at int, err error) {
	for i := 0; i < len(template); {
		open := strings.IndexAny(template[i:], "{}")
		if open < 0 {
			return 0, nil
		}
		open += i
		end := strings.IndexAny(template[open+1:], "{}")
		if template[open] == '}' || end < 0 || template[open+1+end] == '{' {
			return open, diag.Say("a brace of the template has no partner")
		}
		name := template[open+1 : open+1+end]
		if !slices.Contains(TemplateNames(), name) {
			return open, diag.Say("the template names %q, which a reference does not have", name)
		}
		i = open + 1 + end + 1
	}
	return 0, nil
}

// Template is a reference in an editor's own form; CheckTemplate has seen it. What a passage does not have is left out, with nothing around it.
func (it Item) Template(template string) []Piece {
	report := map[string]string{"author": it.Author, "title": it.Title, "date": it.Date.String(), "report": it.Key, "body": it.Body}
	if it.Date.Year > 0 {
		report["year"] = it.Date.String()[:4]
	}
	var p pieces
	for template != "" {
		before, after, ok := strings.Cut(template, "{")
		p.text(before)
		if !ok {
			break
		}
		name, rest, _ := strings.Cut(after, "}")
		if value, ours := report[name]; ours || name == "year" {
			p.text(value)
		} else {
			p.when(name, "{"+name+"}")
		}
		template = rest
	}
	return p
}
