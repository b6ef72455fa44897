package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// How much a build may hold before garbage is collected, in bytes. A build lives for a moment, and collecting costs a tenth of its time; but so does
// memory that no program had before. Measured with pauses between the builds, in which a virtual machine gives unused memory back.
const (
	roomOfOne    = 48 << 20
	roomOfBuild  = 110 << 20 // of several, at least
	roomOfReport = 1 << 20
	mostRoom     = 200 << 20 // where not more than half of it lives
)

// besides is about what the runtime holds besides the heap, in bytes.
const besides = 64 << 20

// leastGarbage is how much garbage may gather in a build in any case, in percent of what lives.
const leastGarbage = 60

// gcPercent is how much garbage may gather in any other command, in percent of what lives.
const gcPercent = 200

// largePages is how much of the heap is on large pages, in bytes.
const largePages = 384 << 20

// holdMemory says how memory is held, before there is any to speak of. What the environment says goes before it.
func holdMemory() {
	before := debug.SetGCPercent(-1) // the piece that asks for large pages is no reason to collect
	useLargePages(largePages)
	if os.Getenv("GOGC") == "" {
		before = gcPercent
	}
	debug.SetGCPercent(before)
}

// leastHeap is the heap that the runtime does not collect at 100 percent, in bytes; it grows as the percentage does.
const leastHeap = 4 << 20

// holdMemoryOf says it of a build, when it is known how many reports there are. Garbage fills the room, however little that leaves it; but there
// is always some beside what lives. A memory limit would do the same, but near it the runtime gives memory back all the time.
func holdMemoryOf(reports int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	room := min(max(roomOfBuild, int64(reports)*roomOfReport), mostRoom)
	if reports == 1 {
		room = roomOfOne
	}
	garbage.Lock()
	defer garbage.Unlock()
	garbage.room = room
	garbage.set(leastHeap)
	if !garbage.watched {
		garbage.watched = true
		afterCollections(garbage.watch)
	}
}

// garbage is how much may gather, as the runtime was told last.
var garbage collector

type collector struct {
	sync.Mutex
	room    int64 // bytes
	percent int64 // of what lives
	watched bool
}

// set fills the room with garbage beside what lives, in bytes. While little lives the percentage is large: where the watch comes late, as on one core, much
// more would gather by then. Half as much again, and what the runtime holds besides, is the most.
func (c *collector) set(live int64) {
	c.percent = max(leastGarbage, (c.room-live)*100/live)
	debug.SetGCPercent(int(c.percent))
	debug.SetMemoryLimit((live+live*c.percent/100)*3/2 + besides)
}

// watch sets it anew after a collection.
func (c *collector) watch() {
	c.Lock()
	defer c.Unlock()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	c.set(max(leastHeap, int64(live[0].Value.Uint64())))
}

// afterCollections calls a function after every collection of garbage, which finds a piece of memory that nobody uses.
func afterCollections(do func()) {
	runtime.AddCleanup(&unused{}, func(int) {
		do()
		afterCollections(do)
	}, 0)
}

// unused is large enough to be in no piece of memory with others.
type unused [64]byte
