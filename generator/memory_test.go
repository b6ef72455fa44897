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

// TestTheRoomGrowsWithWhatLives: a limit near what lives would be met all the time.
func TestTheRoomGrowsWithWhatLives(t *testing.T) {
	if !inOwnProcess(t) {
		return
	}
	limit := func() int64 { return debug.SetMemoryLimit(-1) }
	holdMemoryOf(1)
	if limit() != roomOfOne {
		t.Fatalf("the limit is %d, want %d", limit(), roomOfOne)
	}
	kept := make([]byte, roomOfOne)
	for range 100 { // what is told after a collection is told beside the program
		runtime.GC()
		if limit() >= 2*roomOfOne {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if limit() < 2*roomOfOne {
		t.Errorf("where as many bytes live the limit is %d", limit())
	}
	runtime.KeepAlive(kept)
	for range 100 {
		runtime.GC()
		if limit() == roomOfOne {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("the limit stays %d", limit())
}
