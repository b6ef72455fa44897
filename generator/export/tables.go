package export

import (
	"cmp"
	"strconv"
	"time"

	"baogao/generator/content"
	"baogao/generator/quantity"
	"baogao/generator/site"
)

// some is a value for a column, nil for none.
func some[T comparable](v T) any {
	var zero T
	if v == zero {
		return nil
	}
	return v
}

func dayOf(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(time.DateOnly)
}

func figureTable(r *site.Report) resource[*site.Figure] {
	return resource[*site.Figure]{name: "figures", title: "数据：报告写明的数量", rows: r.Figures, columns: []column[*site.Figure]{
		{name: "id", kind: "string", title: "编号", value: func(f *site.Figure) any { return f.ID }},
		{name: "indicator", kind: "string", must: true, title: "指标", value: func(f *site.Figure) any { return f.Indicator }},
		{name: "subject", kind: "string", title: "原文中的说法，与指标名称不同时", value: func(f *site.Figure) any { return some(f.Subject) }},
		{name: "value", kind: "number", must: true, title: "数值，按原文的单位", value: func(f *site.Figure) any { return f.Value }},
		{name: "value_max", kind: "number", title: "范围的上限，按原文的单位", value: func(f *site.Figure) any {
			if f.ValueMax == nil {
				return nil
			}
			return *f.ValueMax
		}},
		{name: "unit", kind: "string", title: "单位，照原文", value: func(f *site.Figure) any { return some(f.Unit) }},
		{name: "base_value", kind: "number", title: "数值，按基本单位：亿元、万元都按元", value: func(f *site.Figure) any { v, _ := baseOf(f); return v }},
		{name: "base_unit", kind: "string", title: "基本单位", value: func(f *site.Figure) any { _, unit := baseOf(f); return some(unit) }},
		{name: "kind", kind: "string", title: "性质", allowed: content.FigureKinds, value: func(f *site.Figure) any { return some(f.Kind) }},
		{name: "measure", kind: "string", title: "量的种类", allowed: content.FigureMeasures, value: func(f *site.Figure) any { return some(f.Measure) }},
		{name: "direction", kind: "string", title: "方向", allowed: content.FigureDirections, value: func(f *site.Figure) any { return some(f.Direction) }},
		{name: "bound", kind: "string", title: "界限", allowed: content.FigureBounds, value: func(f *site.Figure) any { return some(f.Bound) }},
		{name: "year", kind: "integer", title: "年份", value: func(f *site.Figure) any { return some(f.Year) }},
		{name: "per", kind: "string", title: "每", value: func(f *site.Figure) any { return some(f.Per) }},
		{name: "theme", kind: "string", title: "领域", value: func(f *site.Figure) any { return some(f.Theme) }},
		{name: "passage", kind: "string", must: true, title: "段落编号", value: func(f *site.Figure) any { return f.Figure.Passage }},
		{name: "sentence", kind: "integer", must: true, title: "段内句序；标题为零", value: func(f *site.Figure) any { return f.Passage.SentenceAt(f.Number) }},
		{name: "quote", kind: "string", must: true, title: "原文", value: func(f *site.Figure) any { return f.Quote }},
		{name: "note", kind: "string", title: "编者说明", value: func(f *site.Figure) any { return some(f.Note) }},
		{name: "draft", kind: "boolean", must: true, title: "由程序读出、未经核对", value: func(f *site.Figure) any { return f.Draft }},
	}}
}

// baseOf is a figure's value in the unit that figures of different units are compared in.
func baseOf(f *site.Figure) (any, string) {
	u, known := quantity.Lookup(f.Unit)
	if !known {
		return f.Value, ""
	}
	v, err := strconv.ParseFloat(content.Number(f.Value)+"e"+strconv.Itoa(u.Ten), 64)
	if err != nil {
		return nil, ""
	}
	return v, u.Base
}

// level tells what a quantity is from how it moves and where it stands.
func level(f *site.Figure) bool {
	return f.Measure != "growth" && f.Measure != "diff" && f.Measure != "rank"
}

func indicatorTable(r *site.Report) resource[*site.Indicator] {
	first := func(is func(*site.Figure) bool, of *site.Indicator) *site.Figure {
		for _, f := range of.Figures {
			if is(f) {
				return f
			}
		}
		return nil
	}
	value := func(is func(*site.Figure) bool) func(*site.Indicator) any {
		return func(of *site.Indicator) any {
			if f := first(is, of); f != nil && f.Direction == "down" && !level(f) {
				return -f.Value
			} else if f != nil {
				return f.Value
			}
			return nil
		}
	}
	unit := func(is func(*site.Figure) bool) func(*site.Indicator) any {
		return func(of *site.Indicator) any {
			if f := first(is, of); f != nil {
				return some(f.Unit)
			}
			return nil
		}
	}
	changed := func(f *site.Figure) bool { return f.Kind == "change" }
	promised := func(f *site.Figure) bool { return f.Kind == "target" && level(f) }
	toChange := func(f *site.Figure) bool { return f.Kind == "target" && !level(f) }
	reached := func(f *site.Figure) bool { return f.Kind == "actual" && level(f) }
	return resource[*site.Indicator]{name: "indicators", title: "指标：每项一行", rows: r.Indicators, columns: []column[*site.Indicator]{
		{name: "id", kind: "string", title: "编号", value: func(of *site.Indicator) any { return of.ID }},
		{name: "name", kind: "string", must: true, title: "名称", value: func(of *site.Indicator) any { return of.Name }},
		{name: "theme", kind: "string", title: "领域", value: func(of *site.Indicator) any { return some(of.Theme) }},
		{name: "actual", kind: "number", title: "完成值", value: value(reached)},
		{name: "actual_unit", kind: "string", title: "完成值的单位", value: unit(reached)},
		{name: "change", kind: "number", title: "变化；下降为负", value: value(changed)},
		{name: "change_unit", kind: "string", title: "变化的单位", value: unit(changed)},
		{name: "rank", kind: "number", title: "位次", value: value(func(f *site.Figure) bool { return f.Kind == "rank" })},
		{name: "target", kind: "number", title: "目标值", value: value(promised)},
		{name: "target_unit", kind: "string", title: "目标值的单位", value: unit(promised)},
		{name: "target_change", kind: "number", title: "目标变化；下降为负", value: value(toChange)},
		{name: "target_change_unit", kind: "string", title: "目标变化的单位", value: unit(toChange)},
		{name: "mentions", kind: "integer", must: true, title: "数据条数", value: func(of *site.Indicator) any { return len(of.Figures) }},
	}}
}

func commitmentTable(r *site.Report) resource[*site.Commitment] {
	return resource[*site.Commitment]{name: "commitments", title: "任务：可以事后核查的", rows: r.Commitments, columns: []column[*site.Commitment]{
		{name: "id", kind: "string", title: "编号", value: func(c *site.Commitment) any { return c.ID }},
		{name: "name", kind: "string", title: "简称", value: func(c *site.Commitment) any { return some(c.Name) }},
		{name: "quote", kind: "string", must: true, title: "原文", value: func(c *site.Commitment) any { return c.Quote }},
		{name: "passage", kind: "string", must: true, title: "段落编号", value: func(c *site.Commitment) any { return c.Commitment.Passage }},
		{name: "theme", kind: "string", title: "领域", value: func(c *site.Commitment) any { return some(c.Theme) }},
		{name: "figures", kind: "list", title: "写明的数量：figures 表的编号", value: func(c *site.Commitment) any {
			if len(c.Commitment.Figures) == 0 {
				return nil
			}
			return c.Commitment.Figures
		}},
		{name: "modality", kind: "string", title: "措辞", value: func(c *site.Commitment) any { return some(c.Modality) }},
		{name: "deadline", kind: "date", title: "时限的最后一天", value: func(c *site.Commitment) any { return dayOf(c.Deadline) }},
		{name: "deadline_text", kind: "string", title: "时限的原文", value: func(c *site.Commitment) any { return some(c.DeadlineText) }},
		{name: "lead", kind: "string", title: "责任单位，报告写明的", value: func(c *site.Commitment) any { return some(c.Lead) }},
		{name: "status", kind: "string", must: true, title: "状态；没有证据的不评估", allowed: content.AllStatuses(), value: func(c *site.Commitment) any { return c.Status(r.AsOf) }},
	}}
}

func pairTable(r *site.Report) resource[*site.Pair] {
	value := func(f *site.Figure) any {
		if f == nil {
			return nil
		}
		return f.Value
	}
	unit := func(f *site.Figure) any {
		if f == nil {
			return nil
		}
		return some(f.Unit)
	}
	return resource[*site.Pair]{name: "pairs", title: "回顾与部署：同一事项的两端", rows: r.Pairs, columns: []column[*site.Pair]{
		{name: "id", kind: "string", title: "编号", value: func(p *site.Pair) any { return p.ID }},
		{name: "matter", kind: "string", must: true, title: "事项", value: func(p *site.Pair) any { return p.Matter }},
		{name: "theme", kind: "string", title: "领域", value: func(p *site.Pair) any { return some(p.Theme) }},
		{name: "comparable", kind: "string", must: true, title: "可比程度", allowed: content.Comparables, value: func(p *site.Pair) any { return p.Comparable }},
		{name: "review_passage", kind: "string", must: true, title: "回顾的段落", value: func(p *site.Pair) any { return p.Pair.Review.Passage }},
		{name: "review_quote", kind: "string", must: true, title: "回顾的原文", value: func(p *site.Pair) any { return p.Pair.Review.Quote }},
		{name: "review_value", kind: "number", title: "回顾的数值", value: func(p *site.Pair) any { return value(p.Review.Figure) }},
		{name: "review_unit", kind: "string", title: "回顾的单位", value: func(p *site.Pair) any { return unit(p.Review.Figure) }},
		{name: "review_figure", kind: "string", title: "回顾的数据：figures 表的编号", value: func(p *site.Pair) any { return some(p.Pair.Review.Figure) }},
		{name: "plan_passage", kind: "string", must: true, title: "部署的段落", value: func(p *site.Pair) any { return p.Pair.Plan.Passage }},
		{name: "plan_quote", kind: "string", must: true, title: "部署的原文", value: func(p *site.Pair) any { return p.Pair.Plan.Quote }},
		{name: "plan_value", kind: "number", title: "部署的数值", value: func(p *site.Pair) any { return value(p.Plan.Figure) }},
		{name: "plan_unit", kind: "string", title: "部署的单位", value: func(p *site.Pair) any { return unit(p.Plan.Figure) }},
		{name: "plan_figure", kind: "string", title: "部署的数据：figures 表的编号", value: func(p *site.Pair) any { return some(p.Pair.Plan.Figure) }},
		{name: "note", kind: "string", title: "编者说明", value: func(p *site.Pair) any { return some(p.Note) }},
	}}
}

// outlineDocument is outline.json: the structure of the report as the site has it, with addresses.
type outlineDocument struct {
	ID       string           `json:"id"`
	Title    string           `json:"title"`
	Occasion string           `json:"occasion,omitempty"`
	Speaker  string           `json:"speaker,omitempty"`
	Office   string           `json:"office,omitempty"`
	Date     string           `json:"date,omitempty"`
	Place    string           `json:"place,omitempty"`
	Parts    []outlineElement `json:"parts"`
}

type outlineElement struct {
	ID     string           `json:"id"`
	Kind   string           `json:"kind"`
	Number string           `json:"number,omitempty"`
	Title  string           `json:"title,omitempty"`
	Parts  []outlineElement `json:"parts,omitempty"`
}

func outlineOf(r *site.Report) outlineDocument {
	d := outlineDocument{ID: r.ID, Title: r.Meta.Title, Occasion: r.Meta.Occasion, Speaker: r.Meta.Speaker, Office: r.Meta.Office, Place: r.Meta.Place}
	if !r.Meta.Date.IsZero() {
		d.Date = r.Meta.Date.Format(time.DateOnly)
	}
	for _, p := range r.Parts {
		if p.Parent == nil {
			d.Parts = append(d.Parts, outlineElementOf(p))
		}
	}
	return d
}

func outlineElementOf(p *site.Part) outlineElement {
	e := outlineElement{ID: p.ID, Kind: string(p.Role), Number: p.Meta.Number, Title: p.Meta.Title}
	for _, passage := range p.Passages {
		if passage.Level > 0 {
			e.Parts = append(e.Parts, outlineElement{ID: passage.ID, Kind: "heading", Title: passage.Text})
			continue
		}
		var topic *outlineElement
		for _, s := range passage.Segments {
			if s.Level == 0 {
				continue
			}
			heading := outlineElement{ID: s.ID, Kind: map[int]string{1: "topic", 2: "subtopic"}[s.Level], Title: passage.Text[s.Start : s.End-s.Stop]}
			if s.Level == 2 && topic != nil {
				topic.Parts = append(topic.Parts, heading)
				continue
			}
			e.Parts = append(e.Parts, heading)
			if s.Level == 1 {
				topic = &e.Parts[len(e.Parts)-1]
			}
		}
	}
	for _, c := range p.Children {
		e.Parts = append(e.Parts, outlineElementOf(c))
	}
	e.Kind = cmp.Or(e.Kind, "part")
	return e
}
