//go:build unix

// Command bench measures the program as its users run it: builds of the project's report alone, of 100 and of 1,000 copies of it under
// different ids. It prints a table and judges nothing.
//
//	go run ./generator/bench            the whole table
//	go run ./generator/bench -reports 1,100 -runs 1
//
// Each row is the median run by wall time; copies are made on a memory file system where there is one, so that the disk is not measured.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	reports := flag.String("reports", "1,100,1000", "how many reports a site has, one row each")
	runs := flag.Int("runs", 3, "runs of each row")
	report := flag.String("report", "2017", "the report of content/ that is copied")
	flag.Parse()
	if err := bench(*reports, *runs, *report); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(rows string, runs int, report string) error {
	temp, err := os.MkdirTemp(memoryFolder(), "baogao-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	program := filepath.Join(temp, "baogao")
	if out, err := exec.Command("go", "build", "-o", program, "./generator").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	fmt.Printf("%s, %d cores, GOMAXPROCS %d, %s, median of %d\n", runtime.Version(), runtime.NumCPU(), runtime.GOMAXPROCS(0), temp, runs)
	fmt.Printf("%8s  %-9s %9s %9s %8s %9s %9s %8s %8s\n", "reports", "build", "wall s", "CPU s", "pages", "pages/s", "peak MB", "files", "MB")
	for row := range strings.SplitSeq(rows, ",") {
		n, err := strconv.Atoi(row)
		if err != nil || n < 1 {
			return fmt.Errorf("-reports takes numbers with commas between, not %q", rows)
		}
		project := filepath.Join(temp, "project")
		if err := makeProject(project, report, n); err != nil {
			return err
		}
		for _, kind := range []string{"new", "unchanged"} {
			m, err := median(program, project, kind == "new", runs)
			if err != nil {
				return err
			}
			fmt.Printf("%8d  %-9s %9.3f %9.3f %8d %9.0f %9.1f %8d %8.1f\n", n, kind, m.wall.Seconds(), m.processor.Seconds(), m.pages,
				float64(m.pages)/m.wall.Seconds(), float64(m.memory)/1e6, m.files, float64(m.bytes)/1e6)
		}
		if err := os.RemoveAll(project); err != nil {
			return err
		}
	}
	return nil
}

// memoryFolder is where the measured files go.
func memoryFolder() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}

// makeProject copies the project with its report n times: as it is for one, else as copy-0001, copy-0002 …
func makeProject(project, report string, n int) error {
	if err := os.MkdirAll(filepath.Join(project, "content"), 0o755); err != nil {
		return err
	}
	for _, name := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(project, name), os.DirFS(name)); err != nil {
			return err
		}
	}
	pages, err := filepath.Glob("content/*.md")
	if err != nil {
		return err
	}
	for _, name := range append(pages, "config.toml") {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(project, name), data, 0o644); err != nil {
			return err
		}
	}
	if n == 1 {
		return os.CopyFS(filepath.Join(project, "content", report), os.DirFS(filepath.Join("content", report)))
	}
	for i := range n {
		if err := os.CopyFS(filepath.Join(project, "content", fmt.Sprintf("copy-%04d", i+1)), os.DirFS(filepath.Join("content", report))); err != nil {
			return err
		}
	}
	return nil
}

// measured is one run of the program, and what it left.
type measured struct {
	wall, processor time.Duration
	memory          int64 // bytes, at the peak
	pages, files    int
	bytes           int64
}

// median runs builds, each into no folder or each over the one before, and gives the middle one by wall time.
func median(program, project string, fresh bool, runs int) (measured, error) {
	var all []measured
	for range runs {
		if fresh {
			if err := os.RemoveAll(filepath.Join(project, "public")); err != nil {
				return measured{}, err
			}
		}
		m, err := run(program, project)
		if err != nil {
			return m, err
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b measured) int { return cmp.Compare(a.wall, b.wall) })
	return all[len(all)/2], nil
}

func run(program, project string) (measured, error) {
	var m measured
	build := exec.Command(program, "--project", project, "build")
	start := time.Now()
	out, err := build.CombinedOutput()
	m.wall = time.Since(start)
	if err != nil {
		return m, fmt.Errorf("baogao build: %w\n%s", err, out)
	}
	m.processor = build.ProcessState.UserTime() + build.ProcessState.SystemTime()
	usage, ok := build.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return m, errors.New("this system does not say how much memory a process had")
	}
	m.memory = int64(usage.Maxrss)
	if runtime.GOOS != "darwin" {
		m.memory *= 1024 // kilobytes there, bytes here
	}
	err = filepath.WalkDir(filepath.Join(project, "public"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		m.files++
		m.bytes += info.Size()
		if filepath.Ext(name) == ".html" {
			m.pages++
		}
		return nil
	})
	return m, err
}
