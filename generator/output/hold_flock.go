//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// hold keeps a folder from other builds until the file is closed, or the program ends; false where another has it. The folder may be renamed meanwhile. Where the file system has
// no such locks nobody is kept away; nil where there is no folder.
func hold(dir string) (held *os.File, free bool) {
	file, err := os.Open(dir)
	if err != nil {
		return nil, true // said by who needs it
	}
	if _, err := again(func() (int, error) { return 0, unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }); errors.Is(err, unix.EWOULDBLOCK) {
		file.Close()
		return nil, false
	}
	return file, true
}
