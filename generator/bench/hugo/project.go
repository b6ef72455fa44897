//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"baogao/generator/bench/measure"
)

// makeProject makes a project of so many reports: the one of content/, then those of the collection, then the same with other numbers.
func (b *bench) makeProject(project string, n int) error {
	if err := measure.BareProject(project, address); err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(project, "content", "2017"), os.DirFS(filepath.Join("content", "2017"))); err != nil || n == 1 {
		return err
	}
	texts, err := filepath.Glob(filepath.Join(b.collection, "*.txt"))
	if err != nil {
		return err
	}
	if len(texts) == 0 {
		fmt.Printf("the collection %s is not here: all reports are made from content/2017\n", b.collection)
		texts = []string{"content/2017/source.txt"}
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n - 1 {
		group.Go(func() error { return b.importOne(project, texts[i%len(texts)], i, i/len(texts)) })
	}
	return group.Wait()
}

// importOne imports a text, from its second round on with other numbers.
func (b *bench) importOne(project, text string, number, round int) error {
	id := fmt.Sprintf("r%05d", number+1)
	data, err := os.ReadFile(text)
	if err != nil {
		return err
	}
	if round > 0 || text == "content/2017/source.txt" {
		data = otherNumbers(data, rand.New(rand.NewPCG(b.seed, uint64(number))))
	}
	file := filepath.Join(b.temp, id+".txt")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		return err
	}
	defer os.Remove(file)
	if out, err := exec.Command(b.program, "--project", project, "import", "--id", id, file).CombinedOutput(); err != nil {
		return fmt.Errorf("import %s as %s: %w\n%s", text, id, err, out)
	}
	return nil
}

// otherNumbers puts other digits into the numbers of a text. Years, what stands in brackets or opens a line, and single digits stay: they count
// headings and notes, and the outline must stay the same.
func otherNumbers(text []byte, random *rand.Rand) []byte {
	digit := func(c byte) bool { return '0' <= c && c <= '9' }
	for i := 0; i < len(text); {
		if !digit(text[i]) {
			i++
			continue
		}
		end := i
		for end < len(text) && digit(text[end]) {
			end++
		}
		run := string(text[i:end])
		year := len(run) == 4 && (strings.HasPrefix(run, "19") || strings.HasPrefix(run, "20"))
		opens := i == 0 || strings.ContainsRune("\n\r ([{.", rune(text[i-1])) || strings.HasSuffix(string(text[max(0, i-3):i]), "（") || strings.HasSuffix(string(text[max(0, i-3):i]), "　")
		if len(run) > 1 && !year && !opens {
			for j := i; j < end; j++ {
				if j > i || run[0] != '0' {
					text[j] = strconv.Itoa(1 + random.IntN(9))[0]
				}
			}
		}
		i = end
	}
	return text
}
