package merge

import (
	"testing"

	"baogao/generator/content"
)

func TestFrontMatterKeepsWhatTheEditorWrote(t *testing.T) {
	raw := `+++
# mine
title = 'Old'   # my note
weight = 2
aliases = [
  "a", # the first ]
]
draft = true

[source]
file = "a.txt" # theirs
copies = 8 # 8 copies
+++

Old body.
`
	was := "+++\ntitle = \"Old\"\nweight = 2\naliases = [\"a\"]\ndraft = true\n\n[source]\nfile = \"a.txt\"\ncopies = 8 # 8 copies\n+++\n\nOld body.\n"
	now := "+++\ntitle = \"New\"\nnumber = \"一\"\nweight = 2\naliases = [\"a\"]\n\n[source]\nfile = \"b.txt\"\ncopies = 1\n+++\n\nOld body.\n"
	want := `+++
# mine
title = "New"   # my note
number = "一"
weight = 2
aliases = [
  "a", # the first ]
]

[source]
file = "b.txt" # theirs
copies = 1
+++

Old body.
`
	if got := string(File([]byte(raw), []byte(was), []byte(now))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(File([]byte(raw), []byte(was), []byte(was))); got != raw {
		t.Errorf("nothing changed, and the file became\n%s", got)
	}
}

// TestBlocksAreFoundAgain: what stands between the same blocks is one block with other words where it is alike, else one gone and one new.
func TestBlocksAreFoundAgain(t *testing.T) {
	part := &content.Part{Role: content.Section}
	blocks := func(texts ...string) (all []content.Block) {
		for _, text := range texts {
			all = append(all, content.Block{ID: "c1-s1-p1", Text: text, Part: part})
		}
		return all
	}
	for name, c := range map[string]struct {
		old, new []content.Block
		want     []pair
	}{
		"nothing":   {nil, nil, nil},
		"the same":  {blocks("甲乙丙", "丁戊己"), blocks("甲乙丙", "丁戊己"), []pair{{0, 0, true}, {1, 1, true}}},
		"one more":  {blocks("甲乙丙", "丁戊己"), blocks("甲乙丙", "庚辛壬", "丁戊己"), []pair{{0, 0, true}, {1, 2, true}}},
		"one less":  {blocks("甲乙丙", "庚辛壬", "丁戊己"), blocks("甲乙丙", "丁戊己"), []pair{{0, 0, true}, {2, 1, true}}},
		"changed":   {blocks("甲乙丙", "庚辛壬癸"), blocks("甲乙丙", "庚辛壬子"), []pair{{0, 0, true}, {1, 1, false}}},
		"replaced":  {blocks("甲乙丙", "庚辛壬癸"), blocks("甲乙丙", "子丑寅卯"), []pair{{0, 0, true}}},
		"which one": {blocks("庚辛壬癸"), blocks("子丑寅卯", "庚辛壬丑"), []pair{{0, 1, false}}},
		"twins":     {blocks("甲", "甲", "乙"), blocks("甲", "乙"), []pair{{0, 0, true}, {2, 1, true}}},
	} {
		got := align(c.old, c.new)
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %v, want %v", name, got, c.want)
			}
		}
	}
}
