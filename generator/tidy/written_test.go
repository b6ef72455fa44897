package tidy

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// hand writes documents as careless hands do: valid, with blanks, comments and line ends wherever TOML allows them.
type hand struct {
	r *rand.Rand
	b strings.Builder
	n int // keys so far, so that none stands twice
}

func (h *hand) one(of ...string) { h.b.WriteString(of[h.r.IntN(len(of))]) }

func (h *hand) end() {
	h.one("", "", " # 注 [a] = \"b\"", "  \t#\t注  ", "#")
	h.one("\n", "\n", "\n", "\r\n", "\n\n", "\n\n\n\n", "\n# 行\n", "\n\n  # 行 \n\n")
}

func (h *hand) key() {
	h.n++
	k := strconv.Itoa(h.n)
	h.one("k"+k, "'引 号"+k+"'", "\"k."+k+"\"", k+" . a", "k"+k+".\"b\". 'c#'", k)
}

func (h *hand) gap() {
	h.one("", "", " ", "\n", "\n  # 中\n", " # 后\n", "\r\n\t")
}

func (h *hand) value(depth int) {
	switch n := h.r.IntN(10); {
	case n < 2 && depth > 0:
		h.b.WriteString("[")
		h.gap()
		for i := range h.r.IntN(4) {
			if i > 0 {
				h.b.WriteString(",")
				h.gap()
			}
			h.value(depth - 1)
			h.gap()
		}
		h.b.WriteString("]")
	case n < 4 && depth > 0:
		h.one("{", "{ ", "{\t")
		for i := range h.r.IntN(3) {
			if i > 0 {
				h.one(",", " , ", ", ")
			}
			h.key()
			h.one("=", " = ")
			h.value(0)
		}
		h.one("}", " }")
	default:
		h.one("1", "-0.5e3", "true", "0x1F", "1979-05-27", "1979-05-27 07:32:00Z", "07:32:00", "inf", `"文 # \" \\"`, "'#'", "\"\"", `"""甲  `+"\n\n"+` # 乙 \"" ""x """`,
			"'''\n[表]\n'''", "\"\"\"a\\\n   b\"\"\"\"\"", "1_000")
	}
}

// TestWhateverIsWrittenIsTidied holds the laws of FuzzTOML over documents made for the corners of the language.
func TestWhateverIsWrittenIsTidied(t *testing.T) {
	for seed := range uint64(4000) {
		h := &hand{r: rand.New(rand.NewPCG(seed, 9))}
		h.one("", "\ufeff", "\n\n", "# 头\n")
		for range h.r.IntN(6) {
			if h.r.IntN(3) == 0 {
				h.one("", "  ")
				h.n++
				k := strconv.Itoa(h.n)
				h.one("[t"+k+"]", "[ t"+k+" . 'x' ]", "[[u]]", "[[ u ]]", "[\"表"+k+"\"]")
				h.end()
				continue
			}
			h.one("", "  ")
			h.key()
			h.one("=", " = ", "\t=")
			h.value(3)
			h.end()
		}
		text := h.b.String()
		before, err := sayings(text)
		if err != nil {
			t.Fatalf("seed %d: %q is not valid: %v", seed, text, err)
		}
		once := TOML(text)
		if after, err := sayings(once); err != nil || after != before {
			t.Fatalf("seed %d: %q became %q: %v", seed, text, once, err)
		}
		if a, b := comments(text), comments(once); strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Fatalf("seed %d: %q became %q: the comments are %q, were %q", seed, text, once, b, a)
		}
		if twice := TOML(once); twice != once {
			t.Fatalf("seed %d: %q became %q, then %q", seed, text, once, twice)
		}
	}
}
