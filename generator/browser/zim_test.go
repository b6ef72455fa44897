package browser

import (
	"bytes"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// needProgram skips a test without an outside program; in CI that is a failure.
func needProgram(t testing.TB, name, from string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed; .ci/tools.sh does it", name)
	}
	t.Skipf("%s is not installed (Debian: %s)", name, from)
	return ""
}

// TestZIMIsSearchedInKiwix packs the site, has zimcheck judge it, serves it by kiwix-serve and searches in it: what grep finds in the text, the
// page finds.
func TestZIMIsSearchedInKiwix(t *testing.T) {
	needProgram(t, "zimwriterfs", "zim-tools")
	zimcheck := needProgram(t, "zimcheck", "zim-tools")
	dir := t.TempDir()
	file := filepath.Join(dir, "report.zim")
	pack := func(to string, env ...string) {
		t.Helper()
		run := exec.Command(shared.program, "--project", root, "zim", "--out", to)
		run.Env = append(os.Environ(), env...)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	pack(file)
	out, err := exec.Command(zimcheck, "--all", file).CombinedOutput()
	if err != nil || strings.Contains(string(out), "[WARNING]") || strings.Contains(string(out), "[ERROR]") || !strings.Contains(string(out), "Status: Pass") {
		t.Errorf("zimcheck: %v\n%s", err, out)
	}
	t.Run("twice", func(t *testing.T) {
		needProgram(t, "faketime", "faketime")
		again := filepath.Join(dir, "again.zim")
		pack(again, "TZ=America/St_Johns")
		a, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(again); err != nil || !bytes.Equal(a, b) {
			t.Errorf("two ZIM of one site are not the same: %v", err)
		}
	})
	t.Run("search", func(t *testing.T) {
		needBrowser(t)
		serve := needProgram(t, "kiwix-serve", "kiwix-tools")
		free, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ := net.SplitHostPort(free.Addr().String())
		free.Close()
		// Without its own bar, whose scripts are none of the site's.
		run := exec.Command(serve, "--address=127.0.0.1", "--port="+port, "--nosearchbar", file)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { run.Process.Kill(); run.Wait() })
		for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
			if c, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
				c.Close()
				break
			}
			if time.Now().After(end) {
				t.Fatal("kiwix-serve does not answer")
			}
		}
		b := open(t, "http://127.0.0.1:"+port+"/report/")
		b.visit("search.html?q=" + url.QueryEscape("脱贫攻坚"))
		b.await("hits", hits+".length")
		if got, want := said(b, "脱贫攻坚").places, strings.Count(corrected(t), "脱贫攻坚"); got != want {
			t.Errorf("the page finds %d places, grep %d", got, want)
		}
		b.do(chromedp.Click(`#results a`))
		b.await("the passage that a hit leads to", `location.hash && document.getElementById(location.hash.slice(1))?.textContent.includes("脱贫攻坚")`)
		for _, page := range []string{"index.html", "2017/3/1.html", "2017/full.html"} {
			b.visit(page)
		}
	})
}
