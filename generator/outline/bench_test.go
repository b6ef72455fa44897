package outline_test

import (
	"fmt"
	"strings"
	"testing"

	"baogao/generator/outline"
)

// lengthened is a report n times as long: every paragraph again with other words, so that none is a copy.
func lengthened(text string, n int) string {
	var b strings.Builder
	for i := range n {
		for _, line := range strings.Split(text, "\n") {
			if len([]rune(line)) > 60 {
				line = fmt.Sprintf("%s其%d。", line, i)
			}
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// The same time per byte at every size shows that Parse is linear.
func BenchmarkParse(b *testing.B) {
	text := readReport(b, kaifengFile)
	for _, n := range [...]int{1, 10, 100} {
		long := lengthened(text, n)
		b.Run(fmt.Sprintf("reports=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				outline.Parse(long)
			}
		})
	}
}

// Inputs that are cheap to write and dear to a careless reader.
func BenchmarkParseHostile(b *testing.B) {
	for name, line := range map[string]string{
		"commas": "，\n", "headings": "一、回顾\n", "annexes": "附件1\n", "cues": "分享到：\n", "notes": "[1]a\n", "bare": "工作回顾\n\n", "sections": "（一）抓。好。\n",
		"rising": "一、甲\n二、乙\n三、丙\n", "open": "《\n", "scraps": "字\n", "salutations": "各位代表！\n", "nested": "“", "pasted": `一\r\n`,
	} {
		for _, n := range [...]int{2000, 20000} {
			long := strings.Repeat(line, n)
			b.Run(fmt.Sprintf("%s=%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(long)))
				for b.Loop() {
					outline.Parse(long)
				}
			})
		}
	}
}
