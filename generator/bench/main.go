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
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"baogao/generator/bench/measure"
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
	temp, err := os.MkdirTemp(measure.MemoryFolder(), "baogao-bench-")
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
			fmt.Printf("%8d  %-9s %9.3f %9.3f %8d %9.0f %9.1f %8d %8.1f\n", n, kind, m.Wall.Seconds(), m.Processor.Seconds(), m.Pages,
				float64(m.Pages)/m.Wall.Seconds(), float64(m.Memory)/1e6, m.Files, float64(m.Bytes)/1e6)
		}
		if err := os.RemoveAll(project); err != nil {
			return err
		}
	}
	return nil
}

// makeProject copies the project with its report n times: as it is for one, else as copy-0001, copy-0002 …
func makeProject(project, report string, n int) error {
	if err := measure.BareProject(project, ""); err != nil {
		return err
	}
	for _, name := range []string{"layouts", "static"} {
		if err := os.CopyFS(filepath.Join(project, name), os.DirFS(name)); err != nil {
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

// measured is the middle one of the runs, by wall time, and what it left.
type measured struct {
	measure.Run
	measure.Output
}

// median runs builds, each into no folder or each over the one before.
func median(program, project string, fresh bool, runs int) (measured, error) {
	var all []measure.Run
	for range runs {
		if fresh {
			if err := os.RemoveAll(filepath.Join(project, "public")); err != nil {
				return measured{}, err
			}
		}
		m, err := measure.Command(exec.Command(program, "--project", project, "build"))
		if err != nil {
			return measured{}, err
		}
		all = append(all, m)
	}
	left, err := measure.Folder(filepath.Join(project, "public"))
	return measured{measure.Median(all), left}, err
}
