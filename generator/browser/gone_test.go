package browser

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestOldAddressesLeadOn: an address with a tombstone, on its page, in the full text, and on a page that is gone; from a folder, with scripts
// and without.
func TestOldAddressesLeadOn(t *testing.T) {
	needBrowser(t)
	project := t.TempDir()
	config, err := os.ReadFile(filepath.Join(root, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(project, "config.toml"), config, 0o644)
	}
	if err == nil {
		err = os.CopyFS(filepath.Join(project, "content"), os.DirFS(filepath.Join(root, "content")))
	}
	if err != nil {
		t.Fatal(err)
	}
	for name, add := range map[string]string{
		"ids.lock": "c3-s9 0123456789abcdef\nc3-s9-p1 0123456789abcdef\nc4-s5-p9 0123456789abcdef\n",
		"tombstones.toml": "[[tombstone]]\nid = \"c3-s9\"\nkind = \"moved\"\nto = [\"c3-s2\"]\nreason = \"…\"\n\n[[tombstone]]\nid = \"c4-s5-p9\"\nkind = \"merged\"\nto = [\"c4-s5-p1\"]\nreason = \"…\"\n" +
			"\n[[tombstone]]\nid = \"c3-s9-p1\"\nkind = \"split\"\nto = [\"c3-s2-p1\", \"c3-s2-p2\"]\nreason = \"…\"\n",
	} {
		f, err := os.OpenFile(filepath.Join(project, "content/2017", name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(add); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(shared.program, "--project", project, "build").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b := open(t, (&url.URL{Scheme: "file", Path: filepath.Join(project, "public")}).String()+"/")
	for _, scripts := range []bool{true, false} {
		b.scripts(scripts)
		b.visit("2017/3/9.html")
		b.await("the page it went to", `location.pathname.endsWith("/2017/3/2.html")`)
		landed(b, "c3-s2")
	}
	b.scripts(true)
	for _, old := range []string{"2017/4/5.html#c4-s5-p9", "2017/full.html#c4-s5-p9"} {
		b.visit(old)
		b.await("the place it went to", `location.pathname.endsWith("/2017/4/5.html")`)
		landed(b, "c4-s5-p1")
	}
	b.scripts(false)
	b.visit("2017/4/5.html#c4-s5-p9")
	if !eval[bool](b, `document.querySelector("#c4-s5-p9 a").hash === "#c4-s5-p1"`) {
		t.Error("without scripts the old address has no link to the new one")
	}
}
