package search

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"baogao/generator/pinyin"
)

// readings is how the characters of names and headings are read: each as it usually is here, and otherwise in some surroundings.
type readings struct {
	usual map[rune]string
	odd   map[rune][]surrounding // longer ones first
}

// surrounding is a stretch of text in which the character at a place is read in its own way.
type surrounding struct {
	text    []rune
	at      int
	reading string
}

// spoken are the folded characters of a text and their plain syllables, "" for what has none.
type spoken struct {
	text  []rune
	sound []string
}

// furthest is how many characters on each side can say how one is read.
const furthest = 4

// speaker reads texts aloud, and keeps what the next one takes, too.
type speaker struct {
	folded
	plain map[string]string // syllables without their tones
}

func (r *speaker) speak(text string) spoken {
	r.fold(text)
	s := spoken{slices.Clone(r.full), make([]string, len(r.full))}
	i, place := 0, 0
	for syllable := range pinyin.Each(string(s.text)) {
		for ; place < syllable.Start; i++ {
			place += utf8.RuneLen(s.text[i])
		}
		p, known := r.plain[syllable.Toned]
		if !known {
			if p = pinyin.Plain(syllable.Toned); strings.Trim(p, "abcdefghijklmnopqrstuvwxyz") != "" {
				p = "" // a character that no dictionary has
			}
			r.plain[syllable.Toned] = p
		}
		s.sound[i] = p
	}
	return s
}

// addSpoken adds the names and headings of a report: what is found by its pinyin.
func addSpoken(to map[string]bool, r *Report) {
	add := func(text string) {
		if !to[text] {
			to[strings.Clone(text)] = true
		}
	}
	for _, n := range r.Names {
		for _, name := range n.Names {
			add(name)
		}
	}
	for i := range r.Passages {
		for _, text := range r.Passages[i].headings() {
			add(text)
		}
	}
}

// readingsOf are the readings of texts, each there once, in any order.
func readingsOf(texts []string) *readings {
	all := make([]spoken, len(texts))
	_ = inShares(len(texts), runtime.GOMAXPROCS(0), func(_, first, last int) error { // nothing of it can fail
		r := &speaker{plain: map[string]string{}}
		for k := first; k < last; k++ {
			all[k] = r.speak(texts[k])
		}
		return nil
	})
	return usually(all)
}

// usually finds the reading that each character has most, and the shortest surroundings of every other one.
func usually(all []spoken) *readings {
	of := map[rune]*heard{}
	for k, s := range all {
		for i, sound := range s.sound {
			if sound != "" {
				h := of[s.text[i]]
				if h == nil {
					h = &heard{}
					of[s.text[i]] = h
				}
				h.add(sound, k, i)
			}
		}
	}
	r := &readings{map[rune]string{}, map[rune][]surrounding{}}
	for c, h := range of {
		best := slices.MinFunc(h.sounds, func(a, b heardSound) int { return cmp.Or(b.times-a.times, cmp.Compare(a.sound, b.sound)) }).sound
		r.usual[c] = best
		if len(h.sounds) > 1 {
			r.odd[c] = surroundings(all, h.where, best)
		}
	}
	return r
}

// heard is how a character is read in all texts, and where it stands.
type heard struct {
	sounds []heardSound // few, mostly one
	where  [][2]int
}

type heardSound struct {
	sound string
	times int
}

func (h *heard) add(sound string, text, at int) {
	h.where = append(h.where, [2]int{text, at})
	for i := range h.sounds {
		if h.sounds[i].sound == sound {
			h.sounds[i].times++
			return
		}
	}
	h.sounds = append(h.sounds, heardSound{sound, 1})
}

// surroundings are the shortest stretches in which a character is always read in one way that is not the usual one.
func surroundings(all []spoken, where [][2]int, usual string) []surrounding {
	var found []surrounding
	var odd [][2]int
	for _, w := range where {
		if all[w[0]].sound[w[1]] != usual {
			odd = append(odd, w)
		}
	}
	for size := 2; size <= 2*furthest+1 && len(odd) > 0; size++ {
		for before := max(0, size-1-furthest); before <= min(furthest, size-1); before++ {
			place := func(w [2]int) string {
				from := w[1] - before
				if from < 0 || from+size > len(all[w[0]].text) {
					return ""
				}
				return string(all[w[0]].text[from : from+size])
			}
			sounds := map[string]string{}
			for _, w := range odd {
				sounds[place(w)] = all[w[0]].sound[w[1]]
			}
			for _, w := range where {
				if text := place(w); sounds[text] != "" && sounds[text] != all[w[0]].sound[w[1]] {
					delete(sounds, text) // read in several ways
				}
			}
			delete(sounds, "")
			var rest [][2]int
			for _, w := range odd {
				if text := place(w); sounds[text] == "" {
					rest = append(rest, w)
				} else {
					found = append(found, surrounding{[]rune(text), before, sounds[text]})
				}
			}
			odd = rest
		}
	}
	slices.SortFunc(found, func(a, b surrounding) int {
		return cmp.Or(len(b.text)-len(a.text), slices.Compare(a.text, b.text), a.at-b.at)
	})
	return slices.CompactFunc(found, func(a, b surrounding) bool { return slices.Equal(a.text, b.text) && a.at == b.at })
}

// read gives the syllables of a text; own are those of its Han characters where somebody says them.
func (r *readings) read(text []rune, own string) []string {
	out := make([]string, len(text))
	said := strings.Fields(own)
	han := 0
	for i, c := range text {
		sound := r.usual[c]
		for _, s := range r.odd[c] {
			if from := i - s.at; from >= 0 && from+len(s.text) <= len(text) && slices.Equal(text[from:from+len(s.text)], s.text) {
				sound = s.reading
				break
			}
		}
		if sound != "" {
			han++
		}
		out[i] = sound
	}
	if han == len(said) {
		for i, n := 0, 0; i < len(out); i++ {
			if out[i] != "" {
				out[i] = said[n]
				n++
			}
		}
	}
	return out
}

// letters is a text as pinyin: lower case Latin letters and digits, "" where it has others or fewer than two letters.
func letters(text string) string {
	var b strings.Builder
	count := 0
	for _, c := range norm.NFKC.String(text) {
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			b.WriteRune(c | 0x20)
			count++
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == 'ü' || c == 'Ü':
			b.WriteRune('v')
			count++
		case c == ' ' || c == '\'' || c == '’' || c == '-':
		default:
			return ""
		}
	}
	if count < 2 {
		return ""
	}
	return b.String()
}

// spelt tells where a stretch of text ends that letters spell from a character on, -1 where they do not: of every Han character its syllable or
// the first letter or sh, ch, zh; the last one may be half typed. One character alone is not enough.
func spelt(letters string, text []rune, sounds []string, from int) int {
	if sounds[from] == "" && !isWord(text[from]) {
		return -1
	}
	dead := map[[2]int]bool{}
	var next func(at, i int) int
	next = func(at, i int) int {
		if at == len(letters) {
			if i-from < 2 {
				return -1
			}
			return i
		}
		if i == len(text) || dead[[2]int{at, i}] {
			return -1
		}
		rest, sound := letters[at:], sounds[i]
		end := -1
		switch {
		case sound == "" && isWord(text[i]):
			if rest[:1] == string(text[i]) {
				end = next(at+1, i+1)
			}
		case sound == "":
			if isPunct(text[i]) && i > from {
				end = next(at, i+1)
			}
		default:
			sizes := []int{len(sound), 2, 1}
			for k, size := range sizes {
				if size > len(sound) || k == 1 && sound[1] != 'h' || k > 0 && size == len(sound) || !strings.HasPrefix(rest, sound[:size]) {
					continue
				}
				if end = next(at+size, i+1); end >= 0 {
					break
				}
			}
			if end < 0 && strings.HasPrefix(sound, rest) {
				end = next(len(letters), i+1)
			}
		}
		if end < 0 {
			dead[[2]int{at, i}] = true
		}
		return end
	}
	return next(0, from)
}
