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
		for _, was := range e.readings() {
			if byDay[was.Date] == nil {
				days = append(days, was.Date)
			}
			byDay[was.Date] = append(byDay[was.Date], was)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	for i, day := range days {
		editions = append(editions, Edition{Number: i + 2, Date: day, Errata: byDay[day]})
	}
	return editions
}

// readings are an erratum as it was on each of its days, the oldest first; the last is what the site reads.
func (e *Erratum) readings() []*Erratum {
	if len(e.Before) == 0 {
		return []*Erratum{e}
	}
	var all []*Erratum
	for i := range len(e.Before) + 1 {
		day := e.Date
		if i < len(e.Before) {
			day = e.Before[i].Date
		}
		was, _ := e.Erratum.On(day)
		reading := &Erratum{Erratum: &was, Passage: e.Passage, Start: e.Start, End: e.End}
		if i > 0 {
			reading.Was = &e.Before[i-1].Corrected
		}
		all = append(all, reading)
	}
	return all
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

// Erratum gives an erratum by its id, nil where there is none.
func (r *Report) Erratum(id string) *Erratum {
	for _, e := range r.Errata {
		if e.ID == id {
			return e
		}
	}
	return nil
}
