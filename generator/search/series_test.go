package search

import (
	"encoding/json"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"baogao/generator/spool"
)

// FuzzSeriesIndexIsAScan: in a series, the blocks that postings lead to are all that a scan finds a phrase in, whatever the texts are.
func FuzzSeriesIndexIsAScan(f *testing.F) {
	f.Add("坚持稳中求进，增长8.5%。", "开封市开封", "开封")
	f.Add("银行行长", "A a 1748 亿元", "亿元")
	f.Fuzz(func(t *testing.T, a, b, query string) {
		reports := []*Report{{ID: "a", Year: "2017"}, {ID: "b", Year: "2016"}}
		for i, text := range []string{strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")} {
			reports[i].Parts = [][3]string{{reports[i].ID + ".html", "一", "题"}}
			for k, piece := range strings.SplitAfter(text, "。") {
				p := Passage{ID: "c1-p" + string(rune('1'+k%9)), Text: piece}
				if k == 1 {
					p.Heads = []int{0, p.length()}
				}
				reports[i].Passages = append(reports[i].Passages, p)
			}
		}
		n := phrase(strings.ToValidUTF8(query, ""))
		want := n.core
		if len(want) == 0 || len(want) > 40 {
			t.Skip()
		}
		of, err := survey(t.Context(), sourcesOf(reports))
		if err != nil {
			t.Fatal(err)
		}
		of.sounds = readingsOf(slices.Collect(maps.Keys(of.spoken)))
		all := slices.Concat(of.heads, of.texts)
		numbers, err := newNumbering(of.characters)
		if err != nil {
			t.Fatal(err)
		}
		var stretches []*stretch
		w := &writer{ctx: t.Context(), sources: sourcesOf(reports), found: of, wait: spool.New(t.TempDir(), len(a))}
		defer w.wait.Close()
		if err := w.stretches(numbers, all, 0, func(s *stretch) error {
			stretches = append(stretches, s)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		lists := map[string][]int{}
		for _, s := range stretches {
			bits := bitsOf(s.bits.bytes())
			for _, p := range s.keys {
				list := bits.list(bits.gamma(), 0, len(all))
				heads := bits.list(bits.gamma()-1, 0, len(list))
				if !slices.IsSorted(list) || !slices.IsSorted(heads) {
					t.Errorf("blocks %v with headings %v are not in order", list, heads)
				}
				lists[string([]rune{numbers.chars[p.first], numbers.chars[p.second]})] = list
			}
			if len(bits) > 7 {
				t.Errorf("%d bits are of no key", len(bits))
			}
		}
		has := func(block int) bool {
			if len(want) == 1 {
				return contains(lists[string([]rune{want[0], alone})], block)
			}
			for i := 0; i+1 < len(want); i++ {
				if !contains(lists[string(want[i:i+2])], block) {
					return false
				}
			}
			return true
		}
		for i, b := range all {
			found := false
			for _, k := range b.passages {
				p := &reports[b.report].Passages[k]
				p.fold()
				if naive := strings.Contains(string(p.fold().core), string(want)); naive {
					found = true
					if len(n.lead)+len(n.trail) == 0 && len(n.find(p)) == 0 {
						t.Errorf("%q is not found in %q", query, p.Text)
					}
				}
			}
			if found && !has(i) {
				t.Errorf("no posting leads from %q to a block that has it", query)
			}
		}
	})
}

// bitList is what a bitWriter wrote, each for itself.
type bitList []byte

func bitsOf(data []byte) bitList {
	var all bitList
	for _, b := range data {
		for i := 7; i >= 0; i-- {
			all = append(all, b>>i&1)
		}
	}
	return all
}

func (b *bitList) take(width int) (n int) {
	for _, bit := range (*b)[:width] {
		n = n<<1 | int(bit)
	}
	*b = (*b)[width:]
	return n
}

func (b *bitList) gamma() int {
	zeros := 0
	for (*b)[zeros] == 0 {
		zeros++
	}
	return b.take(2*zeros + 1)
}

// list reads n ascending numbers of [low, high).
func (b *bitList) list(n, low, high int) []int {
	if n == 0 {
		return nil
	}
	m := n / 2
	middle := low + m
	if size := high - low - n + 1; size > 1 { // one of so many
		width := 0
		for 1<<width < size {
			width++
		}
		value := b.take(width - 1)
		if short := 1<<width - size; value >= short {
			value = value<<1 + b.take(1) - short
		}
		middle += value
	}
	return slices.Concat(b.list(m, low, middle), []int{middle}, b.list(n-m-1, middle+1, high))
}

func contains(list []int, x int) bool {
	for _, v := range list {
		if v == x {
			return true
		}
	}
	return false
}

func TestMoreCharactersThanHaveANumber(t *testing.T) {
	found := newCharacters()
	for c := rune(0x20000); c < 0x20000+2*mostNumbered; c++ {
		found.add(string(c))
	}
	if _, err := newNumbering(found); err == nil || !strings.Contains(err.Error(), "different characters") {
		t.Errorf("error %v, want one that counts the characters", err)
	}
}

// FuzzNamesAreSpelt: what package pinyin makes of a name finds it, whole, by first letters and cut short.
func FuzzNamesAreSpelt(f *testing.F) {
	f.Add("银行行长重点重建", 3)
	f.Add("行政审批，行业", 0)
	f.Fuzz(func(t *testing.T, name string, cut int) {
		name = strings.Map(func(c rune) rune {
			if unicode.Is(unicode.Han, c) && c < 0xa000 {
				return c
			}
			return -1
		}, name)
		s := (&speaker{plain: map[string]string{}}).speak(name)
		whole, first := "", ""
		for _, sound := range s.sound {
			if sound == "" {
				t.Skip()
			}
			whole, first = whole+sound, first+sound[:1]
		}
		if len(s.sound) < 2 || len(s.sound) > 30 {
			t.Skip()
		}
		for _, typed := range []string{whole, first, whole[:max(len(whole)-max(cut, 0)%len(s.sound[len(s.sound)-1]), 1)]} {
			if end := spelt(typed, s.text, s.sound, 0); end < 0 {
				t.Errorf("%q does not spell %q", typed, name)
			}
		}
	})
}

// TestDataOfAnotherTimeIsRefused: the script says so and does not guess, for an index of another format as for a shard of another build.
func TestDataOfAnotherTimeIsRefused(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: there is no node on this machine to run the scripts in; TestScriptAndProgramAgree fails for that in CI")
	}
	text := []rune("坚持稳中求进工作总基调推动经济社会发展")
	report := &Report{ID: "a", Year: "2017", Parts: [][3]string{{"a.html", "一", "题"}}, Facets: map[string][]int{}}
	for i := range text {
		report.Passages = append(report.Passages, Passage{ID: "c1-p1", Text: string(text[i:]) + strings.Repeat("开封市", 500)})
	}
	files := written(t, []*Report{report}, false)
	good := map[string]string{}
	for _, f := range files {
		good[f.Name] = string(f.Data)
	}
	change := func(name, from, to string) map[string]string {
		changed := map[string]string{}
		for n, data := range good {
			changed[n] = data
			if strings.HasPrefix(n, name) {
				if changed[n] = strings.Replace(data, from, to, 1); changed[n] == data {
					t.Fatalf("%s has no %s", n, from)
				}
			}
		}
		return changed
	}
	stamp := good[IndexFile][strings.Index(good[IndexFile], `"stamp":"`):][:len(`"stamp":"12345678"`)]
	cases := []struct {
		name, want string
		files      map[string]string
	}{
		{"as written", "", good},
		{"an index of format 4", "data of format 4, script of 6", change(IndexFile, `"format":6`, `"format":4`)},
		{"shards of format 4", "data of format 4, script of 6", change("search/t", `"format":6`, `"format":4`)},
		{"texts of another build", "data of two builds", change("search/t", stamp, `"stamp":"00000000"`)},
		{"postings of another build", "data of two builds", change("search/k", stamp, `"stamp":"00000000"`)},
	}
	input := struct {
		Scripts map[string]string
		Cases   []map[string]string
	}{Scripts: scripts(t)}
	for _, c := range cases {
		input.Cases = append(input.Cases, c.files)
	}
	stdin, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "-e", refusals)
	command.Stdin = strings.NewReader(string(stdin))
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	if err := json.Unmarshal(output, &said); err != nil || len(said) != len(cases) {
		t.Fatalf("%v: %s", err, output)
	}
	for i, c := range cases {
		if c.want == "" && said[i] != "found" || c.want != "" && !strings.Contains(said[i], c.want) {
			t.Errorf("%s: the script says %q, want %q", c.name, said[i], c.want)
		}
	}
}

const refusals = `
const fs = require("fs"), vm = require("vm"), input = JSON.parse(fs.readFileSync(0, "utf8")), out = [];
(async () => {
  for (const files of input.Cases) {
    const window = {baogao: {}}, quiet = {warn() {}};
    const context = vm.createContext({window, atob, setTimeout, performance, console: quiet, document: {querySelector: () => ({dataset: {root: ""}})}});
    window.baogao.run = async file => vm.runInContext("var baogao = window.baogao, baogaoSearch = window.baogaoSearch;" + (input.Scripts[file] || files[file]), context);
    for (const name of ["fold.js", "search.js"]) vm.runInContext(input.Scripts[name], context);
    try { out.push((await window.baogao.search("稳中求进")).length ? "found" : "nothing"); } catch (e) { out.push(e.message); }
  }
  process.stdout.write(JSON.stringify(out));
})();`
