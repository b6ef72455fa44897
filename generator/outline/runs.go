package outline

import "slices"

// withListed adds the paragraphs that open with a number of class k and are no headings: the long items of a list in prose. They keep the
// count of their list, so that its short items do not look like the chapters'.
func (p *parser) withListed(hs []candidate, k class) []candidate {
	var all []candidate
	for i := p.start; i < p.end; i++ {
		switch u := &p.units[i]; {
		case len(hs) > 0 && hs[0].unit == i:
			all, hs = append(all, hs[0]), hs[1:]
		case u.role == bodyRole && u.said == nil && u.mark.class == k && !isLoneNumber(u):
			all = append(all, candidate{unit: i, class: k, ord: u.mark.ord, form: listed})
		}
	}
	return all
}

// split cuts numbers of one class into runs of headings. A run begins at every 1; any other number goes on with the innermost run that
// waits for it, so that a list inside a chapter does not end the chapters; a heading rather goes on with headings than with list items.
func split(hs []candidate) [][]candidate {
	var kept [][]candidate
	for _, r := range splitListed(hs) {
		if r = slices.DeleteFunc(r, func(c candidate) bool { return c.form == listed }); len(r) > 0 {
			kept = append(kept, r)
		}
	}
	return kept
}

func splitListed(hs []candidate) [][]candidate {
	var runs [][]candidate
	var headed []bool // whether a run holds a heading
	var open []int    // runs that may go on, outermost first
	for _, h := range hs {
		if h.ord == 1 || len(open) == 0 {
			open = append(open[:min(len(open), 4)], len(runs))
			runs, headed = append(runs, []candidate{h}), append(headed, h.form != listed)
			continue
		}
		at := -1
		for i := len(open) - 1; i >= 0; i-- {
			if lastOf(runs[open[i]]).ord+1 != h.ord {
				continue
			}
			if at < 0 {
				at = i
			}
			if h.form == listed || headed[open[i]] {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(open) - 1
		}
		open = open[:at+1]
		runs[open[at]] = append(runs[open[at]], h)
		headed[open[at]] = headed[open[at]] || h.form != listed
	}
	return runs
}

func lastOf(hs []candidate) candidate { return hs[len(hs)-1] }

// chain is the run that is spread furthest over the text, the first of equals.
func chain(runs [][]candidate) []candidate {
	var best []candidate
	for _, r := range runs {
		if best == nil || reach(r) > reach(best) {
			best = r
		}
	}
	return best
}

func reach(r []candidate) int { return lastOf(r).unit - r[0].unit }

// filled puts run-in headings into the gaps that a run of lone ones leaves: 一、 三、 with 二、 opening a paragraph between.
func (p *parser) filled(run, all []candidate) []candidate {
	var out []candidate
	at := 0
	for i, h := range run {
		if i > 0 && h.ord > run[i-1].ord+1 {
			for ; at < len(all) && all[at].unit < h.unit; at++ {
				c := all[at]
				if c.class == hanMark && c.form == RunIn && c.unit > run[i-1].unit && c.ord == lastOf(out).ord+1 && c.ord < h.ord {
					out = append(out, c)
					p.doubt(p.units[c.unit].no, "a chapter whose heading runs into its paragraph")
				}
			}
			if lastOf(out).ord+1 != h.ord {
				p.doubt(p.units[h.unit].no, "the chapter before %s is missing", h.number(p))
			}
		}
		out = append(out, h)
	}
	return out
}
