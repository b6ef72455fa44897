package terms

import (
	"strings"
	"testing"

	"baogao/generator/outline"
)

// drafted are the drafts of one paragraph: "name kind|name kind".
func drafted(text string) string {
	b := &drafts{at: map[string]int{}}
	b.passage(text)
	var out []string
	for _, d := range b.list {
		out = append(out, d.Name+" "+d.Kind)
	}
	return strings.Join(out, "|")
}

func TestDrafts(t *testing.T) {
	for text, want := range map[string]string{
		"实施“四个一”人才工程，启动“六稳”工作。":         "四个一人才工程 project|六稳 slogan",
		"坚持“1234”总体思路，落实“586”工程。":       "1234总体思路 slogan|586工程 project",
		"处理好“稳”与“快”的关系。":                "“稳” slogan|“快” slogan",
		"出台《城市更新管理办法》，推进工作。":            "《城市更新管理办法》 policy-document",
		"与清河大学、丰山大学等高校签订协议。":            "清河大学 institution|丰山大学 institution",
		"依托晋兴、东宏、久安等龙头企业，壮大产业链。":        "晋兴 enterprise|东宏 enterprise|久安 enterprise",
		"加强对清水河、白马河等流域综合整治。":            "清水河 water|白马河 water",
		"开工建设迎春路、长宁大道，打通断头路。":           "迎春路 road|长宁大道 road",
		"推进重点项目建设，完善公路网，拓宽出路。":          "",
		"7个产业集聚区建成，新增2家企业。":             "",
		"打好三大攻坚战，推进两改两拆工作。":             "三大攻坚战 programme|两改两拆 slogan",
		"成功创建全国文明城市，争创国家森林城市。":          "全国文明城市 honour|国家森林城市 honour",
		"支持祥云区、清水县、丰县先行先试。":             "祥云区 place|清水县 place|丰县 place",
		"以习近平同志为核心，弘扬焦裕禄精神。":            "习近平 person|焦裕禄 person",
		"G310南移，S213开工。":                "G310 road|S213 road",
		"教育、卫生、电力等行业政策。":                "",
		"建成中山国家文化生态旅游示范区，完成水务开发建设公司组建。": "中山国家文化生态旅游示范区 zone|水务开发建设公司 enterprise",
	} {
		if got := drafted(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	for name, want := range map[string]string{
		"三大攻坚战": "san-da-gong-jian-zhan", "“5412”工程": "5412-gong-cheng", "PPP开封模式": "ppp-kai-feng-mo-shi", "绿道": "lv-dao", "——": "term",
		"《推进服务业供给侧结构性改革专项行动方案》": "tui-jin-fu-wu-ye-gong-ji-ce-jie-gou-xing-gai-ge-zhuan-xiang-xing",
	} {
		if got := ID(name); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestDraftsComeInOrderAndOnce(t *testing.T) {
	o := outline.Parse("2020年某地工作报告\n各位代表：\n现在报告工作。\n一、2019年工作回顾\n建成“长宁大桥”，完善迎春路。\n二、2020年工作\n再建“长宁大桥”二期。\n")
	var names []string
	for _, d := range Drafts(o) {
		names = append(names, d.Name)
	}
	if got := strings.Join(names, " "); got != "长宁大桥 迎春路" {
		t.Errorf("got %s", got)
	}
}

func BenchmarkDrafts(b *testing.B) {
	text := "2020年某地工作报告\n各位代表：\n现在报告工作。\n一、2019年工作回顾\n" + strings.Repeat("建成“长宁大桥”，完善迎春路、清水河等重点项目，推进三大攻坚战，支持东宏、久安等龙头企业发展，生产总值增长8.5%。\n", 400) + "二、2020年工作\n完。\n"
	o := outline.Parse(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Drafts(o)
	}
}
