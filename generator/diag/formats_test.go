package diag

import (
	"strings"
	"testing"
)

func TestFormats(t *testing.T) {
	var list List
	f, s := in("a,b.toml", "title = \"报告\"\n", "报告")
	list.Errorf(f, s, "%q is 100%% wrong", "报告").See(f, Span{0, 5}, "the key").SetHelp("write\nanother")
	list.Warnf(&File{Path: "c.txt"}, Span{}, "the file is empty")
	for format, want := range map[string]string{
		"text": `a,b.toml:1:10: error: "报告" is 100% wrong
     1 | title = "报告"
       |          ^^^^
  a,b.toml:1:1: the key
     1 | title = "报告"
       | ^^^^^
  help: write
        another
c.txt: warning: the file is empty
`,
		"json": `{
  "problems": [
    {
      "severity": "error",
      "path": "a,b.toml",
      "line": 1,
      "column": 10,
      "endLine": 1,
      "endColumn": 12,
      "message": "\"报告\" is 100% wrong",
      "help": "write\nanother",
      "related": [
        {
          "path": "a,b.toml",
          "line": 1,
          "column": 1,
          "endLine": 1,
          "endColumn": 6,
          "message": "the key"
        }
      ]
    },
    {
      "severity": "warning",
      "path": "c.txt",
      "message": "the file is empty"
    }
  ]
}
`,
		"github": `::error file=a%2Cb.toml,line=1,col=10,endLine=1,endColumn=12::"报告" is 100%25 wrong%0Ahelp: write%0Aanother
::warning file=c.txt::the file is empty
`,
	} {
		var b strings.Builder
		if err := list.Write(&b, format, English); err != nil || b.String() != want {
			t.Errorf("%s (%v): got\n%s\nwant\n%s", format, err, b.String(), want)
		}
	}
}

func TestNoProblemsIsAnEmptyListInJSON(t *testing.T) {
	var b strings.Builder
	if err := new(List).Write(&b, "json", English); err != nil || b.String() != "{\n  \"problems\": []\n}\n" {
		t.Errorf("%v, %q", err, b.String())
	}
}
