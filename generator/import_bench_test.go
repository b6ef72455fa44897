//go:build unix

package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkImport is the whole command in a process that has begun: read, outline, drafts, files, the proof that they give the text back, the lock,
// and writing into an empty project; of one report, and of one whose paragraphs stand there again 10 and 100 times with other words. It reports
// the CPU time of all cores, the system's too (which is the file system's, so say what the temporary folder is on), beside the time.
func BenchmarkImport(b *testing.B) {
	text, err := os.ReadFile("../content/2017/source.txt")
	if err != nil {
		b.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	for _, n := range [...]int{1, 10, 100} {
		long := longer(string(text), n)
		b.Run(fmt.Sprintf("reports=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(long)))
			before := used(b)
			for b.Loop() {
				c := &cli{project: b.TempDir(), stdin: strings.NewReader(long), stdout: io.Discard, stderr: io.Discard}
				if err := c.importFile("-", "2017", false); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((used(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}

// longer is a report n times as long: its paragraphs again, each behind its own and with a word that makes it no copy.
func longer(text string, n int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(line)
		if len(line) > 300 {
			for i := range n - 1 {
				fmt.Fprintf(&b, "其%d，%s", i+2, line)
			}
		}
	}
	return b.String()
}

// used is the CPU time of this process so far, the system's for it too.
func used(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
