package quantity

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Kind is what a unit measures.
type Kind string

const (
	Money         Kind = "money"
	Length        Kind = "length"
	Area          Kind = "area"
	Volume        Kind = "volume"
	Mass          Kind = "mass"
	Power         Kind = "power"
	Energy        Kind = "energy"
	Voltage       Kind = "voltage"
	Data          Kind = "data"
	Time          Kind = "time"
	Concentration Kind = "concentration"
	Temperature   Kind = "temperature"
	Share         Kind = "share"  // %: of a whole, or of what was before
	Points        Kind = "points" // 个百分点: between two shares
	Times         Kind = "times"  // 倍, 番, 成
	Rank          Kind = "rank"   // 第5位
	People        Kind = "people"
	Count         Kind = "count" // a classifier: 家, 个, 条
	Bare          Kind = ""      // a number that stands without a unit: 2.46万贫困人口
)

// Unit is what a number can count, as printed but without 万 and 亿: "公里", "家", "微克/立方米".
type Unit struct {
	Name string
	Kind Kind
	Base string // what values of different units are compared in: "米" for "公里"
	Ten  int    // 1 of the unit is 10^Ten of its base: 3 for "公里"

	loose bool     // with a small number in characters it mostly counts nothing: 三个代表, 四处
	never []string // what may not follow, for there the unit is a part of another word: 3人 but not 3人民
}

// Units are all known units, longest name first where they begin alike.
func Units() []Unit { return slices.Clone(table()) }

// Lookup finds a unit as printed, with 万 and 亿 and with what it is for one of: "亿元", "万人次", "元/月". Its Ten holds them
// all. Not found means that no check can say what a value in it is.
func Lookup(printed string) (Unit, bool) {
	name, scale := printed, 0
	for {
		r, size := utf8.DecodeRuneInString(name)
		ten, ok := multipliers[r]
		if _, whole := find(name); whole || !ok {
			break
		}
		name, scale = name[size:], scale+ten
	}
	if name == "" && scale > 0 {
		return Unit{Ten: scale}, true
	}
	top, bottom, over := strings.Cut(name, "/")
	u, ok := find(name)
	if first, second, both := strings.Cut(strings.TrimSuffix(name, "）"), "（"); !ok && both {
		if u, ok = find(first); ok {
			_, ok = find(second) // 套（户）
			u.Name = name
		}
	}
	if !ok && over {
		if u, ok = find(top); ok {
			if ok = known(denominators, bottom); ok {
				u.Name, u.Base = name, u.Base+"/"+bottom
			}
		}
	}
	u.Ten += scale
	return u, ok
}

func find(name string) (Unit, bool) {
	r, _ := utf8.DecodeRuneInString(name)
	for _, u := range byFirst()[r] {
		if u.Name == name {
			return u, true
		}
	}
	return Unit{}, false
}

func known(list []string, name string) bool {
	return slices.Contains(list, name)
}

// denominators are what can stand behind a stroke: 蒸吨/时, 元/人·年.
var denominators = []string{
	"平方公里", "立方米", "平方米", "人·年", "人·月", "工作日", "公里", "公斤", "小时", "百人", "千克", "万人", "万元", "标准煤",
	"人", "天", "日", "月", "年", "时", "秒", "分", "吨", "亩", "户", "次", "升", "米", "件", "头", "斤", "度", "床", "村", "套",
}

// The table as it is read by people: kind; units with one base each, "公里=米*3" where it is another's, "~" where loose, and
// behind "!" what may not follow.
const printedUnits = `
money 元!化旦素宵首老结 美元 欧元 日元 港元 港币 英镑 卢布 新卢布 人民币元=元 元人民币=元
length 公里=米*3!程 千米=米*3 米 延米 厘米=米*-2 毫米=米*-3 微米=米*-6 纳米=米*-9 海里 华里 km=米*3 车道公里 纤芯公里 皮长公里 单线公里 换算公里
area 平方公里=平方米*6 平方千米=平方米*6 平方米 平米=平方米 万平=平方米*4 公顷=平方米*4 亩!均 亩次 ㎡=平方米 m²=平方米 km²=平方米*6
volume 立方米 方~!面案式向便法针位 立方 升 毫升 标方=立方米 桶 m³=立方米
mass 吨!位 公斤=吨*-3 千克=吨*-3 克=吨*-6!拉 毫克=吨*-9 微克=吨*-12 斤 市斤=斤 两~!个 担 吨标准煤 吨标煤=吨标准煤 吨煤 蒸吨 载重吨 吨公里 kg=吨*-3
power 千瓦 瓦=千瓦*-3 兆瓦=千瓦*3 吉瓦=千瓦*6 马力 千伏安 兆伏安=千伏安*3 kW=千瓦 KW=千瓦 MW=千瓦*3 GW=千瓦*6
energy 千瓦时 千瓦小时=千瓦时 度~!假电的 兆瓦时=千瓦时*3 吉瓦时=千瓦时*6 吉焦 焦 大卡 千卡 kWh=千瓦时 MWh=千瓦时*3
voltage 千伏 伏~ kV=千伏 KV=千伏 kv=千伏
data 兆比特每秒 兆 千兆=兆*3 吉比特每秒=兆比特每秒*3 GB TB PB Mbps=兆比特每秒 Gbps=兆比特每秒*3 EFLOPS PFLOPS EFlops 赫兹 兆赫
time 年!代级初末底前后来间中度份 个月 个多月=个月 天~!然津府河空水下 小时 分钟 秒 秒钟=秒 周~!年岁边 周年 岁 周岁=岁 个工作日 工作日=个工作日 个小时=小时 个半月=个月
concentration 微克/立方米 毫克/立方米=微克/立方米*3 毫克/升 μg/m3=微克/立方米 μg/m³=微克/立方米 ug/m3=微克/立方米 微克每立方米=微克/立方米 个/立方厘米
temperature ℃ 摄氏度=℃ °C=℃
share % ‰ ‱
points 个百分点 百分点=个百分点 个点=个百分点
times 倍 番 成~!立果效功员长为本品都就套渝
people 位~!于置列一数次移 人!民口员士才工均大社物生家类力防群格造工文居气帮民道参力 人次 名~!词录牌称单额优城胜义校气企园 万人公里
count 个~!人所税体别性 家!庭园长乡具禽畜政族电校 户!籍均口外型 件!大事 条!件例款约龙 项!目 次~!产业数日年序级 所!有属在需 座!谈位右 处~!理置于长方境级罚分 台~!风湾账
count 辆 辆次 套!餐利路 笔!记 张!家扬 部~!门分队署委级位长落属 间~!接隔歇距 栋 幢 头~!部等条号脑痛绪 只~!有要能是争 羽 株 棵 口~!岸径子腔号 眼~!前光界科 孔 艘 架~!构桥 架次 列~!入车为出席举 班~!子列车组
count 班次 对~!接口外内于象照标比策待 支~!持付部撑出援行农流配架 团 队 场~!所馆景址地镇外站次 场次 批~!准发次复评示 批次 起~!来步到点草草降重 例~!如会行外 宗~!教旨地 门~!户类诊槛店票急 款~!待项式 块~!茎
count 片~!区面段会 册 份~!额 篇~!章 本~!科地土级省市次届年报月级身着级 幅 卷 首~!先届个批次都府创家席付府位期 枚 泊位 车位 床位 张床位=张 席 间房 标台 标箱=标准箱 标准箱 TEU=标准箱 个标准箱=标准箱 班列 点位 路~!径线网面基段由桥口演
count 级~!别联以 类~!型似别 种~!植养子业粮质猪类田 轮~!换胎次流融作岗驳训廓渡 遍~!布及 趟 组~!织建合团成长 盏 根~!本据植治除源 副 盘~!活 剂次 针次 单~!位一元独个项点品纯独列 宗地 封 尊 匹 尾
count 套次 航次 人份 床~!铺
`

// multipliers are what stands between a number and its unit.
var multipliers = map[rune]int{'十': 1, '百': 2, '千': 3, '万': 4, '亿': 8}

// They are read when the first number is: a program that is only asked for its help needs none.
var (
	table   = sync.OnceValue(func() []Unit { return readUnits(printedUnits) })
	byFirst = sync.OnceValue(func() map[rune][]Unit { return index(table()) })
)

func readUnits(text string) []Unit {
	var units []Unit
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		fields := strings.Fields(line)
		for _, f := range fields[1:] {
			f, never, _ := strings.Cut(f, "!")
			u := Unit{Kind: Kind(fields[0])}
			for _, r := range never {
				u.never = append(u.never, string(r))
			}
			f, ten, _ := strings.Cut(f, "*")
			if ten != "" {
				u.Ten, _ = strconv.Atoi(ten)
			}
			f, base, _ := strings.Cut(f, "=")
			u.Name = strings.TrimSuffix(f, "~")
			u.loose = u.Name != f
			u.Base = base
			if base == "" {
				u.Base = u.Name
			}
			units = append(units, u)
		}
	}
	slices.SortStableFunc(units, func(a, b Unit) int { return len(b.Name) - len(a.Name) })
	return units
}

func index(units []Unit) map[rune][]Unit {
	by := map[rune][]Unit{}
	for _, u := range units {
		r, _ := utf8.DecodeRuneInString(u.Name)
		by[r] = append(by[r], u)
	}
	return by
}
