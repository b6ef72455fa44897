package export

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"path"

	"baogao/generator/content"
	"baogao/generator/output"
	"baogao/generator/series"
)

// across is a figure of an indicator that several reports state.
type across struct {
	series.Stated
	name string
}

// SeriesData writes the data files of a series into a folder: its reports, and every figure of the indicators that several of them state. These are
// too many to be held.
func SeriesData(s *series.Series, title, baseURL string, into output.Sink, folder string) error {
	figures := resource[across]{name: "indicators", title: "多份报告都写到的指标的全部数据", columns: []column[across]{
		{name: "id", kind: "string", title: "报告与数据的编号", value: func(f across) any { return f.Report.ID + "#" + f.ID }},
		{name: "indicator", kind: "string", must: true, title: "指标", value: func(f across) any { return f.name }},
		{name: "stated_as", kind: "string", must: true, title: "该报告中的指标名称", value: func(f across) any { return f.Indicator }},
		{name: "report", kind: "string", must: true, title: "报告编号", value: func(f across) any { return f.Report.ID }},
		{name: "place", kind: "string", title: "地方", value: func(f across) any { return some(f.Report.Place) }},
		{name: "report_year", kind: "integer", title: "报告年份", value: func(f across) any { return some(f.Report.Year) }},
		{name: "year", kind: "integer", title: "数据所属年份", value: func(f across) any { return some(f.Year) }},
		{name: "kind", kind: "string", title: "性质", allowed: content.FigureKinds, value: func(f across) any { return some(f.Kind) }},
		{name: "measure", kind: "string", title: "量的种类", allowed: content.FigureMeasures, value: func(f across) any { return some(f.Measure) }},
		{name: "value", kind: "number", must: true, title: "数值，按原文的单位", value: func(f across) any { return f.Value }},
		{name: "unit", kind: "string", title: "单位，照原文", value: func(f across) any { return some(f.Unit) }},
		{name: "direction", kind: "string", title: "方向", allowed: content.FigureDirections, value: func(f across) any { return some(f.Direction) }},
		{name: "bound", kind: "string", title: "界限", allowed: content.FigureBounds, value: func(f across) any { return some(f.Bound) }},
		{name: "quote", kind: "string", must: true, title: "原文", value: func(f across) any { return f.Quote }},
		{name: "page", kind: "string", must: true, title: "所在页面与句，自站点目录起", value: func(f across) any { return f.Href }},
		{name: "draft", kind: "boolean", must: true, title: "未经核对", value: func(f across) any { return f.Draft }},
	}}
	reports := resource[*series.Digest]{name: "reports", title: "报告", rows: s.Reports, columns: []column[*series.Digest]{
		{name: "id", kind: "string", title: "编号", value: func(r *series.Digest) any { return r.ID }},
		{name: "title", kind: "string", must: true, title: "标题", value: func(r *series.Digest) any { return r.Title }},
		{name: "place", kind: "string", title: "地方", value: func(r *series.Digest) any { return some(r.Place) }},
		{name: "year", kind: "integer", title: "年份", value: func(r *series.Digest) any { return some(r.Year) }},
		{name: "figures", kind: "integer", must: true, title: "数据数", value: func(r *series.Digest) any { return r.Has.Figures }},
		{name: "terms", kind: "integer", must: true, title: "提法数", value: func(r *series.Digest) any { return r.Has.Terms }},
		{name: "commitments", kind: "integer", must: true, title: "任务数", value: func(r *series.Digest) any { return r.Has.Commitments }},
	}}
	files, about, err := reports.files()
	if err != nil {
		return err
	}
	described := []tableResource{about}
	indicators, err := s.Indicators()
	if err != nil {
		return err
	}
	if len(indicators) > 0 {
		about, err := figures.stream(into, folder, func(add func(across) error) error {
			for _, of := range indicators {
				all, err := s.Figures(of)
				if err != nil {
					return err
				}
				for _, f := range all {
					if err := add(across{f, of.Name}); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		described = append(described, about)
	}
	home := baseURL
	if home != "" {
		home += "series/"
	}
	description, err := marshal(dataPackage{Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "series", Title: title, Homepage: home, Resources: described})
	if err != nil {
		return err
	}
	for _, f := range append(files, File{"datapackage.json", description}) {
		if err := into.Write(path.Join(folder, f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// bytesOfPiece is about how much of a table is held before it goes into its file.
const bytesOfPiece = 64 << 10

// stream writes a resource's files while its rows come, and describes it.
func (t resource[T]) stream(into output.Sink, folder string, each func(add func(T) error) error) (about tableResource, err error) {
	var writers []io.WriteCloser
	defer func() {
		for _, w := range writers {
			err = cmp.Or(err, w.Close())
		}
	}()
	begin := func(ending string) (io.Writer, error) {
		w, err := output.Create(into, path.Join(folder, t.name+ending))
		if err == nil {
			writers = append(writers, w)
		}
		return w, err
	}
	table, err := begin(".csv")
	if err != nil {
		return about, err
	}
	objects, err := begin(".json")
	if err != nil {
		return about, err
	}
	sum := &summed{hash: sha256.New()}
	rows, err := t.newSheet(io.MultiWriter(table, sum))
	if err != nil {
		return about, err
	}
	var b []byte
	first := true
	cells := make([]any, len(t.columns))
	err = each(func(row T) (err error) {
		t.fill(cells, row)
		b = t.appendObject(b, cells, first)
		first = false
		if len(b) >= bytesOfPiece {
			_, err = objects.Write(b)
			b = b[:0]
		}
		return cmp.Or(err, rows.add(cells))
	})
	if err = cmp.Or(err, rows.end()); err != nil {
		return about, err
	}
	if _, err := objects.Write(append(b, objectsEnd...)); err != nil {
		return about, err
	}
	schema, err := t.jsonSchema()
	if err != nil {
		return about, err
	}
	return t.describe(sum.size, fmt.Sprintf("sha256:%x", sum.hash.Sum(nil))), into.Write(path.Join(folder, t.name+".schema.json"), schema)
}

// summed is the size and the hash of what was written.
type summed struct {
	size int
	hash hash.Hash
}

func (s *summed) Write(data []byte) (int, error) {
	s.size += len(data)
	return s.hash.Write(data)
}
