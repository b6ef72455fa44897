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
	var urls []siteMapURL
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		urls = append(urls, siteMapURL{Loc: r.Config.BaseURL + name + ".html"})
	}
	if err := r.siteMaps(urls, 2); err != nil {
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
	for _, u := range urls {
		if strings.Count(all, "<loc>"+u.Loc+"</loc>") != 1 {
			t.Errorf("%s is lost", u.Loc)
		}
	}
}
