package main

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// inOwnProcess runs a test in a process of its own, and tells whether this is that one.
func inOwnProcess(t *testing.T) bool {
	const child = "BAOGAO_TEST_ALONE"
	if os.Getenv(child) != "" {
		return true
	}
	c := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), child+"=1", "GOGC=", "GOMEMLIMIT=")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return false
}

// TestTheRoomGrowsWithWhatLives: there is some garbage beside what lives in any case, else it fills the room.
func TestTheRoomGrowsWithWhatLives(t *testing.T) {
	if !inOwnProcess(t) {
		return
	}
	next := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.NextGC
	}
	// What is told after a collection is told beside the program.
	becomes := func(least, most uint64) bool {
		for range 100 {
			runtime.GC()
			if n := next(); n >= least && n <= most {
				return true
			}
			time.Sleep(10 * time.Millisecond)
		}
		return false
	}
	const mega = 1 << 20
	holdMemoryOf(1)
	if !becomes(roomOfOne*7/8, roomOfOne*9/8) {
		t.Errorf("where nearly nothing lives garbage is collected at %d bytes, want about %d", next(), roomOfOne)
	}
	if most := debug.SetMemoryLimit(-1); most < roomOfOne || most > 2*roomOfOne+besides {
		t.Errorf("where nobody watches %d bytes may gather, want about half as much again as %d", most, roomOfOne)
	}
	kept := make([]byte, 2*roomOfOne)
	if want := uint64(2 * roomOfOne * (100 + leastGarbage) / 100); !becomes(want, want+8*mega) {
		t.Errorf("where %d bytes live garbage is collected at %d, want about %d", 2*roomOfOne, next(), want)
	}
	runtime.KeepAlive(kept)
	if !becomes(roomOfOne*7/8, roomOfOne*9/8) {
		t.Errorf("where they live no more garbage is collected at %d bytes, want about %d", next(), roomOfOne)
	}
}
