package outline

import (
	"strings"
	"unicode/utf8"
)

// pageNumber is why the number of a page, which a conversion left between two lines, is noise.
const pageNumber = "the number of a page"

const (
	fewestPages  = 3
	shortestPage = 200 // characters between two numbers
)

// pageNumbers finds the lines that number pages: - 3 -, — 3 —, 第3页, in a wrapped text a bare 3 too, each one more than the one before and
// a page below it.
func pageNumbers(text string, lines []line, wrapped bool) map[int]bool {
	found := map[int]bool{}
	var run []int
	last, read := 0, 0
	end := func() {
		if len(run) >= fewestPages {
			for _, i := range run {
				found[i] = true
			}
		}
		run = run[:0]
	}
	for i, l := range lines {
		s := text[l.Start:l.End]
		n := pageOf(s, wrapped)
		switch {
		case n > 0 && len(run) > 0 && n == last+1 && read >= shortestPage:
			run, last, read = append(run, i), n, 0
		case n > 0 && (len(run) < fewestPages || n == 1):
			end()
			run, last, read = append(run, i), n, 0
		}
		read += utf8.RuneCountInString(s)
	}
	end()
	return found
}

// pageOf is the number of a page that a line holds and nothing else, 0 where it holds none.
func pageOf(s string, bare bool) int {
	if len(s) > 24 {
		return 0
	}
	s = squeeze(s)
	inner := strings.Trim(s, "—-－·•")
	if rest, ok := strings.CutPrefix(inner, "第"); ok {
		inner, ok = strings.CutSuffix(rest, "页")
		if !ok {
			return 0
		}
	}
	n, size := digits(inner, 0)
	if size != len(inner) || inner == s && !bare {
		return 0
	}
	return n
}
