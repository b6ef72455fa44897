//go:build unix

// Package measure runs programs and says what they took: time by the clock and of the processor, memory at the peak.
package measure

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Run is one run of a program.
type Run struct {
	Wall, Processor time.Duration
	Memory          int64 // bytes, at the peak
}

// Command runs a command to its end. Its output is shown where it fails.
func Command(c *exec.Cmd) (Run, error) {
	var m Run
	start := time.Now()
	out, err := c.CombinedOutput()
	m.Wall = time.Since(start)
	if err != nil {
		return m, fmt.Errorf("%s: %w\n%s", strings.Join(c.Args, " "), err, out)
	}
	m.Processor = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return m, errors.New("this system does not say how much memory a process had")
	}
	m.Memory = int64(usage.Maxrss)
	if runtime.GOOS != "darwin" {
		m.Memory *= 1024 // kilobytes there, bytes here
	}
	return m, nil
}

// Median is the middle run by wall time.
func Median(runs []Run) Run {
	sorted := slices.SortedFunc(slices.Values(runs), func(a, b Run) int { return cmp.Compare(a.Wall, b.Wall) })
	return sorted[len(sorted)/2]
}

// Output is what a build left in its folder.
type Output struct {
	Pages, Files int
	Bytes        int64
}

// Folder counts the files of a folder, those that begin with a dot left out.
func Folder(dir string) (Output, error) {
	var o Output
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		o.Files++
		o.Bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			o.Pages++
		}
		return nil
	})
	return o, err
}

// MemoryFolder is where measured files go: a file system in memory where there is one, so that the disk is not measured.
func MemoryFolder() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}
