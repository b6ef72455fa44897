package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"github.com/fsnotify/fsnotify"
	"github.com/spf13/cobra"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

func (c *cli) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Say what this machine and this project have, and what is missing",
		Long: "Doctor names versions, folders that can be written, reports that load, and programs that some tasks need. It changes nothing, and fails\n" +
			"where something is missing without which no site can be built.",
		Args: cobra.NoArgs,
		RunE: work(func([]string) error { return c.doctor() }),
	}
}

// doctor is a round through machine and project.
func (c *cli) doctor() error {
	ill := 0
	line := func(state *diag.Text, name string, said *diag.Text) {
		fmt.Fprintf(c.stdout, "%-8s %-12s %s\n", state.In(c.language), name, said.In(c.language))
	}
	good := func(name string, said *diag.Text) { line(diag.Say("good"), name, said) }
	bad := func(name string, said *diag.Text) {
		ill++
		line(diag.Say("bad"), name, said)
	}
	lacks := func(name string, said *diag.Text) { line(diag.Say("lacks"), name, said) }

	good("baogao", diag.Say("%s, made with %s for %s/%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH))
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "config.toml")); err != nil {
		bad("config.toml", diag.Say("no project here: baogao new report FILE starts one"))
	} else {
		good("config.toml", diag.Say("%s", dir))
	}
	if ill > 0 {
		return errProblems
	}
	var problems diag.List
	p := content.Open(openProject(dir), markdown.NewParser(), &problems)
	for _, id := range p.Reports {
		var own diag.List
		r := content.Load(openProject(dir), id, markdown.NewParser(), &own)
		if n := own.Errors(); n > 0 {
			bad(id, diag.Say("%s: baogao check shows them", diag.Count(n, "error")))
		} else if r != nil && r.Drafts() > 0 {
			good(id, diag.Say("loads; %s to review: the entries with draft = true", diag.Count(r.Drafts(), "draft")))
		} else {
			good(id, diag.Say("loads"))
		}
	}
	if n := problems.Errors(); n > 0 {
		bad(content.Root, diag.Say("%s: baogao check shows them", diag.Count(n, "error")))
	}
	for _, name := range []string{content.Root, "."} {
		if err := writable(filepath.Join(dir, name)); err == nil {
			good(name, diag.Say("can be written"))
		} else if !errors.Is(err, fs.ErrNotExist) {
			bad(name, diag.Say("cannot be written: %v", err))
		}
	}
	if w, err := fsnotify.NewWatcher(); err != nil {
		bad("serve", diag.Say("this system lets no more files be watched: %v", err))
	} else {
		w.Close()
		good("serve", diag.Say("changes can be watched"))
	}
	for _, tool := range []struct {
		names []string
		why   *diag.Text
	}{
		{[]string{"git"}, diag.Say("keeps every version of your files")},
		{[]string{"chromium", "chromium-browser", "google-chrome"}, diag.Say("prints the PDF (make pdf)")},
	} {
		if found := lookFor(tool.names); found != "" {
			good(tool.names[0], diag.Say("%s", found))
		} else {
			lacks(tool.names[0], tool.why)
		}
	}
	if ill > 0 {
		return errProblems
	}
	return nil
}

// version is what the program was built of.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "?"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			v = s.Value[:12]
		}
	}
	return v
}

// writable tells why nothing can be written in a folder.
func writable(dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".baogao-doctor-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func lookFor(names []string) string {
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	return ""
}
