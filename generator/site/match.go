package site

import (
	"cmp"
	"slices"
	"strings"
)

// matcher finds names in text, the longest first, from left to right, in time that grows with the text alone: an Aho–Corasick
// automaton over bytes, its edges sorted per state.
type matcher struct {
	states []state
	names  []string
	values []*Term
}

type state struct {
	labels  []byte
	targets []int32
	fail    int32
	longest int32 // index of the longest name that ends here, -1 for none
}

// hit is a name found.
type hit struct {
	start, end int
	term       *Term
}

func newMatcher(terms []*Term) *matcher {
	m := &matcher{states: []state{{longest: -1}}}
	for _, t := range terms {
		for _, names := range [][]string{{t.Name}, t.Aliases, t.Marks} {
			for _, name := range names {
				if name != "" {
					m.insert(name, t)
				}
			}
		}
	}
	m.link()
	return m
}

func (m *matcher) insert(name string, t *Term) {
	at := int32(0)
	for i := 0; i < len(name); i++ {
		next, ok := m.edge(at, name[i])
		if !ok {
			next = int32(len(m.states))
			m.states = append(m.states, state{longest: -1})
			s := &m.states[at]
			k, _ := slices.BinarySearch(s.labels, name[i])
			s.labels = slices.Insert(s.labels, k, name[i])
			s.targets = slices.Insert(s.targets, k, next)
		}
		at = next
	}
	if m.states[at].longest < 0 {
		m.states[at].longest = int32(len(m.names))
		m.names = append(m.names, name)
		m.values = append(m.values, t)
	}
}

func (m *matcher) edge(at int32, c byte) (int32, bool) {
	s := &m.states[at]
	if len(s.labels) == 1 {
		return s.targets[0], s.labels[0] == c
	}
	if k, ok := slices.BinarySearch(s.labels, c); ok {
		return s.targets[k], true
	}
	return 0, false
}

// link sets, breadth first, the state that a failed match goes on from, and what name ends there too.
func (m *matcher) link() {
	queue := []int32{0}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for k, c := range m.states[at].labels {
			to := m.states[at].targets[k]
			queue = append(queue, to)
			if at != 0 {
				m.states[to].fail = m.follow(m.states[at].fail, c)
			}
			if m.states[to].longest < 0 {
				m.states[to].longest = m.states[m.states[to].fail].longest
			}
		}
	}
}

func (m *matcher) follow(at int32, c byte) int32 {
	for {
		if to, ok := m.edge(at, c); ok {
			return to
		}
		if at == 0 {
			return 0
		}
		at = m.states[at].fail
	}
}

// find gives the names in a text: among those that overlap, the one that begins first, then the longest.
func (m *matcher) find(text string) []hit {
	if len(m.names) == 0 {
		return nil
	}
	var all []hit
	at := int32(0)
	for i := 0; i < len(text); i++ {
		at = m.follow(at, text[i])
		for s := at; ; {
			k := m.states[s].longest
			if k < 0 {
				break
			}
			name := m.names[k]
			all = append(all, hit{i + 1 - len(name), i + 1, m.values[k]})
			// The next shorter name that ends here is the longest at the fail state of this name's own state.
			s = m.shorter(s, name)
			if s == 0 {
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	var kept []hit
	end := 0
	for _, h := range all {
		if h.start >= end {
			kept = append(kept, h)
			end = h.end
		}
	}
	return kept
}

// shorter walks down the fail links from a state to the first whose longest name is another than name.
func (m *matcher) shorter(s int32, name string) int32 {
	for s != 0 {
		s = m.states[s].fail
		if k := m.states[s].longest; k >= 0 && m.names[k] != name && strings.HasSuffix(name, m.names[k]) {
			return s
		}
	}
	return 0
}
