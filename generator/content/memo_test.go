package content

import (
	"fmt"
	"reflect"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
	"baogao/generator/markdown"
)

// TestAMemoGivesWhatTheFilesSay: loaded with a memo, again and after changes, a report is what it is without; and what one reader changes no other sees.
func TestAMemoGivesWhatTheFilesSay(t *testing.T) {
	files := whole(t)
	parser := markdown.NewParser()
	var memo Memo
	load := func(what string) *Report {
		t.Helper()
		var fine, found diag.List
		want := Load(files, "2020", parser, &fine)
		got := memo.Load(files, "2020", parser, &found)
		if !reflect.DeepEqual(got, want) || fmt.Sprint(found.Problems()) != fmt.Sprint(fine.Problems()) {
			t.Errorf("%s, a memo gives another report: %v", what, found.Problems())
		}
		return got
	}
	first := load("at first")
	if len(first.Terms) == 0 || len(first.Errata) == 0 || len(first.Commitments) == 0 {
		t.Fatal("the report of this test has too little")
	}
	first.Terms[0].Name, first.Terms[0].Aliases = "altered", append(first.Terms[0].Aliases[:0], "altered")
	first.Commitments[0].Evidence = append(first.Commitments[0].Evidence[:0], Evidence{Quote: "altered"})
	load("after its reader changed what it got")
	for _, change := range []string{"# a remark\n", "unknown_key = 1\n", ""} {
		name := "content/2020/terms.toml"
		was := files[name]
		files[name] = &fstest.MapFile{Data: append([]byte(change), was.Data...)}
		load(fmt.Sprintf("with %q before its terms", change))
		load(fmt.Sprintf("with %q before its terms, again", change))
		files[name] = was
	}
}
