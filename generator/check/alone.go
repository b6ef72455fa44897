package check

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/output"
)

// Alone checks a finished site by itself, where nobody has its content: its pages and links, and of every report that its pages and its other
// forms say what published.txt says. White space is not compared, since its rule stands in the content. Unseen is how many characters of
// published.txt stand on no page: what import declared to be no part of the report, or what was lost; the content alone can tell which.
func Alone(files *output.Memory, problems *diag.List) (result Result, unseen int) {
	pages := pagesOf(files, &result, problems)
	for _, name := range files.Paths() {
		if path.Base(name) != "published.txt" {
			continue
		}
		dir := path.Dir(name)
		text, _ := files.Read(name)
		published := squeezed(string(text))
		result.Characters += len([]rune(string(text)))
		before := problems.Errors()
		whole := pages[path.Join(dir, "full.html")]
		if whole == nil {
			problems.Errorf(page(path.Join(dir, "full.html")), diag.Span{}, "the page is missing").SetHelp("take the whole site again from where it was published")
			continue
		}
		unseen += follows(whole.Name, blocksOf(whole), published, problems)
		pagesAgree(dir, whole, pages, problems)
		for _, f := range []struct {
			file   string
			blocks func([]byte) ([]content.Block, error)
		}{{"single.html", pageBlocks}, {"report.epub", epubBlocks}, {"report.akn.xml", akomaNtosoBlocks}} {
			data, ok := files.Read(path.Join(dir, f.file))
			if !ok {
				continue
			}
			blocks, err := f.blocks(data)
			if err != nil {
				problems.Errorf(page(path.Join(dir, f.file)), diag.Span{}, "the edition cannot be read: %v", err).SetHelp("take the whole site again from where it was published")
				continue
			}
			follows(path.Join(dir, f.file), blocks, published, problems)
			result.Editions++
		}
		if problems.Errors() == before {
			result.Reports++
		}
	}
	return result, unseen
}

// pagesAgree compares the blocks of a report's pages with those of the page that has all of them.
func pagesAgree(dir string, whole *Page, pages map[string]*Page, problems *diag.List) {
	want, seen := map[string]string{}, map[string]bool{}
	for _, b := range whole.Blocks {
		want[b.ID] = b.Published
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		if name == whole.Name || path.Base(name) == "single.html" || !strings.HasPrefix(name, dir+"/") {
			continue
		}
		for _, b := range pages[name].Blocks {
			if text, known := want[b.ID]; !known || text != b.Published {
				problems.Errorf(page(name), diag.Span{}, "passage %s does not say here what the page of the full text says", b.ID).SetHelp("take the whole site again from where it was published")
			}
			seen[b.ID] = true
		}
	}
	for _, b := range whole.Blocks {
		if !seen[b.ID] {
			problems.Errorf(page(whole.Name), diag.Span{}, "passage %s stands on no other page", b.ID).SetHelp("take the whole site again from where it was published")
		}
	}
}

// follows sees to it that blocks stand in a text one after another, and gives how many characters of the text lie outside of them.
func follows(name string, blocks []content.Block, published string, problems *diag.List) (outside int) {
	rest := published
	for _, b := range blocks {
		text := squeezed(b.Text)
		at := strings.Index(rest, text)
		if at < 0 {
			problems.Errorf(page(name), diag.Span{}, "passage %s is not what published.txt says", b.ID).SetHelp("take the whole site again from where it was published")
			return 0
		}
		outside += len([]rune(rest[:at]))
		rest = rest[at+len(text):]
	}
	return outside + len([]rune(rest))
}

// squeezed is a text without white space and invisible characters.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}
