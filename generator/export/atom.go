package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"baogao/generator/site"
)

// News is one entry of the feed: a report, or an edition of one.
type News struct {
	Title, Summary, Path string // Path is below the site's address; it is the entry's lasting id too
	Date                 time.Time
}

// NewsOf are a report and its later editions.
func NewsOf(r *site.Report) []News {
	news := []News{{Title: r.Meta.Title, Summary: strings.TrimSpace(r.Meta.Office + " " + r.Meta.Speaker + " " + r.Meta.Occasion), Path: r.ID + "/", Date: r.Meta.Date}}
	for _, e := range r.Editions()[1:] {
		var notes []string
		for _, erratum := range e.Errata {
			notes = append(notes, noteOf(erratum))
		}
		news = append(news, News{
			Title: r.Meta.Title + "：第" + strconv.Itoa(e.Number) + "版，校订" + strconv.Itoa(len(e.Errata)) + "处", Summary: strings.Join(notes, "\n"),
			Path: r.ID + "/changes.html#edition-" + strconv.Itoa(e.Number), Date: e.Date,
		})
	}
	return news
}

// Feed is the site's news as Atom (RFC 4287), the newest first. Its ids are addresses, so it needs the site's.
func Feed(s Site, language string, news []News) []byte {
	news = slices.Clone(news)
	slices.SortStableFunc(news, func(a, b News) int { return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.Path, b.Path)) })
	stamp := func(t time.Time) string { return t.UTC().Format(time.RFC3339) }
	feed := el("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", language).add(
		el("id").text(s.BaseURL+"feed.xml"),
		el("title").text(s.Title),
	)
	var updated time.Time
	if len(news) > 0 {
		updated = news[0].Date
	}
	feed.add(el("updated").text(stamp(updated)),
		el("link", "rel", "self", "type", "application/atom+xml", "href", s.BaseURL+"feed.xml"),
		el("link", "rel", "alternate", "type", "text/html", "href", s.BaseURL),
		el("author").add(el("name").text(s.Title)))
	if s.Licence != "" {
		feed.add(el("rights").text(s.Licence))
	}
	for _, n := range news {
		feed.add(el("entry").add(
			el("id").text(s.BaseURL+n.Path), el("title").text(n.Title), el("updated").text(stamp(n.Date)),
			el("link", "rel", "alternate", "type", "text/html", "href", s.BaseURL+n.Path), el("summary").text(n.Summary)))
	}
	return document("", feed)
}
