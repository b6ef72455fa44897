package outline_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
)

// known holds what one kind of variant of the collected reports gives against testdata/known/NAME.txt, the failures that are known: it
// fails when another appears and also when one is gone, so that the list is always true. -update writes it anew.
type known struct {
	name     string
	variants []string
	tries    map[string]int
	wrong    map[string][]string
}

func newKnown(name string) *known {
	return &known{name: name, tries: map[string]int{}, wrong: map[string][]string{}}
}

func (k *known) tried(variant, id string, got, want score, right bool) {
	if k.tries[variant] == 0 {
		k.variants = append(k.variants, variant)
	}
	k.tries[variant]++
	if !right {
		k.wrong[variant] = append(k.wrong[variant], fmt.Sprintf("  %s: %s (%s) %d paragraphs, %d notes of %s (%s) %d, %d\n", id,
			got.chapters, got.sections, got.paragraphs, got.notes, want.chapters, want.sections, want.paragraphs, want.notes))
	}
}

func (k *known) compare(t *testing.T) {
	t.Helper()
	var b strings.Builder
	tries, wrong := 0, 0
	for _, v := range k.variants {
		fmt.Fprintf(&b, "%s: %d of %d read otherwise\n%s", v, len(k.wrong[v]), k.tries[v], strings.Join(k.wrong[v], ""))
		tries, wrong = tries+k.tries[v], wrong+len(k.wrong[v])
	}
	t.Logf("%s: %d of %d read otherwise", k.name, wrong, tries)
	file := filepath.Join("testdata", "known", k.name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the known failures have changed; look, then -update:\n%s", diff.Diff(file, want, "now", []byte(b.String())))
	}
}
