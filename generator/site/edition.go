package site

import (
	"slices"
	"time"
)

// Edition is a state of the report's text on the site. The first is the published text; every later day with errata makes the next.
type Edition struct {
	Number int // from one
	Date   time.Time
	Errata []*Erratum // new in it, in the order of errata.toml
}

// Editions are all editions, the first and so the published text always among them; the last is what the site reads.
func (r *Report) Editions() []Edition {
	editions := []Edition{{Number: 1, Date: r.Meta.Date}}
	byDay := map[time.Time][]*Erratum{}
	var days []time.Time
	for _, e := range r.Errata {
		if e.Draft {
			continue
		}
		if byDay[e.Date] == nil {
			days = append(days, e.Date)
		}
		byDay[e.Date] = append(byDay[e.Date], e)
	}
	slices.SortFunc(days, time.Time.Compare)
	for i, day := range days {
		editions = append(editions, Edition{Number: i + 2, Date: day, Errata: byDay[day]})
	}
	return editions
}

// Edition is the one that the site reads.
func (r *Report) Edition() Edition {
	editions := r.Editions()
	return editions[len(editions)-1]
}

// EditionText is the text of an edition, laid out as published: the errata of later days undone.
func (r *Report) EditionText(e Edition) (string, error) {
	if e.Number == 1 {
		return r.PlainText()
	}
	return r.TextOf(e.Date)
}
