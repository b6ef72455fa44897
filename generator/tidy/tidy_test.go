package tidy

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/markdown"
)

const untidy = "\ufeff\n\n# 文件头\r\n\n\n\n  title='报告'#不空格\nweight   =   3   \n" +
	"list = [ 'a','b' ,]\nlong=[1,# 一\n  # 二之前\n2\n, # 二之后\n\n 3 ]\nempty = [\n]\ninline={a=1,  b = [ 1 ]}\n" +
	"text = \"\"\"第一行  \n  # 不是注释 [x]\n\"\"\"\n# 属于下表\n[[ term ]] # 表\nid = \"x\"\n\n\n  # 单独\n\n\"引 号\" . b = 1979-05-27 07:32:00\n[other.'x y']\n"

const tidied = `# 文件头

title = '报告' #不空格
weight = 3
list = ['a', 'b']
long = [
  1, # 一
  # 二之前
  2,
  # 二之后
  3,
]
empty = [
]
inline = { a = 1, b = [1] }
text = """第一行  
  # 不是注释 [x]
"""

# 属于下表
[[term]] # 表
id = "x"

# 单独

"引 号".b = 1979-05-27 07:32:00

[other.'x y']
`

func TestTOMLIsTidiedAndKeepsItsComments(t *testing.T) {
	if got := TOML(untidy); got != tidied {
		t.Errorf("got:\n%s\nwant:\n%s", got, tidied)
	}
}

func TestAPartIsTidied(t *testing.T) {
	var problems diag.List
	f := &diag.File{Path: "content/2020/1/1.md", Text: "+++\r\ntitle='甲'\r\nform   = \"run-in\"\r\n+++\r\n一段&amp;。\r\n\r\n\r\n\r\n##   抓投资   {#c1-s1-t1 .run-in}\r\n\r\n二段。"}
	got, ok := File(f, false, markdown.NewParser(), &problems)
	want := "+++\ntitle = '甲'\nform = \"run-in\"\n+++\n\n一段\\&。\n\n## 抓投资 {#c1-s1-t1 .run-in}\n\n二段。\n"
	if !ok || got != want {
		t.Errorf("%v\ngot:\n%s\nwant:\n%s", problems.Problems(), got, want)
	}
}

func TestAFreePageKeepsItsMarkdown(t *testing.T) {
	var problems diag.List
	f := &diag.File{Path: "content/about.md", Text: "+++\ntitle = '甲'\n+++\n\n\n*  甲  \n   乙\n\n\n```\n\n\n```\n\n"}
	got, ok := File(f, true, markdown.NewParser(), &problems)
	want := "+++\ntitle = '甲'\n+++\n\n*  甲  \n   乙\n\n\n```\n\n\n```\n"
	if !ok || got != want {
		t.Errorf("%v\ngot:\n%q\nwant:\n%q", problems.Problems(), got, want)
	}
}

// TestCommittedFilesAreTidy holds the project's own content to the form.
func TestCommittedFilesAreTidy(t *testing.T) {
	parser := markdown.NewParser()
	n := 0
	err := filepath.WalkDir("../../content", func(name string, d os.DirEntry, err error) error {
		if ext := filepath.Ext(name); err != nil || d.IsDir() || ext != ".toml" && ext != ".md" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		n++
		var problems diag.List
		got, ok := File(&diag.File{Path: name, Text: string(data)}, filepath.Base(filepath.Dir(name)) == content.Root, parser, &problems)
		if !ok || got != string(data) {
			t.Errorf("%s is not tidy: %v", name, problems.Problems())
		}
		return nil
	})
	if err != nil || n == 0 {
		t.Fatalf("%d files, %v", n, err)
	}
}

// comments finds the comments of a valid document without the writer's own reading of it.
func comments(text string) []string {
	var found []string
	mark := ""
	for i := 0; i < len(text); {
		rest := text[i:]
		switch {
		case mark != "" && mark[0] == '"' && rest[0] == '\\' && len(rest) > 1:
			i += 2
		case mark != "" && strings.HasPrefix(rest, mark):
			i += len(mark)
			for n := 0; len(mark) == 3 && n < 2 && i < len(text) && text[i] == mark[0]; n++ {
				i++
			}
			mark = ""
		case mark != "":
			i++
		case strings.HasPrefix(rest, `"""`), strings.HasPrefix(rest, "'''"):
			mark = rest[:3]
			i += 3
		case rest[0] == '"' || rest[0] == '\'':
			mark = rest[:1]
			i++
		case rest[0] == '#':
			line, _, _ := strings.Cut(rest, "\n")
			found = append(found, strings.TrimRight(line, " \t\r"))
			i += len(line)
		default:
			i++
		}
	}
	return found
}

// sayings is what a document says, with types, in an order that is always the same.
func sayings(text string) (string, error) {
	var v any
	_, err := toml.Decode(text, &v)
	return fmt.Sprintf("%#v", v), err
}

// FuzzTOML holds the laws of tidying over all valid documents: it says the same, every comment is kept in its order, and tidying again
// changes nothing.
func FuzzTOML(f *testing.F) {
	f.Add(untidy)
	f.Add(tidied)
	f.Add("a=[[1,2],[{b=1}]]\n[[x]]\n[x.y]\n")
	f.Add("a = [\n {b = 1}, # c\n [\n1]\n]")
	f.Add("a = {b = [\n1 # c\n]}")
	f.Add("a = ''''x''''\nb=\"\"\"\\\"\"\"\"\"\nc = nan")
	files, _ := filepath.Glob("../../content/2017/*.toml")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data[:min(len(data), 3000)]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip() // refused when it is read; the library takes marks of UTF-16 for nothing
		}
		before, err := sayings(text)
		if err != nil {
			t.Skip()
		}
		once := TOML(text)
		after, err := sayings(once)
		if err != nil || before != after {
			t.Fatalf("%q became %q, which says %s and not %s: %v", text, once, after, before, err)
		}
		if a, b := comments(text), comments(once); strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Fatalf("%q became %q: the comments are %q, were %q", text, once, b, a)
		}
		if twice := TOML(once); twice != once {
			t.Fatalf("%q became %q, then %q", text, once, twice)
		}
	})
}

// FuzzPage holds the same laws over Markdown files, parts of reports and free pages: what is right is written so that it says the same (else File
// panics) and keeps the comments of its front matter, and tidying again changes nothing.
func FuzzPage(f *testing.F) {
	f.Add("+++\ntitle = '甲' # 注\n+++\n\n一段&amp;。\n\n\n##   抓投资   {#c1-s1-t1 .run-in}\n\n二段。", false)
	f.Add("+++\n# 只有注释\n+++\n*  甲  \n   乙\n\n\n```\n\n```\n\n", true)
	for _, name := range []string{"../../content/2017/3/1.md", "../../content/2017/_index.md", "../../content/about.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data[:strings.LastIndex(string(data[:min(len(data), 3000)]), "\n")+1]), name == "../../content/about.md")
	}
	parser := markdown.NewParser()
	f.Fuzz(func(t *testing.T, text string, free bool) {
		if !utf8.ValidString(text) {
			t.Skip() // refused when it is read
		}
		var problems diag.List
		file := &diag.File{Path: "content/2020/1/1.md", Text: text}
		once, ok := File(file, free, parser, &problems)
		if !ok {
			return
		}
		twice, ok := File(&diag.File{Path: file.Path, Text: once}, free, parser, &problems)
		if !ok || twice != once {
			t.Fatalf("%q became %q, then %q: %v", text, once, twice, problems.Problems())
		}
		front := func(s string) string {
			unix := &diag.File{Path: file.Path, Text: strings.ReplaceAll(s, "\r\n", "\n")}
			span, _, _ := content.FrontMatter(unix, &diag.List{})
			return unix.Text[span.Start:span.End]
		}
		if a, b := comments(front(text)), comments(front(once)); strings.Join(a, "\n") != strings.Join(b, "\n") {
			t.Fatalf("%q became %q: the comments are %q, were %q", text, once, b, a)
		}
	})
}
