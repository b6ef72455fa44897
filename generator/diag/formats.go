package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Formats are the forms that Write knows.
var Formats = []string{"text", "json", "github"}

// Write writes all problems in one of Formats and in a language; another format is our mistake.
//
//	text    the screens of the package's comment
//	json    {"problems":[{"severity":"error","path":"content/2017/figures.toml","line":6,"column":10,"endLine":6,"endColumn":16,"message":"…","help":"…"}]}
//	github  ::error file=content/2017/figures.toml,line=6,col=10,endLine=6,endColumn=16::…
//
// Lines and columns count characters from one, the end is behind the last; they are left out where a problem is about a whole file.
func (l *List) Write(w io.Writer, format string, language Language) error {
	switch format {
	case "text":
		for _, p := range l.Problems() {
			if _, err := fmt.Fprintln(w, p.In(language)); err != nil {
				return err
			}
		}
		return nil
	case "json":
		return l.writeJSON(w, language)
	case "github":
		for _, p := range l.Problems() {
			if _, err := fmt.Fprintln(w, p.In(language).github()); err != nil {
				return err
			}
		}
		return nil
	}
	panic("unknown format " + format)
}

type placeJSON struct {
	Path      string `json:"path"`
	Line      int    `json:"line,omitempty"`
	Column    int    `json:"column,omitempty"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
	Message   string `json:"message"`
}

type problemJSON struct {
	Severity string `json:"severity"`
	placeJSON
	Help    string      `json:"help,omitempty"`
	Related []placeJSON `json:"related,omitempty"`
}

func jsonPlace(f *File, s Span, message string) placeJSON {
	p := placeJSON{Path: f.Path, Message: message}
	if f.Text != "" && s != (Span{}) {
		p.Line, p.Column = f.Position(s.Start)
		p.EndLine, p.EndColumn = f.Position(max(s.Start, s.End))
	}
	return p
}

func (l *List) writeJSON(w io.Writer, language Language) error {
	all := struct {
		Problems []problemJSON `json:"problems"`
	}{[]problemJSON{}}
	for _, p := range l.Problems() {
		p = p.In(language)
		j := problemJSON{Severity: p.Severity.String(), placeJSON: jsonPlace(p.File, p.Span, p.Message), Help: p.Help}
		for _, r := range p.Related {
			j.Related = append(j.Related, jsonPlace(r.File, r.Span, r.Message))
		}
		all.Problems = append(all.Problems, j)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(all)
}

// github is a workflow command of GitHub Actions, which shows the problem beside the line.
func (p *Problem) github() string {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	place := jsonPlace(p.File, p.Span, p.Message)
	at := "file=" + property.Replace(place.Path)
	if place.Line > 0 {
		at += fmt.Sprintf(",line=%d,col=%d,endLine=%d,endColumn=%d", place.Line, place.Column, place.EndLine, place.EndColumn)
	}
	message := p.Message
	if p.Help != "" {
		message += "\nhelp: " + p.Help
	}
	return "::" + p.Severity.String() + " " + at + "::" + data.Replace(message)
}
