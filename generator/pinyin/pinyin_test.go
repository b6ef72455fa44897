package pinyin

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	library "github.com/mozillazg/go-pinyin"
)

func TestPolyphonesAreReadByTheirWords(t *testing.T) {
	for text, want := range map[string]string{
		"重点":        "zhòng diǎn",
		"重建重要道路":    "chóng jiàn zhòng yào dào lù",
		"双重困难与重重压力": "shuāng chóng kùn nán yǔ chóng chóng yā lì",
		"行政审批、银行行业": "xíng zhèng shěn pī yín háng háng yè",
		"太行山":       "tài háng shān",
		"推行业务":      "tuī xíng yè wù",
		"市长、增长、长期、河长制、长江": "shì zhǎng zēng zhǎng cháng qī hé zhǎng zhì cháng jiāng",
		"国家长期支持":          "guó jiā cháng qī zhī chí",
		"供给侧结构性改革":        "gōng jǐ cè jié gòu xìng gǎi gé",
		"调结构、总基调、宏观调控":    "tiáo jié gòu zǒng jī diào hóng guān tiáo kòng",
		"着力":              "zhuó lì",
		"都市、宋都古城、首都":      "dū shì sòng dū gǔ chéng shǒu dū",
		"率先":              "shuài xiān",
		"入学率":             "rù xué lǜ",
		"涡河、中牟、尉氏":        "guō hé zhōng mù wèi shì",
		"大相国寺":            "dà xiàng guó sì",
		"音乐":              "yīn yuè",
		"会计":              "kuài jì",
		"项目的实施":           "xiàng mù de shí shī",
		"一带一路":            "yī dài yī lù",
		"中国（河南）自由贸易试验区开封片区2017": "zhōng guó hé nán zì yóu mào yì shì yàn qū kāi fēng piàn qū",
		"": "",
	} {
		if got := strings.Join(Of(text), " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestSyllablesStandAtTheirCharacters(t *testing.T) {
	text := "G310南移\n绿道"
	var got []string
	for _, s := range Syllables(text) {
		got = append(got, text[s.Start:s.End]+" "+s.Toned+" "+Plain(s.Toned))
	}
	if want := "南 nán nan|移 yí yi|绿 lǜ lv|道 dào dao"; strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNamesSortAsTheyAreRead(t *testing.T) {
	for name, want := range map[string]string{
		"“1234”总体思路":  "yi er san si zong ti si lu",
		"《中原城市群发展规划》": "zhong yuan cheng shi qun fa zhan gui hua",
		"PPP“开封模式”":   "ppp kai feng mo shi",
		"互联网+政务服务":    "hu lian wang zheng wu fu wu",
		"长垣路":         "chang yuan lu",
		"960非遗文创园":    "jiu liu ling fei yi wen chuang yuan",
		"——":          "",
	} {
		if got := Sort(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for key, want := range map[string]string{"zhong": "Z", "yi er": "Y", "": "#", "ppp": "P"} {
		if got := Initial(key); got != want {
			t.Errorf("%q stands under %s, want %s", key, got, want)
		}
	}
}

// Every line of the table has a character, a reading that the dictionary knows for it, and words with that character; no word is
// given two readings.
func TestThePolyphoneTableIsSound(t *testing.T) {
	type use struct{ char, word string }
	seen := map[use]string{}
	for i, line := range strings.Split(polyphones, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		r, size := utf8.DecodeRuneInString(fields[0])
		if size != len(fields[0]) || len(fields) < 2 {
			t.Errorf("line %d: want a character and a reading: %s", i+1, line)
			continue
		}
		known := strings.Split(library.PinyinDict[int(r)], ",")
		found := false
		for _, k := range known {
			found = found || k == fields[1]
		}
		if !found {
			t.Errorf("line %d: the dictionary has %s for %c, not %s", i+1, known, r, fields[1])
		}
		for _, w := range fields[2:] {
			if !strings.ContainsRune(w, r) {
				t.Errorf("line %d: %s is no word with %c", i+1, w, r)
			}
			u := use{fields[0], w}
			if was, ok := seen[u]; ok && was != fields[1] {
				t.Errorf("line %d: %s is read %s and %s", i+1, w, was, fields[1])
			}
			seen[u] = fields[1]
		}
	}
}

var update = flag.Bool("update", false, "write readings.txt anew from the dictionary")

// readings.txt is a line a syllable with all characters that have it as their first reading, both in order.
func TestReadingsAreTheDictionarys(t *testing.T) {
	characters := map[string][]rune{}
	for r, all := range library.PinyinDict {
		reading, _, _ := strings.Cut(all, ",")
		characters[reading] = append(characters[reading], rune(r))
	}
	var want strings.Builder
	for _, reading := range slices.Sorted(maps.Keys(characters)) {
		slices.Sort(characters[reading])
		want.WriteString(reading + " " + string(characters[reading]) + "\n")
	}
	if *update {
		if err := os.WriteFile("readings.txt", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if firsts != want.String() {
		t.Error("readings.txt is not the dictionary's: go test ./generator/pinyin -update")
	}
}

func TestPlainLeavesOnlyLetters(t *testing.T) {
	for _, all := range library.PinyinDict {
		for _, s := range strings.Split(all, ",") {
			if p := Plain(s); strings.Trim(p, "abcdefghijklmnopqrstuvwxyz") != "" {
				t.Errorf("%s is typed %q", s, p)
			}
		}
	}
}

func BenchmarkOf(b *testing.B) {
	text := strings.Repeat("推进供给侧结构性改革，加快产业转型升级，重点行业增长。", 800)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Of(text)
	}
}
