package page

import (
	"strings"
	"testing"

	"baogao/generator/content"
	"baogao/generator/output"
)

// TestALongSiteMapIsSeveralFiles holds that no file has more addresses than may be, that none is lost, and that the list names every file.
func TestALongSiteMapIsSeveralFiles(t *testing.T) {
	var sink output.Memory
	r := &Renderer{Config: content.Config{BaseURL: "https://example.org/"}, Sink: &sink}
	names := []string{"a.html", "b/index.html", "c.html", "d&e.html", "f.html"}
	err := r.siteMaps(len(names), 2, func(add func(name, date string) error) error {
		for _, name := range names {
			if err := add(name, "2017-02-06"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	list, _ := sink.Read("sitemap.xml")
	all := ""
	for _, name := range sink.Paths() {
		if name == "sitemap.xml" {
			continue
		}
		if !strings.Contains(string(list), "<loc>https://example.org/"+name+"</loc>") {
			t.Errorf("the list does not name %s", name)
		}
		data, _ := sink.Read(name)
		if n := strings.Count(string(data), "<url>"); n > 2 {
			t.Errorf("%s has %d addresses", name, n)
		}
		all += string(data)
	}
	if len(sink.Paths()) != 4 || !strings.Contains(string(list), "<sitemapindex") {
		t.Errorf("%v\n%s", sink.Paths(), list)
	}
	for _, address := range []string{"a.html", "b/", "c.html", "d&amp;e.html", "f.html"} {
		if strings.Count(all, "<loc>https://example.org/"+address+"</loc>\n  <lastmod>2017-02-06</lastmod>") != 1 {
			t.Errorf("%s is lost", address)
		}
	}
}
