package schema

import (
	"strings"
	"sync"

	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/outline"
)

// rule is what the loader asks of a key beside its type.
type rule struct {
	must    bool     // it is there, and not empty
	oneOf   []string // empty too, where it need not be there
	said    bool     // not empty where it is there
	pattern string
	each    *rule // of the items of a list
	once    bool  // no item stands twice
	limits  []int // least and most
}

func (r *rule) narrow(n *node) {
	switch n.Type {
	case "string":
		n.Pattern = r.pattern + n.Pattern // a day has its own and no rule
		n.Enum = r.oneOf
		if r.oneOf != nil && !r.must && !r.said {
			n.Enum = append(append([]string{}, r.oneOf...), "")
		}
		if r.must && n.Format == "" && n.Enum == nil {
			n.MinLength = 1
		}
	case "array":
		n.UniqueItems = r.once
		if r.must {
			n.MinItems = 1
		}
		if r.each != nil {
			r.each.narrow(n.Items)
		}
	case "integer":
		if r.limits != nil {
			n.Minimum = &r.limits[0]
		}
		if len(r.limits) > 1 {
			n.Maximum = &r.limits[1]
		}
	}
}

// rules are those of single keys, by type and key. The closed lists are content's own.
var rules = sync.OnceValue(func() map[string]rule {
	must := rule{must: true}
	address := rule{pattern: "^(" + content.WebAddress + ")?$"}
	id := rule{must: true, pattern: "^[a-z0-9-]+$"}
	blank := rule{pattern: `^(\\[nrt]|<(br|BR) ?/?>|&(nbsp|emsp|ensp|#160|#12288);|[\s` + "\v\u0085\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + `])*$`}
	said := rule{must: true, pattern: `[^\s` + "\u3000" + `]`}
	return map[string]rule{
		"Config.title":    must,
		"Config.language": {oneOf: content.Languages, said: true},
		"Config.base_url": address,
		"Config.editions": {each: &rule{oneOf: content.EditionNames(), must: true}},
		"Cite.template":   {pattern: `^([^{}]|\{(` + strings.Join(cite.TemplateNames(), "|") + `)\})*$`},
		"PageMeta.title":  must,
		"Meta.title":      must,
		"PartMeta.form":   {oneOf: content.Forms()},

		"Erratum.id": id, "Erratum.place": must, "Erratum.kind": {must: true, oneOf: content.ErratumKinds}, "Erratum.reason": must,
		"Reading.reason": must, "Reading.by": must, "Reading.date": must,

		"Term.id": id, "Term.name": must, "Term.kind": {oneOf: content.TermKinds}, "Term.source": {oneOf: content.TermSources},
		"Term.pinyin": {pattern: "^[a-z ]*$"}, "Term.aliases": {each: &must, once: true}, "Term.scope": {each: &must}, "Term.see": {each: &must},

		"Figure.id": id, "Figure.passage": must, "Figure.quote": must, "Figure.indicator": must, "Figure.value": must,
		"Figure.kind": {must: true, oneOf: content.FigureKinds}, "Figure.measure": {oneOf: content.FigureMeasures},
		"Figure.direction": {oneOf: content.FigureDirections}, "Figure.bound": {oneOf: content.FigureBounds}, "Figure.highlight": {limits: []int{0, content.Highlights}},

		"Commitment.id": id, "Commitment.passage": must, "Commitment.quote": must, "Commitment.figures": {each: &must},
		"Evidence.status": {must: true, oneOf: content.Statuses}, "Evidence.publisher": must, "Evidence.date": must, "Evidence.quote": must, "Evidence.url": address,

		"Pair.id": id, "Pair.matter": must, "Pair.comparable": {must: true, oneOf: content.Comparables}, "Pair.review": must, "Pair.plan": must, "Side.passage": must,
		"Sum.id": id, "Sum.rule": {must: true, oneOf: content.SumRules}, "Sum.parts": must,
		"Relation.from": must, "Relation.to": must, "Relation.reason": must,

		"Accepted.check": {must: true, oneOf: content.EditorialChecks}, "Accepted.place": must, "Accepted.quote": said, "Accepted.reason": said,
		"Tombstone.id": must, "Tombstone.kind": {must: true, oneOf: content.TombstoneKinds}, "Tombstone.reason": must,
		"Renamed.kind": {must: true, oneOf: content.RenamedKinds}, "Renamed.id": must, "Renamed.to": must,
		"declaredLine.line": {must: true, limits: []int{1}}, "declaredLine.to": {limits: []int{0}}, "declaredLine.as": {must: true, oneOf: asWords()},
		"Layout.between": blank, "Layout.end": blank, "Gap.text": blank, "Inside.text": blank,
	}
})

func asWords() []string {
	var words []string
	for _, as := range outline.AllAs {
		words = append(words, string(as))
	}
	return words
}

// between are the rules between the keys of one table, by type.
var between = sync.OnceValue(func() map[string][]*node {
	return map[string][]*node{
		"Erratum": {{If: is("draft", true), Else: all(given("by"), there("date"))}},
		"Term": {
			{If: is("draft", true), Else: given("kind")},
			{If: either(given("definition"), given("members")), Then: given("source"), Else: none(given("source"))},
			{If: is("source", "report"), Then: all(given("quote"), given("passage"))},
			{If: is("source", "official"), Then: given("reference")},
		},
		"Figure": {{If: given("unsure"), Then: is("draft", true)}},
		"Commitment": {
			{If: given("deadline_text"), Then: there("deadline"), Else: none(there("deadline"))},
			{If: &node{Properties: map[string]*node{"evidence": {Contains: is("status", "未完成")}}, Required: []string{"evidence"}}, Then: there("deadline")},
		},
		"Sum": {
			{If: is("rule", "growth"), Then: items("parts", 2, 2)},
			{If: given("total"), Then: none(nonzero("equals")), Else: nonzero("equals")},
		},
		"Tombstone": {
			{If: either(is("kind", "moved"), is("kind", "merged")), Then: items("to", 1, 1)},
			{If: is("kind", "split"), Then: items("to", 2, 99)},
			{If: is("kind", "retired"), Then: none(given("to"))},
		},
	}
})

// there is a key that the table has.
func there(key string) *node { return &node{Required: []string{key}} }

// given is a text or list that the table has and that is not empty.
func given(key string) *node {
	return &node{Required: []string{key}, Properties: map[string]*node{key: {MinLength: 1, MinItems: 1}}}
}

func is(key string, value any) *node {
	return &node{Required: []string{key}, Properties: map[string]*node{key: {Const: value}}}
}

func nonzero(key string) *node {
	return &node{Required: []string{key}, Properties: map[string]*node{key: {Not: &node{Const: 0}}}}
}

func items(key string, least, most int) *node {
	return &node{Required: []string{key}, Properties: map[string]*node{key: {MinItems: least, MaxItems: &most}}}
}

func all(nodes ...*node) *node    { return &node{AllOf: nodes} }
func either(nodes ...*node) *node { return &node{AnyOf: nodes} }
func none(n *node) *node          { return &node{Not: n} }
