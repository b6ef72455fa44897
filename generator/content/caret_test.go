package content

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// TestTheCaretIsUnderTheChange: a character of the text becomes another, which stands before it in the same paragraph too; the problem marks the one
// that was changed.
func TestTheCaretIsUnderTheChange(t *testing.T) {
	project, id := committed(t)
	parser := markdown.NewParser()
	r := Load(project, id, parser, &diag.List{})
	random := rand.New(rand.NewPCG(7, 7))
	tried := 0
	for _, part := range r.Parts {
		for i := range part.Paragraphs {
			p := &part.Paragraphs[i]
			for _, piece := range p.Pieces {
				at := strings.Index(part.File.Text[piece.Span.Start:piece.Span.End], piece.Text)
				if at < 0 || utf8.RuneCountInString(piece.Text) < 8 || tried >= 60 {
					continue
				}
				start := piece.Span.Start + at
				k := 4 + random.IntN(utf8.RuneCountInString(piece.Text)-6)
				characters := []rune(piece.Text)
				other := characters[random.IntN(k)] // stands before it
				if other == characters[k] || other == characters[k-1] || other == characters[k+1] || strings.ContainsRune(`\*_#[]<>&+ `, other) || strings.ContainsRune(`\*_#[]<>&+ `, characters[k]) {
					continue
				}
				tried++
				start += len(string(characters[:k]))
				changed := fstest.MapFS{}
				for name, f := range project {
					changed[name] = f
				}
				text := part.File.Text
				changed[part.File.Path] = &fstest.MapFile{Data: []byte(text[:start] + string(other) + text[start+utf8.RuneLen(characters[k]):])}
				var problems diag.List
				Load(changed, id, parser, &problems)
				found := false
				for _, problem := range problems.Problems() {
					found = found || problem.File.Path == part.File.Path && problem.Span == diag.Span{Start: start, End: start + utf8.RuneLen(other)}
				}
				if !found {
					t.Errorf("%s, character %d of %q becomes %q, which byte %d has now; said\n%s", part.File.Path, k, shorten(piece.Text), string(other), start, screen(&problems))
				}
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d characters were changed", tried)
	}
}
