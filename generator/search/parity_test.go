package search

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"baogao/generator/jsontext"
	"baogao/generator/spool"
)

// alphabet has what folds, what parts words, what is passed over and what is none of these.
var alphabet = []string{"开", "開", "封", "稳", "定", "一", "Ⅳ", "A", "a", "Ａ", "１", "1", "5", "亿", "元", " ", "　", "，", "。", "！", "”", "“", "\"", "―", "—", "-", "～", "~5", " OR ",
	" -", "（", "(", "㎡", "％", "%", "∶", ":", "・", "·", "𠀀", "İ", "é", "ß", "\u200b", "＂", "乾", "in:标题", " in:正文", " 章:三", "类型:指标 ", "银行", "行政", "重点", "重建"}

// typed is what a reader types for names.
var typed = []string{"kai", "k", "f", "feng", "wen", "d", "ding", "yi", "y", "h", "ha", "hang", "xing", "zhen", "zh", "z", "zhong", "chong", "ji", "5", "a", " ", "'", "yin"}

func randomText(r *rand.Rand, length int) string { return randomOf(r, alphabet, length) }

func randomOf(r *rand.Rand, pieces []string, length int) string {
	var b strings.Builder
	for range length {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

func randomReport(r *rand.Rand, id, year string) *Report {
	d := &Report{ID: id, Title: "报告", Year: year, Parts: [][3]string{{"2017/3/1.html", "三（一）", "标题"}, {"2017/2/1.html", "二", ""}}, Facets: map[string][]int{"类型:指标": {1, 3}}}
	for i := range 6 {
		p := Passage{Part: i % 2, ID: "c3-s1-p" + string(rune('1'+i)), Text: randomText(r, 5+r.IntN(60))}
		if i == 0 {
			p.ID, p.Heads = "c3-s1", []int{0, p.length()}
		} else if i == 2 {
			p.Heads = []int{0, 3}
		}
		d.Passages = append(d.Passages, p)
	}
	for i := range r.IntN(8) {
		n := Name{Kind: []string{"term", "indicator"}[i%2], Names: []string{randomText(r, 1+r.IntN(6))}, More: randomText(r, i)}
		n.Page = id + "/" + n.Kind + "s/a" + string(rune('a'+i)) + ".html"
		for range r.IntN(3) {
			n.Names = append(n.Names, randomText(r, 1+r.IntN(4)))
		}
		if i == 3 {
			n.Names[0], n.Read = "重行", "chong hang"
		}
		d.Names = append(d.Names, n)
	}
	return d
}

// a driver that gives static/search.js what a page has, and asks it.
const driver = `
const fs = require("fs"), vm = require("vm"), input = JSON.parse(fs.readFileSync(0, "utf8")), out = [];
(async () => {
  for (const c of input.Cases) {
    const window = {baogao: {}}, ran = {};
    const context = vm.createContext({window, atob, setTimeout, performance, console, document: {querySelector: () => ({dataset: {root: ""}})}});
    window.baogao.run = (file, again) => !again && ran[file] || (ran[file] = (async () => {
      const text = input.Scripts[file] || c.Files[file];
      if (text === undefined) throw new Error("there is no " + file);
      vm.runInContext("var baogao = window.baogao, baogaoSearch = window.baogaoSearch;" + text, context);
    })());
    for (const name of ["fold.js", "search.js"]) vm.runInContext(input.Scripts[name], context);
    for (const q of c.Names) out.push(await window.baogao.named(q));
    for (const q of c.Queries) {
      let shown = [];
      const hits = await window.baogao.search(q, (some, done) => {
        if (JSON.stringify(some.slice(0, shown.length)) !== JSON.stringify(shown)) throw new Error("a hit came before those shown: " + q);
        shown = some.slice();
      });
      if (shown.length !== hits.length) throw new Error("not all were shown: " + q);
      out.push(hits, await window.baogao.near(q, hits));
    }
  }
  process.stdout.write(JSON.stringify(out));
})();`

type parityCase struct {
	Files          map[string]string
	Queries, Names []string
}

// scripts are the search's scripts by name.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"traditional.js": string(TraditionalData())}
	for _, name := range []string{"fold.js", "search.js", "series.js", "names.js", "near.js"} {
		text, err := os.ReadFile("../../static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = string(text)
	}
	return all
}

// asJSON is what is compared.
func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := jsontext.Encode(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestScriptAndProgramAgree on random texts and queries, in everything that a hit says.
func TestScriptAndProgramAgree(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no node to run static/search.js in: run .ci/tools.sh")
		}
		t.Skip("skipped: there is no node on this machine to run static/search.js in")
	}
	input := struct {
		Scripts map[string]string
		Cases   []parityCase
	}{Scripts: scripts(t)}
	var want, asked []string
	answered := map[string]int{}
	expect := func(kind, query string, value any, n int) {
		if n > 0 {
			answered[kind]++
		}
		want, asked = append(want, asJSON(t, value)), append(asked, kind+" "+query)
	}
	r := rand.New(rand.NewPCG(6, 6))
	for n := range 40 {
		reports := []*Report{randomReport(r, "2017", "2017")}
		for i := range n % 5 {
			other := randomReport(r, "r"+string(rune('a'+i)), []string{"2016", "2018", "", "2017"}[i])
			for _, name := range reports[0].Names { // what several reports call the same is written once
				if r.IntN(2) == 0 {
					name.Page, name.More = other.ID+strings.TrimPrefix(name.Page, reports[0].ID), randomText(r, r.IntN(3))
					other.Names = append(other.Names, name)
				}
			}
			reports = append(reports, other)
		}
		reports[0].Names = append(reports[0].Names, Name{Kind: "term", Page: "2017/terms/long.html", Names: []string{"京津冀乃至北方预制菜产业第一城"}})
		whole := n%2 == 0
		files := written(t, reports, whole)
		c := parityCase{Files: map[string]string{}, Names: []string{"jingjjinaizhibfangyuzhiccyedyich"}} // it can be read in hundreds of ways
		for _, f := range files {
			c.Files[f.Name] = string(f.Data)
		}
		for range 10 {
			c.Names = append(c.Names, randomOf(r, typed, 1+r.IntN(4)), randomText(r, 1+r.IntN(3)))
		}
		for _, q := range c.Names {
			found := NewNames(reports).Find(q)
			expect("names of", q, found, len(found))
		}
		for range 20 {
			c.Queries = append(c.Queries, randomText(r, 1+r.IntN(4)))
		}
		for _, p := range reports[n%len(reports)].Passages {
			all := []rune(p.Text)
			at := r.IntN(len(all))
			c.Queries = append(c.Queries, string(all[at:min(len(all), at+1+r.IntN(8))]), randomOf(r, []string{"开", "封", "稳", "定", "一", "5", "亿"}, 3+r.IntN(3)))
		}
		for _, q := range c.Queries {
			hits := Find(reports, q)
			expect("hits of", q, hits, len(hits))
			meant := near(byYear(reports), q, hits, whole)
			expect("near", q, meant, len(meant))
		}
		input.Cases = append(input.Cases, c)
	}
	stdin, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "-e", driver)
	command.Stdin, command.Stderr = strings.NewReader(string(stdin)), os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []json.RawMessage
	if err := json.Unmarshal(output, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want) || answered["hits of"] < 200 || answered["names of"] < 60 || answered["near"] < 30 {
		t.Fatalf("%d answers, want %d; %v of them with something", len(got), len(want), answered)
	}
	bad := 0
	for i := range want {
		if want[i] != string(got[i]) {
			if bad++; bad < 6 {
				t.Errorf("%q:\ngo     %s\nscript %s", asked[i], want[i], got[i])
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d of %d differ", bad, len(want))
	}
}

// TestFindsWhatANaiveScanFinds compares with a scan that knows the folding by its words alone, for Chinese phrases.
func TestFindsWhatANaiveScanFinds(t *testing.T) {
	strip := func(s string) string {
		return strings.Map(func(c rune) rune {
			if c == '开' || c == '開' {
				return '开'
			}
			if unicode.IsPunct(c) || c == ' ' {
				return -1
			}
			return c
		}, s)
	}
	letters := []string{"开", "開", "封", "稳", "，", "。", " ", "“", "――"}
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 3000 {
		var text, query strings.Builder
		for range 20 {
			text.WriteString(letters[r.IntN(len(letters))])
		}
		for range 1 + r.IntN(4) {
			query.WriteString(letters[r.IntN(4)])
		}
		report := &Report{Parts: [][3]string{{"a.html", "", ""}}, Passages: []Passage{{ID: "p1", Text: text.String()}}}
		hits := Find([]*Report{report}, query.String())
		want := strings.Count(strip(text.String()), strip(query.String()))
		got := 0
		if len(hits) > 0 {
			got = hits[0].Count
			found++
		}
		if got != want {
			t.Fatalf("%q in %q: %d, want %d", query.String(), text.String(), got, want)
		}
	}
	if found < 100 {
		t.Errorf("only %d of the queries were found", found)
	}
}

// FuzzPieceOfATextIsFound: what was copied from a passage finds it.
func FuzzPieceOfATextIsFound(f *testing.F) {
	f.Add("坚持“稳中求进”，增长8.5%。", 2, 6)
	f.Fuzz(func(t *testing.T, text string, from, length int) {
		all := []rune(strings.ToValidUTF8(text, ""))
		if from < 0 || length < 1 || from >= len(all) || length > len(all)-from {
			t.Skip()
		}
		piece := strings.ReplaceAll(string(all[from:from+length]), `"`, "'")
		whole := strings.ReplaceAll(string(all), `"`, "'")
		n := phrase(piece)
		if len(n.core)+len(n.lead) == 0 {
			t.Skip()
		}
		if strings.ContainsAny(piece, "\u2010\u2011\u2012\u2013\u2014\u2015-−─━") {
			t.Skip() // a cut run of dashes stands for all of it
		}
		p := &Passage{Text: whole, folded: fold(whole)}
		if len(n.find(p)) == 0 {
			t.Errorf("%q is not found in %q", piece, whole)
		}
	})
}

// written are the data of reports, of either size.
func written(t *testing.T, reports []*Report, whole bool) []File {
	t.Helper()
	files, err := gathered(func(emit func(File) error) error {
		return write(t.Context(), sourcesOf(reports), spool.New("", 0), emit, whole)
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
