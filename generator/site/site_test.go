package site

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func cut(text string) []string {
	var out []string
	for _, s := range sentences(text) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestSentencesEndBehindTheirClosingMarks(t *testing.T) {
	for text, want := range map[string][]string{
		"生产总值增长8.5%。财政收入增长10%左右！": {"生产总值增长8.5%。", "财政收入增长10%左右！"},
		"“天上不会掉馅饼。”推动发展要敢干事。":     {"“天上不会掉馅饼。”", "推动发展要敢干事。"},
		"（见附件。）完":      {"（见附件。）", "完"},
		"各位代表！！":       {"各位代表！！"},
		"没有句号":         {"没有句号"},
		"":             nil,
		"发展什么？怎样发展？":   {"发展什么？", "怎样发展？"},
		"一是稳；二是快；三是好。": {"一是稳；二是快；三是好。"},
		"增速为8.5%，PM2.5浓度72微克/立方米。好转。": {"增速为8.5%，PM2.5浓度72微克/立方米。", "好转。"},
	} {
		if got := cut(text); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzSentencesTileTheText(f *testing.F) {
	f.Add("一句。两句！“三句。”四")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		if got := strings.Join(cut(text), ""); got != text {
			t.Fatalf("%q became %q", text, got)
		}
		at := 0
		found := items(text, sentences(text))
		for _, it := range found {
			if it.Start < at || it.End <= it.Start || it.End > len(text) {
				t.Fatalf("%q: item %+v after %d", text, it, at)
			}
			at = it.End
		}
	})
}

func TestEnumerationsInProse(t *testing.T) {
	for text, want := range map[string][]string{
		// Entries of two sentences each: the last has two as well, and what follows is no entry.
		"问题：一是总量小。基础弱。二是结构不优。层次不高。对此，我们一定解决。": {"一是总量小。基础弱。", "二是结构不优。层次不高。"},
		// Entries that are clauses end with the sentence.
		"处理好关系。一是稳与快；二是质与量；三是新与旧。另起一句。": {"一是稳与快；", "二是质与量；", "三是新与旧。"},
		// Two enumerations in one paragraph.
		"坚持：一是甲；二是乙。实现：一是丙；二是丁。": {"一是甲；", "二是乙。", "一是丙；", "二是丁。"},
		// One entry is no enumeration, nor is a run with a gap, nor 一是 inside a clause.
		"一是稳。":         nil,
		"一是稳。三是快。":     nil,
		"统一是大势，不二是正道。": nil,
		"这一是二非的事。一是一。": nil,
	} {
		var got []string
		for _, it := range items(text, sentences(text)) {
			got = append(got, text[it.Start:it.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
