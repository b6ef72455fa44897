package page

import (
	"cmp"
	"math"
	"path"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"baogao/generator/packed"
	"baogao/generator/series"
)

// SeriesFolder holds the pages that cross reports.
const SeriesFolder = "series"

// SeriesView is the front of what crosses reports.
type SeriesView struct {
	Frame
	Counts     string
	Indicators []SeriesEntry // of three reports and more, where there are any
	Others     []SeriesEntry // indicators of two
	Terms      []SeriesEntry
	OtherTerms []SeriesEntry
	Tasks      []SeriesTasks
	Alike      []SeriesEntry
	Downloads  []Link
}

// SeriesEntry is a page that crosses reports, with how many it crosses, in words.
type SeriesEntry struct{ Href, Name, Count string }

// SeriesTasks is how many tasks a report has, and what is known of them.
type SeriesTasks struct {
	Report       Link
	Place, Year  string
	Count, Dated int
	States       string // "进行中 3、完成 2"
}

// AcrossView is an indicator in several reports.
type AcrossView struct {
	Frame
	Name, Counts string
	Draft        int
	Charts       []Chart
	Years        []AcrossYear
	Figures      []AcrossFigure
}

// AcrossYear is what was promised for a year beside what was reached in it.
type AcrossYear struct {
	Place, Year      string
	Promised, Result []AcrossFigure
}

// AcrossFigure is a figure with its report.
type AcrossFigure struct {
	Href, Value, Kind, Year, Quote, Where, Place string
	Report                                       Link
	Draft                                        bool
}

// SharedView is a term that several reports use.
type SharedView struct {
	Frame
	Name, Kind, Counts string
	Uses               []SharedUse
}

// SharedUse is a term in one report.
type SharedUse struct {
	Report                         Link
	Place, Year, Href, Count       string
	Definition, Source, ClassOfDef string
	Draft                          bool
}

// seriesPages writes the pages that cross reports.
type seriesPages struct {
	reportPages // for its words; it has no report
	series      *series.Series
}

// Across writes a page for every indicator that several reports state and gives their paths, for the site map.
func (r *Renderer) Across(s *series.Series) ([]string, error) {
	return r.crossing(s, func(w *seriesPages) error { return ofEach(w, s.Indicators, (*seriesPages).indicator) })
}

// Shared writes a page for every term that several reports use and gives their paths.
func (r *Renderer) Shared(s *series.Series) ([]string, error) {
	return r.crossing(s, func(w *seriesPages) error { return ofEach(w, s.Terms, (*seriesPages).sharedTerm) })
}

func (r *Renderer) crossing(s *series.Series, write func(*seriesPages) error) ([]string, error) {
	w := &seriesPages{reportPages{Renderer: r, strings: r.Layouts.Strings}, s}
	err := write(w)
	return w.paths, err
}

// each writes so many pages, on all cores; a page is written by one, with what it needs of its own. Their paths stand in order.
func (w *seriesPages) each(pages int, write func(own *seriesPages, i int) error) error {
	paths := make([][]string, pages)
	var next atomic.Int64
	var group errgroup.Group
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			own := &seriesPages{reportPages{Renderer: w.Renderer, strings: w.strings}, w.series}
			for i := int(next.Add(1)) - 1; i < pages; i = int(next.Add(1)) - 1 {
				own.paths = nil
				if err := write(own, i); err != nil {
					return err
				}
				paths[i] = own.paths
			}
			return nil
		})
	}
	err := group.Wait()
	w.paths = append(w.paths, slices.Concat(paths...)...)
	return err
}

// ofEach writes a page of each of a table.
func ofEach[T any](w *seriesPages, table func() ([]T, error), write func(*seriesPages, T) error) error {
	all, err := table()
	if err != nil {
		return err
	}
	return w.each(len(all), func(own *seriesPages, i int) error { return write(own, all[i]) })
}

// put writes a page below the series' folder.
func (w *seriesPages) put(layout, name string, view any) error {
	data, err := w.Layouts.append(w.page[:0], layout, view)
	if err != nil {
		return err
	}
	w.page = data
	name = path.Join(SeriesFolder, name)
	w.paths = append(w.paths, name)
	return w.Sink.Write(name, data)
}

func (w *seriesPages) seriesFrame(name, title, description string) Frame {
	name = path.Join(SeriesFolder, name)
	f := w.Renderer.frame(name, title+" · "+w.Config.Title, description)
	f.Kind = "series"
	if name != SeriesFolder+"/index.html" {
		f.Crumbs = []PartLink{{f.Root + SeriesFolder + "/index.html", w.strings.Get("series"), w.strings.Foreign()}}
	}
	return f
}

// year and placeName are a year and a place as pages say them; what a report does not say is said so.
func (w *seriesPages) year(year int) string {
	if year == 0 {
		return w.strings.Get("year-unsaid")
	}
	return w.strings.Get("year-of", strconv.Itoa(year))
}

func (w *seriesPages) placeName(place string) string {
	if place == "" {
		return w.strings.Get("place-unsaid")
	}
	return place
}

// placeOf names the place of a row, or the one report that it is of.
func (w *seriesPages) placeOf(y series.PlaceYear) string {
	if y.Only != nil {
		return y.Only.Name
	}
	return y.Place
}

func (w *seriesPages) reportLink(root string, d *series.Digest) Link {
	return Link{root + d.ID + "/index.html", d.Name}
}

func (w *seriesPages) figure(root string, f series.Stated) AcrossFigure {
	row := AcrossFigure{
		Href: root + f.Href, Value: f.Said, Kind: w.strings.Get("kind-" + f.Kind), Quote: f.Quote, Where: f.Where, Draft: f.Draft,
		Report: w.reportLink(root, f.Report), Place: w.placeName(f.Report.Place),
	}
	if f.Year != 0 {
		row.Year = strconv.Itoa(f.Year)
	}
	return row
}

func (w *seriesPages) indicator(of *series.Indicator) error {
	figures, err := w.series.Figures(of)
	if err != nil {
		return err
	}
	name := "indicators/" + of.ID + ".html"
	view := AcrossView{
		Frame: w.seriesFrame(name, of.Name, w.strings.Get("across-description", of.Name, strconv.Itoa(of.Reports))),
		Name:  of.Name, Counts: w.strings.Get("across-counts", strconv.Itoa(of.Reports), strconv.Itoa(len(figures))),
	}
	for _, f := range figures {
		view.Figures = append(view.Figures, w.figure(view.Root, f))
		if f.Draft {
			view.Draft++
		}
	}
	years := series.PlaceYears(figures)
	for _, y := range years {
		row := AcrossYear{Place: w.placeOf(y), Year: w.year(y.Year)}
		for _, f := range y.Promised {
			row.Promised = append(row.Promised, w.figure(view.Root, f))
		}
		for _, f := range y.Result {
			row.Result = append(row.Result, w.figure(view.Root, f))
		}
		view.Years = append(view.Years, row)
	}
	growth := func(f series.Stated) bool { return f.Measure == "growth" && f.Unit == "%" && f.Direction != "down" }
	unit := commonUnit(years)
	level := func(f series.Stated) bool { return isLevel(f) && f.Unit == unit }
	view.Charts = enough(2, w.yearChart("growth", w.strings.Get("across-growth", of.Name), years, growth), w.yearChart("level", w.strings.Get("across-level", of.Name, unit), years, level))
	return w.put("across", name, view)
}

func isLevel(f series.Stated) bool {
	return f.Measure == "level" || f.Measure == "count" || f.Measure == "share"
}

// commonUnit is the unit that most levels have, the first of several.
func commonUnit(years []series.PlaceYear) string {
	counts := map[string]int{}
	best := ""
	for _, y := range years {
		for _, list := range [][]series.Stated{y.Promised, y.Result} {
			for _, f := range list {
				if !isLevel(f) {
					continue
				}
				if counts[f.Unit]++; counts[f.Unit] > counts[best] {
					best = f.Unit
				}
			}
		}
	}
	return best
}

// yearChart draws, for each place and year, what was reached and what had been promised for it.
func (w *seriesPages) yearChart(id, question string, years []series.PlaceYear, is func(series.Stated) bool) Chart {
	c := Chart{ID: id, Question: question, Note: w.strings.Get("across-note"), Columns: []string{w.strings.Get("col-year"), w.strings.Get("across-reached"), w.strings.Get("across-promised")},
		Legend: []ChartKey{{"reached", w.strings.Get("across-reached")}, {"promised", w.strings.Get("across-promised")}}}
	var values [][]float64
	most := 1.0
	for _, y := range years {
		row := ChartRow{Label: w.placeOf(y) + " " + w.year(y.Year), Cells: []string{"—", "—"}}
		vs := []float64{math.NaN(), math.NaN()}
		for i, list := range [][]series.Stated{y.Result, y.Promised} {
			for _, f := range list {
				if is(f) {
					vs[i], row.Cells[i] = f.Value, f.Said
					if row.Href == "" {
						row.Href = "../../" + f.Href
					}
					most = max(most, f.Value)
					break
				}
			}
		}
		if row.Href != "" {
			c.Rows, values = append(c.Rows, row), append(values, vs)
		}
	}
	c.SVG = w.bars(c, values, func(int) float64 { return most })
	return c
}

func (w *seriesPages) sharedTerm(t *series.SharedTerm) error {
	uses, err := w.series.Uses(t)
	if err != nil {
		return err
	}
	name := "terms/" + t.ID + ".html"
	view := SharedView{
		Frame: w.seriesFrame(name, t.Name, w.strings.Get("shared-description", t.Name, strconv.Itoa(len(uses)))),
		Name:  t.Name, Kind: w.strings.Get("term-" + cmp.Or(t.Kind, "unsorted")), Counts: w.strings.Get("in-reports", strconv.Itoa(len(uses))),
	}
	for _, u := range uses {
		row := SharedUse{
			Report: w.reportLink(view.Root, u.Report), Place: w.placeName(u.Report.Place), Year: w.year(u.Report.Year), Href: view.Root + u.Href,
			Count: w.strings.Get("uses", strconv.Itoa(u.Uses)), Definition: u.Definition, ClassOfDef: u.Source, Draft: u.Draft,
		}
		if u.Source != "" {
			row.Source = w.strings.Get("source-" + u.Source)
		}
		view.Uses = append(view.Uses, row)
	}
	return w.put("shared", name, view)
}

func (w *seriesPages) front(view SeriesView) error {
	s := w.series
	indicators, err := s.Indicators()
	if err != nil {
		return err
	}
	shared, err := s.Terms()
	if err != nil {
		return err
	}
	view.Counts = w.strings.Get("series-counts", strconv.Itoa(len(s.Reports)), strconv.Itoa(len(s.Places)))
	for _, of := range indicators {
		view.Indicators = append(view.Indicators, SeriesEntry{"indicators/" + of.ID + ".html", of.Name, w.strings.Get("in-reports", strconv.Itoa(of.Reports))})
	}
	for _, t := range shared {
		view.Terms = append(view.Terms, SeriesEntry{"terms/" + t.ID + ".html", t.Name, w.strings.Get("in-reports", strconv.Itoa(t.Count()))})
	}
	view.Indicators, view.Others = apart(view.Indicators, slices.IndexFunc(indicators, func(of *series.Indicator) bool { return of.Reports < 3 }))
	view.Terms, view.OtherTerms = apart(view.Terms, slices.IndexFunc(shared, func(t *series.SharedTerm) bool { return t.Count() < 3 }))
	for _, r := range s.Reports {
		if r.Has.Commitments == 0 {
			continue
		}
		row := SeriesTasks{Report: Link{view.Root + r.ID + "/commitments.html", r.Name}, Place: w.placeName(r.Place), Year: w.year(r.Year), Count: r.Has.Commitments}
		states := map[string]int{}
		var order []string
		err := r.Commitments.Each(func(_ packed.Place, c *series.Commitment) {
			if c.Deadline != "" {
				row.Dated++
			}
			if states[c.Status]++; states[c.Status] == 1 {
				order = append(order, c.Status)
			}
		})
		if err != nil {
			return err
		}
		for i, state := range order {
			if i > 0 {
				row.States += "、"
			}
			row.States += state + " " + strconv.Itoa(states[state])
		}
		view.Tasks = append(view.Tasks, row)
	}
	names := []string{"reports.csv", "reports.json", "datapackage.json"}
	if len(indicators) > 0 {
		names = append(names, "indicators.csv", "indicators.json")
	}
	for _, name := range names {
		view.Downloads = append(view.Downloads, Link{"data/" + name, name})
	}
	return w.put("series", "index.html", view)
}

// apart cuts a list at a place; a list of which nothing stands before it stays whole.
func apart(all []SeriesEntry, at int) (first, rest []SeriesEntry) {
	if at <= 0 {
		return all, nil
	}
	return all[:at], all[at:]
}
