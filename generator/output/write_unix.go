//go:build unix

package output

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// create writes a file that is not there. os.WriteFile asks the system twice more for each, whether the file can be waited for; of a build's time that is a part.
func create(name string, data []byte) error {
	fail := func(op string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }
	file, err := again(func() (int, error) {
		return unix.Open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o644)
	})
	if err != nil {
		return fail("open", err)
	}
	for len(data) > 0 {
		n, err := unix.Write(file, data)
		if err != nil && !errors.Is(err, unix.EINTR) {
			unix.Close(file)
			return fail("write", err)
		}
		data = data[max(n, 0):]
	}
	if err := unix.Close(file); err != nil && !errors.Is(err, unix.EINTR) {
		return fail("close", err)
	}
	return nil
}
