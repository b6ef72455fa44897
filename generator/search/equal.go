package search

import (
	"maps"
	"slices"
)

// Equal tells whether the search says the same of two reports.
func (r *Report) Equal(o *Report) bool {
	return r.ID == o.ID && r.Title == o.Title && r.Year == o.Year && slices.Equal(r.Parts, o.Parts) && maps.EqualFunc(r.Facets, o.Facets, slices.Equal) &&
		slices.EqualFunc(r.Passages, o.Passages, func(a, b Passage) bool {
			return a.Part == b.Part && a.ID == b.ID && a.Text == b.Text && slices.Equal(a.Heads, b.Heads)
		}) &&
		slices.EqualFunc(r.Names, o.Names, func(a, b Name) bool {
			return a.Kind == b.Kind && a.Page == b.Page && slices.Equal(a.Names, b.Names) && a.Read == b.Read && a.More == b.More
		})
}
