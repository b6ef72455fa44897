package main

import (
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"baogao/generator/search"
)

// flattener is the declared folding by other means than package search: expressions over the whole text, no offsets.
type flattener struct{ variants *strings.Replacer }

func newFlattener() flattener {
	var pairs []string
	all := []rune(string(search.TraditionalData()))
	first := strings.IndexRune(string(all), '"')
	table := all[first+1:]
	for i := 0; i+1 < len(table) && table[i] != '"'; i += 2 {
		pairs = append(pairs, string(table[i]), string(table[i+1]))
	}
	for to, from := range map[string]string{
		"-": "‐‑‒–—―−─━﹘", `"`: "“”„‟「」『』〝〞", "'": "‘’‚‛′`", ":": "∶", "·": "・•‧∙⋅", "": "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad",
	} {
		for _, c := range from {
			pairs = append(pairs, string(c), to)
		}
	}
	return flattener{strings.NewReplacer(pairs...)}
}

var (
	space  = regexp.MustCompile(`\s+`)
	apart  = regexp.MustCompile(`([^\p{Han}\p{L}\p{N}]|\p{Han}) | ([^\p{L}\p{N}]|\p{Han})`)
	dashes = regexp.MustCompile(`-{2,}`)
	marks  = regexp.MustCompile(`(\p{Han})\p{P}+(\p{Han})`)
)

// flat is a text as it is compared.
func (f flattener) flat(text string) string {
	s := f.variants.Replace(text)
	s = f.variants.Replace(norm.NFKC.String(s))
	s = strings.ToLower(s)
	s = strings.TrimSpace(space.ReplaceAllString(s, " "))
	for n := 0; n != len(s); {
		n = len(s)
		s = apart.ReplaceAllString(s, "$1$2")
	}
	s = dashes.ReplaceAllString(s, "-")
	for n := 0; n != len(s); {
		n = len(s)
		s = marks.ReplaceAllString(s, "$1$2")
	}
	return s
}

// passageKey names a passage over the whole site.
func passageKey(r *search.Report, i int) string {
	p := r.Passages[i]
	return r.Parts[p.Part][0] + "#" + p.ID
}

var sentence = regexp.MustCompile(`(-p[0-9]+)-[0-9]+$`)

// hitKey is the passage that a hit leads to.
func hitKey(url string) string { return sentence.ReplaceAllString(url, "$1") }

// scan holds all passages flat.
type scan struct {
	f    flattener
	text []string
	keys []string
}

func newScan(reports []*search.Report) *scan {
	s := &scan{f: newFlattener()}
	for _, r := range reports {
		for i := range r.Passages {
			s.text, s.keys = append(s.text, s.f.flat(r.Passages[i].Text)), append(s.keys, passageKey(r, i))
		}
	}
	return s
}

// find gives the passages that hold a phrase.
func (s *scan) find(phrase string) map[string]bool {
	found := map[string]bool{}
	want := s.f.flat(phrase)
	for i, text := range s.text {
		if strings.Contains(text, want) {
			found[s.keys[i]] = true
		}
	}
	return found
}
