package content

import "baogao/generator/diag"

// Relation is an editor's word on two passages, in links.toml. A [[related]] entry relates them for the reason given, an [[unrelated]]
// one keeps the site from relating them by what it finds itself; both hold in both directions.
//
//	[[related]]
//	from = "c1-closing-p4"
//	to = "c3-s1-p2"
//	quote = "二是三次产业结构不优"   # words of from that the relation rests on; may be left out
//	reason = "问题与措施：三次产业结构不优"
type Relation struct {
	From   string `toml:"from"`
	To     string `toml:"to"`
	Quote  string `toml:"quote"`
	Reason string `toml:"reason"`
}

func (v *validator) relation(n int, r *Relation, unrelated bool) {
	v.required(n, "from", r.From)
	v.required(n, "to", r.To)
	v.required(n, "reason", r.Reason)
	for _, end := range []struct{ key, id string }{{"from", r.From}, {"to", r.To}} {
		if _, ok := v.passages[end.id]; !ok && end.id != "" {
			v.errorf(n, end.key, "there is no passage %q", end.id).SetHelp("use the id that the site shows beside the passage")
		}
	}
	if r.From == r.To && r.From != "" {
		v.errorf(n, "to", "passage %q is related to itself", r.To).SetHelp("name the other passage")
	}
	if r.Quote != "" && !unrelated {
		v.quoted(n, diag.Say("the relation"), r.From, r.Quote)
	}
}
