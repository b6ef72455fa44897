package export

import (
	"strconv"

	"baogao/generator/markdown"
	"baogao/generator/site"
)

// Markdown is the corrected text in one file of our dialect, every heading with its id: what content files say, without their front
// matter. The errata stand at its end.
func Markdown(r *site.Report, _ Site) ([]byte, error) {
	out := make([]byte, 0, len(r.Source.Text)*9/8)
	say := func(b markdown.Block) {
		if len(out) > 0 {
			out = append(out, '\n')
		}
		out = markdown.Append(out, b)
	}
	if len(r.Masthead) == 0 {
		say(markdown.Block{Level: 1, Text: r.Meta.Title, ID: "title"})
	}
	for i, m := range r.Masthead {
		if i == 0 {
			say(markdown.Block{Level: 1, Text: m.Text, ID: m.ID})
			continue
		}
		say(markdown.Block{Text: m.Text})
	}
	for _, p := range r.Parts {
		level := 2
		if p.Parent != nil {
			level = 3
		}
		if p.Heading != nil {
			say(markdown.Block{Level: level, Text: p.Heading.Text, ID: p.ID})
		}
		for _, passage := range p.Passages {
			if passage.Level > 0 {
				say(markdown.Block{Level: min(level+passage.Level-2, 6), Text: passage.Text, ID: passage.ID})
				continue
			}
			rank := level + 1
			for _, s := range passage.Segments {
				if s.Level == 0 {
					say(markdown.Block{Text: passage.Text[s.Start:s.End]})
					continue
				}
				say(markdown.Block{Level: rank, Text: passage.Text[s.Start : s.End-s.Stop], ID: s.ID, RunIn: true, Stop: passage.Text[s.End-s.Stop : s.End]})
				if s.Level == 1 {
					rank = level + 2 // its subtopics stand below it, those of a passage without a topic below the section
				}
			}
		}
	}
	if len(r.Errata) > 0 {
		say(markdown.Block{Level: 2, Text: "勘误", ID: "errata"})
		for i, e := range r.Errata {
			say(markdown.Block{Text: strconv.Itoa(i+1) + "、" + noteOf(e)})
		}
	}
	return out, nil
}
