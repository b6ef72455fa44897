package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much a build may hold before garbage is collected, in bytes. A build lives for a moment, and collecting costs a tenth of its time; but so does
// memory that no program had before. Measured with pauses between the builds, in which a virtual machine gives unused memory back.
const (
	roomOfOne    = 48 << 20
	roomOfBuild  = 110 << 20 // of several, at least
	roomOfReport = 1350 << 10
	mostRoom     = 310 << 20 // where not half of it lives
)

// gcPercent is how much garbage may gather in any other command, in percent of what lives.
const gcPercent = 200

// largePages is how much of the heap is on large pages, in bytes.
const largePages = 384 << 20

// holdMemory says how memory is held, before there is any to speak of. What the environment says goes before it.
func holdMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	useLargePages(largePages)
}

// holdMemoryOf says it of a build, when it is known how many reports there are. Garbage gathers to the limit; where more than half of the room lives
// after all, the limit is twice what lives.
func holdMemoryOf(reports int) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	room := min(max(roomOfBuild, int64(reports)*roomOfReport), mostRoom)
	if reports == 1 {
		room = roomOfOne
	}
	debug.SetMemoryLimit(room)
	debug.SetGCPercent(-1)
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	afterCollections(func() {
		metrics.Read(live)
		debug.SetMemoryLimit(max(room, 2*int64(live[0].Value.Uint64())))
	})
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
