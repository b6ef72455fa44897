package permanence

import (
	"regexp"
	"strings"
	"sync"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/site"
)

// Check says which published addresses are gone or hold other words, and which tombstones are wrong. Addresses that nobody has published
// yet are a warning.
func Check(r *site.Report, problems *diag.List) {
	if k := newKeeper(r.Report, Addresses(r), problems); k != nil {
		k.check()
		k.tombstones()
		k.fresh()
	}
}

// CheckLoaded is what can be said of a report that has other mistakes: which of its published addresses are gone.
func CheckLoaded(c *content.Report, problems *diag.List) {
	var all []Address
	for _, b := range c.Blocks() {
		all = append(all, Address{ID: b.ID, Open: true})
	}
	for _, p := range c.Parts {
		for i := range p.Paragraphs {
			for _, piece := range p.Paragraphs[i].Pieces {
				if piece.Level > 0 {
					all = append(all, Address{ID: piece.ID, Open: true})
				}
			}
		}
	}
	if k := newKeeper(c, append(all, nameless(c)...), problems); k != nil {
		k.partial = true
		k.check()
	}
}

// keeper holds what was published beside what there is.
type keeper struct {
	report   *content.Report
	lock     *Locked
	now      map[string]Address
	places   func() map[string]string // mark of a block's words → its id now; made where something is broken
	blocks   map[string]content.Block
	partial  bool // sentences are not known
	problems *diag.List
}

func newKeeper(c *content.Report, now []Address, problems *diag.List) *keeper {
	if c.Lock == nil {
		if len(c.Tombstones) > 0 {
			problems.Errorf(c.TombstonesFile, diag.Span{}, "there are tombstones, and no %s that lists what was published", content.LockFile).SetHelp("baogao publish %s writes it", c.ID)
		}
		return nil
	}
	k := &keeper{report: c, lock: Read(c.Lock, problems), now: map[string]Address{}, blocks: map[string]content.Block{}, problems: problems}
	for _, b := range c.Blocks() {
		k.blocks[b.ID] = b
	}
	for _, a := range now {
		k.now[a.ID] = a
	}
	k.places = sync.OnceValue(func() map[string]string {
		places := map[string]string{}
		for _, a := range now {
			if _, block := k.blocks[a.ID]; block && a.Words != "" {
				places[mark(a.Words)] = a.ID
			}
		}
		return places
	})
	return k
}

// kept tells whether an address is there with its words.
func (k *keeper) kept(e entry) bool {
	a, there := k.now[e.id]
	if k.partial && (strings.HasPrefix(e.id, editionPrefix) || k.report.Unknown(e.id)) {
		return true // errata, or the file, are among the mistakes
	}
	if !there && k.partial {
		_, there = k.now[passageOf(e.id)]
		return there && passageOf(e.id) != e.id
	}
	return there && (a.Open || isMarkOf(a.Words, e.mark) || k.lock.grown(a, e))
}

var inPassage = regexp.MustCompile(`^(.+-p\d+)-u?\d+$`)

// passageOf is the passage that an address is inside of, else itself.
func passageOf(id string) string {
	if m := inPassage.FindStringSubmatch(id); m != nil {
		return m[1]
	}
	return id
}

// tombstone is the one that stands for an address: its own, else that of the nearest address around it.
func tombstone(all []content.Tombstone, id string) *content.Tombstone {
	var best *content.Tombstone
	for i := range all {
		t := &all[i]
		if (t.ID == id || strings.HasPrefix(id, t.ID+"-")) && (best == nil || len(t.ID) > len(best.ID)) {
			best = t
		}
	}
	return best
}

// check says of every passage, heading or part that is not as published what is wrong; what is inside of one is not said again.
func (k *keeper) check() {
	broken := map[string]bool{}
	for _, e := range k.lock.entries {
		if !k.kept(e) && tombstone(k.report.Tombstones, e.id) == nil {
			broken[e.id] = true
		}
	}
	for _, e := range k.lock.entries {
		if broken[e.id] && !k.said(e.id, broken) {
			k.say(e)
		}
	}
}

// said tells whether something around an address is broken, and so said instead: its passage, or its part where that is gone.
func (k *keeper) said(id string, broken map[string]bool) bool {
	if p := passageOf(id); p != id && broken[p] {
		return true
	}
	for at := strings.LastIndexByte(id, '-'); at > 0; at = strings.LastIndexByte(id[:at], '-') {
		around := id[:at]
		if _, there := k.now[around]; broken[around] && !there {
			return true
		}
		// A run-in heading goes with its paragraph.
		if topic.MatchString(id) && k.anyParagraph(around, broken) {
			return true
		}
	}
	return false
}

var topic = regexp.MustCompile(`-t\d+$`)

func (k *keeper) anyParagraph(part string, broken map[string]bool) bool {
	for _, e := range k.lock.entries {
		if broken[e.id] && strings.HasPrefix(e.id, part+"-p") {
			return true
		}
	}
	return false
}

func (k *keeper) say(e entry) {
	if number, ok := strings.CutPrefix(e.id, editionPrefix); ok {
		k.problems.Errorf(k.lock.file, e.span, "edition %s of the text is gone, or reads otherwise than it was published", number).
			SetHelp("give a correction the day on which you make it, behind the last edition; what the place read before goes into its [[erratum.before]]")
		return
	}
	words := k.places()[e.mark] // where they are now
	_, there := k.now[e.id]
	var p *diag.Problem
	if b, block := k.blocks[passageOf(e.id)]; there && block {
		f, span := b.Span()
		p = k.problems.Errorf(f, span, "%s holds other words than it was published with", e.id).See(k.lock.file, e.span, "it was published here")
	} else {
		p = k.problems.Errorf(k.lock.file, e.span, "the published address %s is gone", e.id)
	}
	if b, block := k.blocks[words]; block && words != e.id {
		f, span := b.Span()
		p.See(f, span, "its words are here now, as %s", words)
	}
	p.SetHelp("%s", k.help(e.id, words, there))
}

// help says how an address is kept, and the tombstone that it needs where it cannot be.
func (k *keeper) help(id, words string, there bool) *diag.Text {
	t := content.Tombstone{ID: id, Kind: "moved", To: []string{words}, Reason: "…", By: "…"}
	if words == "" || words == id {
		t.Kind, t.To = "retired", nil
	}
	first := diag.Say("put the words back under their number: readers have cited it")
	if there && words == "" {
		first = diag.Say("put the published words back, with an erratum where the site is to read otherwise")
	}
	return diag.Say("%s; if that cannot be, leave a tombstone in %s/%s/%s (moved, merged and split say to which addresses, retired to none):\n%s",
		first, content.Root, k.report.ID, content.TombstonesFile, content.FormatTombstone(t))
}

// tombstones says which of them stand for nothing, or lead nowhere.
func (k *keeper) tombstones() {
	f := k.report.TombstonesFile
	for _, t := range k.report.Tombstones {
		var own *entry
		for i := range k.lock.entries {
			if k.lock.entries[i].id == t.ID {
				own = &k.lock.entries[i]
			}
		}
		switch {
		case own == nil:
			k.problems.Errorf(f, t.Span, "tombstone %q: no such address was ever published", t.ID).SetHelp("%s lists what was", content.LockFile)
		case k.kept(*own):
			k.problems.Errorf(f, t.Span, "tombstone %q: the address is alive, with the words it was published with", t.ID).SetHelp("take the tombstone away")
		}
		for _, to := range t.To {
			if _, there := k.now[to]; !there {
				k.problems.Errorf(f, t.Span, "tombstone %q leads to %q, which the report does not have", t.ID, to).SetHelp("name an address that is alive; where that one has moved too, name where to")
			}
		}
	}
}

// fresh warns of addresses that nobody has published.
func (k *keeper) fresh() {
	if k.lock.Draft {
		return
	}
	listed := map[string]bool{}
	for _, e := range k.lock.entries {
		listed[e.id] = !k.lock.grown(k.now[e.id], e)
	}
	n, first := 0, ""
	for id := range k.now {
		if !listed[id] {
			n++
			if first == "" || id < first {
				first = id
			}
		}
	}
	if n > 0 {
		k.problems.Warnf(k.lock.file, diag.Span{}, "%d addresses are not listed yet, the first is %s", n, first).
			SetHelp("when the report is published as it is now, baogao publish %s adds them", k.report.ID)
	}
}
