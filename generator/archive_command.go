package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"baogao/generator/archive"
	"baogao/generator/check"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/export"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/site"
)

func (c *cli) archiveCommand() *cobra.Command {
	var out string
	command := &cobra.Command{
		Use:   "archive REPORT --out FILE",
		Short: "Pack a report with all that it is made of into a bag that proves itself",
		Long: "Archive builds the site of one report and packs it with its content, layouts, source and provenance as a BagIt bag (RFC 8493):\n" +
			"a zip or a tar by the name's ending, else a folder. The same input gives the same bytes.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error { return c.archive(args[0], out) }),
	}
	command.Flags().StringVarP(&out, "out", "o", "", "where to write: NAME.zip, NAME.tar, or a folder")
	if err := command.MarkFlagRequired("out"); err != nil {
		panic(err) // the flag is ours
	}
	return command
}

func (c *cli) archive(id, out string) error {
	dir, err := findProject(c.project)
	if err != nil {
		return err
	}
	r, err := c.load(id)
	if err != nil {
		return err
	}
	var problems diag.List
	files, day, err := bagOf(oneReport{openProject(dir), id}, r, &problems)
	if err != nil {
		return err
	}
	if err := c.report(&problems); err != nil {
		return err
	}
	name := filepath.Base(out)
	var data []byte
	switch kind := filepath.Ext(out); kind {
	case ".zip":
		data, err = archive.Zip(strings.TrimSuffix(name, kind), files, day)
	case ".tar":
		data, err = archive.Tar(strings.TrimSuffix(name, kind), files, day)
	default:
		return c.archiveFolder(out, files)
	}
	if err != nil {
		return err
	}
	if err := output.WriteFile(out, data); err != nil {
		return err
	}
	c.say("%s: %s, %.1f MB, SHA-256 %s\n", out, diag.Count(len(files), "file"), float64(len(data))/1e6, sum(data))
	return nil
}

func (c *cli) archiveFolder(out string, files []archive.File) error {
	folder, err := output.NewFolder(out)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := folder.Write(f.Path, f.Data); err != nil {
			folder.Abort()
			return err
		}
	}
	if err := folder.Commit(); err != nil {
		folder.Abort()
		return err
	}
	c.say("%s: %s\n", out, diag.Count(len(files), "file"))
	return nil
}

// bagOf builds the site of a report and puts the bag together; day is its edition's.
func bagOf(project fs.FS, r *content.Report, problems *diag.List) (files []archive.File, day time.Time, err error) {
	var memory output.Memory
	done, err := build(project, &memory, problems)
	if err != nil || done == nil {
		return nil, day, err
	}
	var payload []archive.File
	for _, name := range memory.Paths() {
		data, _ := memory.Read(name)
		payload = append(payload, archive.File{Path: "data/site/" + name, Data: data})
	}
	for _, root := range []string{"config.toml", "content", "layouts", "static"} {
		err := fs.WalkDir(project, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".go" {
				return err
			}
			data, err := fs.ReadFile(project, name)
			payload = append(payload, archive.File{Path: "data/" + name, Data: data})
			return err
		})
		if err != nil {
			return nil, day, err
		}
	}
	received := ""
	if text, err := export.Text(r, true); err == nil {
		// Decoding can lose what bytes there were; where it lost none, the file is here again.
		if sum([]byte(text)) == r.Meta.Source.SHA256 && filepath.IsLocal(r.Meta.Source.File) {
			received = "data/source/" + path.Base(filepath.ToSlash(r.Meta.Source.File))
			payload = append(payload, archive.File{Path: received, Data: []byte(text)})
		}
	}
	versions := archive.ReadVersions()
	lock, err := json.MarshalIndent(versions, "", "  ")
	if err != nil {
		return nil, day, err
	}
	provenance, err := archive.Provenance(r, versions, received, payload)
	if err != nil {
		return nil, day, err
	}
	payload = append(payload, archive.File{Path: "data/versions.json", Data: append(lock, '\n')}, archive.File{Path: "data/provenance.json", Data: provenance})
	var said diag.List
	edition := site.Link(r, &said).Edition()
	info := archive.Info{Title: r.Meta.Title, Publisher: r.Meta.Publisher, ID: r.ID, Date: edition.Date}
	return archive.Bag(payload, archive.Note(r, versions, received != ""), info), edition.Date, nil
}

// oneReport is a project without its other reports.
type oneReport struct {
	fs.FS
	id string
}

// ReadDir leaves out the folders of content/ that lead to no part of the report.
func (o oneReport) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	own := path.Join(content.Root, o.id)
	if name != content.Root && !strings.HasPrefix(own, name+"/") {
		return entries, err
	}
	var kept []fs.DirEntry
	for _, d := range entries {
		at := path.Join(name, d.Name())
		if !d.IsDir() || at == own || strings.HasPrefix(own, at+"/") || !strings.HasPrefix(at, content.Root) {
			kept = append(kept, d)
		}
	}
	return kept, err
}

func (c *cli) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "verify BAG|ZIP|TAR|SITE",
		Short: "Prove that a bag, or a built site, is whole and says what was published",
		Long: "Verify reads a bag as a folder, zip or tar and proves: every file has the sum that the manifests give it and none was added, the bag\n" +
			"keeps the rules of RFC 8493, every edition gives the published text back, and the site is what this program builds from the bag's\n" +
			"content. A built site is compared with what the project builds; away from any project, its pages and forms are held to the published text\n" +
			"that is in it. It writes nothing and asks no network.",
		Args: cobra.ExactArgs(1),
		RunE: work(func(args []string) error { return c.verify(args[0]) }),
	}
}

func (c *cli) verify(name string) error {
	opened, err := archive.Open(name, archive.DefaultLimits())
	if errors.Is(err, fs.ErrNotExist) {
		return diag.Say("%s: there is no such file or folder\n  help: name a bag (a folder, zip or tar) or the folder of a built site", name)
	}
	if err != nil {
		return err
	}
	found, said := opened.Findings, ""
	_, home := opened.Files["index.html"]
	switch {
	case len(opened.Files) == 0 && len(found) > 0: // nothing could be read: that is all there is to say
	case opened.IsBag():
		found = opened.Bag()
		more, words := c.proveBag(opened)
		found, said = append(found, beyond(found, more)...), words
	case !home:
		return diag.Say("%s is neither a bag nor a built site: it has no bagit.txt and no index.html\n  help: name a bag (a folder, zip or tar) or the folder of a built site", name)
	default:
		var more []archive.Finding
		if more, said, err = c.proveSite(opened); err != nil {
			return err
		}
		found = append(found, more...)
	}
	for _, f := range found {
		fmt.Fprintln(c.stderr, f.In(c.language))
	}
	if len(found) > 0 {
		fmt.Fprintln(c.stderr, diag.Count(len(found), "error").In(c.language))
		return errProblems
	}
	c.say("ok: %s: %s, %s\n", name, diag.Count(len(opened.Files), "file"), said)
	return nil
}

// beyond are findings about files that nothing was found of yet, and none about the whole where files are wrong: those are why.
func beyond(found, more []archive.Finding) []archive.Finding {
	named := map[string]bool{"": len(found) > 0}
	for _, f := range found {
		named[f.Path] = true
	}
	return slices.DeleteFunc(more, func(f archive.Finding) bool { return named[f.Path] })
}

// proveSite compares a built site with what the project builds, where there is a project; a site that somebody took away is proved by itself.
func (c *cli) proveSite(opened *archive.Contents) ([]archive.Finding, string, error) {
	dir, err := findProject(c.project)
	if err != nil {
		return nil, "", err
	}
	if _, err := os.Stat(filepath.Join(dir, "config.toml")); err == nil {
		return rebuilt(openProject(dir), opened.Files), diag.Say("it is what the project builds").In(c.language), nil
	}
	var memory output.Memory
	for name, data := range opened.Files {
		if err := memory.Write(name, data); err != nil {
			return nil, "", err
		}
	}
	var problems diag.List
	result, unseen := check.Alone(&memory, &problems)
	said := diag.Say("%s; %d characters of it stand on no page", result.Text(), unseen).In(c.language)
	return nil, said, c.report(&problems)
}

// findings are the errors of a list, each behind the same words.
func findings(problems *diag.List, words func(p *diag.Problem) *diag.Text) []archive.Finding {
	var found []archive.Finding
	for _, p := range problems.Problems() {
		if p.Severity == diag.Error {
			found = append(found, archive.Finding{Said: words(p)})
		}
	}
	return found
}

// proveBag proves the fidelity of a bag's editions, and builds its site again.
func (c *cli) proveBag(opened *archive.Contents) ([]archive.Finding, string) {
	project, siteFiles, err := payloadOf(opened)
	if err != nil {
		return []archive.Finding{{Said: diag.Say("its payload cannot be read: %w", err)}}, ""
	}
	var problems diag.List
	parser := markdown.NewParser()
	p := content.Open(project, parser, &problems)
	var memory output.Memory
	for name, data := range siteFiles {
		if err := memory.Write(name, data); err != nil {
			return []archive.Finding{{Said: diag.Say("%w", err)}}, ""
		}
	}
	var reports []*content.Report
	for _, id := range p.Reports {
		if r := content.Load(project, id, parser, &problems); r != nil {
			reports = append(reports, r)
		}
	}
	if problems.Errors() == 0 {
		said := check.Site(&memory, reports, &problems).Text().In(c.language)
		if problems.Errors() == 0 {
			var made archive.Versions
			if err := json.Unmarshal(opened.Files["data/versions.json"], &made); err != nil {
				return []archive.Finding{{Path: "data/versions.json", Said: diag.Say("%w", err)}}, ""
			}
			if own := archive.ReadVersions(); made.Revision != own.Revision {
				return nil, diag.Say("%s; another version of the program made it, so nothing was built again", said).In(c.language)
			}
			var found []archive.Finding
			for _, f := range rebuilt(project, siteFiles) {
				if f.Path != "" {
					f.Path = "data/site/" + f.Path
				}
				found = append(found, f)
			}
			return found, diag.Say("%s; built again it is the same", said).In(c.language)
		}
	}
	return findings(&problems, func(p *diag.Problem) *diag.Text { return diag.Say("the payload is not right:\n%s", p) }), ""
}

// rebuilt compares files of a site with those that a build writes.
func rebuilt(project fs.FS, have map[string][]byte) []archive.Finding {
	var problems diag.List
	var memory output.Memory
	done, err := build(project, &memory, &problems)
	if err != nil {
		return []archive.Finding{{Said: diag.Say("the site cannot be built again: %w", err)}}
	}
	if done == nil {
		return findings(&problems, func(p *diag.Problem) *diag.Text { return diag.Say("the site cannot be built again:\n%s", p) })
	}
	want := map[string][]byte{}
	for _, name := range memory.Paths() {
		want[name], _ = memory.Read(name)
	}
	return archive.Compare(have, want)
}

// payloadOf gives a bag's project as a file system in memory, and its site.
func payloadOf(opened *archive.Contents) (project fs.FS, siteFiles map[string][]byte, err error) {
	siteFiles = map[string][]byte{}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range opened.Files {
		rest, ok := strings.CutPrefix(name, "data/")
		if inSite, is := strings.CutPrefix(rest, "site/"); ok && is {
			siteFiles[inSite] = data
			continue
		}
		if !ok {
			continue
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: rest, Method: zip.Store})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	return r, siteFiles, err
}
