package page

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
)

// Site maps are by the protocol of sitemaps.org.
const (
	mostURLs       = 50_000 // how many addresses a file may have
	siteMapSpace   = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`
	bytesOfAddress = 100 // about
)

// forRobots writes what robots read: robots.txt and the site map.
func (r *Renderer) forRobots(paths []string, of *Around) error {
	total := len(paths)
	for _, report := range of.Reports {
		total += report.Pages
	}
	slices.Sort(paths)
	err := r.siteMaps(total, mostURLs, func(add func(name, date string) error) error {
		for _, name := range paths {
			if err := add(name, ""); err != nil {
				return err
			}
		}
		for i, report := range of.Reports {
			own, err := of.Paths(i)
			if err != nil {
				return err
			}
			for _, name := range own {
				if err := add(name, report.Date); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Sink.Write("robots.txt", []byte("User-agent: *\nAllow: /\nSitemap: "+r.Config.BaseURL+"sitemap.xml\n"))
}

// siteMaps writes sitemap.xml: the addresses, of which there are so many in all, or, where a file may not have as many, the list of the files that
// have them.
func (r *Renderer) siteMaps(total, most int, each func(add func(name, date string) error) error) error {
	m := &siteMap{r: r, most: most, several: total > most}
	m.file.Grow(min(total, most) * bytesOfAddress)
	m.begin()
	if err := each(m.add); err != nil {
		return err
	}
	if err := m.flush(); err != nil || !m.several {
		return err
	}
	var list bytes.Buffer
	list.WriteString(xml.Header + "<sitemapindex" + siteMapSpace)
	for _, name := range m.files {
		list.WriteString("\n <sitemap>\n  <loc>")
		xml.EscapeText(&list, []byte(r.Config.BaseURL+name))
		list.WriteString("</loc>\n </sitemap>")
	}
	list.WriteString("\n</sitemapindex>\n")
	return r.Sink.Write("sitemap.xml", list.Bytes())
}

// siteMap is site maps while they are written.
type siteMap struct {
	r       *Renderer
	most    int // addresses of a file
	several bool
	file    bytes.Buffer
	urls    int // in the file
	files   []string
}

func (m *siteMap) begin() {
	m.urls = 0
	m.file.Reset()
	m.file.WriteString(xml.Header + "<urlset" + siteMapSpace)
}

func (m *siteMap) add(name, date string) error {
	if m.urls == m.most {
		if err := m.flush(); err != nil {
			return err
		}
	}
	m.urls++
	m.file.WriteString("\n <url>\n  <loc>")
	xml.EscapeText(&m.file, []byte(m.r.Config.BaseURL+strings.TrimSuffix(name, "index.html")))
	m.file.WriteString("</loc>")
	if date != "" {
		m.file.WriteString("\n  <lastmod>")
		m.file.WriteString(date)
		m.file.WriteString("</lastmod>")
	}
	m.file.WriteString("\n </url>")
	return nil
}

func (m *siteMap) flush() error {
	name := "sitemap.xml"
	if m.several {
		name = "sitemap-" + strconv.Itoa(len(m.files)+1) + ".xml"
	}
	m.file.WriteString("\n</urlset>\n")
	err := m.r.Sink.Write(name, m.file.Bytes())
	m.files = append(m.files, name)
	m.begin()
	return err
}
