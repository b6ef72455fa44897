package page

import (
	"strconv"

	"baogao/generator/series"
)

// AlikeView is the sentences of a report that another says in nearly the same words.
type AlikeView struct {
	Frame
	Heading Link // the report
	Counts  string
	Rows    []AlikeRow
}

// AlikeRow is two sentences beside each other, cut where they differ.
type AlikeRow struct {
	Here, There  Link
	ThereTitle   string
	Ours, Theirs []series.Change
}

// Alike writes the pages of sentences alike and the front of what crosses reports, and gives their paths.
func (r *Renderer) Alike(s *series.Series) ([]string, error) {
	return r.crossing(s, (*seriesPages).alike)
}

// alike writes, for every report that says something as another does, a page of both beside each other; and the front, which lists them.
func (w *seriesPages) alike() error {
	clauses, err := w.series.IndexClauses()
	if err != nil {
		return err
	}
	entries := make([]SeriesEntry, len(w.series.Reports))
	if err := w.each(len(entries), func(own *seriesPages, i int) error {
		found, err := clauses.Of(i)
		if err != nil {
			return err
		}
		entries[i], err = own.alikeOf(w.series.Reports[i], found)
		return err
	}); err != nil {
		return err
	}
	front := SeriesView{Frame: w.seriesFrame("index.html", w.strings.Get("series"), w.strings.Get("series-description", w.Config.Title))}
	for _, e := range entries {
		if e.Href != "" {
			front.Alike = append(front.Alike, e)
		}
	}
	return w.front(front)
}

// alikeOf writes what others say as a report does; where none does there is no page, and nothing to be listed.
func (w *seriesPages) alikeOf(r *series.Digest, found []series.Alike) (SeriesEntry, error) {
	if len(found) == 0 {
		return SeriesEntry{}, nil
	}
	e := SeriesEntry{"alike/" + r.ID + ".html", r.Name, w.strings.Get("alike-count", strconv.Itoa(len(found)))}
	view := AlikeView{Frame: w.seriesFrame(e.Href, r.Name+" · "+w.strings.Get("alike"), w.strings.Get("alike-description", r.Name)), Counts: e.Count}
	view.Heading = w.reportLink(view.Root, r)
	for _, a := range found {
		view.Rows = append(view.Rows, AlikeRow{
			Here: Link{view.Root + a.Here.Href, a.Here.Where}, There: Link{view.Root + a.There.Href, a.There.Where},
			ThereTitle: a.Report.Name, Ours: a.Ours, Theirs: a.Theirs,
		})
	}
	return e, w.put("alike", e.Href, view)
}
