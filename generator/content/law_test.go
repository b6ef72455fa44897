package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"baogao/generator/diag"
	"baogao/generator/markdown"
	"baogao/generator/outline"
	"baogao/generator/source"
)

// imported takes a text through import's whole way and back: outline, draft, files, loading, plain text.
func imported(t *testing.T, parser *markdown.Parser, text string) string {
	t.Helper()
	draft := Draft("2020", &source.Received{Name: "x.txt", Format: "text", Encoding: "utf-8", Copies: 1}, outline.Parse(text))
	if s, err := draft.PlainText(); err != nil || s != text {
		t.Fatalf("the draft of %q gives %q: %v", text, s, err)
	}
	project := fstest.MapFS{}
	for _, f := range Format(draft) {
		project["content/2020/"+f.Path] = &fstest.MapFile{Data: f.Data}
	}
	var problems diag.List
	r := Load(project, "2020", parser, &problems)
	if problems.Errors() > 0 {
		t.Fatalf("%q does not load: %s", text, screen(&problems))
	}
	s, err := r.PlainText()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// FuzzImportLosesNothing holds law 1: import ∘ plain text is the identity, for whatever text.
func FuzzImportLosesNothing(f *testing.F) {
	for _, s := range []string{
		"2020年某市政府工作报告\n各位代表：\n一、回顾\n（一）增长。生产总值增长8%。教育提高。新建学校。改建学校。\n二、安排\n各位代表！\n",
		"\r\n　　一、 回 顾 \r\n\r\n　　（一）*增长*\r\n  - 一是\r\n",
		"&nbsp;一、回顾\u200b\n[1] 名词：解释\n", "+++\n# x\n", "各位代表：\\r\\n一、回顾\\r\\n", "\x01\x02", "一、\n回顾\n", "\u00a0", "注释：\n1. 放管服：简政放权。",
	} {
		f.Add(s)
	}
	parser := markdown.NewParser()
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			t.Skip() // source refuses both
		}
		if got := imported(t, parser, text); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

func TestRealReportsComeBackByteForByte(t *testing.T) {
	names, _ := filepath.Glob("../../../shared/reports/*.txt")
	if len(names) == 0 {
		t.Skip("../shared/reports is not there: the real reports were not tried")
	}
	parser := markdown.NewParser()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var problems diag.List
		received := source.Read(name, data, &problems)
		if received == nil {
			t.Errorf("%s cannot be read: %s", name, screen(&problems))
			continue
		}
		if got := imported(t, parser, received.Text); got != received.Text {
			t.Errorf("%s did not come back", filepath.Base(name))
		}
	}
}

// FuzzErrata holds Undo(Apply(s)) == s.
func FuzzErrata(f *testing.F) {
	f.Add("一、2016年工作回顾侯卫东官场笔记", 11, 7, "")
	f.Add("增长8.5%。", 2, 3, "9.25")
	f.Fuzz(func(t *testing.T, published string, at, n int, corrected string) {
		runes := []rune(published)
		if !utf8.ValidString(published) || !utf8.ValidString(corrected) || at < 0 || n < 0 || at > len(runes) || n > len(runes)-at {
			t.Skip()
		}
		errata := []Erratum{{ID: "e1", At: at, Published: string(runes[at : at+n]), Corrected: corrected}}
		changed, err := Apply(published, errata)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := Undo(changed, errata); err != nil || back != published {
			t.Fatalf("%q became %q, and back %q: %v", published, changed, back, err)
		}
	})
}
