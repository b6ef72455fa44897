package main

import (
	"os"
	"runtime/debug"
)

// How much garbage may gather, in percent of what lives. A build lives for a moment: collecting less often costs some megabytes and saves a tenth of the
// time of one report; of many it saves nothing, for more memory costs time too.
const (
	gcPercent      = 200
	gcPercentOfOne = 400
)

// What a build may hold before garbage is collected more often, in bytes: for itself, and for what crosses reports of each.
const (
	memoryOfBuild  = 200 << 20
	memoryOfReport = 500 << 10
)

// spaceOfStart is how much of the heap is on large pages from the start, in bytes: what the build of one report uses.
const spaceOfStart = 64 << 20

// holdMemory says how memory is held, before there is any to speak of. What the environment says goes before it.
func holdMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	useLargePages(spaceOfStart)
}

// holdMemoryOf says it of a build, when it is known how many reports there are.
func holdMemoryOf(reports int) {
	if reports == 1 && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercentOfOne)
	}
	limit := memoryOfBuild + int64(reports)*memoryOfReport
	if reports > 1 {
		useLargePages(int(limit))
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
