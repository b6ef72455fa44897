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

// What a build may hold before garbage is collected more often, in bytes. It grows with the reports, because of each stays what crosses them: with less
// than this, many of them are made in twice the time.
const (
	memoryOfBuild  = 130 << 20 // at least
	memoryOfReport = 1350 << 10
	mostSpace      = 1 << 30 // that large pages are asked for
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
	limit := max(memoryOfBuild, int64(reports)*memoryOfReport)
	if reports > 1 {
		useLargePages(int(min(limit, mostSpace)))
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
