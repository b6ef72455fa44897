//go:build unix

package output

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// ReadFile is os.ReadFile in four calls of the system where that takes ten: a build reads tens of thousands of files.
func ReadFile(name string) (data []byte, err error) {
	err = open(name, 0, func(file int, size int64) error {
		data = make([]byte, 0, max(size, 0)+1)
		for {
			n, err := read(file, data[len(data):cap(data)])
			if err != nil {
				return err
			}
			left := cap(data) - len(data) - n
			data = data[:len(data)+n]
			if ends(n, left, int64(len(data)), size) {
				return nil
			}
			if left == 0 {
				data = append(data, 0)[:len(data)]
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return data, nil
}

// ReadPieces gives the bytes of a file, as many at a time as there is room for; they are good until the next. A link to a file is an error, and so is what is none, a pipe say, which is
// not waited for.
func ReadPieces(name string, room []byte, do func(piece []byte)) error {
	return open(name, unix.O_NOFOLLOW|unix.O_NONBLOCK, func(file int, size int64) error {
		for sum := int64(0); ; {
			n, err := read(file, room)
			if err != nil {
				return err
			}
			do(room[:n])
			if sum += int64(n); ends(n, len(room)-n, sum, size) {
				return nil
			}
		}
	})
}

// ends tells whether a file has no more: it gave less than there was room for, and all that it was said to be. One whose size nobody knows ends where nothing comes.
func ends(n, left int, sum, size int64) bool { return n == 0 || left > 0 && sum == size }

// open lends a file and its size.
func open(name string, how int, do func(file int, size int64) error) error {
	fail := func(op string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }
	file, err := again(func() (int, error) { return unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC|how, 0) })
	if err != nil {
		return fail("open", err)
	}
	defer unix.Close(file)
	var about unix.Stat_t
	if _, err := again(func() (int, error) { return 0, unix.Fstat(file, &about) }); err != nil {
		return fail("stat", err)
	}
	if how&unix.O_NONBLOCK != 0 && about.Mode&unix.S_IFMT != unix.S_IFREG {
		return fail("read", fs.ErrInvalid)
	}
	if err := do(file, about.Size); err != nil {
		return fail("read", err)
	}
	return nil
}

func read(file int, room []byte) (int, error) {
	room = room[:min(len(room), 1<<30)] // more at once is an error on some systems
	return again(func() (int, error) { return unix.Read(file, room) })
}

// again asks the system until no signal interrupts it.
func again(ask func() (int, error)) (n int, err error) {
	for {
		if n, err = ask(); !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
