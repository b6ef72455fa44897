// Package proofread warns of what a careful reader of a report would stop at: brackets without a partner, a list that is not as long as
// it says, one name with two numbers. It never changes the text, and never stops a build: what it finds may be the published text.
//
// What an editor looked at and leaves is silenced by an entry of accepted.toml (content.Accepted), which every warning shows ready to copy.
package proofread

import (
	"strings"

	"baogao/generator/content"
	"baogao/generator/diag"
)

// finding is one thing to stop at, in bytes of a block's text. also is a second place, where there is one.
type finding struct {
	check      string
	block      int
	start, end int
	message    *diag.Text
	help       *diag.Text
	also       *finding
}

// Report warns of everything that is suspicious in a report's text as the site reads it, and of entries of accepted.toml that silence nothing.
func Report(r *content.Report, problems *diag.List) {
	blocks := r.Blocks()
	var found []finding
	for i, b := range blocks {
		found = append(found, brackets(i, b.Text)...)
		found = append(found, counts(i, b.Text)...)
		found = append(found, shares(i, b.Text)...)
	}
	found = append(found, drift(blocks)...)
	found = append(found, characters(blocks)...)
	used := make([]bool, len(r.Accepted))
	for _, f := range found {
		if !silenced(r.Accepted, used, f, blocks) {
			warn(f, blocks, problems)
		}
	}
	for i, a := range r.Accepted {
		if !used[i] {
			problems.Warnf(a.File, a.Span, "this entry silences nothing: %s has no %q that the check %q stops at", a.Place, a.Quote, a.Check).
				SetHelp("take the entry out")
		}
	}
}

func silenced(accepted []content.Accepted, used []bool, f finding, blocks []content.Block) bool {
	silent := false
	for i, a := range accepted {
		if a.Check == f.check && a.Place == blocks[f.block].ID && a.Quote == quoteOf(f, blocks) && strings.TrimSpace(a.Reason) != "" {
			used[i], silent = true, true
		}
	}
	return silent
}

func quoteOf(f finding, blocks []content.Block) string { return blocks[f.block].Text[f.start:f.end] }

func warn(f finding, blocks []content.Block, problems *diag.List) {
	file, span := place(f, blocks)
	p := problems.Warnf(file, span, "%s", f.message)
	if f.also != nil {
		other, at := place(*f.also, blocks)
		p.See(other, at, "%s", f.also.message)
	}
	p.SetHelp("%s; where the text is right, add to %s:\n[[accepted]]\ncheck = %q\nplace = %q\nquote = %q\nreason = \"…\"",
		f.help, content.AcceptedFile, f.check, blocks[f.block].ID, quoteOf(f, blocks))
}

// place finds a finding in its file: the same occurrence of its words there as in the block.
func place(f finding, blocks []content.Block) (*diag.File, diag.Span) {
	b := blocks[f.block]
	file, span := b.Span()
	if span == (diag.Span{}) {
		return file, span
	}
	words := b.Text[f.start:f.end]
	limit := span.End
	if b.Headings || strings.HasPrefix(b.ID, "m") {
		span.Start, limit = file.Find("+++").End, len(file.Text)
	}
	at := span.Start
	for n := strings.Count(b.Text[:f.start], words); ; n-- {
		i := strings.Index(file.Text[at:limit], words)
		if i < 0 {
			return file, span
		}
		at += i
		if n <= 0 {
			return file, diag.Span{Start: at, End: at + len(words)}
		}
		at += len(words)
	}
}
