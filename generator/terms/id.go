package terms

import (
	"strings"

	"baogao/generator/pinyin"
)

// longestID is the length of an id in bytes that no further syllable is added to.
const longestID = 64

// ID is an id for a name: its syllables without tones, digits and Latin words, with hyphens: "san-da-gong-jian-zhan", "5412-gong-cheng".
// A long name's is cut behind a syllable.
func ID(name string) string {
	var parts []string
	syllables := pinyin.Syllables(name)
	word, length := false, 0
	add := func(s string) {
		if length < longestID {
			parts = append(parts, s)
			length += len(s) + 1
		}
	}
	for i, r := range name {
		if len(syllables) > 0 && syllables[0].Start == i {
			add(strings.Trim(strings.Map(plainOnly, pinyin.Plain(syllables[0].Toned)), "-"))
			syllables = syllables[1:]
			word = false
			continue
		}
		r = plainOnly(r)
		switch {
		case r < 0:
			word = false
		case word && len(parts) > 0 && length < longestID:
			parts[len(parts)-1] += string(r)
			length++
		default:
			add(string(r))
			word = true
		}
	}
	id := strings.Join(parts, "-")
	if strings.Trim(id, "-") == "" {
		return "term"
	}
	return id
}

// plainOnly keeps what an id may have, in lower case; -1 for the rest.
func plainOnly(r rune) rune {
	r = fold(r)
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return r
	}
	return -1
}
