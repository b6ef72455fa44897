package export

import (
	"baogao/generator/content"
	"baogao/generator/series"
)

// across is a figure of an indicator that several reports state.
type across struct {
	series.Stated
	name string
}

// SeriesData gives the data files of a series: its reports, and every figure of the indicators that several of them state.
func SeriesData(s *series.Series, title, baseURL string) ([]File, error) {
	var rows []across
	for _, of := range s.Indicators {
		for _, f := range of.Figures {
			rows = append(rows, across{f, of.Name})
		}
	}
	figures := resource[across]{name: "indicators", title: "多份报告都写到的指标的全部数据", rows: rows, columns: []column[across]{
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
		{name: "figures", kind: "integer", must: true, title: "数据数", value: func(r *series.Digest) any { return len(r.Figures) }},
		{name: "terms", kind: "integer", must: true, title: "提法数", value: func(r *series.Digest) any { return len(r.Terms) }},
		{name: "commitments", kind: "integer", must: true, title: "任务数", value: func(r *series.Digest) any { return len(r.Commitments) }},
	}}
	var files []File
	var described []tableResource
	for _, write := range []func() ([]File, tableResource, error){reports.files, figures.files} {
		more, about, err := write()
		if err != nil {
			return nil, err
		}
		if len(more) > 0 {
			files, described = append(files, more...), append(described, about)
		}
	}
	home := baseURL
	if home != "" {
		home += "series/"
	}
	description, err := marshal(dataPackage{Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "series", Title: title, Homepage: home, Resources: described})
	return append(files, File{"datapackage.json", description}), err
}
