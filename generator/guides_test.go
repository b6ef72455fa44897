package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// guide is a guide of docs/content, cut at its fences.
type guide struct {
	file   string
	pieces []piece
}

// piece is a stretch of Markdown, or a fence with its info string.
type piece struct {
	info, text string
	fence      bool
}

func readGuide(t *testing.T, file string) guide {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := guide{file: file}
	open := false
	for line := range strings.Lines(string(data)) {
		if info, ok := strings.CutPrefix(line, "```"); ok {
			open = !open
			if open {
				g.pieces = append(g.pieces, piece{info: strings.TrimSpace(info), fence: true})
			} else {
				g.pieces = append(g.pieces, piece{})
			}
			continue
		}
		if len(g.pieces) == 0 {
			g.pieces = append(g.pieces, piece{})
		}
		g.pieces[len(g.pieces)-1].text += line
	}
	return g
}

func (g guide) String() string {
	var b strings.Builder
	for _, p := range g.pieces {
		if p.fence {
			b.WriteString("```" + p.info + "\n" + p.text + "```\n")
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// TestGuides does what the guides tell, in their order, in a copy of this project, and compares what is shown:
//
//	```console            $ commands (baogao, git, cp), each with what it says; a line … stands for any lines, … in a line for any words
//	```diff FILE          a change to a file: what stands behind - becomes what stands behind +
//	```text FILE          a file to write
//
// Other fences are shown only: configuration of other programs, and their commands.
func TestGuides(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Fatal("the guides use git: ", err)
	}
	guides, _ := filepath.Glob("../docs/content/*.md")
	commands := 0
	for _, file := range guides {
		full, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".md"), func(t *testing.T) {
			g := readGuide(t, full)
			g.flags(t)
			dir := t.TempDir()
			for _, name := range []string{"config.toml", "content"} {
				if err := exec.Command("cp", "-r", filepath.Join("..", name), dir).Run(); err != nil {
					t.Fatal(err)
				}
			}
			t.Chdir(dir)
			t.Setenv("LC_ALL", "zh_CN.UTF-8")
			t.Setenv("SOURCE_DATE_EPOCH", "1769817600")
			for _, args := range [][]string{{"init", "-q"}, {"config", "user.name", "张编辑"}, {"config", "user.email", "zhang@example.org"}, {"config", "core.quotepath", "false"}, {"add", "-A"}, {"commit", "-qm", "开始"}} {
				if out, err := exec.Command("git", args...).CombinedOutput(); err != nil {
					t.Fatalf("git %v: %v %s", args, err, out)
				}
			}
			for i := range g.pieces {
				commands += g.pieces[i].follow(t)
			}
			if *update {
				if err := os.WriteFile(full, []byte(g.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if commands < 20 {
		t.Errorf("%d commands in all guides", commands)
	}
	t.Logf("%d commands of %d guides", commands, len(guides))
}

// TestTheEditorsGuideBeginsAsItSays: its first commands, with this project as the address, fetch and compile a program that works.
func TestTheEditorsGuideBeginsAsItSays(t *testing.T) {
	here, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(here, ".git")); err != nil {
		t.Skip("this project is no repository, so nobody can clone it")
	}
	for _, p := range readGuide(t, filepath.Join(here, "docs", "content", "editors.md")).pieces {
		if !p.fence || strings.TrimSpace(p.info) != "sh" || !strings.Contains(p.text, "git clone") {
			continue
		}
		begin := exec.Command("sh", "-ec", strings.Replace(p.text, "项目的地址", "'"+here+"'", 1)+"./baogao doctor\n")
		begin.Dir = t.TempDir()
		begin.Env = append(os.Environ(), "LC_ALL=zh_CN.UTF-8")
		if out, err := begin.CombinedOutput(); err != nil || !strings.Contains(string(out), "config.toml") {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	t.Error("the guide has no commands to begin with")
}

// follow does what a fence says and gives how many commands that were.
func (p *piece) follow(t *testing.T) (commands int) {
	t.Helper()
	kind, file, _ := strings.Cut(p.info, " ")
	switch {
	case !p.fence:
	case kind == "console":
		return p.console(t)
	case kind == "diff" && file != "":
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		old, new := "", ""
		for line := range strings.Lines(p.text) {
			if s, ok := strings.CutPrefix(line, "- "); ok {
				old += s
			} else if s, ok := strings.CutPrefix(line, "+ "); ok {
				new += s
			} else {
				t.Fatalf("%q is neither taken out nor put in", line)
			}
		}
		old, new = strings.TrimSuffix(old, "\n"), strings.TrimSuffix(new, "\n")
		if strings.Count(string(data), old) != 1 {
			t.Fatalf("%s holds %q %d times", file, old, strings.Count(string(data), old))
		}
		if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	case kind == "text" && file != "":
		if err := os.WriteFile(file, []byte(p.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return 0
}

func (p *piece) console(t *testing.T) (commands int) {
	var fresh strings.Builder
	steps := strings.Split("\n"+p.text, "\n$ ")[1:]
	for _, step := range steps {
		commands++
		line, want, _ := strings.Cut(step, "\n")
		want = strings.TrimSuffix(want, "\n")
		got := strings.TrimSuffix(execute(t, line), "\n")
		same := shown(want).MatchString(got)
		if !same && !*update {
			t.Errorf("$ %s\n%s\nthe guide shows\n%s", line, got, want)
		}
		if !same {
			want = got
		}
		fresh.WriteString("$ " + line + "\n")
		if want != "" {
			fresh.WriteString(want + "\n")
		}
	}
	p.text = fresh.String()
	return commands
}

// shown is a pattern of what a guide shows.
func shown(want string) *regexp.Regexp {
	var pattern []string
	for _, line := range strings.Split(want, "\n") {
		if line == "…" {
			pattern = append(pattern, `(?s:.*?)`)
			continue
		}
		pattern = append(pattern, strings.ReplaceAll(regexp.QuoteMeta(line), "……", ".*"))
	}
	return regexp.MustCompile(`\A` + strings.Join(pattern, `\n`) + `\z`)
}

// execute runs a command line: ours in this process, git and cp as programs.
func execute(t *testing.T, line string) string {
	t.Helper()
	words := words(line)
	if words[0] == "baogao" {
		var out bytes.Buffer
		run(words[1:], strings.NewReader(""), &out, &out)
		here, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(out.String(), here, "/home/zhang/report")
	}
	if words[0] != "git" && words[0] != "cp" {
		t.Fatalf("%q: a console shows commands that every reader has", line)
	}
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", line, err, out)
	}
	return string(out)
}

var word = regexp.MustCompile(`"[^"]*"|\S+`)

// words are those of a command line; what stands in quotation marks is one.
func words(line string) []string {
	all := word.FindAllString(line, -1)
	for i := range all {
		all[i] = strings.Trim(all[i], `"`)
	}
	return all
}

var inline = regexp.MustCompile("`(?:baogao|go run \\./generator) ([a-z][^`]*)`")

// flags sees that every command named between the lines is one, with flags that it has.
func (g guide) flags(t *testing.T) {
	root := (&cli{stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}).root()
	for _, p := range g.pieces {
		if p.fence {
			continue
		}
		for _, m := range inline.FindAllStringSubmatch(p.text, -1) {
			args := words(strings.Split(strings.Split(m[1], " > ")[0], "|")[0])
			command, rest, err := root.Find(args)
			if err == nil && command == root {
				err = fmt.Errorf("there is no such command")
			}
			if err == nil {
				err = command.ParseFlags(rest)
			}
			if err != nil {
				t.Errorf("%s names %q: %v", g.file, m[0], err)
			}
		}
	}
}

// TestTheGuidesAreASite builds docs/ by the program that it is about, without a report, and proves the site as any other.
func TestTheGuidesAreASite(t *testing.T) {
	project := openProject("../docs")
	var problems diag.List
	if _, err := checkProject(project, &problems); err != nil {
		t.Fatal(err)
	}
	p := content.Open(project, markdown.NewParser(), &problems)
	for _, problem := range problems.Problems() {
		t.Error(problem)
	}
	for _, page := range p.Pages {
		if page.Name != "about" && !strings.Contains(p.Home.HTML, `href="`+page.Name+`.html"`) {
			t.Errorf("the home of the guides does not lead to %s", page.Name)
		}
	}
}
