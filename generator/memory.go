package main

import (
	"os"
	"runtime/debug"
)

// gcPercent is how much garbage may gather, in percent of what lives. A build lives for a moment: collecting less often costs some megabytes and
// saves a tenth of its time. Above 200 little more is saved.
const gcPercent = 200

// What a build may hold before garbage is collected more often, in bytes: for itself, and for what crosses reports of each.
const (
	memoryOfBuild  = 200 << 20
	memoryOfReport = 350 << 10
)

// spaceOfStart is how much of the heap is on large pages from the start, in bytes: what the build of one report uses.
const spaceOfStart = 64 << 20

// manyReports is from where on what crosses reports is much of what a build holds: then less garbage may gather beside it.
const manyReports = 64

// holdMemory says how memory is held, before there is any to speak of. What the environment says goes before it.
func holdMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	useLargePages(spaceOfStart)
}

// holdMemoryOf says it of a build, when it is known how many reports there are.
func holdMemoryOf(reports int) {
	if reports > manyReports && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent / 2)
	}
	limit := memoryOfBuild + int64(reports)*memoryOfReport
	if reports > 1 {
		useLargePages(int(limit))
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
