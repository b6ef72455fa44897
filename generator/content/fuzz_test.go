package content_test

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/permanence"
)

// FuzzLoad puts whatever bytes in the place of one file of a project, each kind of file in its turn, and holds the loader's laws: it does not
// fall over; every problem lies inside of its file and is said in both languages, once; and what loads without an error gives the
// published text back.
func FuzzLoad(f *testing.F) {
	right := content.Whole(f)
	names := slices.Sorted(maps.Keys(right))
	names = append(names, "content/2020/ids.lock", "content/2020/glossary.md", "content/2020/annex-1.md", "content/terms.toml")
	for i, name := range names {
		if file := right[name]; file != nil {
			f.Add(uint8(i), file.Data)
			f.Add(uint8(i), append([]byte("\ufeff"), file.Data...))
		}
	}
	lock := uint8(slices.Index(names, "content/2020/ids.lock"))
	f.Add(lock, []byte("# draft\nc1 6a1b46f8a1ef8e14\nedition 2026-11-23\n"))
	f.Add(lock+1, []byte("+++\ntitle = \"名词解释\"\n+++\n\n放管服：改革。\n"))
	f.Add(lock+3, []byte("[[term]]\nid = \"kai-ju\"\nname = \"开局\"\nkind = \"slogan\"\n"))
	parser := markdown.NewParser()
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		project := maps.Clone(right)
		name := names[int(which)%len(names)]
		project[name] = &fstest.MapFile{Data: data}
		var problems diag.List
		content.Open(project, parser, &problems)
		r := content.Load(project, "2020", parser, &problems)
		if r != nil {
			permanence.CheckLoaded(r, &problems)
		}
		said := map[string]bool{}
		for _, p := range problems.Problems() {
			if p.Span.Start < 0 || p.Span.End < p.Span.Start || p.Span.End > len(p.File.Text) {
				t.Errorf("%s: the place %v is outside of a file of %d bytes: %s", name, p.Span, len(p.File.Text), p.Message)
			}
			english, chinese := p.In(diag.English).String(), p.In(diag.Chinese).String()
			if said[english] || chinese == "" {
				t.Errorf("%s is said twice, or not in Chinese", english)
			}
			said[english] = true
		}
		if problems.Errors() > 0 {
			return
		}
		if text, err := r.PlainText(); err != nil || text != r.Source.Text {
			t.Errorf("%s = %q loads, and the text is another: %v", name, data, err)
		}
	})
}
