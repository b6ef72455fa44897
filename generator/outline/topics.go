package outline

import (
	"strings"
	"unicode/utf8"
)

// The longest heads, in characters. A topic may name a place in full; words in brackets do not count.
const (
	longestTopic    = 24
	longestSubtopic = 17
	shortestHead    = 4
	shortestBody    = 12 // of the sentence after a head
)

// sentence is bytes [start, end) of a paragraph, and where its stop ends.
type sentence struct {
	start, end, stop int
	n                int // characters without the stop
}

// sentences cuts a paragraph at its stops outside quotation marks.
func sentences(text string) []sentence {
	var all []sentence
	for at := skipLayout(text, 0); at < len(text); {
		end, size, _ := fullStop(text[at:])
		s := sentence{start: at, end: at + end, stop: at + end + size}
		s.n = utf8.RuneCountInString(text[s.start:s.end])
		all = append(all, s)
		if size == 0 {
			break
		}
		at = skipLayout(text, s.stop)
	}
	return all
}

// fullStop finds the first stop outside quotation marks and brackets. A mark that is never closed closes at the paragraph's end.
func fullStop(s string) (at, size int, found bool) {
	depth := 0
	for i, r := range s {
		switch r {
		case '“', '《', '（':
			depth++
		case '”', '》', '）':
			depth = max(depth-1, 0)
		case '。', '！', '？':
			if depth == 0 {
				return i, utf8.RuneLen(r), true
			}
		}
	}
	return len(s), 0, false
}

// headShape reports whether a sentence is short and plain enough to be a head of at most longest characters.
func headShape(s string, longest int) bool {
	if !utf8.ValidString(s) {
		return false
	}
	s = withoutBrackets(squeeze(s))
	n := utf8.RuneCountInString(s)
	if n < shortestHead || n > longest || strings.ContainsAny(s, "、；：《》…0123456789％%") {
		return false
	}
	for _, r := range s {
		if isDigit(r) {
			return false
		}
	}
	if readMark(s).class != unmarked || startsWithAny(s, "一是", "同时", "对此", "目前", "为此", "其中", "此外", "今年", "去年", "我们", "让我们", "各位") {
		return false
	}
	return !strings.Contains(s, "，") || balanced(s)
}

// balanced reports whether a sentence is two clauses of nearly one length, both short.
func balanced(s string) bool {
	a, b, _ := strings.Cut(s, "，")
	x, y := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if strings.Contains(b, "，") || x-y > 1 || y-x > 1 {
		return false
	}
	return x <= 5 || x <= 10 && strings.Contains(a, "“") && strings.Contains(b, "“")
}

func withoutBrackets(s string) string {
	a, rest, found := strings.Cut(s, "（")
	if !found {
		return s
	}
	_, b, closed := strings.Cut(rest, "）")
	if !closed {
		return s
	}
	return a + b
}

// opensTopic reports whether a paragraph opens with what has the shape of a topic.
func opensTopic(text string) bool {
	ss := sentences(text)
	return len(ss) > 1 && headShape(text[ss[0].start:ss[0].end], longestTopic) && ss[1].n >= shortestHead
}

var adverbs = [...]string{"持续", "不断", "着力", "大力", "全力", "全面", "深入", "扎实", "稳妥", "有效", "积极", "强力", "优先", "加快", "努力", "继续", "进一步", "切实", "坚决", "稳步", "精准", "加力", "奋力", "纵深", "有序", "认真", "严格"}

// acts are verbs of measures: done once, to one thing.
var acts = [...]string{"建设", "建立", "设立", "建成", "新建", "筹建", "组建", "编制", "制定", "出台", "启动", "完成", "办好", "办理", "申建", "申报", "创建", "落实", "开展", "实施", "举办", "召开", "成立",
	"组织", "争取", "争创", "引进", "支持", "鼓励", "倡导", "用好", "抓好", "做好", "安装", "开工", "推行", "执行", "成功", "初步", "着手", "确保", "力争", "统一", "公布", "印发", "研究", "落地", "新增", "获批", "荣获", "基本", "率先"}

// results are what a sentence says that reports and does not name.
var results = [...]string{"被纳入", "实现", "获批", "获评", "入选", "荣获", "位居", "达到", "排名", "顺利", "成功", "圆满"}

// stateEnds end heads that have no verb in front: 就业形势总体稳定, 发展后劲持续增强.
var stateEnds = [...]string{"稳定", "增强", "改善", "提升", "提高", "向好", "平稳", "增长", "优化", "好转", "凸显", "显现", "彰显", "加快", "健康发展", "走在前列"}

func withoutAdverbs(s string) string {
	for {
		rest := s
		for _, a := range adverbs {
			if strings.HasPrefix(rest, a) {
				rest = rest[len(a):]
				break
			}
		}
		if rest == s || rest == "" {
			return s
		}
		s = rest
	}
}

// isMeasure reports whether a short sentence is a measure of its own; topic is the head over its paragraph, "" where there is none.
func isMeasure(s, topic string) bool {
	if containsAny(s, results[:]...) {
		return true
	}
	if !startsWithAny(withoutAdverbs(s), acts[:]...) {
		return false
	}
	return !strings.Contains(s, "一批") && !takesUp(s, topic)
}

// takesUp reports whether a name in s, between quotation marks, is part of a name in the topic.
func takesUp(s, topic string) bool {
	_, rest, _ := strings.Cut(s, "“")
	name, _, closed := strings.Cut(rest, "”")
	return closed && name != "" && strings.Contains(topic, name)
}

// subtopics picks the heads inside a paragraph from sentence first on.
func subtopics(text string, ss []sentence, first int, topic string) []Head {
	var picked []int
	for i := first; i+1 < len(ss); i++ {
		s := text[ss[i].start:ss[i].end]
		if headShape(s, longestSubtopic) && !isMeasure(s, topic) && ss[i+1].n >= shortestBody && text[ss[i].end:ss[i].stop] == "。" {
			picked = append(picked, i)
		}
	}
	if len(picked) == 0 || picked[0] > first+2 {
		return nil // a paragraph that is divided is divided from its start
	}
	var kept []Head
	for k, i := range picked {
		if k+1 < len(picked) && picked[k+1] == i+1 {
			continue // a head that another follows at once names nothing
		}
		s := text[ss[i].start:ss[i].end]
		if len(picked) < 3 && endsWithAny(s, stateEnds[:]...) && !startsWithVerb(s) {
			continue
		}
		kept = append(kept, Head{Level: 2, Start: ss[i].start, End: ss[i].end})
	}
	if len(kept) < 2 {
		return nil
	}
	return kept
}

// verbs that heads begin with; a sentence that begins with none and ends in a state tells how things are.
var verbs = [...]string{"提升", "提高", "推进", "推动", "发展", "加强", "强化", "深化", "完善", "健全", "优化", "改善", "促进", "扩大", "增强", "巩固", "夯实", "丰富", "培育", "打造", "打好", "保障", "壮大", "服务", "增加", "加大", "做大", "做强", "抓", "稳定"}

func startsWithVerb(s string) bool { return startsWithAny(withoutAdverbs(s), verbs[:]...) }

// readTopics finds the heads in the paragraphs of a division that has no further level. runIn says that its first paragraph goes on
// behind the division's own heading, where no topic can stand.
func (p *parser) readTopics(blocks []Block, runIn bool) {
	opening, texts := 0, 0
	heads := make([]bool, len(blocks))
	for i := range blocks {
		if blocks[i].Kind != Text || runIn && i == 0 {
			continue
		}
		texts++
		heads[i] = opensTopic(joined(p.o.Text, blocks[i].Parts))
		if heads[i] {
			opening++
		}
	}
	patterned := opening >= 2 && opening*5 >= texts*3 || opening == 1 && texts == 1 && runIn
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != Text {
			continue
		}
		text := joined(p.o.Text, b.Parts)
		ss := sentences(text)
		if patterned && heads[i] {
			topic := Head{Level: 1, Start: ss[0].start, End: ss[0].end}
			b.Heads = append([]Head{topic}, subtopics(text, ss, 1, text[topic.Start:topic.End])...)
			continue
		}
		first := 1
		if runIn && i == 0 {
			first = 0
		}
		b.Heads = subtopics(text, ss, first, "")
	}
}
