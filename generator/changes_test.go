package main

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"
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
