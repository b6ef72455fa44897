package site

import (
	"strings"
	"unicode/utf8"

	"baogao/generator/content"
)

// isStop tells what ends a sentence, isCloser what may stand behind it and still be of it.
func isStop(r rune) bool {
	switch r {
	case '。', '！', '？', '!', '?':
		return true
	}
	return false
}

func isCloser(r rune) bool {
	switch r {
	case '”', '’', '』', '」', '》', '）', ')', '】', '］', '〕':
		return true
	}
	return false
}

// sentences cuts a text behind every stop, with the closing marks that follow it. They tile the text: what stands behind the last
// stop is a sentence too.
func sentences(text string) []Sentence {
	var found []Sentence
	start := 0
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if !isStop(r) {
			continue
		}
		for i < len(text) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !isStop(r) && !isCloser(r) {
				break
			}
			i += size
		}
		found = append(found, Sentence{start, i})
		start = i
	}
	if start < len(text) {
		found = append(found, Sentence{start, len(text)})
	}
	return found
}

// publishedSentences cuts a corrected text where the published one has its sentences, so that an erratum moves no address: what it adds
// belongs to the sentence after it, and a stop that it takes away still ends one. Where an erratum leaves nothing of a sentence, the corrected
// text is cut as it is.
func publishedSentences(corrected string, errata []content.Correction) []Sentence {
	var published strings.Builder
	type change struct{ start, end, corrected int } // of the published text; where it ends in the corrected
	var changes []change
	at := 0
	for _, e := range errata {
		published.WriteString(corrected[at:e.Start])
		start := published.Len()
		published.WriteString(e.Published)
		changes = append(changes, change{start, published.Len(), e.End})
		at = e.End
	}
	published.WriteString(corrected[at:])
	place := func(offset int) int {
		moved := offset
		for _, c := range changes {
			if offset <= c.start {
				break
			}
			moved = c.corrected + max(offset-c.end, 0)
		}
		return moved
	}
	cut := sentences(published.String())
	for i := range cut {
		cut[i] = Sentence{place(cut[i].Start), place(cut[i].End)}
	}
	if len(cut) > 0 {
		cut[len(cut)-1].End = len(corrected)
	}
	for _, s := range cut {
		if s.Start >= s.End {
			return sentences(corrected)
		}
	}
	return cut
}

const numerals = "一二三四五六七八九十"

// items finds enumerations in prose: 一是…二是…, numbered without a gap from 一 on, two entries at least. An entry ends where the
// next begins. The last ends where its neighbours do: behind as many sentences as the longest of them, or at a sentence's end
// where they are clauses.
func items(text string, sentences []Sentence) []Item {
	var found []Item
	var run []Item
	list := 0
	flush := func() {
		if len(run) >= 2 {
			list++
			longest := 1
			for _, it := range run[:len(run)-1] {
				longest = max(longest, stopsIn(text[it.Start:it.End]))
			}
			last := &run[len(run)-1]
			last.End = min(last.End, sentenceEnd(sentences, last.Start, longest))
			for _, it := range run {
				it.List = list
				found = append(found, it)
			}
		}
		run = nil
	}
	for from := 0; ; {
		at := strings.Index(text[from:], "是")
		if at < 0 {
			break
		}
		_, size := utf8.DecodeLastRuneInString(text[from : from+at])
		i := from + at - size
		from += at + len("是")
		n, ok := marker(text, i)
		switch {
		case !ok:
		case n == len(run)+1:
			if n > 1 {
				run[n-2].End = i
			}
			run = append(run, Item{Number: n, Start: i, End: len(text)})
		case n == 1:
			run[len(run)-1].End = i
			flush()
			run = append(run, Item{Number: 1, Start: i, End: len(text)})
		}
	}
	if len(run) > 0 {
		flush()
	}
	return found
}

// marker reads 一是 … 十是 at a clause's beginning and gives its number.
func marker(text string, at int) (n int, ok bool) {
	r, size := utf8.DecodeRuneInString(text[at:])
	if !strings.HasPrefix(text[at+size:], "是") {
		return 0, false
	}
	i := strings.IndexRune(numerals, r)
	if i < 0 {
		return 0, false
	}
	if at > 0 {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if !strings.ContainsRune("。：；！？，:;、", before) {
			return 0, false
		}
	}
	return i/len("一") + 1, true
}

func stopsIn(s string) int {
	n := 0
	for _, r := range s {
		if isStop(r) {
			n++
		}
	}
	return n
}

// sentenceEnd is the end of the nth sentence counted from the one that holds a place.
func sentenceEnd(sentences []Sentence, at, n int) int {
	for i, s := range sentences {
		if at < s.End {
			return sentences[min(i+n-1, len(sentences)-1)].End
		}
	}
	return at
}
