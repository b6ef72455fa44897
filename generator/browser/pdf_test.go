package browser

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPDFIsTheSameTwiceAndNamesNoMachine prints what make pdf prints, twice: the same bytes, without the clock and without a path of this machine.
func TestPDFIsTheSameTwiceAndNamesNoMachine(t *testing.T) {
	needBrowser(t)
	chromium, err := findBrowser()
	if err != nil {
		t.Fatal(err)
	}
	sh := needProgram(t, "sh", "dash")
	var made [2][]byte
	for i := range made {
		dir := t.TempDir()
		run := exec.Command(sh, filepath.Join(root, ".ci", "pdf.sh"), shared.site, dir)
		run.Env = append(os.Environ(), "CHROMIUM="+chromium)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if made[i], err = os.ReadFile(filepath.Join(dir, "2017.pdf")); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0], made[1]) {
		t.Error("two PDF of one site are not the same")
	}
	if !bytes.HasPrefix(made[0], []byte("%PDF-")) || bytes.Contains(made[0], []byte("file://")) || bytes.Contains(made[0], []byte(shared.site)) {
		t.Errorf("it is no PDF, or it names a place of this machine: %d bytes, %q", len(made[0]), made[0][:min(len(made[0]), 20)])
	}
}
