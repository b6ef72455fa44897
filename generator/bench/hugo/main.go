//go:build unix

// Command hugo measures the program beside Hugo, each given the same reports: it makes a project of so many reports, has our own renderer say
// what every page shows, writes that as a site for Hugo, and runs both in turn. It prints a table and judges nothing.
//
//	make bench-hugo                              1, 23 and 230 reports
//	make bench-hugo ARGS="-reports 2300 -alone -ballast 10"
//
// Hugo holds all pages: with 2,300 reports it needs more memory than most machines have, so there -alone measures ours without it.
//
// The reports are the one of content/ and those of a collection, imported; where more are asked for than there are, they come again with
// other numbers in their texts, by a seed. Without the collection they are all made from the report of content/.
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

const differs = `The same on both sides: addresses, titles, texts, links, lists, tables, breadcrumbs, contents, previous and next, related passages, term and
indicator pages, search data, site map, all minified.
Hugo is given ready what we find out: which terms a text names and where, figures and their indicators, tasks, pairs, related passages,
excerpts and places, charts as SVG; they stand in the front matter of its pages. Its own work is Markdown, templates, the lists of contents, the page of the
whole text, search data and minifying.
Ours alone: reading figures, terms and pairs against the text, the proof that no character is lost, ids and links for every sentence and marks of tasks in the
text, the single-file, EPUB, Akoma Ntoso, Markdown and text editions, open data, cards, the address box, references, a picture, what crosses reports.
plain: our layouts as a Hugo user writes them, --minify. tuned: the layouts minified once, no --minify, frames and contents by partialCached.
`

func main() {
	b := bench{}
	flag.StringVar(&b.rows, "reports", "1,23,230", "how many reports a site has, one row each")
	flag.IntVar(&b.runs, "runs", 3, "runs of each program in each row, in turn")
	flag.StringVar(&b.hugo, "hugo", "hugo", "the program to compare with")
	flag.StringVar(&b.collection, "collection", "../shared/reports", "a folder of reports as text files")
	flag.Uint64Var(&b.seed, "seed", 2017, "of the changed numbers")
	flag.StringVar(&b.keep, "keep", "", "a folder for the projects and sites, kept; else one in memory, removed")
	flag.BoolVar(&b.alone, "alone", false, "measure ours alone, without Hugo")
	flag.Int64Var(&b.ballast, "ballast", 0, "GB of memory in use before each run, which makes room as the site grows: a virtual machine asks its host for all other memory, which takes time")
	write := flag.String("write", "", "only write the Hugo sites of this project, into plain/ and tuned/ beside it")
	flag.Parse()
	err := error(nil)
	if *write != "" {
		err = writeSites(*write)
	} else {
		err = b.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/hugo:", err)
		os.Exit(1)
	}
}

type bench struct {
	rows, hugo, collection, keep string
	runs                         int
	alone                        bool
	ballast                      int64 // GB
	seed                         uint64
	temp, program                string
}

// contender is a program with the folder that it writes.
type contender struct {
	name    string
	command []string
	public  string
	runs    []measure.Run
	left    measure.Output
}

func (b *bench) run() error {
	b.temp = b.keep
	if b.temp == "" {
		temp, err := os.MkdirTemp(measure.MemoryFolder(), "baogao-hugo-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		b.temp = temp
	}
	b.program = filepath.Join(b.temp, "baogao")
	if out, err := exec.Command("go", "build", "-o", b.program, "./generator").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	fmt.Printf("%s, %d cores, %s, medians of %d runs in turn\n", runtime.Version(), runtime.NumCPU(), b.temp, b.runs)
	if !b.alone {
		version, err := exec.Command(b.hugo, "version").Output()
		if err != nil {
			return fmt.Errorf("%s version: %w", b.hugo, err)
		}
		fmt.Printf("beside %s\n%s\n", strings.TrimSpace(string(version)), differs)
	}
	fmt.Printf("%8s  %-7s %9s %9s %8s %9s %9s %8s %8s %10s %10s %10s\n", "reports", "program", "wall s", "CPU s", "pages", "ms/page", "peak MB", "files", "MB", "wall ×", "CPU ×", "memory ×")
	for row := range strings.SplitSeq(b.rows, ",") {
		n, err := strconv.Atoi(row)
		if err != nil || n < 1 {
			return fmt.Errorf("-reports takes numbers with commas between, not %q", b.rows)
		}
		if err := b.row(n); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) row(n int) error {
	dir := filepath.Join(b.temp, strconv.Itoa(n))
	project := filepath.Join(dir, "ours")
	if err := b.makeProject(project, n); err != nil {
		return err
	}
	all := []*contender{{name: "baogao", command: []string{b.program, "--project", project, "build"}, public: filepath.Join(project, "public")}}
	if !b.alone {
		others, err := b.others(dir, project)
		if err != nil {
			return err
		}
		all = append(all, others...)
	}
	for range b.runs {
		for _, c := range all {
			if err := c.measure(b.ballast << 30); err != nil {
				return err
			}
		}
	}
	ours := measure.Median(all[0].runs)
	for _, c := range all {
		m := measure.Median(c.runs)
		fmt.Printf("%8d  %-7s %9.3f %9.3f %8d %9.3f %9.1f %8d %8.1f %10.1f %10.1f %10.1f\n", n, c.name, m.Wall.Seconds(), m.Processor.Seconds(), c.left.Pages,
			m.Wall.Seconds()*1000/float64(c.left.Pages), float64(m.Memory)/1e6, c.left.Files, float64(c.left.Bytes)/1e6,
			m.Wall.Seconds()/ours.Wall.Seconds(), m.Processor.Seconds()/ours.Processor.Seconds(), float64(m.Memory)/float64(ours.Memory))
	}
	if b.keep != "" {
		return nil
	}
	return os.RemoveAll(dir)
}

// others are Hugo with the same pages.
func (b *bench) others(dir, project string) ([]*contender, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	// Another process holds the reports while it writes: what this one holds would count as its children's memory.
	if out, err := exec.Command(self, "-write", project).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("write the Hugo sites: %w\n%s", err, out)
	}
	var all []*contender
	for _, kind := range []string{"plain", "tuned"} {
		site := filepath.Join(dir, kind)
		command := []string{b.hugo, "--source", site, "--quiet", "--noBuildLock", "--cacheDir", filepath.Join(dir, "cache")}
		if kind == "plain" {
			command = append(command, "--minify")
		}
		all = append(all, &contender{name: kind, command: command, public: filepath.Join(site, "public")})
	}
	return all, nil
}

// measure runs the program once into no folder, beside so much ballast.
func (c *contender) measure(ballast int64) error {
	for _, name := range []string{c.public, filepath.Join(filepath.Dir(c.public), ".public.baogao-cache")} { // and no record of an earlier run
		if err := os.RemoveAll(name); err != nil {
			return err
		}
	}
	if ballast > 0 {
		beside, err := measure.NewBallast(filepath.Dir(c.public), ballast)
		if err != nil {
			return err
		}
		defer beside.Close()
	}
	m, err := measure.Command(exec.Command(c.command[0], c.command[1:]...))
	if err != nil {
		return err
	}
	c.runs = append(c.runs, m)
	c.left, err = measure.Folder(c.public)
	return err
}
