package diag

import (
	"reflect"
	"strings"
	"testing"

	"baogao/generator/packed"
)

// TestKeptProblemsSayTheSame, in every language, after bytes have held them.
func TestKeptProblemsSayTheSame(t *testing.T) {
	var list List
	f, other := &File{"a.toml", "one\ntwo = \"词\"\n"}, &File{"b.md", "原文\n"}
	list.Warnf(f, Span{4, 7}, "figure %q: %s", "gdp", Say("the report has no date")).SetHelp("add it").See(other, Span{0, 6}, "by this one")
	list.Warnf(f, Span{}, "%s", Series{Count(2, "error"), Count(1, "warning")})
	list.Errorf(&File{Path: "c.toml"}, Span{}, "100%% of %d", 7)
	kept := Keep(list.Problems())
	if len(kept.Files) != 3 || kept.Size() < len(f.Text)+len(other.Text) {
		t.Errorf("%d files, %d bytes", len(kept.Files), kept.Size())
	}
	var back Kept
	if err := packed.Read(string(packed.Append(nil, kept)), &back); err != nil {
		t.Fatal(err)
	}
	said := func(problems []*Problem, l Language) string {
		var b strings.Builder
		for _, p := range problems {
			b.WriteString(p.In(l).String() + "\n" + p.Message + "\n" + p.Help + "\n" + p.Severity.String() + "\n")
		}
		return b.String()
	}
	for _, l := range []Language{English, Chinese} {
		if got, want := said(back.Problems(), l), said(list.Problems(), l); got != want {
			t.Errorf("kept:\n%s\nsaid:\n%s", got, want)
		}
	}
	if again := Keep(back.Problems()); !reflect.DeepEqual(again, back) {
		t.Errorf("kept twice: %+v, once: %+v", again, back)
	}
}
