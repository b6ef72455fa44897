package source

import (
	"strings"
	"testing"
)

const published = "一、2016年工作回顾侯卫东官场笔记\n自助购买"

func at(words, corrected string) Change {
	i := strings.Index(published, words)
	return Change{i, i + len(words), words, corrected}
}

func TestErrataApplyAndUndo(t *testing.T) {
	insertion := at("\n自助", "")
	insertion = Change{insertion.Start, insertion.Start, "", "（全文）"}
	for want, changes := range map[string][]Change{
		published: nil,
		"一、2016年工作回顾\n自助购买":            {at("侯卫东官场笔记", "")},
		"一、2016年工作回顾\n自主购买":            {at("助", "主"), at("侯卫东官场笔记", "")},
		"一、2016年工作回顾侯卫东官场笔记（全文）\n自助购买": {insertion},
		"一、2016年工作回顾（全文）\n自助购买":        {insertion, at("侯卫东官场笔记", "")},
		"一、2016年工作回顾侯卫东官场笔记（全文）自助购买":   {at("\n", ""), insertion},
		"二、":             {{0, len(published), published, "二、"}},
		"前言" + published: {{0, 0, "", "前言"}},
	} {
		corrected, err := Apply(published, changes)
		if err != nil || corrected != want {
			t.Errorf("%v: %q, %v, want %q", changes, corrected, err, want)
		}
		if back, err := Undo(corrected, changes); err != nil || back != published {
			t.Errorf("%v: back to %q, %v", changes, back, err)
		}
	}
}

func TestErrataThatDoNotFitAreRefused(t *testing.T) {
	for want, changes := range map[string][]Change{
		`published text has "一" at byte 0, not "二"`:                        {{0, 3, "二", "三"}},
		`published text ends at byte 59, before "买。" at byte 55`:           {{55, 61, "买。", "买"}},
		`published text ends at byte 59, before "" at byte 99`:             {{99, 99, "", "买"}},
		`bytes 0 to 6 cannot hold the published "一"`:                       {{0, 6, "一", "三"}},
		`bytes -3 to 0 cannot hold the published "一"`:                      {{-3, 0, "一", "三"}},
		`two changes overlap at byte 3: "一、" and "、"`:                      {{3, 6, "、", "."}, {0, 6, "一、", ""}},
		`two changes overlap at byte 0: "" and ""`:                         {{0, 0, "", "甲"}, {0, 0, "", "乙"}},
		`a change at byte 1 of the published text cuts a character in two`: {{1, 1, "", "甲"}},
		`the correction "\xe4" at byte 0 is not UTF-8`:                     {{0, 3, "一", "\xe4"}},
	} {
		if got, err := Apply(published, changes); err == nil || err.Error() != want || got != "" {
			t.Errorf("%v: %q, %v, want %s", changes, got, err, want)
		}
	}
}

func TestUndoFindsTextThatWasEdited(t *testing.T) {
	_, err := Undo("一、2016年工作总结\n自助购买", []Change{at("侯卫东官场笔记", ""), at("助", "主")})
	if want := `corrected text has "助" at byte 29, not "主"`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func FuzzUndoTakesBackApply(f *testing.F) {
	f.Add(published, 24, 21, "", 3, 3, "2017")
	f.Add("abc", 0, 0, "x", 0, 1, "y")
	f.Fuzz(func(t *testing.T, text string, start1, length1 int, to1 string, start2, length2 int, to2 string) {
		var changes []Change
		for _, c := range []Change{{start1, start1 + length1, "", to1}, {start2, start2 + length2, "", to2}} {
			if c.Start >= 0 && c.End >= c.Start && c.End <= len(text) {
				c.Published = text[c.Start:c.End]
			}
			changes = append(changes, c)
		}
		corrected, err := Apply(text, changes)
		if err != nil {
			return
		}
		if back, err := Undo(corrected, changes); err != nil || back != text {
			t.Errorf("%q with %v is %q, undone %q: %v", text, changes, corrected, back, err)
		}
	})
}
