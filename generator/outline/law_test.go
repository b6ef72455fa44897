package outline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf8"

	"baogao/generator/outline"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const (
	reportsFolder = "../../../shared/reports"
	kaifengFile   = "../../../shared/report/kaifeng-2017.txt"
)

// covered is every span of the report's own text, in the order in which its parts are read.
func covered(o *outline.Outline) []outline.Span {
	var all []outline.Span
	blocks := func(bs []outline.Block) {
		for _, b := range bs {
			all = append(all, b.Parts...)
		}
	}
	var divisions func(ds []outline.Division)
	divisions = func(ds []outline.Division) {
		for _, d := range ds {
			all = append(all, d.Parts...)
			blocks(d.Intro)
			divisions(d.Sections)
			blocks(d.Closing)
		}
	}
	blocks(o.Masthead)
	blocks(o.Lead)
	divisions(o.Chapters)
	blocks(o.Closing)
	for _, a := range o.Annexes {
		all = append(all, a.Parts...)
		blocks(a.Body)
	}
	all = append(all, o.GlossaryHeading...)
	for _, n := range o.Glossary {
		all = append(all, n.Parts...)
	}
	return all
}

// tiles reports where the outline breaks the law of the package: spans overlap, leave text uncovered, or do not come in
// reading order.
func tiles(o *outline.Outline) error {
	spans := covered(o)
	if !sort.SliceIsSorted(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start }) {
		return fmt.Errorf("the parts of %v are not in reading order", o)
	}
	for _, n := range o.Noise {
		spans = append(spans, n.Span)
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	at := 0
	for _, s := range append(spans, outline.Span{Start: len(o.Text), End: len(o.Text)}) {
		if s.Start < at || s.End < s.Start {
			return fmt.Errorf("span %v overlaps what ends at %d", s, at)
		}
		if left := unlaid(o.Text[at:s.Start]); left != "" {
			return fmt.Errorf("text %q before %v is in no block", left, s)
		}
		if s.End > s.Start && unlaid(o.Text[s.Start:s.End]) == "" {
			return fmt.Errorf("span %v holds no text", s)
		}
		at = s.End
	}
	return nil
}

// unlaid is s without layout.
func unlaid(s string) string {
	if outline.OnlyLayout(s) {
		return ""
	}
	return s
}

// readReport decodes a report of the collection as published: UTF-8 with or without a mark, else GB18030.
func readReport(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the collection of reports is not here: %v", err)
	}
	if !utf8.Valid(b) {
		if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	}
	return strings.TrimPrefix(string(b), "\ufeff")
}

func TestDivisionsTileEveryReport(t *testing.T) {
	files, _ := filepath.Glob(reportsFolder + "/*.txt")
	if len(files) == 0 {
		t.Skip("the collection of reports is not here")
	}
	for _, f := range append(files, kaifengFile) {
		if err := tiles(outline.Parse(readReport(t, f))); err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "一", "（一）\n", "各位代表：\r\n一、回顾\r\n（一）稳增长。增长8％。\\r\\n&nbsp;二、任务\n",
		"政府工作报\n告\n各位代表，现在报告\n一\n、回顾\n第 四，\n抓\n",
		"2023年工作回顾\n过去一年。\n2024年主要任务\n一、抓工业\n二、抓农业\n附件1\n十件实事\n一、路\n名词解释\n1.放管服：简政。\n2\n",
		"（《\n》）\n，，\n《\n“\n分享到：\nQQ空间\n", "\ufeff\u200b一、\u200b\n\xff\xfe（\xe4", "&nbsp;&nbs\np;&nbsp;", "一、甲<br/>（一）乙。\\n丙\f丁\u2028戊&emsp;己<br",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o := outline.Parse(text)
		if err := tiles(o); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
		o.Tree()
	})
}

// FuzzParseWith holds the same law whatever an editor declares. Each pair of bytes of said is an override: its kind and length, and how
// far below the one before it stands.
func FuzzParseWith(f *testing.F) {
	text := "某县政府工作报告\n王五\n各位代表：\n请审议。\n一、回顾\n（一）稳增长。增长8％。\n二、任务\n抓\n\n落实。\n各位代表！\n附件1\n十件实事\n名词解释\n1.放管服：简政。\n分享到：\n微信\n"
	for _, said := range []string{"", "\x00\x05", "\x07\x03\x08\x03\x19\x02", "\x16\x01\x25\x02\x31\x01\x48\x03\x29\x02", "\x43\x04\x02\x02\x34\x03"} {
		f.Add(text, said)
	}
	f.Fuzz(func(t *testing.T, text, said string) {
		var overrides []outline.Override
		line := 0
		for i := 0; i+1 < len(said); i += 2 {
			line += 1 + int(said[i+1]%32)
			overrides = append(overrides, outline.Override{Line: line, To: line + int(said[i]>>4)%4, As: outline.AllAs[int(said[i]&15)%len(outline.AllAs)]})
		}
		o := outline.ParseWith(text, overrides)
		if err := tiles(o); err != nil {
			t.Fatalf("%v in %q with %v", err, text, overrides)
		}
		o.Tree()
	})
}
