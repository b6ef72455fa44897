package source

import (
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baogao/generator/diag"
)

// A report set as pages are set comes back line by line, and the menus around it stay away.
func TestReportsComeBackFromAPage(t *testing.T) {
	reports, _ := filepath.Glob("../../../shared/reports/*.txt")
	if len(reports) == 0 {
		t.Skip("the collection of reports is not beside the project")
	}
	menu := "<ul>" + strings.Repeat(`<li><a href="/">政务公开，办事服务</a></li>`, 60) + "</ul>"
	const footer = `<div class="footer"><p>版权所有：某市人民政府，未经书面授权，不得转载。</p></div>`
	for form, page := range map[string]func(lines []string) string{
		"paragraphs": func(lines []string) string {
			return "<!doctype html><body>" + menu + `<div id="main"><div class="text"><p>` + strings.Join(lines, "</p>\n<p>") + "</p></div>" + menu + "</div>" + footer
		},
		"layout table": func(lines []string) string {
			return "<html><body><table><tr><td>" + menu + `</td><td><font size="3">` + strings.Join(lines, "<br>\r\n") + "</font></td></tr></table>" + footer
		},
		"nested sections": func(lines []string) string {
			return "<html><body>" + menu + "<article><section>" +
				strings.Join(lines, "</span></section></section>\n<section><section><span>") + "</section></article>" + menu + footer
		},
		"an annex in a part of its own": func(lines []string) string {
			body := len(lines) * 9 / 10
			return "<html><body><div>" + menu + "</div><div><div><p>" + strings.Join(lines[:body], "</p><p>") + "</p></div><div><p>" +
				strings.Join(lines[body:], "</p><p>") + "</p></div></div><div>" + menu + "</div>" + footer
		},
	} {
		for _, path := range reports {
			want := linesOfReport(t, path)
			var escaped []string
			for _, line := range want {
				escaped = append(escaped, html.EscapeString(line))
			}
			var problems diag.List
			r := Read("page.html", []byte(page(escaped)), &problems)
			if r == nil {
				t.Errorf("%s of %s:\n%s", form, path, screen(&problems))
				continue
			}
			if got := strings.Split(strings.TrimSuffix(r.AsReceived(), "\n"), "\n"); !slices.Equal(got, want) {
				t.Errorf("%s of %s: %d lines, want %d; the first that differs: %q", form, path, len(got), len(want), firstDifference(got, want))
			}
		}
	}
}

// linesOfReport is a report's lines with their white space as HTML keeps it.
func linesOfReport(t *testing.T, path string) (lines []string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var problems diag.List
	r := Read(path, data, &problems)
	if r == nil {
		t.Fatal(screen(&problems))
	}
	for line := range strings.Lines(r.AsReceived()) {
		kept := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) })
		if len(kept) > 0 {
			lines = append(lines, strings.Join(kept, " "))
		}
	}
	return lines
}

func firstDifference(got, want []string) [2]string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return [2]string{got[i], want[i]}
		}
	}
	return [2]string{}
}
