package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"baogao/generator/markdown"
)

// File is a generated or loaded content file. Path is below the report's folder.
type File struct {
	Path string
	Data []byte
}

// Format writes a report's files, in reading order, then the files beside the text. Load reads them back to the same report.
// The files that only editors write (terms, figures) are left out where they are empty.
func Format(r *Report) []File {
	var files []File
	for _, p := range r.Parts {
		files = append(files, File{p.Path, formatPart(r, p)})
	}
	if r.Source != nil {
		files = append(files, File{"source.txt", []byte(r.Source.Text)})
	}
	add := func(name string, data []byte) {
		files = append(files, File{name, append([]byte(SchemaLine(r.ID, name)), data...)})
	}
	add("errata.toml", FormatErrata(r.Errata))
	if data := formatLayout(r.Layout); data != nil {
		add("layout.toml", data)
	}
	if len(r.Noise) > 0 {
		add("noise.toml", formatNoise(r.Noise))
	}
	if len(r.Terms) > 0 {
		add("terms.toml", append([]byte("\n"), formatTerms(r.Terms)...))
	}
	if len(r.Figures) > 0 {
		files = append(files, File{"figures.toml", formatFigures(SchemaLine(r.ID, "figures.toml"), r.Figures)})
	}
	return files
}

func formatPart(r *Report, p *Part) []byte {
	var w tomlWriter
	w.line("+++")
	if p.Role == Lead {
		formatMeta(&w, &r.Meta)
	} else {
		w.text("title", p.Meta.Title)
		w.text("number", p.Meta.Number)
		w.text("form", p.Meta.Form)
		if p.Meta.Stop != defaultStop(p.Meta.Form) {
			w.always("stop", p.Meta.Stop)
		}
		w.number("weight", p.Meta.Weight)
		w.text("description", p.Meta.Description)
		w.yes("draft", p.Meta.Draft)
		w.list("aliases", p.Meta.Aliases)
	}
	w.line("+++")
	out := []byte(w.b.String())
	for i := range p.Paragraphs {
		for _, b := range p.Paragraphs[i].blocks() {
			out = append(out, '\n')
			out = markdown.Append(out, b)
		}
	}
	return out
}

// defaultStop is what ends a heading whose file does not say.
func defaultStop(form string) string {
	if form == formRunIn {
		return markdown.DefaultStop
	}
	return ""
}

// blocks is a paragraph as the dialect writes it.
func (p *Paragraph) blocks() []markdown.Block {
	if p.Level > 0 {
		return []markdown.Block{{Level: p.Level - 1, Text: p.Pieces[0].Text, ID: p.ID}}
	}
	blocks := make([]markdown.Block, len(p.Pieces))
	for i, piece := range p.Pieces {
		blocks[i] = markdown.Block{Text: piece.Text}
		if piece.Level > 0 {
			blocks[i] = markdown.Block{Level: piece.Level + 1, Text: piece.Text, ID: piece.ID, RunIn: true, Stop: piece.Stop}
		}
	}
	return blocks
}

func formatMeta(w *tomlWriter, m *Meta) {
	w.text("title", m.Title)
	w.day("date", m.Date)
	w.number("weight", m.Weight)
	w.text("description", m.Description)
	w.yes("draft", m.Draft)
	w.list("aliases", m.Aliases)
	w.lines("masthead", m.Masthead)
	w.text("occasion", m.Occasion)
	w.text("speaker", m.Speaker)
	w.text("office", m.Office)
	w.text("place", m.Place)
	w.text("publisher", m.Publisher)
	w.text("url", m.URL)
	w.line("\n[source]")
	w.text("file", m.Source.File)
	w.text("transcriber", m.Source.By)
	w.text("format", m.Source.Format)
	w.text("encoding", m.Source.Encoding)
	w.yes("bom", m.Source.BOM)
	w.text("sha256", m.Source.SHA256)
	w.number("size", m.Source.Size)
	if m.Source.Copies > 1 {
		w.line(fmt.Sprintf("copies = %d # %d identical copies; source.txt holds one", m.Source.Copies, m.Source.Copies))
	} else {
		w.number("copies", m.Source.Copies)
	}
	if len(m.Source.Headings) > 0 {
		var b strings.Builder
		for i, h := range m.Source.Headings {
			fmt.Fprintf(&b, "%s[%d, %d]", [...]string{"", ", "}[min(i, 1)], h[0], h[1])
		}
		w.line("headings = [" + b.String() + "] # lines of source.txt that the file marks as headings, and their levels")
	}
}

func (w *tomlWriter) day(key string, t time.Time) {
	if !t.IsZero() {
		w.line(key + " = " + t.Format(time.DateOnly))
	}
}

// FormatErrata writes errata.toml.
func FormatErrata(errata []Erratum) []byte {
	var w tomlWriter
	w.line("# Where the site reads differently from source.txt: place and character, published and corrected reading, kind, reason, who, when.")
	w.line("# A draft is suspected by the importer and not applied: take `draft` out, and correct the text, to apply it.")
	for _, e := range errata {
		w.line("")
		formatErratum(&w, &e)
	}
	return []byte(w.b.String())
}

func formatErratum(w *tomlWriter, e *Erratum) {
	w.line("[[erratum]]")
	w.text("id", e.ID)
	w.text("place", e.Place)
	w.line("at = " + strconv.Itoa(e.At))
	w.always("published", e.Published)
	w.always("corrected", e.Corrected)
	w.text("kind", e.Kind)
	w.text("reason", e.Reason)
	w.text("by", e.By)
	w.day("date", e.Date)
	w.yes("draft", e.Draft)
	for _, b := range e.Before {
		w.line("[[erratum.before]]")
		w.always("corrected", b.Corrected)
		w.text("reason", b.Reason)
		w.text("by", b.By)
		w.day("date", b.Date)
	}
}

// formatLayout writes layout.toml; a text laid out by the rule needs none.
func formatLayout(l Layout) []byte {
	standard := DefaultLayout()
	if l.Between == standard.Between && l.End == standard.End && len(l.Gaps)+len(l.Inside) == 0 {
		return nil
	}
	var w tomlWriter
	w.line("# White space of the published text: the rule, and what is not by the rule. Written by import.")
	w.always("between", l.Between)
	w.always("end", l.End)
	for _, g := range l.Gaps {
		w.line("\n[[gap]]")
		w.always("before", g.Before)
		w.always("text", g.Text)
	}
	for _, in := range l.Inside {
		w.line("\n[[inside]]")
		w.always("in", in.In)
		w.line("at = " + strconv.Itoa(in.At))
		w.always("text", in.Text)
	}
	return []byte(w.b.String())
}

func formatNoise(noise []Noise) []byte {
	var w tomlWriter
	w.line("# What the received text holds around the report: kept, and not shown as the report.")
	for _, n := range noise {
		w.line("\n[[noise]]")
		w.always("before", n.Before)
		w.text("gap", n.Gap)
		w.always("text", n.Text)
		w.text("why", n.Why)
	}
	return []byte(w.b.String())
}

// Number writes a value as the shortest decimal that reads back to it, which is a TOML integer or float.
func Number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
