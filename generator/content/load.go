package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
	"unsafe"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// Load reads the report in content/ID of a project. Problems go to the list; what could not be read is left out of the report,
// which is nil only where it has no _index.md. Source: the files that the package comment lists.
func Load(project fs.FS, id string, parser *markdown.Parser, problems *diag.List) *Report {
	return load(project, id, parser, problems, nil)
}

func load(project fs.FS, id string, parser *markdown.Parser, problems *diag.List, memo *Memo) *Report {
	l := &loader{project: project, dir: path.Join(Root, id), parser: parser, problems: problems, memo: memo}
	r := &Report{ID: id, Layout: DefaultLayout()}
	lead := l.part(&Part{ID: "lead", Role: Lead, Path: "_index.md"}, &r.Meta)
	if lead == nil {
		return nil
	}
	lead.Meta.Title, lead.Meta.Description = r.Meta.Title, r.Meta.Description
	r.Parts = append(r.Parts, lead)
	var reading sync.WaitGroup
	l.tables(r, &reading)
	r.Parts = append(r.Parts, l.chapters()...)
	l.optional(&r.Parts, &Part{ID: "closing", Role: Closing, Path: "closing.md"})
	l.numbered(".", "annex-", ".md", "a", func(n int) bool {
		return l.optional(&r.Parts, &Part{ID: fmt.Sprintf("a%d", n), Role: Annex, Path: fmt.Sprintf("annex-%d.md", n)})
	})
	l.optional(&r.Parts, &Part{ID: "glossary", Role: Glossary, Path: "glossary.md"})
	r.unread, r.untitled = l.unread, l.untitled
	r.Source = l.file("source.txt", true)
	reading.Wait()
	if r.AsOf.IsZero() {
		r.AsOf = r.Meta.Date
	}
	r.Lock = l.file(LockFile, false)
	l.tombstones(r)
	r.everywhere()
	l.accepted(r)
	r.Picture, _ = fs.ReadFile(project, path.Join(l.dir, PictureName)) // what is not there is not shown
	if f := l.file(OverridesFile, false); f != nil && r.Source != nil {
		ReadOverrides(f, r.Source.Text, problems)
	}
	l.strangers(r)
	if problems.Errors() == 0 {
		validate(r, l)
	}
	r.addShared(shared(project, &diag.List{}))
	return r
}

// everywhere makes a report's days the same days in every time zone: TOML's dates have none, and the library reads them in the machine's.
func (r *Report) everywhere() {
	days := []*time.Time{&r.Meta.Date, &r.AsOf}
	for i := range r.Errata {
		days = append(days, &r.Errata[i].Date)
		for j := range r.Errata[i].Before {
			days = append(days, &r.Errata[i].Before[j].Date)
		}
	}
	for i := range r.Tombstones {
		days = append(days, &r.Tombstones[i].Date)
	}
	for i := range r.Commitments {
		days = append(days, &r.Commitments[i].Deadline)
		for j := range r.Commitments[i].Evidence {
			days = append(days, &r.Commitments[i].Evidence[j].Date)
		}
	}
	for _, d := range days {
		if !d.IsZero() {
			*d = time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
		}
	}
}

// Root is the folder of a project that holds its content.
const Root = "content"

type loader struct {
	project  fs.FS
	dir      string
	parser   *markdown.Parser
	problems *diag.List
	memo     *Memo // may be nil

	mu     sync.Mutex
	read   []string // paths below dir that belong to the report
	unread []string // parts of which nothing could be read

	untitled []string // parts whose front matter could not be read
}

// file reads a text file below the report's folder; nil and, where it must be there, a problem when it cannot be read.
func (l *loader) file(name string, must bool) *diag.File {
	full := path.Join(l.dir, name)
	l.mu.Lock()
	l.read = append(l.read, name)
	l.mu.Unlock()
	data, err := fs.ReadFile(l.project, full)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if must {
			l.problems.Errorf(&diag.File{Path: full}, diag.Span{}, "the file is missing").SetHelp("put it back; import writes it where it is not there")
		}
		return nil
	case err != nil:
		l.problems.Errorf(&diag.File{Path: full}, diag.Span{}, "the file cannot be read: %v", err).SetHelp("check that it is a file and that you may read it")
		return nil
	}
	f := Decoded(full, data, l.problems)
	if f == nil {
		return nil
	}
	if ext := path.Ext(name); ext == ".md" || ext == ".toml" {
		l.editors(f)
		if Unmerged(f, l.problems) {
			return nil
		}
	}
	return f
}

// editors reads through what text editors put into a file: line ends of Windows, and a mark of its encoding.
func (l *loader) editors(f *diag.File) {
	f.Text = strings.ReplaceAll(f.Text, "\r\n", "\n")
	if rest, marked := strings.CutPrefix(f.Text, "\ufeff"); marked {
		f.Text = rest
		l.problems.Warnf(f, f.LineSpan(1), "the file begins with a byte order mark").SetHelp("save it as UTF-8 without BOM, or let `baogao fmt` take the mark away")
	}
}

// Decoded is a file of text; bytes that are not UTF-8 are a problem, and the file is nil. The text is those bytes: nobody may change them any more.
func Decoded(name string, data []byte, problems *diag.List) *diag.File {
	f := &diag.File{Path: name, Text: unsafe.String(unsafe.SliceData(data), len(data))}
	if !utf8.Valid(data) {
		at := invalidByte(data)
		problems.Errorf(f, diag.Span{Start: at, End: at + 1}, "byte %d is not UTF-8", at).SetHelp("save the file as UTF-8")
		return nil
	}
	return f
}

// Unmerged tells whether version control left a file with both versions of something, which is a problem.
func Unmerged(f *diag.File, problems *diag.List) bool {
	span, unmerged := mergeMark(f.Text)
	if unmerged {
		problems.Errorf(f, span, "two versions of the file were merged and nobody chose: %s", f.Text[span.Start:span.End]).
			SetHelp("keep what is right, and take away the lines that begin with <<<<<<<, ======= and >>>>>>>")
	}
	return unmerged
}

// mergeMark finds the first line that version control leaves where it could not merge.
func mergeMark(text string) (diag.Span, bool) {
	if !strings.Contains(text, "<<<<<<< ") && !strings.Contains(text, ">>>>>>> ") {
		return diag.Span{}, false
	}
	at := 0
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "<<<<<<< ") || strings.HasPrefix(line, ">>>>>>> ") {
			return diag.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}, true
		}
		at += len(line)
	}
	return diag.Span{}, false
}

func invalidByte(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

// optional adds a part where its file is there. One that cannot be read is there too: what comes after it has not moved.
func (l *loader) optional(parts *[]*Part, p *Part) (there bool) {
	if _, err := fs.Stat(l.project, path.Join(l.dir, p.Path)); err != nil {
		return false // not there, or in a folder that nobody may enter, which is said once
	}
	if p = l.part(p, nil); p != nil {
		*parts = append(*parts, p)
	}
	return true
}

// part reads one Markdown file. The report's own front matter goes to meta.
func (l *loader) part(p *Part, meta *Meta) *Part {
	f := l.file(p.Path, true)
	if f == nil {
		l.unread = append(l.unread, p.ID)
		return nil
	}
	p.File = f
	const unsaid = "\x00"
	p.Meta.Stop = unsaid
	front, body, ok := FrontMatter(f, l.problems)
	if ok {
		var into any = &p.Meta
		if meta != nil {
			into = meta
		}
		if !decode(f, front, into, l.problems) {
			l.untitled = append(l.untitled, p.ID)
		}
	}
	if p.Meta.Stop == unsaid {
		p.Meta.Stop = defaultStop(p.Meta.Form)
	}
	if p.Meta.Form != "" && !slices.Contains(Forms(), p.Meta.Form) {
		l.problems.Errorf(f, f.Find(quote(p.Meta.Form)), "unknown form %q", p.Meta.Form).SetHelp(`write form = "run-in" or form = "alone"`)
	}
	if !ok {
		l.unread = append(l.unread, p.ID)
		return p
	}
	p.Paragraphs = l.fold(p, l.parser.Blocks(f, body, l.problems))
	return p
}

func (l *loader) chapters() []*Part {
	var parts []*Part
	l.numbered(".", "", "", "c", func(n int) bool {
		dir := strconv.Itoa(n)
		if _, err := fs.Stat(l.project, path.Join(l.dir, dir)); err != nil {
			return false
		}
		id := "c" + dir
		if _, err := fs.Stat(l.project, path.Join(l.dir, dir, "_index.md")); err != nil && !errors.Is(err, fs.ErrNotExist) {
			l.unread = append(l.unread, id) // nobody may enter the folder: said once
			return true
		}
		if p := l.part(&Part{ID: id, Role: Chapter, Chapter: n, Path: dir + "/_index.md"}, nil); p != nil {
			parts = append(parts, p)
		}
		l.numbered(dir, "", ".md", id+"-s", func(s int) bool {
			return l.optional(&parts, &Part{ID: fmt.Sprintf("%s-s%d", id, s), Role: Section, Chapter: n, Section: s, Path: fmt.Sprintf("%s/%d.md", dir, s)})
		})
		l.optional(&parts, &Part{ID: id + "-closing", Role: ChapterClosing, Chapter: n, Path: dir + "/closing.md"})
		return true
	})
	return parts
}

// fold makes paragraphs of Markdown blocks: a topic begins one, a subtopic and the text after a run-in heading go on with it.
func (l *loader) fold(p *Part, blocks []markdown.Block) []Paragraph {
	var paragraphs []Paragraph
	var texts, headings, subtopics int
	open := false // the paragraph goes on
	begin := func() {
		texts++
		subtopics = 0
		paragraphs = append(paragraphs, Paragraph{ID: fmt.Sprintf("%s-p%d", p.ID, texts)})
	}
	for _, b := range blocks {
		piece := Piece{Text: b.Text, Span: b.Span}
		switch {
		case b.Level == 0:
			if !open {
				begin()
			}
			open = false
		case !b.RunIn:
			headings++
			l.wantID(p, b, fmt.Sprintf("%s-h%d", p.ID, headings))
			paragraphs = append(paragraphs, Paragraph{ID: b.ID, Level: b.Level + 1, Pieces: []Piece{piece}})
			open = false
			continue
		case b.Level == 2:
			begin()
			piece.Level, piece.ID, piece.Stop = 1, b.ID, b.Stop
			if !strings.HasPrefix(b.ID, p.ID+"-t") {
				l.wantID(p, b, p.ID+"-t…")
			}
			open = true
		default:
			if len(paragraphs) == 0 || paragraphs[len(paragraphs)-1].Level > 0 {
				begin()
			}
			subtopics++
			piece.Level, piece.ID, piece.Stop = 2, b.ID, b.Stop
			l.wantID(p, b, fmt.Sprintf("%s-u%d", paragraphs[len(paragraphs)-1].ID, subtopics))
			open = true
		}
		last := &paragraphs[len(paragraphs)-1]
		last.Pieces = append(last.Pieces, piece)
	}
	return paragraphs
}

func (l *loader) wantID(p *Part, b markdown.Block, want string) {
	if b.ID != want && b.ID != "" {
		l.problems.Errorf(p.File, b.Span, "heading %q has the id %q; its address is %q", b.Text, b.ID, want).
			SetHelp("write {#%s …}: ids are numbers, so that links to them last", want)
	}
}

// tables begins to read the TOML files that stand beside the text, each into what of the report is its own.
func (l *loader) tables(r *Report, reading *sync.WaitGroup) {
	reading.Go(func() { l.errata(r) })
	reading.Go(func() { l.table("layout.toml", &r.Layout) })
	beside(l, reading, "noise.toml", func(v noiseFile) { r.Noise = v.Noise })
	beside(l, reading, "terms.toml", func(v termsFile) { r.Terms = v.Terms })
	beside(l, reading, "figures.toml", func(v figuresFile) { r.Figures = v.Figures })
	beside(l, reading, "commitments.toml", func(v commitmentsFile) { r.AsOf, r.Commitments = v.AsOf, v.Commitments })
	beside(l, reading, "links.toml", func(v linksFile) { r.Pairs, r.Sums, r.Related, r.Unrelated = v.Pairs, v.Sums, v.Related, v.Unrelated })
}

// beside begins to read one of them and gives what it holds.
func beside[T any](l *loader, reading *sync.WaitGroup, name string, take func(T)) {
	reading.Go(func() {
		var v T
		l.table(name, &v)
		take(v)
	})
}

func (l *loader) errata(r *Report) {
	f := l.file("errata.toml", false)
	if f == nil {
		return
	}
	var v errataFile
	l.memo.decode(f, &v, l.problems)
	r.Errata = v.Errata
	for i, span := range indexTOML(f, diag.Span{End: len(f.Text)}).tables["erratum"] {
		if i < len(r.Errata) {
			r.Errata[i].Span = span
		}
	}
}

// table reads an optional file of entries into v.
func (l *loader) table(name string, v any) {
	if f := l.file(name, false); f != nil {
		l.memo.decode(f, v, l.problems)
	}
}
