package figures

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The words of the genre. Each list is tried longest first.

// changes are the verbs that say how something moved, before its number.
var changes = longestFirst(map[string]string{
	"增长": "up", "增加": "up", "提高": "up", "提升": "up", "上升": "up", "上涨": "up", "增": "up", "多增": "up", "增幅": "up", "涨幅": "up", "增速": "up", "增长率": "up",
	"扩大": "up", "净增": "up", "同比增": "up", "翻": "up", "增长速度": "up", "回升": "up", "攀升": "up", "升": "up", "涨": "up", "加快": "up", "跃升": "up",
	"下降": "down", "减少": "down", "降低": "down", "降幅": "down", "下跌": "down", "压减": "down", "缩短": "down", "缩减": "down", "回落": "down", "降": "down", "收窄": "down", "减": "down", "压缩": "down", "提速": "", "削减": "down",
	"缩小": "down", "调低": "down", "缩": "down", "少": "down",
	"递增": "up", "递减": "down", "微降": "down", "微增": "up", "微涨": "up", "微升": "up", "下调": "down", "上调": "up",
	"持平": "flat", "稳定": "flat", "保持": "flat",
})

// reaches are what makes a change a level: 增加到, 提高至.
var reaches = []string{"到了", "到", "至", "为", "达到", "达", "在"}

// links are the verbs between a subject and its number that say only that it has it.
var links = longestFirst(map[string]string{
	"完成": "", "达到": "", "达": "", "为": "", "控制在": "", "稳定在": "flat", "保持在": "flat", "实现": "", "累计达到": "", "累计达": "", "累计完成": "", "共计": "", "合计": "", "共": "", "总计": "", "是": "",
	"累计": "", "约为": "", "预计": "", "分别达到": "", "分别为": "", "分别": "", "均": "", "已": "", "已达": "", "将达": "", "突破": "", "不低于": "", "不少于": "", "不超过": "", "全部": "", "占": "", "有": "", "了": "", "的": "", "等": "",
	"维持在": "flat", "各": "", "仅": "", "左右": "", "首次": "", "就": "", "都": "", "要": "", "也": "", "又": "", "再": "", "年均": "", "同比": "", "实际": "", "平均": "", "比上年": "", "比去年": "", "较上年": "", "较年初": "", "比年初": "", "较去年": "",
	"环比": "", "每年": "", "每人每年": "", "每人": "", "人均": "", "全年": "", "力争": "", "确保": "", "累计实现": "", "超额完成": "", "由": "", "从": "", "折合": "", "相当于": "", "净": "", "以": "", "按": "", "及": "", "新": "", "其中": "", "在": "",
	"达到了": "", "基本": "", "（": "", "，": "", "、": "", "和": "", "：": "", " ": "", "名义": "", "基础上": "", "调整": "", "提速至": "", "核任务": "", "一律": "", "预期": "", "同期": "", "上半年": "", "累积": "", "每": "", "只有": "", "接近": "", "进一步": "", "大幅": "", "继续": "", "连续": "", "最高": "",
})

// openers are what a clause says before its subject: when, where, how certain. Behind "!" stands what may not follow, for there the
// opener is part of another word: 对, but not 对接.
var openers = guarded([]string{
	"全市", "全省", "全国", "全县", "全区", "全州", "我市", "我省", "我国", "我县", "我区", "其中", "力争", "确保", "争取", "努力", "再!生就", "继续", "累计", "全年", "今年", "去年", "当年", "目前", "预计", "共!享同青建产", "已!", "已经",
	"高质量!发", "高标准!农粮", "成功", "全面", "扎实", "大力", "到年底", "年底", "年内", "同时", "此外", "要!素", "将!", "使!用馆", "把!", "对!接外内口标", "等!级", "的", "和!谐", "与!", "及!", "以及", "并!购网", "有!效机色关限线", "全部",
	"约!", "至少", "大幅!度", "积极", "加快", "首批", "首次", "基本!公医药养", "稳步", "持续", "着力", "不断", "进一步", "分别", "顺利", "推动", "促进", "支持", "引导", "帮助", "通过", "用于", "在!校建园册读岗线", "由!", "从!业", "以!", "为!民", "年均!浓", "平均每年", "每月", "每亩", "每户!均", "每人!均",
	"每年", "预期", "主要!污", "是", "也", "又", "还!贷款", "均!衡价", "都!市", "现有", "上年", "五年来", "一年来", "截至", "了", "五年间", "五年累计", "五年共", "五年!规计", "三年!行规计", "约有", "共有", "超额", "圆满", "提前", "统筹!城", "安排", "拟", "—", "―", "-", "·", "•", "、", "：", ":",
	" ", "　", "）", "”", "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是", "预期目标", "发展目标", "，", "强力", "优先", "认真", "切实", "深入", "逐步", "率先", "建议", "建成区!居", "另外", "另有", "但!", "先后", "底!子层", "末!端", "市财政", "因此",
})

// does are verbs that say only that something was done: what was done is their object.
var does = longest([]string{
	"组织", "发放", "建成", "创建", "培育", "完成", "实现", "投入", "开展", "形成", "实施", "发展", "启动", "申建", "争创", "打造", "推进", "获批", "认定", "完善", "覆盖", "建立", "设立", "成立", "举办", "落实", "安装", "下达", "筹集", "争取", "拥有", "达到", "取得", "建设", "投资建设", "出台", "谋划", "储备", "推动", "办理", "培养", "帮助", "解决", "制定", "启动实施", "启动建设", "建立健全", "扶持", "派出", "选派", "推出", "办好", "统筹整合",
})

// keeps are verbs that say which of a thing is counted: 新建高标准粮田 is not all of it.
var keeps = longest([]string{
	"新建", "新增", "新认定", "新引进", "新培育", "新开工", "新改建", "新登记", "改扩建", "新建续建", "新设立", "新设", "净增", "新组建", "新建成", "引进", "改造", "改造提升", "淘汰", "拆改", "拆除", "盘活", "清查", "清理", "减少", "取消", "入驻", "开工", "竣工", "开工建设", "续建", "新签约", "签约", "新开通", "新启动", "新改扩建", "新种植", "新型", "化解", "优化调整", "关停", "新批", "下放", "查处",
	"转移", "治理", "绿化", "修复", "修建", "整治", "搬迁", "审议", "提请", "制定修订", "修订", "压减", "新招", "免除", "处置", "接待", "救助", "资助", "选聘",
})

// predicates open what is said of the things counted: 25个实现稳定增长, 9个PPP项目进入执行阶段. Those of the second list do so only behind a
// name: 上市公司 is one.
var (
	predicatesAtOnce = longest([]string{
		"实现", "进入", "入选", "达到", "通过", "推迟", "全部", "用于", "作为", "完成", "荣获", "获得", "获评", "获批", "得到", "取得", "纳入", "进行", "正式", "均", "已", "正在", "成为", "累计", "开展", "启动", "占", "由", "被", "比", "较", "建成", "投入", "实施", "居全", "列全", "位居", "建立", "不变", "增长", "下降", "同比", "推进",
		"增加", "减少", "提高", "支持", "和", "与", "及", "并", "等", "到", "至", "是", "为了", "设立", "购买", "在", "以支持", "补助", "加强", "对", "为全", "为企业", "改善", "分别", "转", "大关", "后", "前", "内", "时", "从", "给", "按", "起", "不等", "来", "之", "计", "可", "未", "受", "于", "稳定在", "超过", "保持", "突破", "高于", "低于", "排名", "以上", "全覆盖", "成功", "即", "新入", "累", "合计", "共计", "总投资", "总金额", "总额", "达", "帮助", "解决", "直达",
	})
	predicatesBehind = longest([]string{
		"实现", "进入", "入选", "达到", "通过", "推迟", "全部", "上市", "用于", "作为", "扎实", "顺利", "脱贫", "完成", "建成", "竣工", "投产", "开工", "荣获", "获得", "获评", "获批", "被", "得到", "取得", "纳入", "覆盖", "投入", "高效", "进行", "正式", "成功", "落户", "落地", "签约", "均", "已", "正在", "分别", "开展", "享受", "摘帽", "退出", "成为", "保持",
		"累计", "基本完", "加快", "有序", "启动", "谋划", "提升至", "受益", "跻身", "免费", "评为", "改造完成", "实施", "推进", "总数", "居全", "列全", "位居", "占全", "增加到", "增长", "下降", "投用", "运营", "挂牌", "新增", "获", "创造", "全面", "落实", "新入选", "填补", "初步形成", "提档升级", "大规模", "稳定消除", "消除", "完工", "免征", "免申", "联通", "全覆盖", "受惠", "用上", "喝上", "住上", "就业创业", "提质", "落成", "基本建成", "开通", "改造提升", "评选", "面貌", "派出了", "配备了", "再获", "再创", "丰收", "脱颖", "转化", "得以", "喜获", "提前", "试点",
	})
)

func longest(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return words
}

// opener is a word that opens a clause, and what may not follow it.
type opener struct{ word, never string }

func guarded(words []string) []opener {
	var list []opener
	for _, w := range longest(words) {
		word, never, _ := strings.Cut(w, "!")
		list = append(list, opener{word, never})
	}
	slices.SortStableFunc(list, func(a, b opener) int { return len(b.word) - len(a.word) })
	return list
}

// says is a word and what it says of direction.
type says struct{ word, direction string }

func longestFirst(words map[string]string) []says {
	var list []says
	for w, d := range words {
		list = append(list, says{w, d})
	}
	slices.SortFunc(list, func(a, b says) int {
		if len(a.word) != len(b.word) {
			return len(b.word) - len(a.word)
		}
		return strings.Compare(a.word, b.word)
	})
	return list
}

// cutOpeners takes away what opens a clause, word by word.
func cutOpeners(text string) string {
	for again := true; again; {
		again = false
		for _, o := range openers {
			rest, ok := strings.CutPrefix(text, o.word)
			if next, _ := utf8.DecodeRuneInString(rest); ok && (rest == "" || !strings.ContainsRune(o.never, next)) {
				text, again = rest, true
				break
			}
		}
	}
	return text
}

// endingWord finds which word of a list ends a text.
func endingWord(text string, words []says) (says, bool) {
	for _, w := range words {
		if strings.HasSuffix(text, w.word) {
			return w, true
		}
	}
	return says{}, false
}

func hasPrefixOf(text string, words []string) (string, bool) {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return w, true
		}
	}
	return "", false
}

func hasSuffixOf(text string, words []string) (string, bool) {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return w, true
		}
	}
	return "", false
}

// lastRunes are the last n characters of a text.
func lastRunes(text string, n int) string {
	i := len(text)
	for range n {
		_, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
	}
	return text[i:]
}

var boundsBefore = longest([]string{"不低于", "不少于", "不超过", "不高于", "不得低于", "不突破", "低于", "高于", "超过", "突破", "至少", "少于", "不足", "不到", "大约", "将近", "接近", "约", "近", "超", "逾", "每人每年", "每年", "人均"})

// trimBoundBefore takes the bound off the words before a number. A comparison keeps its word: it says what the number is.
func trimBoundBefore(text string) string {
	for {
		trimmed := strings.TrimRight(text, " 　")
		w, ok := hasSuffixOf(trimmed, boundsBefore)
		if !ok {
			return trimmed
		}
		rest := strings.TrimSuffix(trimmed, w)
		if partOfWord(rest, w) {
			return trimmed
		}
		text = rest
	}
}

func partOfWord(before, w string) bool {
	last := lastRunes(before, 1)
	switch w {
	case "约":
		return last != "" && strings.Contains("节签预履违公集制契条", last)
	case "近":
		return last != "" && strings.Contains("附最靠临邻", last)
	}
	return false
}

var boundsAfter = longest([]string{"及以上", "以上", "及以下", "以下", "以内", "之内", "左右", "上下", "多", "内"})

// trimBoundAfter takes the bound off the words behind a number.
func trimBoundAfter(text string) (rest, bound string) {
	text = strings.TrimLeft(text, " 　")
	if w, ok := hasPrefixOf(text, boundsAfter); ok {
		return strings.TrimPrefix(text, w), w
	}
	return text, ""
}
