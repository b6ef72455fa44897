package outline

import (
	"strings"
	"unicode/utf8"
)

// What lines say that are not the report's paragraphs. The lists hold words of this genre and of the sites that publish it; a line
// is judged by them only where its place and shape agree.

var salutations = [...]string{"各位代表", "各位委员", "各位同志", "各位领导", "各位来宾", "各位村民代表", "各位", "同志们", "代表们", "女士们", "尊敬的"}

// isSalutation reports whether key, a squeezed line, addresses the meeting.
func isSalutation(key string) bool {
	for _, s := range salutations {
		if strings.HasPrefix(key, s) {
			rest := key[len(s):]
			return rest == "" || startsWithAny(rest, "，", "：", "！", "、", "。", "代表", "（")
		}
	}
	return false
}

func startsWithAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func endsWithAny(s string, suffixes ...string) bool {
	for _, p := range suffixes {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// A tail cue opens what a site prints below a report.
var tailCues = [...]string{"责任编辑", "（责任编辑", "【责任编辑", "[责任编辑", "编辑：", "（编辑", "责编", "（责编", "【责编", "分享到", "分享：", "上一篇", "下一篇", "上一条", "下一条",
	"相关文章", "相关报道", "相关链接", "相关阅读", "相关新闻", "相关稿件", "相关信息", "延伸阅读", "推荐阅读", "热门推荐", "猜你喜欢", "免责声明", "版权所有", "版权声明", "本作品是中华人民共和国", "本作品",
	"【打印", "【关闭", "[打印", "打印本页", "关闭窗口", "关闭本页", "打印关闭", "扫一扫", "扫描二维码", "网站地图", "网站标识码", "主办：", "主办单位", "承办：", "技术支持", "标签：", "Copyright", "copyright", "©",
	"【E-mail", "【收藏", "收藏本文", "我要纠错", "附件下载", "文章来源：", "（来源：", "来源：", "信息来源：", "稿件来源", "（《人民日报》", "《人民日报》（", "（新华社", "原标题", "原文链接", "阅读原文", "查看更多", "更多精彩", "声明：",
	"京ICP", "Publicdomain", "返回顶部", "返回首页", "TOP", "作者：", "初审", "审核：", "校对：", "发表评论", "我要评论", "网友评论", "全部评论", "往期推荐", "近期文章", "Comments", "发布：", "浏览次数", "点击数", "（此件公开发布", "此件公开发布"}

func isTailCue(u *unit) bool {
	if u.n > 120 && !strings.HasPrefix(u.key, "免责声明") && !strings.HasPrefix(u.key, "本作品") {
		return false
	}
	return startsWithAny(u.key, tailCues[:]...) || u.n < 12 && containsAny(u.key, "条评论", "评论（") || u.n < 40 && containsAny(u.key, "ICP备", "公网安备", "版权所有", "责任编辑：", "网站标识码")
}

// Site furniture around a report, by what it is.
func furniture(u *unit) string {
	k := u.key
	switch {
	case startsWithAny(k, "标题：", "发文单位：", "发文时间：", "报告人：", "来源URL：", "正文：", "正文", "索引号", "发布机构", "发布日期", "成文日期", "主题分类", "文号", "有效性", "公开方式", "名称：", "主题词", "生成日期", "信息名称", "公开日期", "发文机关", "组配分类", "公开主体", "内容概述", "关键词"):
		return "field list"
	case u.n <= 60 && startsWithAny(k, "来源：", "信息来源", "稿件来源", "文章来源", "来源于", "时间：", "发布时间", "发表时间", "日期：", "作者：", "编辑：", "责任编辑", "发布者", "发布人", "录入", "浏览", "点击", "阅读", "访问量", "字体", "字号", "【字", "【大", "[大", "打印", "收藏", "分享", "评论", "内容摘要", "摘要："):
		return "source and page controls"
	case containsAny(k, "当前位置", "您的位置", "所在位置", "您现在的位置", ">>", "&gt;"), u.n <= 6 && containsAny(k, "首页"):
		return "navigation"
	case containsAny(k, "http：//", "https：//", "www.", "WWW."):
		return "link"
	case u.n <= 60 && endsWithAny(k, "摄", "摄）", "摄影"):
		return "photo caption"
	case startsWithAny(k, "<!--", "-->", "<U+00A0>"):
		return "page source"
	}
	return ""
}

// isRule reports whether a line is drawn with characters: ————————, ***. Two dashes open an item or an occasion.
func isRule(s string) bool {
	// What is left of a text after Trim decides for nearly all at their first and last character.
	return strings.Trim(s, "-_=~—＊－＿＝～…·.") == "" && utf8.RuneCountInString(s) >= 5 || strings.Trim(s, "*") == "" && len(s) >= 3
}

// isGlossaryTitle reports whether key stands above a glossary.
func isGlossaryTitle(key string) bool {
	if len(key) > 90 {
		return false
	}
	k := strings.Trim(key, "※*＊【】[]［］（）《》“”：—-=")
	if strings.HasPrefix(k, "附") {
		k = strings.TrimLeft(k, "附件录注表：:一二三四五六七八九十0123456789、.，")
	}
	k = strings.Trim(k, "（）《》“”：")
	switch k {
	case "注释", "注解", "名词解释", "注", "释义", "名词注释", "名词说明", "注释说明", "术语解释", "词语解释", "词条解释", "用语解释", "用语说明", "名词术语解释", "专业名词解释", "专业术语解释":
		return true
	}
	if strings.ContainsAny(k, "。；，！") || len(k) >= 80 {
		return false
	}
	return endsWithAny(k, "注释", "注解", "释义", "名词解释和说明") || containsAny(k, noteWords[:]...) && containsAny(k, "解释", "注释", "说明", "释义", "注解")
}

// What a glossary's title says it explains.
var noteWords = [...]string{"名词", "术语", "用语", "词语", "词汇", "缩略语", "关键词", "新词", "热词", "概念"}

// isAnnexTitle reports whether key opens an annex.
func isAnnexTitle(key string) bool {
	if len(key) > 150 || strings.ContainsAny(key, "。；") {
		return false
	}
	k := strings.TrimLeft(key, "（【[")
	switch {
	case strings.HasPrefix(k, "附件"), strings.HasPrefix(k, "附表"), strings.HasPrefix(k, "附录"):
		rest := strings.TrimLeft(k[len("附件"):], "一二三四五六七八九十0123456789")
		return rest == "" || startsWithAny(rest, "：", "、", ".", "）", "】", "]", "《", "—") || rest != k[len("附件"):]
	}
	return startsWithAny(k, "附：", "附一", "附二", "附1", "附2") || k == "附"
}
