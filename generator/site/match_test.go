package site

import (
	"math/rand/v2"
	"strings"
	"testing"

	"baogao/generator/content"
)

func matcherOf(names ...string) *matcher {
	var terms []*Term
	for _, n := range names {
		terms = append(terms, &Term{Term: &content.Term{Name: n}})
	}
	return newMatcher(terms)
}

func found(m *matcher, text string) string {
	var out []string
	for _, h := range m.find(text) {
		if text[h.start:h.end] != h.term.Name {
			out = append(out, "!")
		}
		out = append(out, h.term.Name)
	}
	return strings.Join(out, " ")
}

func TestLongestNameFirst(t *testing.T) {
	m := matcherOf("双提", "双提双修", "双修", "提双", "自贸区", "自贸区开封片区")
	for text, want := range map[string]string{
		"促进“双提双修”":    "双提双修",
		"促进“双提”和双修":   "双提 双修",
		"自贸区开封":       "自贸区",
		"自贸区开封片区和自贸区": "自贸区开封片区 自贸区",
		"没有":          "",
	} {
		if got := found(m, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestMatcherAgreesWithANaiveScan compares the automaton with a scan that tries every name at every place.
func TestMatcherAgreesWithANaiveScan(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("甲乙丙")
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	for range 2000 {
		var names []string
		for range 1 + r.IntN(6) {
			names = append(names, word(1+r.IntN(4)))
		}
		text := word(r.IntN(20))
		var want []string
		for at := 0; at < len(text); {
			best := ""
			for _, n := range names {
				if strings.HasPrefix(text[at:], n) && len(n) > len(best) {
					best = n
				}
			}
			if best == "" {
				at += len("甲")
				continue
			}
			want = append(want, best)
			at += len(best)
		}
		if got := found(matcherOf(names...), text); got != strings.Join(want, " ") {
			t.Fatalf("names %q in %q: got %q, want %q", names, text, got, want)
		}
	}
}

func BenchmarkMatcher(b *testing.B) {
	names := make([]string, 5000)
	r := rand.New(rand.NewPCG(3, 4))
	for i := range names {
		name := make([]rune, 3+r.IntN(6))
		for j := range name {
			name[j] = rune(0x4e00 + r.IntN(2000))
		}
		names[i] = string(name)
	}
	text := make([]rune, 20000)
	for i := range text {
		text[i] = rune(0x4e00 + r.IntN(2000))
	}
	m := matcherOf(names...)
	b.SetBytes(int64(len(string(text))))
	for b.Loop() {
		m.find(string(text))
	}
}
