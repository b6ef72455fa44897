package figures

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"baogao/generator/quantity"
)

// subject is what the quantities of a list are of.
type subject struct {
	names  []string // one for all, or one for each
	words  string   // of the text
	lead   lead
	noun   string // the things counted, behind the number; "" where they stand before it
	unsure string
}

// of is the name for the ith of n quantities.
func (s *subject) of(i, n int) string {
	if len(s.names) == n {
		return s.names[i]
	}
	if len(s.names) > 0 && s.words != "" && len(s.names) != n {
		if len(s.names) == 1 {
			return s.names[0]
		}
		return s.words
	}
	return ""
}

// lead is what stands before a number, read backwards: verb, how it moved, and the name that is left.
type lead struct {
	name      string
	verb      string // the change's: 增长
	direction string
	reached   bool // 增加到: a level
	linked    bool // a verb stands between name and number
	compares  bool // 高于全省平均水平: a gap
	adds      bool // it goes on with a subject: 占一般公共预算支出的72.8%, 对经济增长贡献率达到55%, 拉动经济增长4.7个百分点
}

var (
	comparisons = []string{"高于", "低于", "高出", "快于", "超省", "超全", "超目标", "超年", "超计划", "超过", "优于", "好于", "多于", "少于", "超"}
)

// readLead reads the words before a number. counts says that things are counted behind it, where no verb of change can be; ratio, that
// the number is one of two amounts, which more verbs go with: 提升60公里 is none of a change, 提升2个百分点 is.
func readLead(before string, counts, ratio bool) lead {
	l := lead{}
	text := before
	for again := true; again; {
		again = false
		text = strings.TrimRight(text, " 　、")
		if l.verb == "" && !counts {
			if rest, c, reached, ok := cutChange(text); ok && (ratio || reached || isAmountVerb(c.word)) {
				l.verb, l.direction, l.reached, text, again = c.word, c.direction, reached, rest, true
				continue
			}
		}
		if rest, ok := cutYearEnd(text); ok {
			text, again = rest, true // 增加到2002年的
			continue
		}
		if w, ok := endingWord(text, links); ok {
			text, again, l.linked = strings.TrimSuffix(text, w.word), true, true
			if l.direction == "" {
				l.direction = w.direction
			}
		}
	}
	l.name = cutOpeners(text)
	if open := strings.TrimLeft(text, " 　、"); strings.HasPrefix(open, "拉动") || strings.HasPrefix(open, "占") && !strings.HasPrefix(open, "占地") || strings.HasPrefix(open, "对") && strings.Contains(open, "贡献") {
		l.name, l.adds = open, true
		if strings.HasPrefix(open, "拉动") {
			l.name += l.verb
		}
	}
	_, l.compares = hasPrefixOf(l.name, comparisons)
	if strings.HasPrefix(l.name, "比") && (l.verb != "" || l.linked) || strings.HasPrefix(l.name, "较") || strings.HasPrefix(l.name, "同比") {
		l.compares = l.verb == ""
		if !l.compares {
			l.name = ""
		}
	}
	return l
}

// cutYearEnd takes a year off the end: 由1997年的123万公里.
func cutYearEnd(text string) (rest string, ok bool) {
	rest, ok = strings.CutSuffix(strings.TrimSuffix(text, "的"), "年")
	if !ok || yearBefore(rest) == 0 {
		return text, false
	}
	return strings.TrimSuffix(rest, lastRunes(rest, 4)), true
}

// cutChange takes a verb of change off the end: 增长, 提高至. A noun of one (涨幅) is taken off as well.
func cutChange(text string) (rest string, c says, reached, ok bool) {
	for _, reach := range reaches {
		if rest, found := strings.CutSuffix(text, reach); found {
			if c, ok := endingWord(rest, changes); ok && (utf8.RuneCountInString(c.word) > 1 || (reach == "至" || reach == "到" && (c.word == "降" || c.word == "升" || c.word == "增")) && !strings.HasSuffix(rest, "新增")) {
				return strings.TrimSuffix(rest, c.word), c, true, true
			}
		}
	}
	if c, ok = endingWord(text, changes); !ok {
		return text, c, false, false
	}
	rest = strings.TrimSuffix(text, c.word)
	if strings.HasSuffix(rest, "新") || strings.HasSuffix(rest, "至") || utf8.RuneCountInString(c.word) == 1 && strings.HasSuffix(rest, "率") {
		return text, c, false, false
	}
	return rest, c, false, true
}

// isAmountVerb tells the verbs that go with an amount by which something grew or fell.
func isAmountVerb(verb string) bool {
	switch verb {
	case "增长", "增加", "提高", "净增", "多增", "下降", "减少", "降低", "压减", "削减", "缩短", "上升", "增", "减", "持平", "稳定", "保持", "压缩", "缩减":
		return true
	}
	return false
}

// subject finds what a list of quantities is of, and remembers it for the clauses that go on with it.
func (s *sentence) subject(mentions []mention, next *mention) subject {
	m := &mentions[0]
	if m.first {
		s.verb, s.classVerb = "", ""
	}
	if limits(m) {
		if w, ok := hasPrefixOf(cutOpeners(m.before), keeps); ok {
			s.classVerb = w
		}
	}
	var got subject
	got.noun = nounBehind(m, next)
	counted := got.noun != "" && m.Kind != quantity.Rank && m.Kind != quantity.Points && m.Kind != quantity.Times
	ratio := m.Kind == quantity.Share || m.Kind == quantity.Points || m.Kind == quantity.Times
	got.lead = readLead(m.before, counted && m.Kind != quantity.Share, ratio)
	switch {
	case m.Kind == quantity.Rank:
		got.lead = readRank(m.before)
	case m.Kind == quantity.Time && strings.HasSuffix(m.before, "连续"):
		got.noun = "" // 质量竞争力指数连续八年全省第一
	case counted && m.Kind == quantity.Share && (got.lead.name != "" || got.lead.verb != "") && !s.shareOf(m, &got.lead):
		got.noun = ""
	case counted:
		return s.counted(got, m)
	default:
		got.noun = ""
	}
	return s.named(got, m, len(mentions))
}

// counted is the subject of 52个贫困村: the things behind the number, with the verb before it where it says which of them.
func (s *sentence) counted(got subject, m *mention) subject {
	verb := ""
	if w, ok := hasSuffixOf(strings.TrimRight(m.before, " 　"), keeps); ok {
		verb = w
	} else if w, ok := hasPrefixOf(cutOpeners(m.before), keeps); ok && strings.HasSuffix(m.before, "等") {
		verb = w
	} else if isJoint(m.before) || strings.HasPrefix(m.before, "、") {
		verb = s.verb
	}
	s.verb = verb
	if w, ok := hasPrefixOf(got.noun, []string{"把", "将", "使", "让"}); ok && m.Kind == quantity.Time {
		if of := readLead(strings.TrimPrefix(got.noun, w), false, true).name; of != "" {
			got.words, got.names = of, []string{of + "的期限"} // 三年内把人口自然增长率降到1%以下
			s.carry(got)
			return got
		}
	}
	name, predicate := cutPredicate(got.noun)
	if m.Kind == quantity.Count {
		name = cutWork(name)
	}
	if strings.HasSuffix(name, "中") && strings.HasSuffix(strings.TrimRight(m.before, " 　"), "在") {
		name = strings.TrimSuffix(name, "中")
	}
	got.words = name
	if predicate != "" && utf8.RuneCountInString(predicate) <= 12 && verb == "" && s.said(predicate) {
		name = predicate + "的" + name
	}
	if place := cutOpeners(strings.TrimSuffix(m.before, verb)); verb != "" && strings.HasSuffix(m.before, verb) && utf8.RuneCountInString(place) <= 6 && !strings.HasPrefix(m.before, "在") {
		verb = place + verb
	}
	got.names = []string{fullName(verb + name)}
	s.carry(got)
	return got
}

// shareOf tells that a share is one of the things behind it, whatever verb stands before: 把三分之一的企业建成大庆式企业.
func (s *sentence) shareOf(m *mention, l *lead) bool {
	return strings.HasPrefix(m.after, "的") && l.verb == "" && hasSuffixAny(strings.TrimRight(m.before, " 　"), "把", "将", "使", "让", "有", "约有", "对", "为", "确保", "保证", "实现", "推动", "引导", "带动")
}

// said tells whether a predicate says which of the things are counted, and not what is done with them all.
func (s *sentence) said(predicate string) bool {
	for _, w := range []string{"成功", "顺利", "正式", "均", "已"} {
		predicate = strings.TrimPrefix(predicate, w)
	}
	_, ok := hasPrefixOf(predicate, []string{"实现", "进入", "入选", "通过", "上市", "获", "达到", "荣获", "纳入"})
	return ok
}

// named is the subject that stands before the number, or in an earlier clause.
func (s *sentence) named(got subject, m *mention, n int) subject {
	name := got.lead.name
	if got.lead.verb == "" && bare(name) {
		return s.verbOnly(got, m, name)
	}
	name = object(name)
	if w, ok := hasPrefixOf(name, keeps); ok {
		s.verb = w
	} else if s.classVerb != "" && !m.first && got.lead.name == name {
		name = s.classVerb + name // 新增35千伏及以下供电线路1135千米
	} else if strings.HasPrefix(m.before, "、") && s.verb != "" && name != "" && got.lead.verb == "" && got.lead.name == name {
		name = s.verb + name
	}
	if m.Ratio > 0 && n == 3 && (strings.Contains(name, "产") || s.speaksOf(m, "产业结构", "三次产业", "三产结构", "产业比例")) {
		got.words = strings.Trim(name, " 　")
		got.names = []string{"第一产业比重", "第二产业比重", "第三产业比重"}
		s.carry(got)
		return got
	}
	if isDegree(name) {
		name, got.lead.verb, got.lead.direction = "", s.moved.verb, s.moved.direction
	}
	if name == "" || got.lead.compares || got.lead.adds {
		return s.goesOn(got, m, n, name)
	}
	got.words = strings.Trim(name, " 　")
	name = s.inFull(m, name, got.lead.verb != "")
	got.names = []string{fullName(name)}
	if n > 1 {
		if parts := share(name, n); parts != nil {
			got.names = parts
		}
	}
	if p := strings.TrimLeft(m.after, " 　"); n == 1 && m.Kind != quantity.Rank && got.lead.verb == "" && p != "" && s.said(p) && utf8.RuneCountInString(p) <= 12 && m.closed && !got.lead.linked {
		got.names[0] = p + "的" + got.names[0]
	}
	s.carry(got)
	return got
}

// isDegree tells a word that stands for things named before: 增长速度都在4.3%以上，高的达到5.5%.
func isDegree(name string) bool {
	switch strings.TrimSuffix(strings.TrimPrefix(name, "最"), "的") {
	case "高", "低", "多", "少", "大", "小", "快", "好":
		return true
	}
	return false
}

// speaksOf tells whether the sentence has said one of some words.
func (s *sentence) speaksOf(m *mention, words ...string) bool {
	for _, w := range words {
		if strings.Contains(lastBytes(s.text[:m.Start], reach), w) {
			return true
		}
	}
	return false
}

// goesOn is the subject of a clause that names none: that of the clause before.
func (s *sentence) goesOn(got subject, m *mention, n int, adds string) subject {
	got.names, got.words = s.carried, s.words
	if len(s.carried) == 0 {
		got.words = s.topic(m)
		if got.words != "" {
			got.names, got.unsure = []string{got.words}, "subject from an earlier clause"
			if parts := share(got.words, n); n > 1 && parts != nil {
				got.names = parts
			}
			s.carry(got)
		}
	} else if s.clauses > 3 {
		got.unsure = "subject carried over several clauses"
	}
	if got.lead.reached || got.lead.linked && got.lead.verb == "" {
		// 新培育企业100家，力争达到500家: no longer the new ones alone
		var all []string
		for _, name := range got.names {
			if w, ok := hasPrefixOf(name, keeps); ok && strings.HasPrefix(w, "新") {
				name = strings.TrimPrefix(name, w)
			}
			all = append(all, name)
		}
		got.names = all
	}
	if adds != "" && !got.lead.compares {
		var all []string
		for _, name := range got.names {
			all = append(all, name+adds)
		}
		got.names = all
		got.words += "…" + adds
	}
	if len(got.names) == 0 && (m.Kind == quantity.People || m.Unit == "万户" || m.Unit == "户") {
		got = s.whoDid(got, m, n)
	}
	if p := m.after; m.before == "" && p != "" && m.Kind == quantity.Count && m.closed && utf8.RuneCountInString(p) <= 12 && len(got.names) > 0 {
		got.names = []string{p + "的" + got.names[0]} // 3件推迟至今年实施
	}
	if got.lead.compares && len(got.names) == 0 {
		got.names, got.words = []string{adds}, adds
	}
	return got
}

// topic is the sentence's first clause, or the one before 分别, where it is short enough to be what the sentence is about.
func (s *sentence) topic(m *mention) string {
	first := s.text[:min(m.Start, reach)]
	cut, limit := strings.IndexAny(first, "，：；"), 16
	if cut < 0 {
		return ""
	}
	first = first[:cut]
	if _, from := hasPrefixOf(strings.TrimSpace(m.clause), []string{"由", "从", "达到", "达", "已达", "提高到", "上升到", "下降到", "增加到"}); from {
		before := lastBytes(strings.TrimSuffix(s.text[:m.Start-len(m.clause)], "，"), reach)
		if start := lastBreak(before, 0, len(before)); start < len(before) {
			if _, measured := hasSuffixOf(before[start:], heads); measured {
				first, limit = before[start:], 30
			}
		}
	}
	if strings.HasPrefix(m.clause, "分别") {
		first = lastBytes(strings.TrimSuffix(s.text[:m.Start-len(m.clause)], "，"), reach)
		first, limit = first[lastBreak(first, 0, len(first)):], 24
	}
	name := object(cutOpeners(first))
	if n := utf8.RuneCountInString(name); n < 2 || n > limit {
		return ""
	}
	return name
}

// verbOnly is the subject of 开工34个 behind 引进项目35个: the verb and the things of the clause before.
func (s *sentence) verbOnly(got subject, m *mention, verb string) subject {
	got.words = verb
	if len(s.carried) == 0 {
		s.carried = []string{cutVerbs(s.topic(m))}
	}
	name := s.carried[0]
	if name == "" {
		got.names = []string{verb}
		s.carry(got)
		return got
	}
	if w, ok := hasPrefixOf(name, keeps); ok {
		name = strings.TrimPrefix(name, w)
	}
	for _, w := range []string{"清理", "审议", "办理", "受理", "制定"} {
		if _, object, inside := strings.Cut(name, w); inside && utf8.RuneCountInString(object) >= 2 {
			name = object // 国务院各部门共清理涉外规章2300件，废止830件
		}
	}
	got.names = []string{verb + name}
	return got
}

func (s *sentence) carry(got subject) {
	s.carried, s.words, s.clauses, s.moved = got.names, got.words, 0, got.lead
}

// object is a name without the verbs that only say that something was done: 组织银企对接会, 城乡一体化示范区完成基础设施投资.
func object(name string) string {
	name = strings.TrimRight(name, " 　的")
	if y, rest := yearIn(name); y > 0 && utf8.RuneCountInString(name)-utf8.RuneCountInString(rest) <= 6 {
		name = cutOpeners(rest) // 2005年中央财政…; 到2020年…
	}
	for {
		w, ok := hasPrefixOf(name, does)
		rest := cutOpeners(strings.TrimPrefix(name, w))
		if !ok || utf8.RuneCountInString(rest) < 2 || strings.HasPrefix(name, "建成区") {
			break
		}
		name = rest
	}
	for _, w := range []string{"累计完成", "累计实现", "完成"} {
		if i := strings.Index(name, w); i > 0 && i+len(w) < len(name) {
			name = name[:i] + name[i+len(w):]
			break
		}
	}
	return name
}

// nounBehind is the name of counted things behind a number, with what is said of them.
func nounBehind(m *mention, next *mention) string {
	after := strings.TrimSpace(strings.TrimPrefix(m.after, "的"))
	if next != nil && (after == "" || after == "投资" || after == "总投资" || strings.HasPrefix(next.after, "的")) && m.Kind == quantity.Count && next.Kind != quantity.Count && next.Kind != quantity.People {
		after = strings.TrimSpace(strings.TrimPrefix(next.after, "的")) // 44个10千伏打捆项目
	}
	if after == "" {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("“《‘", r) {
		return ""
	}
	if w, ok := hasPrefixOf(after, predicatesAtOnce); ok {
		_, attribute := hasPrefixOf(strings.TrimPrefix(after, "已"), keeps)
		if w != "已" || !attribute || utf8.RuneCountInString(after) < 6 { // 24个已开工棚户区改造项目
			return ""
		}
	}
	if m.more { // what follows leads to the next number
		after = strings.TrimRight(after, "、和与及 　")
	}
	return after
}

func nextRune(text string) rune {
	_, size := utf8.DecodeRuneInString(text)
	r, _ := utf8.DecodeRuneInString(text[size:])
	return r
}

// readRank reads what stands before 第5位.
func readRank(before string) lead {
	text := strings.TrimSpace(before)
	for again := true; again; {
		again = false
		for _, w := range rankWords {
			if rest, ok := strings.CutSuffix(text, w); ok {
				text, again = rest, true
				break
			}
		}
	}
	return lead{name: strings.TrimRight(cutOpeners(text), "的、，")}
}

var rankWords = longest([]string{
	"全省", "全国", "全市", "世界", "全球", "中部", "西部", "东部", "中西部", "六省", "省内", "国内", "居", "列", "位", "排名", "排", "名列", "位居", "位列", "分别", "跃居", "跃升至", "升至", "继续", "保持", "稳居", "均", "连续", "同类城市", "城市", "各市", "地级市", "上升到", "上升至", "提升至", "进入", "前移至", "排在",
	"增幅", "增速", "增长速度", "总量", "规模", "涨幅", "降幅", "等", "和", "均居", "省辖市", "由", "从", "的", "在", "为", "首次", "达到", "前", "县", "区", "市",
})
