package main

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// TestEveryEditionKeepsItsText adds an erratum of a later day: the edition before it reads as it did, and each has its address.
func TestEveryEditionKeepsItsText(t *testing.T) {
	before := builtSite(t, tiny(t), true)
	after := builtSite(t, tiny(t, func(files fstest.MapFS) {
		files["content/2020/errata.toml"].Data = append(bytes.Clone(files["content/2020/errata.toml"].Data),
			"\n[[erratum]]\nid = \"later\"\nplace = \"c1-p1\"\nat = 0\npublished = \"过去\"\ncorrected = \"去\"\nkind = \"typo\"\nreason = \"试\"\nby = \"编者\"\ndate = 2027-01-02\n"...)
		const name = "content/2020/1/_index.md"
		files[name].Data = bytes.Replace(files[name].Data, []byte("过去一年"), []byte("去一年"), 1)
		delete(files, "content/2020/ids.lock")
	}), true)
	for _, name := range []string{"2020/editions/1.txt", "2020/editions/2.txt"} {
		was, _ := before.Read(name)
		is, ok := after.Read(name)
		if !ok || !bytes.Equal(was, is) {
			t.Errorf("%s changed with a later erratum:\n%s", name, is)
		}
	}
	third, ok := after.Read("2020/editions/3.txt")
	if !ok || strings.Contains(string(third), "过去一年") || !strings.Contains(string(third), "去一年") {
		t.Errorf("the third edition reads:\n%s", third)
	}
	page, _ := after.Read("2020/changes.html")
	for _, words := range []string{"<del>过去</del>", "<ins>去</ins>", "2027-01-02", `id="edition-3"`} {
		if !bytes.Contains(page, []byte(words)) {
			t.Errorf("the page of changes does not say %s", words)
		}
	}
}

// TestFeedTellsReportsAndCorrections reads the feed as a reader of RFC 4287 does.
func TestFeedTellsReportsAndCorrections(t *testing.T) {
	memory := builtSite(t, tiny(t, func(files fstest.MapFS) {
		files["config.toml"].Data = append([]byte("base_url = \"https://example.org/r\"\n"), bytes.ReplaceAll(files["config.toml"].Data, []byte("base_url"), []byte("#base_url"))...)
	}), true)
	data, ok := memory.Read("feed.xml")
	if !ok {
		t.Fatal("there is no feed")
	}
	var feed struct {
		ID      string `xml:"http://www.w3.org/2005/Atom id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	if feed.ID != "https://example.org/r/feed.xml" || feed.Title == "" || feed.Author == "" || feed.Updated != "2026-11-23T00:00:00Z" || len(feed.Entries) != 2 {
		t.Fatalf("the feed is %+v", feed)
	}
	if e := feed.Entries[0]; e.ID != "https://example.org/r/2020/changes.html#edition-2" || e.Updated != "2026-11-23T00:00:00Z" {
		t.Errorf("the newest entry is %+v", e)
	}
	if e := feed.Entries[1]; e.ID != "https://example.org/r/2020/" {
		t.Errorf("the report's entry is %+v", e)
	}
	if _, ok := builtSite(t, tiny(t), true).Read("feed.xml"); ok {
		t.Error("a site without an address has a feed")
	}
}

// TestACorrectionThatIsTakenBackStaysInItsEdition corrects a corrected place again: the edition between reads as it did, and the page says the
// published, the old and the new words.
func TestACorrectionThatIsTakenBackStaysInItsEdition(t *testing.T) {
	entry := func(corrected, date, before string) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			files["content/2020/errata.toml"].Data = append(bytes.Clone(files["content/2020/errata.toml"].Data),
				"\n[[erratum]]\nid = \"later\"\nplace = \"c1-p1\"\nat = 0\npublished = \"过去\"\ncorrected = \""+corrected+"\"\nkind = \"typo\"\nreason = \"试\"\nby = \"编者\"\ndate = "+date+"\n"+before...)
			const name = "content/2020/1/_index.md"
			files[name].Data = bytes.Replace(files[name].Data, []byte("过去一年"), []byte(corrected+"一年"), 1)
			delete(files, "content/2020/ids.lock")
		}
	}
	first := builtSite(t, tiny(t, entry("上", "2027-01-02", "")), true)
	second := builtSite(t, tiny(t, entry("去", "2027-03-04", "[[erratum.before]]\ncorrected = \"上\"\nreason = \"初校\"\nby = \"甲\"\ndate = 2027-01-02\n")), true)
	for _, name := range []string{"2020/editions/1.txt", "2020/editions/2.txt", "2020/editions/3.txt"} {
		was, ok := first.Read(name)
		if is, _ := second.Read(name); !ok || !bytes.Equal(was, is) {
			t.Errorf("%s changed when its correction was taken back:\n%s", name, is)
		}
	}
	third, _ := second.Read("2020/editions/3.txt")
	fourth, _ := second.Read("2020/editions/4.txt")
	if !bytes.Contains(third, []byte("上一年")) || !bytes.Contains(fourth, []byte("去一年")) || bytes.Contains(fourth, []byte("过去一年")) {
		t.Errorf("the editions read:\n%s\n----\n%s", third, fourth)
	}
	page, _ := second.Read("2020/changes.html")
	for _, words := range []string{`id="edition-4"`, `id="later"`, `id="later-3"`, "<del>上</del>", "<ins>去</ins>", "<del>过去</del>", "<ins>上</ins>", "曾改作", "初校", "甲"} {
		if !bytes.Contains(page, []byte(words)) {
			t.Errorf("the page of changes does not say %s", words)
		}
	}
	var fine diag.List
	whole := content.Load(tiny(t, entry("去", "2027-03-04", "[[erratum.before]]\ncorrected = \"上\"\nreason = \"初校\"\nby = \"甲\"\ndate = 2027-01-02\n")), "2020", markdown.NewParser(), &fine)
	again := content.Load(tiny(t, entry("去", "2027-03-04", ""), func(files fstest.MapFS) {
		files["content/2020/errata.toml"].Data = content.FormatErrata(whole.Errata)
	}), "2020", markdown.NewParser(), &fine)
	if fine.Errors() > 0 || len(again.Errata) != 2 || !slices.Equal(again.Errata[1].Before, whole.Errata[1].Before) || len(whole.Errata[1].Before) != 1 {
		t.Errorf("written and read, the earlier readings are %+v: %v", again.Errata[1].Before, fine.Problems())
	}
	var problems diag.List
	r := content.Load(tiny(t, entry("去", "2027-03-04", "[[erratum.before]]\ncorrected = \"过去\"\nreason = \"初校\"\nby = \"甲\"\ndate = 2027-05-02\n")), "2020", markdown.NewParser(), &problems)
	if r == nil || problems.Errors() != 1 || !strings.Contains(problems.Problems()[0].String(), "its earlier reading 1 is not one that a later day took back") {
		t.Errorf("an earlier reading of a later day: %v", problems.Problems())
	}
}
