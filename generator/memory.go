package main

import (
	"os"
	"runtime/debug"
)

// How much garbage may gather, in percent of what lives. A build lives for a moment: collecting less often costs some megabytes and saves a tenth of the
// time of one report; of several it saves nothing, for more memory costs time too.
const (
	gcPercent       = 200
	gcPercentOfOne  = 400
	gcPercentOfMany = 100
)

// manyReports is from where on most of what lives is what crosses reports, which stays until the end: a limit would be met all the time.
const manyReports = 1000

// What a build of fewer may hold before garbage is collected more often, in bytes.
const (
	memoryOfBuild  = 130 << 20 // at least
	memoryOfReport = 1350 << 10
)

// mostSpace is how much of the heap large pages are asked for, in bytes.
const mostSpace = 1 << 30

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
	percent, limit := gcPercent, max(memoryOfBuild, int64(reports)*memoryOfReport)
	switch {
	case reports == 1:
		percent = gcPercentOfOne
	case reports > manyReports:
		percent = gcPercentOfMany
	}
	if reports > 1 {
		useLargePages(int(min(limit, mostSpace)))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" && reports <= manyReports {
		debug.SetMemoryLimit(limit)
	}
}
