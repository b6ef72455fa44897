package terms

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func finderOf(names ...string) *Finder {
	var list []Name
	for i, n := range names {
		list = append(list, Name{n, i})
	}
	return NewFinder(list)
}

func found(f *Finder, text string) string {
	var out []string
	for _, h := range f.Find(text, nil) {
		out = append(out, text[h.Start:h.End])
	}
	return strings.Join(out, "|")
}

func TestLongestNameFirst(t *testing.T) {
	f := finderOf("双提", "双提双修", "双修", "提双", "自贸区", "自贸区开封片区", "开封片区建设", "东大", "东大街道")
	for text, want := range map[string]string{
		"促进“双提双修”":    "双提双修",
		"促进“双提”和双修":   "双提|双修",
		"自贸区开封":       "自贸区",
		"自贸区开封片区和自贸区": "自贸区开封片区|自贸区",
		"自贸区开封片区建设":   "自贸区开封片区",
		"东大街道和东大":     "东大街道|东大",
		"没有":          "",
		"":            "",
	} {
		if got := found(f, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestNamesAreReadThroughMarksAndSpaces(t *testing.T) {
	f := finderOf("四个一人才工程", "十不十有", "清洁家园·美丽乡村", "960非遗文创园", "“稳”", "行动计划（2017—2020）", "321工程", "实施方案 打造高地")
	for text, want := range map[string]string{
		"实施“四个一”人才工程，深化":      "“四个一”人才工程",
		"四个一 人才工程":            "四个一 人才工程",
		"落实 “十不 十有” 精准":       "十不 十有",
		"「十不十有」":              "十不十有",
		"清洁家园・美丽乡村":           "清洁家园・美丽乡村",
		"９６０非遗文创园":            "９６０非遗文创园",
		"稳定，“稳”与“快”":          "“稳”",
		"行动计划(2017―2020)":     "行动计划(2017―2020)",
		"1321工程和“321”工程":      "“321”工程",
		"《实施方案打造高地》实施方案　打造高地": "实施方案打造高地|实施方案　打造高地",
		"十不、十有":               "",
	} {
		if got := found(f, text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// naive is the law of Find in few words: every occurrence, none inside a longer one, the longer of two that overlap.
func naive(names []string, text string) []Hit {
	var all []Hit
	for start := range text {
		for i, n := range names {
			if strings.HasPrefix(text[start:], n) {
				all = append(all, Hit{start, start + len(n), i})
			}
		}
	}
	var maximal []Hit
	for i, h := range all {
		inside := false
		for j, o := range all {
			longer := o.End-o.Start > h.End-h.Start
			same := o.Start == h.Start && o.End == h.End && j < i
			inside = inside || o.Start <= h.Start && h.End <= o.End && (longer || same)
		}
		if !inside {
			maximal = append(maximal, h)
		}
	}
	slices.SortStableFunc(maximal, func(a, b Hit) int { return (b.End - b.Start) - (a.End - a.Start) })
	var kept []Hit
	for _, h := range maximal {
		if !slices.ContainsFunc(kept, func(o Hit) bool { return h.Start < o.End && o.Start < h.End }) {
			kept = append(kept, h)
		}
	}
	slices.SortFunc(kept, func(a, b Hit) int { return a.Start - b.Start })
	return kept
}

func TestFinderAgreesWithANaiveScan(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("甲乙丙")
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	for range 3000 {
		var names []string
		for range 1 + r.IntN(6) {
			names = append(names, word(1+r.IntN(5)))
		}
		text := word(r.IntN(24))
		want := naive(names, text)
		if got := finderOf(names...).Find(text, nil); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("names %q in %q: got %v, want %v", names, text, got, want)
		}
	}
}

func TestKeepDecidesWhatCounts(t *testing.T) {
	f := finderOf("万膳街", "万膳街（西司桥―西门大街）", "西门大街")
	text := "开工万膳街（西司桥―西门大街）"
	got := f.Find(text, func(h Hit) bool { return h.Owner != 1 })
	if len(got) != 2 || got[0].Owner != 0 || got[1].Owner != 2 {
		t.Errorf("a longer name that does not count here hides the shorter: %v", got)
	}
}

// benchmarkTexts are so many reports' texts of 20,000 characters, and 5,000 names of which each report has some.
func benchmarkTexts(n int) (names []Name, texts []string) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 5000 {
		name := make([]rune, 3+r.IntN(8))
		for j := range name {
			name[j] = rune(0x4e00 + r.IntN(1500))
		}
		names = append(names, Name{string(name), i})
	}
	for range n {
		var b strings.Builder
		for b.Len() < 56000 {
			if r.IntN(12) == 0 {
				b.WriteString(names[r.IntN(len(names))].Text)
			}
			for range 6 {
				b.WriteRune(rune(0x4e00 + r.IntN(1500)))
			}
			b.WriteString("，")
		}
		texts = append(texts, b.String())
	}
	return names, texts
}

func BenchmarkNewFinder(b *testing.B) {
	names, _ := benchmarkTexts(0)
	for b.Loop() {
		NewFinder(names)
	}
}

func BenchmarkFind(b *testing.B) {
	names, texts := benchmarkTexts(10)
	f := NewFinder(names)
	total := 0
	for _, t := range texts {
		total += len(t)
	}
	b.SetBytes(int64(total))
	for b.Loop() {
		for _, t := range texts {
			f.Find(t, nil)
		}
	}
}
