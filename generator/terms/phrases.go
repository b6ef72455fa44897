package terms

import (
	"strings"
	"unicode/utf8"
)

// honours takes titles that a state gives; their words are general, only the giver before them makes a name: 国家卫生城市.
func (r *reader) honours() {
	for i := range r.text {
		giver := r.anyAt(i, givers)
		if giver == "" {
			continue
		}
		from := i + utf8.RuneCountInString(giver)
		for k := from; k < len(r.text) && k-from < 14 && (isName(r.text[k]) || r.text[k] == '“' || r.text[k] == '”') && r.anyAt(k, openers) == ""; k++ {
			if w := r.anyAt(k, honoured); w != "" && (k > from || utf8.RuneCountInString(w) >= 4) {
				end := k + utf8.RuneCountInString(w)
				if !r.longerEnding(k, end) && (end >= len(r.text) || !strings.ContainsRune("圈群域生", r.text[end])) {
					kind := "honour"
					if strings.HasSuffix(w, "区") {
						kind = "zone"
					}
					r.take(i, end, kind)
					break
				}
			}
		}
	}
}

var (
	givers   = list("国家级 国家 全国 中国 全省 省级 世界")
	honoured = list("文明城市 卫生城市 园林城市 森林城市 示范城市 模范城市 标准化示范城市 旅游城市 历史文化名城 示范县 先进县 示范市 示范基地 教育基地 之乡 试验区 实验区 先行区 产业园区 示范区 示范园区 示范点 百强县 十强县 特色小镇 称号")
)

// known takes what all reports of a time call by the same name.
func (r *reader) known() {
	for i := range r.text {
		if c := r.text[i]; (c == 'G' || c == 'S') && (i == 0 || !isName(r.text[i-1]) || isHan(r.text[i-1])) {
			k := i + 1
			for k < len(r.text) && r.text[k] >= '0' && r.text[k] <= '9' {
				k++
			}
			if k-i >= 3 && k-i <= 5 && (k == len(r.text) || isHan(r.text[k]) || !isName(r.text[k])) {
				r.take(i, k, "road")
			}
		}
		for _, p := range phrases {
			if w := r.anyAt(i, p.words); w != "" {
				r.take(i, i+utf8.RuneCountInString(w), p.kind)
			}
		}
	}
}

// counting takes slogans that count without quotation marks: 三大攻坚战, 一带一路.
func (r *reader) counting() {
	for i := 0; i+3 < len(r.text); i++ {
		if !isCount(r.text[i]) || i > 0 && isCount(r.text[i-1]) {
			continue
		}
		if r.text[i+1] == '大' || r.text[i+1] == '项' {
			if w := r.anyAt(i+2, counted); w != "" {
				r.take(i, i+2+utf8.RuneCountInString(w), "programme")
			}
		}
		if end := r.alternating(i); end > 0 {
			r.take(i, end, "slogan")
		}
	}
}

var counted = list("攻坚战 战略 工程 行动 体系 任务 基地 平台 产业集群 战役 会战 举措 机制 支柱产业 主导产业")

// alternating is the end of 一带一路, 两学一做, 三去一降一补; 0 where a stretch is no such thing.
func (r *reader) alternating(i int) int {
	if r.anyAt(i, idioms) != "" {
		return 0
	}
	pairs, at := 0, i
	for at+1 < len(r.text) && isCount(r.text[at]) && isHan(r.text[at+1]) && !isCount(r.text[at+1]) && !strings.ContainsRune("个年月日是要步天次点面体定般些位直批样次方时代起会心", r.text[at+1]) {
		pairs++
		at += 2
	}
	if pairs < 2 || at < len(r.text) && isHan(r.text[at]) && r.anyAt(at, afterCounts) == "" {
		return 0
	}
	return at
}

// people takes names before a title.
func (r *reader) people() {
	for i := 2; i < len(r.text); i++ {
		w := r.anyAt(i, titles)
		if w == "" {
			continue
		}
		for _, n := range []int{3, 2} {
			s := i - n
			if s < 0 || !strings.ContainsRune(surnames, r.text[s]) {
				continue
			}
			if s > 0 && isHan(r.text[s-1]) && r.anyBefore(s, openers) == "" {
				continue
			}
			r.take(s, i, "person")
			break
		}
	}
}

// afterCounts go on behind a slogan that counts.
var afterCounts = list("战略 建设 工作 倡议 活动 学习教育 制度 改革 机制 模式 政策 监管 措施 任务 和 与 的 等 标准 路线")
