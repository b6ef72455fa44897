package content

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/diag"
)

// numbered reads the parts of a folder that are numbered from 1: each read(n) that finds its file or folder, before+n+after, says so. One that
// is missing while a later one is there is a problem; its addresses, id+n, are not known, and those of the later ones are what they were.
func (l *loader) numbered(dir, before, after, id string, read func(n int) bool) {
	n := 1
	for read(n) {
		n++
	}
	for _, later := range l.numbers(dir, before, after) {
		if later < n {
			continue
		}
		if n < later {
			name := func(n int) string { return before + strconv.Itoa(n) + after }
			missing := path.Join(l.dir, dir, name(n))
			l.problems.Errorf(&diag.File{Path: missing}, diag.Span{}, "this number is missing, and %s is there", name(later)).
				SetHelp("put it back from your version control (git restore %s); where there never was one, number what follows without a gap", missing)
		}
		for ; n < later; n++ {
			l.unread = append(l.unread, id+strconv.Itoa(n))
		}
		read(n)
		n++
	}
}

// longestNumber is how many digits the number of a part can have; no report has a part 10000.
const longestNumber = 4

// numbers are those that the names in a folder have, sorted.
func (l *loader) numbers(dir, before, after string) []int {
	entries, _ := fs.ReadDir(l.project, path.Join(l.dir, dir)) // what cannot be listed is said by strangers
	var all []int
	for _, e := range entries {
		digits, ok := strings.CutPrefix(e.Name(), before)
		digits, ends := strings.CutSuffix(digits, after)
		n, err := strconv.Atoi(digits)
		if ok && ends && err == nil && n > 0 && len(digits) <= longestNumber && strconv.Itoa(n) == digits && e.IsDir() == (after == "") {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return all
}

// strangers are content files that no rule reads: a misspelt name, a folder that is no chapter.
func (l *loader) strangers(r *Report) {
	_ = fs.WalkDir(l.project, l.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			unread{p, err}.say(l.problems)
			return fs.SkipDir
		}
		name := strings.TrimPrefix(p, l.dir+"/")
		if d.IsDir() || slices.Contains(l.read, name) {
			return nil
		}
		if ext := path.Ext(name); ext == ".md" || ext == ".toml" {
			l.problems.Errorf(&diag.File{Path: p}, diag.Span{}, "the file belongs to no part of the report").
				SetHelp("chapters are folders 1, 2, …, sections files 1.md, 2.md, … without gaps; other names: _index.md, closing.md, annex-1.md, glossary.md")
		}
		return nil
	})
}
