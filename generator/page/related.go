package page

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"baogao/generator/site"
)

// mostReasons are as many as a line can say.
const mostReasons = 4

// related are the passages that a part's page ends with.
func (w *reportPages) related(up string, p *site.Part) []RelatedRow {
	var rows []RelatedRow
	for _, x := range p.Related {
		row := RelatedRow{Href: addressOf(up, x.To, x.At), Place: w.place(x.To), Topic: topicAt(x.To, x.At), Excerpt: excerpt(x.To, x.At)}
		why := ""
		for i, reason := range x.Reasons {
			if i == mostReasons {
				row.More = w.strings.Get("reason-more", strconv.Itoa(len(x.Reasons)-i))
				break
			}
			said := w.reason(up, reason)
			if said.Why == why {
				said.Why = "" // the word goes on for what follows it
			} else {
				why = said.Why
			}
			row.Reasons = append(row.Reasons, said)
		}
		rows = append(rows, row)
	}
	return rows
}

func (w *reportPages) reason(up string, r site.Reason) RelatedReason {
	switch {
	case r.Pair != nil && r.Plan:
		return RelatedReason{w.strings.Get("reason-plan"), r.Pair.Matter, up + "pairs.html#" + r.Pair.ID}
	case r.Pair != nil:
		return RelatedReason{w.strings.Get("reason-review"), r.Pair.Matter, up + "pairs.html#" + r.Pair.ID}
	case r.Indicator != nil:
		return RelatedReason{w.strings.Get("reason-indicator"), r.Indicator.Name, up + "indicators/" + r.Indicator.ID + ".html"}
	case r.Term != nil && r.Phase:
		return RelatedReason{w.strings.Get("reason-phase"), r.Term.Name, up + "terms/" + r.Term.ID + ".html"}
	case r.Term != nil:
		return RelatedReason{w.strings.Get("reason-term", w.strings.Get("term-"+r.Term.Kind)), r.Term.Name, up + "terms/" + r.Term.ID + ".html"}
	}
	return RelatedReason{Name: r.Words}
}

// topicAt is the topic that a byte of a passage stands under, "" where there is none.
func topicAt(p *site.Passage, at int) string {
	topic := ""
	for _, s := range p.Segments {
		if s.Start > at {
			break
		}
		if s.Level == 1 {
			topic = p.Text[s.Start : s.End-s.Stop]
		}
	}
	return topic
}

// excerpt is the sentence at a byte of a passage, not longer than a line or two.
func excerpt(p *site.Passage, at int) string {
	const most = 60
	for _, s := range p.Segments {
		if s.Level > 0 && s.Start <= at && at < s.End {
			at = min(s.End, len(p.Text)-1) // a heading says no more than the topic does
		}
	}
	text := p.Text
	if n := p.SentenceAt(at); n > 0 {
		text = p.Text[p.Sentences[n-1].Start:p.Sentences[n-1].End]
		at -= p.Sentences[n-1].Start
	}
	text = strings.TrimRight(text, " \u3000")
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	before := []rune(text[:min(max(at, 0), len(text))])
	from := max(0, len(before)-most/3)
	all := []rune(text)
	to := min(len(all), from+most)
	out := string(all[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(all) {
		out += "…"
	}
	return out
}
