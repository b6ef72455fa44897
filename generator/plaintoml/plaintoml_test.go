package plaintoml_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"baogao/generator/content"
	"baogao/generator/diag"
	"baogao/generator/plaintoml"
)

// all has a field of each type that content files are read into.
type all struct {
	Text   string    `toml:"text"`
	Number int       `toml:"number"`
	Value  float64   `toml:"value"`
	Most   *float64  `toml:"most"`
	Draft  bool      `toml:"draft"`
	Day    time.Time `toml:"day"`
	Names  []string  `toml:"names"`
	Lines  [][2]int  `toml:"lines"`
	Side   side      `toml:"side"`
	Sides  []side    `toml:"sides"`
	List   []entry   `toml:"list"`
	Unread string    `toml:"-"`
	Hidden string
}

type side struct {
	Quote string `toml:"quote"`
	At    int    `toml:"at"`
}

type entry struct {
	ID     string  `toml:"id"`
	Before []side  `toml:"before"`
	Share  float64 `toml:"share"`
}

// plain are texts that are read.
var plain = []string{
	"",
	"\n# 注\n",
	"text = \"开封\"\nnumber = 12 # 十二\nvalue = 8.5\nmost = -3\ndraft = true\nday = 2017-02-22\n",
	"number = -7\nvalue = -0.50\ndraft=false",
	`text = "“一\"二\\三\n四\t五\r六\u3000七\U00020BB7"`,
	`text = ""`,
	"names = []\nlines = [[1, 2], [ 3,4 ,],]\n",
	"names = [\n  \"甲\", # 一\n  # 二\n  \"乙\",\n]\n",
	"side = { quote = \"a\", at = 3 }\nsides = [ {}, { at = 1 }, ]\n",
	"[side]\nquote = \"a\"\n\n[[list]]\nid = \"a\"\nshare = 1\n[[list.before]]\nat = 1\n[[list.before]]\nat = 2\n[[list]]\n[[list.before]]\n[[sides]]\nat = 1\n[[list]]\nid = \"c\"\n",
	"\tday = 2017-02-22\t\n  names = [ \"a\" ]  ",
}

// odd are texts that are left to the library, most of them wrong.
var odd = []string{
	"text = \"a\"\ntext = \"b\"\n", "text = 1\n", "number = \"1\"\n", "number = 1.0\n", "value = \"1\"\n", "names = [1]\n", "names = \"a\"\n", "draft = yes\n",
	"lines = [[1]]\n", "lines = [[1, 2, 3]]\n", "day = 2017-02-30\n", "day = 2017-02-22 10:00:00\n", "day = 2017-02-22T10:00:00Z\n", "number = 007\n", "number = +1\n",
	"number = 1_000\n", "value = 1e3\n", "value = inf\n", "value = .5\n", "value = 5.\n", "number = -0\n", "number = 9999999999999999\n", "number = 0x1f\n",
	"text = 'a'\n", "text = \"\"\"a\"\"\"\n", "text = \"a\nb\"\n", "text = \"a", "text = \"\\ud800\"\n", "text = \"\\q\"\n", "text = \"\\u12\"", "text = \"\\", "text = \"a\" b\n",
	"text \"a\"\n", "text = \n", "\"text\" = \"a\"\n", "side.at = 1\n", "strange = 1\n", "Text = \"a\"\n", "Hidden = \"a\"\n", "Unread = \"a\"\n", "- = 1\n", "text = \"a\"\r\n", "text = \"\x01\"\n", "# \x7f\n", "\ufefftext = \"a\"\n",
	"side = { at = 1, }\n", "side = { at = 1\n}\n", "side = { at = 1, at = 2 }\n", "side = { at = 1 }\n[side]\n", "[side]\n[side]\n", "[[side]]\n", "[sides]\n", "[list]\n", "[ side ]\n", "[[ list ]]\n",
	"[[list]\n", "[list]]\n", "[[list]]]\n", "[[list]] x\n", "[[list.before]]\n", "[[list]]\n[[sides]]\n[[list.before]]\n", "[[list]]\n[list.before]\n", "[[list]]\nbefore = []\n[[list.before]]\n", "[[list]]\n[[list.before.quote]]\n",
	"sides = []\n[[sides]]\n", "[[sides]]\n[[text]]\n", "[day]\n", "[[day]]\n", "[.side]\n", "[side.]\n", "[]\n", "names = [\"a\" \"b\"]\n", "names = [,]\n", "names = [\"a\",,]\n", "names = [", "draft = truex\n", "draft = tru", "d", "most = {}\n",
}

// agree reads a text as a type both ways.
func agree(t testing.TB, text string, kind reflect.Type) (read bool) {
	t.Helper()
	ours, theirs := reflect.New(kind), reflect.New(kind)
	if !plaintoml.Read(text, ours.Interface()) {
		if !ours.Elem().IsZero() {
			t.Errorf("%q as %v is not read, and leaves %+v", text, kind, ours.Elem())
		}
		return false
	}
	meta, err := toml.Decode(text, theirs.Interface())
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Fatalf("%q as %v is read as %+v; the library says %v, and does not know %v", text, kind, ours.Elem(), err, meta.Undecoded())
	}
	if !reflect.DeepEqual(ours.Interface(), theirs.Interface()) {
		t.Fatalf("%q as %v is read as\n%+v, by the library as\n%+v", text, kind, ours.Elem(), theirs.Elem())
	}
	return true
}

// kinds are the types that texts are read into.
func kinds() []reflect.Type {
	list := []reflect.Type{reflect.TypeFor[all](), reflect.TypeFor[map[string]string]()}
	for _, kind := range content.FileKinds() {
		list = append(list, reflect.TypeOf(kind.Zero))
	}
	return list
}

func TestReadsWhatIsPlain(t *testing.T) {
	for _, text := range plain {
		if !agree(t, text, reflect.TypeFor[all]()) {
			t.Errorf("%q is not read", text)
		}
	}
	for _, text := range odd {
		if agree(t, text, reflect.TypeFor[all]()) {
			t.Errorf("%q is read", text)
		}
	}
}

func TestWhatWasThereStays(t *testing.T) {
	was := all{Text: "甲", Names: []string{"乙"}, List: []entry{{ID: "丙"}}}
	v := was
	if !plaintoml.Read("number = 1", &v) || v.Text != "甲" || v.Number != 1 || len(v.List) != 1 {
		t.Errorf("what no key names became %+v", v)
	}
	if v = was; plaintoml.Read("number = 1\ntext = \"丁\"\nnames = [\"戊\"]\nodd = 1", &v) || !reflect.DeepEqual(v, was) {
		t.Errorf("what could not be read left %+v", v)
	}
	if v = was; plaintoml.Read("[[list]]\nid = \"丁\"", &v) || !reflect.DeepEqual(v, was) {
		t.Errorf("a list over another became %+v", v)
	}
	if v = was; plaintoml.Read("list = [{}]", &v) || !reflect.DeepEqual(v, was) {
		t.Errorf("an inline list over another became %+v", v)
	}
	texts := map[string]string{"a": "甲", "b": "乙"}
	if !plaintoml.Read("b = \"丙\"", &texts) || !reflect.DeepEqual(texts, map[string]string{"a": "甲", "b": "丙"}) {
		t.Errorf("texts became %v", texts)
	}
	if plaintoml.Read("a = \"丁\"\nc = 1", &texts) || texts["a"] != "甲" {
		t.Errorf("texts that could not be read became %v", texts)
	}
}

// TestTheContentIsPlain: the reports of this repository and the strings of its layouts are read here, not by the library.
func TestTheContentIsPlain(t *testing.T) {
	files := 0
	read := func(text, name string, kind reflect.Type) {
		files++
		if !agree(t, text, kind) {
			t.Errorf("%s is not plain", name)
		}
	}
	err := filepath.WalkDir("../../content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, _ := filepath.Rel("../..", name)
		for _, kind := range content.FileKinds() {
			switch {
			case filepath.Ext(name) == ".toml" && filepath.Base(kind.Path) == filepath.Base(name):
				read(string(data), path, reflect.TypeOf(kind.Zero))
			case filepath.Ext(name) == ".md" && kind.Name == frontOf(path):
				f := &diag.File{Path: path, Text: string(data)}
				if front, _, ok := content.FrontMatter(f, &diag.List{}); ok {
					read(f.Text[front.Start:front.End], path, reflect.TypeOf(kind.Zero))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	strs, err := filepath.Glob("../../layouts/strings/*.toml")
	if err != nil || len(strs) == 0 {
		t.Fatal("no strings", err)
	}
	for _, name := range strs {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		read(string(data), name, reflect.TypeFor[map[string]string]())
	}
	if files < 30 {
		t.Errorf("%d files were looked at", files)
	}
}

// frontOf is the kind of the front matter of a file.
func frontOf(path string) string {
	switch parts := strings.Split(path, "/"); {
	case len(parts) == 2:
		return "page"
	case len(parts) == 3 && parts[2] == "_index.md":
		return "report"
	}
	return "part"
}

// FuzzRead: what is read is what the library reads, in every type.
func FuzzRead(f *testing.F) {
	for _, text := range append(plain, odd...) {
		f.Add(text)
	}
	types := kinds()
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		for _, kind := range types {
			agree(t, text, kind)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile("../../content/2017/figures.toml")
	if err != nil {
		b.Fatal(err)
	}
	var kind reflect.Type
	for _, k := range content.FileKinds() {
		if k.Name == "figures" {
			kind = reflect.TypeOf(k.Zero)
		}
	}
	text := string(data)
	b.Run("plain", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if !plaintoml.Read(text, reflect.New(kind).Interface()) {
				b.Fatal("not read")
			}
		}
	})
	b.Run("library", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := toml.Decode(text, reflect.New(kind).Interface()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
