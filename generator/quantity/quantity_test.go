package quantity_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"baogao/generator/quantity"
)

// show writes quantities as "surface=value unit bound": 5―10家=5-10 家.
func show(qs []quantity.Quantity) string {
	var all []string
	for _, q := range qs {
		s := fmt.Sprintf("%s=%.15g", q.Surface, q.Value)
		if q.ValueMax != nil {
			s += fmt.Sprintf("-%.15g", *q.ValueMax)
		}
		all = append(all, strings.TrimRight(s+" "+q.Unit+" "+q.Bound, " "))
	}
	return strings.Join(all, "; ")
}

func check(t *testing.T, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		if got := show(quantity.Scan(c[0])); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestNumbersWithUnits(t *testing.T) {
	check(t, [][2]string{
		{"全市生产总值完成1748亿元，增长8.5%，增幅居全省第5位", "1748亿元=1748 亿元; 8.5%=8.5 %; 第5位=5 位"},
		{"提高1.3个百分点", "1.3个百分点=1.3 个百分点"},
		{"PM2.5浓度均值72微克/立方米", "72微克/立方米=72 微克/立方米"},
		{"宽带接入能力达到50兆比特每秒以上", "50兆比特每秒=50 兆比特每秒 at-least"},
		{"10蒸吨/时及以下燃煤锅炉158台", "10蒸吨/时=10 蒸吨/时 at-most; 158台=158 台"},
		{"改造危桥3373延米", "3373延米=3373 延米"},
		{"开封片区为19.94平方公里", "19.94平方公里=19.94 平方公里"},
		{"供电能力达到606万千瓦，线路1135千米", "606万千瓦=606 万千瓦; 1135千米=1135 千米"},
		{"低保提高至400元/月", "400元/月=400 元/月"},
		{"完成7592套（户）", "7592套（户）=7592 套（户）"},
		{"2.46万建档立卡贫困人口", "2.46万=2.46 万"},
		{"１９９７年的８６５１亿元，增长１．５％", "８６５１亿元=8651 亿元; １．５％=1.5 %"},
		{"总投资 23.52 亿元", "23.52 亿元=23.52 亿元"},
		{"出口1,748.5万美元", "1,748.5万美元=1748.5 万美元"},
		{"3亿5000万元", "3亿5000万元=350000000 元"},
		{"进出口增长-3.2%", "-3.2%=-3.2 %"},
		{"基尼系数0.35。", "0.35=0.35"},
		{"占GDP69%", "69%=69 %"},
	})
}

func TestNumbersInCharacters(t *testing.T) {
	check(t, [][2]string{
		{"高标准完成四条高速绿化", "四条=4 条"},
		{"十项民生工程", "十项=10 项"},
		{"建成两家企业", "两家=2 家"},
		{"增长百分之五以上", "百分之五=5 % at-least"},
		{"百分之九十八点五", "百分之九十八点五=98.5 %"},
		{"百分之四到五", "百分之四到五=4-5 %"},
		{"粮食产量达到八千亿斤", "八千亿斤=8000 亿斤"},
		{"还款十四亿零六百万新卢布", "十四亿零六百万新卢布=1406000000 新卢布"},
		{"三万五千人", "三万五千人=35000 人"},
		{"增长两倍以上", "两倍=2 倍 at-least"},
		{"一百二十多个国家", "一百二十多个=120 个 above"},
		{"减少三分之一", "三分之一=0.333333333333333"},
		{"备案一年以上未分配", "一年=1 年 at-least"},
		{"力争一年内建成", "一年=1 年 at-most"},
		{"三千吨粮食", "三千吨=3000 吨"},
	})
}

func TestRangesListsAndRatios(t *testing.T) {
	check(t, [][2]string{
		{"新建5―10家", "5―10家=5-10 家"},
		{"新建5-10家", "5-10家=5-10 家"},
		{"新建5~10家", "5~10家=5-10 家"},
		{"总规模80亿至100亿的母基金", "80亿至100亿=80-100 亿"},
		{"8000万至1亿元", "8000万至1亿元=0.8-1 亿元"},
		{"3%到5%", "3%到5%=3-5 %"},
		{"从30个到50个", "30个=30 个; 50个=50 个"},
		{"增幅分别居全省第5和第7位", "第5=5 位; 第7位=7 位"},
		{"三次产业结构16.4∶40.2∶43.4", "16.4=16.4; 40.2=40.2; 43.4=43.4"},
		{"分别增长20、30和40亿元", "20=20 亿元; 30=30 亿元; 40亿元=40 亿元"},
		{"全国第一，居全省前3位", "第一=1 位; 3位=3 位 at-most"},
	})
}

func TestBounds(t *testing.T) {
	check(t, [][2]string{
		{"不低于2000家", "2000家=2000 家 at-least"},
		{"不超过12个月", "12个月=12 个月 at-most"},
		{"不高于63%", "63%=63 % at-most"},
		{"低于104亩", "104亩=104 亩 below"},
		{"控制在3%以内", "3%=3 % at-most"},
		{"10%左右", "10%=10 % about"},
		{"超过20亿元", "20亿元=20 亿元 above"},
		{"约6000户，近100户", "6000户=6000 户 about; 100户=100 户 about"},
		{"节约2亿元", "2亿元=2 亿元"},
		{"高于全省平均水平1.6个百分点", "1.6个百分点=1.6 个百分点"},
		{"300多万人", "300多万人=300 万人 above"},
		{"不低于每年5亿元", "5亿元=5 亿元 at-least"},
	})
}

func TestNumbersThatCountNothing(t *testing.T) {
	for _, text := range []string{
		"S213黄河大桥段", "G310南移", "奇瑞K60新车型", "PM2.5", "5G基站", "GB/T7714", "350M", "3D打印", "4A级景区", "7×24小时", "“1+8”一体化", "“6+6”示范街", "310国道",
		"2017年", "2017年2月6日", "今年至2020年", "（2017―2020）", "2017-2020年", "1-9月", "2月份", "6日", "21世纪", "20世纪90年代", "一九七八年", "9时30分",
		"十三五", "“十四五”规划", "第十四届人民代表大会", "第一批", "第七次荣获", "一是", "二是", "十九大", "十八届三中、四中全会", "第三产业", "三次产业", "一二三产融合",
		"三大攻坚战", "国有企业三项制度改革", "四个开封", "“双50”企业", "960非遗文创园", "“1234”总体思路", "“532”工程", "重点项目“5412”工程", "“五证合一”", "六项机制", "五个不变", "一渠六河", "两学一做", "一带一路",
		"中央八项规定", "省委20条意见", "“80条”基本落地", "三个代表", "四人帮", "一家人", "一元化领导", "四处奔走", "两个关键", "五个方面的工作",
		"过去五年", "三年行动计划", "今后5年", "几十个", "三五年", "两、三年", "十分重要", "千方百计", "万众一心", "百花齐放", "危机四伏", "万亩良田",
		"12345热线", "国发〔2016〕33号", "1．抓投资", "[12]", "（1）", "五千亿级产业链", "放在第一位",
	} {
		if got := show(quantity.Scan(text)); got != "" {
			t.Errorf("%s: got %s, want nothing", text, got)
		}
	}
}

func TestBaseValuesAreExact(t *testing.T) {
	for _, c := range []struct {
		text  string
		value float64
		unit  string
	}{
		{"1748亿元", 174800000000, "元"}, {"113.2亿元", 11320000000, "元"}, {"2.46万人", 24600, "人"}, {"77公里", 77000, "米"}, {"19.94平方公里", 19940000, "平方米"},
		{"5千万元", 50000000, "元"}, {"1.42万亿美元", 1420000000000, "美元"}, {"500公斤", 0.5, "吨"}, {"0.1毫克/立方米", 100, "微克/立方米"},
	} {
		qs := quantity.Scan(c.text)
		if len(qs) != 1 || qs[0].BaseValue != c.value || qs[0].BaseUnit != c.unit {
			t.Errorf("%s: got %+v, want %v %s", c.text, qs, c.value, c.unit)
		}
	}
}

func TestLookupKnowsUnitsAsPrinted(t *testing.T) {
	for _, unit := range []string{"亿元", "万人次", "元/月", "微克/立方米", "个百分点", "千瓦", "万千瓦", "位", "万", "%", "套", "蒸吨/时", "万亿美元"} {
		if _, ok := quantity.Lookup(unit); !ok {
			t.Errorf("%q is not known", unit)
		}
	}
	for _, unit := range []string{"", "元吨", "亿无", "公里/梨", "大领域"} {
		if u, ok := quantity.Lookup(unit); ok {
			t.Errorf("%q is known as %+v", unit, u)
		}
	}
}

func TestUnitsAreEachPrintedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, u := range quantity.Units() {
		if seen[u.Name] {
			t.Errorf("%q stands twice in the table", u.Name)
		}
		seen[u.Name] = true
		if u.Base == "" || u.Kind == "" {
			t.Errorf("%q has no base or kind", u.Name)
		}
	}
}

// hostile texts are cheap to write and dear to a careless reader.
var hostile = []string{"1", "1、", "第1和", "1:", "1-", "一", "“", "（1", "1亿", "百分之", "2017年", "1万至", "三分之", "1 ", "1/", "A1", "十", "1家"}

// BenchmarkHostileTexts shows whether the time grows with the text only: all go through a like number of bytes a second, or more.
func BenchmarkHostileTexts(b *testing.B) {
	for _, h := range hostile {
		text := strings.Repeat(h, 200_000/len(h))
		b.Run(h, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				quantity.Scan(text)
			}
		})
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range append(slices.Clone(hostile), "1748亿元", "80亿至100亿", "16.4∶40.2∶43.4", "百分之四到五", "-3.2%", "第2和第3位", "十四亿零六百万", "1e400", strings.Repeat("9", 400)+"元") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, q := range quantity.Scan(text) {
			if q.Start < last || q.End <= q.Start || q.End > len(text) || q.Surface != text[q.Start:q.End] {
				t.Fatalf("%q: %+v does not stand behind %d", text, q, last)
			}
			if math.IsInf(q.BaseValue, 0) || math.IsNaN(q.BaseValue) {
				t.Fatalf("%q: %v", text, q.BaseValue)
			}
			last = q.End
		}
	})
}
