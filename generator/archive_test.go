package main

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"baogao/generator/archive"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// tinyBag is the bag of the little report.
func tinyBag(t *testing.T, change ...func(fstest.MapFS)) []archive.File {
	t.Helper()
	project := tiny(t, change...)
	var problems diag.List
	r := content.Load(project, "2020", markdown.NewParser(), &problems)
	files, _, err := bagOf(oneReport{project, "2020"}, r, &problems)
	if err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems.Problems())
	}
	return files
}

func verified(t *testing.T, name string) (status int, said string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run([]string{"verify", name}, strings.NewReader(""), &out, &errs)
	return status, out.String() + errs.String()
}

// below lists all that is in a folder.
func below(t *testing.T, root string) []string {
	t.Helper()
	var names []string
	if err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error { names = append(names, name); return err }); err != nil {
		t.Fatal(err)
	}
	return names
}

// entry is one entry of a zip that a test writes by hand.
type entry struct {
	name string
	data []byte
	mode fs.FileMode
}

func zipOf(t *testing.T, files []archive.File, more ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(e entry) {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, NonUTF8: true}
		h.SetMode(e.mode)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range files {
		put(entry{"bag/" + f.Path, f.Data, 0o644})
	}
	for _, e := range more {
		put(e)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryKindOfDamageIsNamed(t *testing.T) {
	files := tinyBag(t)
	const victim = "data/site/2020/published.txt"
	change := func(path string, f func(archive.File) []archive.File) []archive.File {
		var changed []archive.File
		for _, file := range files {
			if file.Path == path {
				changed = append(changed, f(file)...)
				continue
			}
			changed = append(changed, file)
		}
		return changed
	}
	with := func(f archive.File, data []byte) []archive.File { return []archive.File{{Path: f.Path, Data: data}} }
	cases := map[string]struct {
		data []byte
		says string
	}{
		"a flipped bit": {zipOf(t, change(victim, func(f archive.File) []archive.File {
			flipped := bytes.Clone(f.Data)
			flipped[7] ^= 4
			return with(f, flipped)
		})), victim + ": error: the file is damaged"},
		"a missing file": {zipOf(t, change(victim, func(archive.File) []archive.File { return nil })), victim + ": error: the file is missing"},
		"an added file":  {zipOf(t, append(slices.Clone(files), archive.File{Path: "data/site/new.html"})), "data/site/new.html: error: the file was added"},
		"an added tag":   {zipOf(t, append(slices.Clone(files), archive.File{Path: "notes.txt"})), "notes.txt: error: the file was added"},
		"a renamed file": {zipOf(t, change(victim, func(f archive.File) []archive.File {
			return []archive.File{{Path: "data/site/2020/renamed.txt", Data: f.Data}}
		})), "data/site/2020/renamed.txt: error: the file was added"},
		"a truncated file": {zipOf(t, change(victim, func(f archive.File) []archive.File { return with(f, f.Data[:len(f.Data)/2]) })), victim + ": error: the file is damaged"},
		"a changed manifest": {zipOf(t, change("manifest-sha512.txt", func(f archive.File) []archive.File {
			return with(f, bytes.Replace(f.Data, []byte("a"), []byte("b"), 1))
		})), "manifest-sha512.txt: error: the file is damaged"},
		"no manifest":         {zipOf(t, change("manifest-sha512.txt", func(archive.File) []archive.File { return nil })), "manifest-sha512.txt: error: the manifest is missing"},
		"a link":              {zipOf(t, files, entry{"bag/data/site/link", []byte("/etc/passwd"), 0o777 | fs.ModeSymlink}), "bag/data/site/link: error: it is no plain file"},
		"a path leading out":  {zipOf(t, files, entry{"bag/../../out.txt", []byte("x"), 0o644}), "bag/../../out.txt: error: the path leads out"},
		"a path from the top": {zipOf(t, files, entry{"/tmp-out.txt", []byte("x"), 0o644}), "/tmp-out.txt: error: the path leads out"},
		"a name in GB18030":   {zipOf(t, files, entry{"bag/data/\xbf\xaa\xb7\xe2.txt", []byte("x"), 0o644}), "is not UTF-8"},
		"a name twice":        {zipOf(t, files, entry{"bag/" + victim, []byte("x"), 0o644}), victim + ": error: the file is there twice"},
		"half a zip":          {zipOf(t, files)[:5000], "the archive cannot be read"},
		"no archive at all":   {[]byte("this is not an archive"), "the archive cannot be read"},
		"nothing":             {nil, "the archive cannot be read"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			at := filepath.Join(dir, "deep", "er", "bag.zip")
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, c.data, 0o644); err != nil {
				t.Fatal(err)
			}
			before := below(t, dir)
			status, said := verified(t, at)
			if status != statusFailed || !strings.Contains(said, c.says) {
				t.Errorf("status %d, want %q in:\n%s", status, c.says, said)
			}
			if after := below(t, dir); !slices.Equal(before, after) {
				t.Errorf("files were written: %v", after)
			}
		})
	}
	t.Run("whole", func(t *testing.T) {
		at := filepath.Join(t.TempDir(), "bag.zip")
		if err := os.WriteFile(at, zipOf(t, files), 0o644); err != nil {
			t.Fatal(err)
		}
		if status, said := verified(t, at); status != statusDone || !strings.Contains(said, "built again it is the same") {
			t.Errorf("status %d:\n%s", status, said)
		}
	})
}

// TestBombIsNotUnpacked opens a zip that is small and would be large: reading ends at the limit.
func TestBombIsNotUnpacked(t *testing.T) {
	at := filepath.Join(t.TempDir(), "bomb.zip")
	data := zipOf(t, nil, entry{"bag/bagit.txt", make([]byte, 32<<20), 0o644})
	if err := os.WriteFile(at, data, 0o644); err != nil {
		t.Fatal(err)
	}
	opened, err := archive.Open(at, archive.Limits{Files: 10, Bytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if len(opened.Files) > 0 || len(opened.Findings) == 0 || !strings.Contains(opened.Findings[0].String(), "grows beyond") {
		t.Errorf("%d bytes of zip: %d files, %v", len(data), len(opened.Files), opened.Findings)
	}
}

// TestLinkInAFolderIsNotFollowed puts a link to a file outside into a bag's folder.
func TestLinkInAFolderIsNotFollowed(t *testing.T) {
	dir := t.TempDir()
	for _, f := range tinyBag(t) {
		at := filepath.Join(dir, "bag", filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if status, said := verified(t, filepath.Join(dir, "bag")); status != statusDone {
		t.Fatalf("the bag is not whole: %s", said)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "bag", "data", "link")); err != nil {
		t.Skip("links cannot be made here")
	}
	if status, said := verified(t, filepath.Join(dir, "bag")); status != statusFailed || !strings.Contains(said, "data/link: error: it is no plain file") {
		t.Errorf("status %d: %s", status, said)
	}
}

// TestForgedBagIsFoundByTheText: whoever changes a text and all sums with it is found, because the text is not the published one.
func TestForgedBagIsFoundByTheText(t *testing.T) {
	var payload []archive.File
	for _, f := range tinyBag(t) {
		if strings.HasPrefix(f.Path, "data/") {
			if f.Path == "data/site/2020/published.txt" {
				f.Data = bytes.Replace(f.Data, []byte("8%"), []byte("9%"), 1)
			}
			payload = append(payload, f)
		}
	}
	at := filepath.Join(t.TempDir(), "bag.zip")
	if err := os.WriteFile(at, zipOf(t, archive.Bag(payload, "", archive.Info{})), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, said := verified(t, at); status != statusFailed || !strings.Contains(said, "published.txt") || !strings.Contains(said, "does not give the published text back") {
		t.Errorf("status %d: %s", status, said)
	}
}

// TestBagsAreTheSameInEveryForm packs twice, and reads each form back to the same files.
func TestBagsAreTheSameInEveryForm(t *testing.T) {
	first, second := tinyBag(t), tinyBag(t)
	day := time.Date(2020, 1, 6, 0, 0, 0, 0, time.UTC)
	want := map[string][]byte{}
	for _, f := range first {
		want[f.Path] = f.Data
	}
	for kind, pack := range map[string]func(string, []archive.File, time.Time) ([]byte, error){"zip": archive.Zip, "tar": archive.Tar} {
		a, err := pack("bag", first, day)
		if err != nil {
			t.Fatal(err)
		}
		b, err := pack("bag", second, day)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) {
			t.Errorf("two %s are not the same", kind)
		}
		at := filepath.Join(t.TempDir(), "bag."+kind)
		if err := os.WriteFile(at, a, 0o644); err != nil {
			t.Fatal(err)
		}
		opened, err := archive.Open(at, archive.DefaultLimits())
		if err != nil || len(opened.Findings) > 0 {
			t.Fatal(err, opened.Findings)
		}
		if !maps.EqualFunc(opened.Files, want, bytes.Equal) {
			t.Errorf("the %s does not hold the bag's files", kind)
		}
	}
}

// TestBagProvesItselfWithoutTheProgram runs what the reader's note says.
func TestBagProvesItselfWithoutTheProgram(t *testing.T) {
	need(t, "sha512sum")
	dir := t.TempDir()
	for _, f := range tinyBag(t) {
		at := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, list := range []string{"manifest-sha512.txt", "tagmanifest-sha512.txt"} {
		check := exec.Command("sha512sum", "--strict", "--quiet", "-c", list)
		check.Dir = dir
		if out, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v %s", list, err, out)
		}
	}
}

// TestCompressedSiteIsVerified: the files of build --compress are read and compared; one that holds something else, or belongs to nothing, is named.
func TestCompressedSiteIsVerified(t *testing.T) {
	project, site := onDisk(t, "甲"), filepath.Join(t.TempDir(), "site")
	verify := func() (int, string) {
		var out, errs bytes.Buffer
		status := run([]string{"--project", project, "verify", site}, strings.NewReader(""), &out, &errs)
		return status, out.String() + errs.String()
	}
	var out bytes.Buffer
	if status := run([]string{"--project", project, "build", "--compress", "--out", site}, strings.NewReader(""), &out, &out); status != statusDone {
		t.Fatal(out.String())
	}
	if status, said := verify(); status != statusDone {
		t.Fatalf("a compressed site is not verified:\n%s", said)
	}
	at := func(name string) string { return filepath.Join(site, filepath.FromSlash(name)) }
	other, err := os.ReadFile(at("about.html.br"))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"index.html.br": other, "index.html.gz": []byte("no gzip"), "nothing.html.gz": []byte("x")} {
		if err := os.WriteFile(at(name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	status, said := verify()
	for _, want := range []string{"index.html.br: error: the compressed file does not give", "index.html.gz: error: the compressed file does not give", "nothing.html.gz: error: the file was added", "3 errors"} {
		if status != statusFailed || !strings.Contains(said, want) {
			t.Errorf("status %d, want %q in:\n%s", status, want, said)
		}
	}
}
