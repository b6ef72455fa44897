package outline_test

import (
	"testing"

	"baogao/generator/outline"
)

func TestYearIsThatOfTheDateElseOfWhatTheHeadingsSay(t *testing.T) {
	for text, want := range map[string]int{
		"政府工作报告\n2017年2月6日在某市第十四届人民代表大会第四次会议上\n各位代表：\n一、2015年工作回顾\n去年很好。": 2017,
		"二〇一八年某市政府工作报告\n各位代表：\n现在报告工作。":                                   2018,
		"各位代表：\n现在报告工作。\n一、2021年工作回顾\n去年很好。\n二、今年任务\n今年会更好。":              2022,
		"各位代表：\n现在报告工作。\n一、过去五年的工作\n去年很好。\n二、二〇一三年主要任务\n今年会更好。":           2013,
		"各位代表：\n现在报告工作，2021年很好。":                                          0,
	} {
		if got := outline.Parse(text).Year(); got != want {
			t.Errorf("the year of %q is %d, want %d", text, got, want)
		}
	}
}
