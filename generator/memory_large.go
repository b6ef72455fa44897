//go:build linux && (amd64 || arm64)

package main

import (
	"os"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// useLargePages asks Linux for pages of 2 MiB where so many bytes of the heap will be. Most systems give them only to those who ask, and a third of
// the time of a small build is the system's, giving memory by 4 KiB. The runtime has no switch for it, but places that were asked for stay so: a piece
// of the heap that is asked for and dropped untouched, for everything else to lie in, costs addresses, not memory; and nothing counts it where it is given
// back at once.
func useLargePages(space int) {
	if os.Getpagesize() != 4<<10 {
		return
	}
	// The runtime would end the program where there is no room for so many addresses.
	room, err := unix.Mmap(-1, 0, space, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil || unix.Munmap(room) != nil {
		return
	}
	_ = unix.Madvise(make([]byte, space), unix.MADV_HUGEPAGE) // a system without such pages refuses, and all is as it was
	debug.FreeOSMemory()
}
