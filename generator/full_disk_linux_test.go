package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFullDiskLeavesOldOrNew lets the disk fill up under build and archive, at many sizes from none to enough: what is there is the old or the
// new, whole, nothing is left behind, and the failure says why.
func TestFullDiskLeavesOldOrNew(t *testing.T) {
	program, err := exec.LookPath("baogao")
	if err != nil {
		t.Fatal(err) // testscript.Main puts it on the path
	}
	projects := []string{onDisk(t, "第一版"), onDisk(t, "第二版")}
	// In the second every page differs, so that no file of the first serves for it.
	config := filepath.Join(projects[1], "config.toml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(text), `title = "`, `title = "新`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []struct {
		name, out string
		args      []string
	}{{"build", "public", []string{"build", "--out"}}, {"archive", "bag.zip", []string{"archive", "2020", "--out"}}, {"archive folder", "bag", []string{"archive", "2020", "--out"}}} {
		t.Run(kind.name, func(t *testing.T) {
			disk := t.TempDir()
			const roomy = 64 << 20
			mount := func(flags uintptr, bytes int64) error {
				return unix.Mount("tmpfs", disk, "tmpfs", flags, fmt.Sprintf("size=%d", bytes))
			}
			if err := mount(0, roomy); err != nil {
				t.Skipf("no small disk can be mounted here (only root may): %v", err)
			}
			t.Cleanup(func() {
				if err := unix.Unmount(disk, unix.MNT_DETACH); err != nil {
					t.Error(err)
				}
			})
			used := func() int64 {
				var s unix.Statfs_t
				if err := unix.Statfs(disk, &s); err != nil {
					t.Fatal(err)
				}
				return int64(s.Blocks-s.Bfree) * s.Bsize
			}
			place := filepath.Join(disk, kind.out)
			run := func(i int) (string, error) {
				out, err := exec.Command(program, append(append([]string{"--project", projects[i]}, kind.args...), place)...).CombinedOutput()
				return string(out), err
			}
			var whole [2]string
			var size int64
			for i := range projects {
				if out, err := run(1 - i); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
				whole[1-i] = markOf(t, place)
				size = used()
			}
			if whole[0] == whole[1] {
				t.Fatal("both projects give the same")
			}
			const steps = 9
			failed, done := 0, 0
			for n := range steps + 1 {
				if err := mount(unix.MS_REMOUNT, used()+size*int64(n)*5/(4*steps)); err != nil { // up to a quarter more than the new needs
					t.Fatal(err)
				}
				before := markOf(t, place)
				want := 1
				if before == whole[1] {
					want = 0
				}
				out, err := run(want)
				after := markOf(t, place)
				switch {
				case err == nil && after == whole[want]:
					done++
				case err != nil && after == before && strings.Contains(out, "no space left on device"):
					failed++
				default:
					t.Fatalf("with room for %d of %d: neither the old nor the new, or it is not said: %v\n%s", n, steps, err, out)
				}
				left, _ := filepath.Glob(filepath.Join(disk, ".*"))
				left = slices.DeleteFunc(left, func(name string) bool { return strings.HasSuffix(name, cacheSuffix) }) // it is for the next build
				if half, _ := filepath.Glob(filepath.Join(disk, ".*"+cacheSuffix, ".*")); len(half) > 0 {
					left = append(left, half...)
				}
				if len(left) > 0 {
					t.Errorf("left behind: %v", left)
				}
			}
			if failed == 0 || done == 0 {
				t.Errorf("%d runs failed, %d were done: the sizes prove nothing", failed, done)
			}
			t.Logf("%d runs found the disk full, %d did not", failed, done)
		})
	}
}
