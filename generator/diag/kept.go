package diag

// Kept are problems as bytes hold them, for who says them again without reading what they are about: what they say in every language, with the texts of their
// files.
type Kept struct {
	Files []File
	Said  []KeptProblem
}

// KeptProblem is one of them.
type KeptProblem struct {
	Severity Severity
	At       KeptPlace
	Help     [languages]string
	Related  []KeptPlace
}

// KeptPlace is a place with what is said there; File is the number of its file.
type KeptPlace struct {
	File int
	Span Span
	Said [languages]string
}

// Keep makes problems such. A change of what they point to does not reach them any more.
func Keep(problems []*Problem) Kept {
	var k Kept
	numbers := map[File]int{}
	place := func(f *File, s Span, text *Text) KeptPlace {
		n, known := numbers[*f]
		if !known {
			n = len(k.Files)
			numbers[*f] = n
			k.Files = append(k.Files, *f)
		}
		return KeptPlace{n, s, text.everyWay()}
	}
	for _, p := range problems {
		of := KeptProblem{Severity: p.Severity, At: place(p.File, p.Span, p.text), Help: p.help.everyWay()}
		for _, r := range p.Related {
			of.Related = append(of.Related, place(r.File, r.Span, r.text))
		}
		k.Said = append(k.Said, of)
	}
	return k
}

// Problems gives them back; nil where a place is in none of the files.
func (k Kept) Problems() []*Problem {
	for _, of := range k.Said {
		for _, at := range append([]KeptPlace{of.At}, of.Related...) {
			if at.File < 0 || at.File >= len(k.Files) {
				return nil
			}
		}
	}
	problems := make([]*Problem, len(k.Said))
	for i, of := range k.Said {
		p := &Problem{Severity: of.Severity, File: &k.Files[of.At.File], Span: of.At.Span, Message: of.At.Said[English], text: settled(of.At.Said).text()}
		if of.Help[English] != "" {
			p.Help, p.help = of.Help[English], settled(of.Help).text()
		}
		for _, r := range of.Related {
			p.Related = append(p.Related, Place{&k.Files[r.File], r.Span, r.Said[English], settled(r.Said).text()})
		}
		problems[i] = p
	}
	return problems
}

// Size is about how many bytes they take.
func (k Kept) Size() (n int) {
	for _, f := range k.Files {
		n += len(f.Path) + len(f.Text)
	}
	for _, of := range k.Said {
		for l := range languages {
			n += len(of.At.Said[l]) + len(of.Help[l])
			for _, r := range of.Related {
				n += len(r.Said[l])
			}
		}
	}
	return n
}

// settled is something said in every language.
type settled [languages]string

// In gives it in a language.
func (s settled) In(l Language) string { return s[l] }

func (s settled) text() *Text { return &Text{"%s", []any{s}} }

// everyWay is a text in every language; one that is not there is empty.
func (t *Text) everyWay() (said [languages]string) {
	if t != nil {
		for l := range said {
			said[l] = t.In(Language(l))
		}
	}
	return said
}
