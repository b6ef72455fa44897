package source

import (
	"strings"
	"testing"
)

func TestOnlyExactWholeCopiesCount(t *testing.T) {
	report := strings.Repeat("各位代表：现在，我代表市人民政府报告工作。", 20) + "完\n"
	for _, c := range []struct {
		what, text string
		unit       string
		copies     int
	}{
		{"one", report, report, 1},
		{"two", report + report, report, 2},
		{"eight", strings.Repeat(report, 8), report, 8},
		{"thirty of them, the smallest unit", strings.Repeat(report, 30), report, 30},
		{"old Mac line ends", strings.Repeat("\r"+report[:len(report)-1]+"\r", 3), "\r" + report[:len(report)-1] + "\r", 3},
		{"the last cut off", report + report[:len(report)-9], report + report[:len(report)-9], 1},
		{"no line end in the last", report + report[:len(report)-1], report + report[:len(report)-1], 1},
		{"one differs", report + report + strings.Replace(report, "完", "毕", 1), report + report + strings.Replace(report, "完", "毕", 1), 1},
		{"the next begins inside a line", strings.Repeat(report[:len(report)-1], 2), strings.Repeat(report[:len(report)-1], 2), 1},
		{"a repeated rule is no report", strings.Repeat("——\n", 500), strings.Repeat("——\n", 500), 1},
		{"nothing", "", "", 1},
	} {
		if unit, n := copies(c.text); unit != c.unit || n != c.copies {
			t.Errorf("%s: %d copies of %d bytes, want %d of %d", c.what, n, len(unit), c.copies, len(c.unit))
		}
	}
}

func FuzzSmallestPeriod(f *testing.F) {
	for _, s := range []string{"", "a", "aaaa", "abab", "abaab", "abcabcabd"} {
		f.Add(s, uint8(6))
	}
	f.Fuzz(func(t *testing.T, unit string, times uint8) {
		text := strings.Repeat(unit, int(times))
		want := len(text)
		for p := len(text) - 1; p > 0; p-- {
			if len(text)%p == 0 && strings.Repeat(text[:p], len(text)/p) == text {
				want = p
			}
		}
		if got := smallestPeriod(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	})
}
