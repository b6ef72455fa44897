package main

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baogao/generator/check"
	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/output"
	"baogao/generator/search"
	"baogao/generator/site"
)

// TestEditionsGiveThePublishedTextBack reads every edition back, and sees to it that the readers see: a changed character is found.
func TestEditionsGiveThePublishedTextBack(t *testing.T) {
	project := openProject("..")
	memory := builtSite(t, project, true)
	var problems diag.List
	r := content.Load(project, "2017", markdown.NewParser(), &problems)
	for name, text := range map[string]func(*content.Report, []byte) (string, error){
		"2017/report.epub": check.EPUBText, "2017/report.akn.xml": check.AkomaNtosoText, "2017/single.html": check.PageText,
	} {
		data, ok := memory.Read(name)
		if !ok {
			t.Errorf("there is no %s", name)
			continue
		}
		got, err := text(r, data)
		if err != nil || got != r.Source.Text {
			t.Errorf("%s does not give the published text back: %v", name, err)
		}
		if name == "2017/report.epub" {
			continue
		}
		got, err = text(r, bytes.Replace(data, []byte("各位代表"), []byte("各代表"), 1))
		if err != nil || got == r.Source.Text {
			t.Errorf("%s: a character less is not seen: %v", name, err)
		}
	}
}

// TestTheOneFileEditionSaysWhatItSearches: its search reads the texts from the page, by the ids of passages; so each must be there once, to the letter.
func TestTheOneFileEditionSaysWhatItSearches(t *testing.T) {
	project := openProject("..")
	data, _ := builtSite(t, project, true).Read("2017/single.html")
	said, err := check.Read("2017/single.html", data)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, b := range said.Blocks {
		if shown[b.ID] != "" {
			t.Errorf("%s is there twice", b.ID)
		}
		shown[b.ID] = b.Shown
	}
	var problems diag.List
	r := site.Link(content.Load(project, "2017", markdown.NewParser(), &problems), &problems)
	searched := search.Index(r, func(*site.Part) (p search.Part) { return p }, func(*site.Indicator) string { return "" })
	for _, p := range searched.Passages {
		if shown[p.ID] != p.Text {
			t.Errorf("%s is searched as %q, the page says %q", p.ID, p.Text, shown[p.ID])
		}
	}
	if len(searched.Passages) < 50 {
		t.Errorf("%d passages are searched", len(searched.Passages))
	}
}

// TestEPUBOpensAsReadersExpect looks at what reading systems look at first: the first entry, stored, at its fixed place.
func TestEPUBOpensAsReadersExpect(t *testing.T) {
	data, _ := builtSite(t, openProject(".."), true).Read("2017/report.epub")
	if got := string(data[30:58]); got != "mimetypeapplication/epub+zip" {
		t.Errorf("the archive begins %q", got)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	nav := ""
	for _, f := range z.File {
		if f.Name == "OEBPS/nav.xhtml" {
			nav = read(t, f)
		}
	}
	for _, words := range []string{"三、", "（一）", "推进工业经济提质增效", "传统产业改造升级"} { // chapter, section, topic, subtopic
		if !strings.Contains(nav, words) {
			t.Errorf("the navigation does not name %q", words)
		}
	}
}

func read(t *testing.T, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestOutsideJudgesOfEditions asks xmllint with the strict schema and epubcheck, of the report and of a tiny one.
func TestOutsideJudgesOfEditions(t *testing.T) {
	if testing.Short() {
		t.Skip("the judges take their time: without -short")
	}
	dir := t.TempDir()
	for id, memory := range map[string]*output.Memory{"2017": builtSite(t, openProject(".."), true), "2020": builtSite(t, tiny(t), true)} {
		for _, file := range []string{"report.akn.xml", "report.epub"} {
			data, ok := memory.Read(id + "/" + file)
			if !ok {
				t.Fatalf("%s: there is no %s", id, file)
			}
			if err := os.WriteFile(filepath.Join(dir, id+"-"+file), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Run("akomantoso", func(t *testing.T) {
		const schema = "../../shared/schemas/akomantoso30.xsd"
		if _, err := os.Stat(schema); err != nil {
			t.Skip("the schema is not here: ../shared/schemas/akomantoso30.xsd")
		}
		need(t, "xmllint")
		for _, name := range []string{"2017", "2020"} {
			if out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, filepath.Join(dir, name+"-report.akn.xml")).CombinedOutput(); err != nil {
				t.Errorf("%s: %s", name, out)
			}
		}
	})
	t.Run("epubcheck", func(t *testing.T) {
		const jar = "/usr/bin/epubcheck"
		need(t, "java")
		if _, err := os.Stat(jar); err != nil {
			t.Skip("epubcheck is not here (Debian: epubcheck)")
		}
		for _, name := range []string{"2017", "2020"} {
			out, err := exec.Command("java", "-jar", jar, filepath.Join(dir, name+"-report.epub")).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "0 fatals / 0 errors / 0 warnings") && !strings.Contains(string(out), "No errors or warnings detected") {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	})
}

// need skips a test without its outside judge; in CI that is a failure.
func need(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed; .ci/tools.sh does it", program)
	}
	t.Skipf("%s is not installed", program)
}

// TestCheckReadsEveryEditionOfTheText: a character less in any plain text is found, whichever program built it.
func TestCheckReadsEveryEditionOfTheText(t *testing.T) {
	project := tiny(t)
	whole := builtSite(t, project, true)
	r := content.Load(project, "2020", markdown.NewParser(), &diag.List{})
	for _, name := range []string{"2020/published.txt", "2020/corrected.txt", "2020/editions/1.txt", "2020/editions/2.txt"} {
		var damaged output.Memory
		for _, path := range whole.Paths() {
			data, _ := whole.Read(path)
			if path == name {
				data = bytes.Replace(data, []byte("各位代表"), []byte("各代表"), 1)
			}
			if err := damaged.Write(path, data); err != nil {
				t.Fatal(err)
			}
		}
		var problems diag.List
		check.Site(&damaged, []*content.Report{r}, &problems)
		if problems.Errors() != 1 || !strings.Contains(problems.Problems()[0].String(), name) {
			t.Errorf("%s: found %v", name, problems.Problems())
		}
	}
}
