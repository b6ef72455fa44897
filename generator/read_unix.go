//go:build unix

package main

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// readFile is os.ReadFile, which asks the system eleven times for each file where four are enough: a series has tens of thousands.
func readFile(name string) ([]byte, error) {
	fail := func(op string, err error) ([]byte, error) { return nil, &fs.PathError{Op: op, Path: name, Err: err} }
	file, err := again(func() (int, error) { return unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0) })
	if err != nil {
		return fail("open", err)
	}
	defer unix.Close(file)
	var about unix.Stat_t
	if _, err := again(func() (int, error) { return 0, unix.Fstat(file, &about) }); err != nil {
		return fail("stat", err)
	}
	data := make([]byte, 0, max(about.Size, 0)+1)
	for {
		room := cap(data) - len(data)
		n, err := again(func() (int, error) { return unix.Read(file, data[len(data):cap(data)]) })
		if err != nil {
			return fail("read", err)
		}
		data = data[:len(data)+n]
		// Less than there was room for, and all that it was said to be, is all. One whose size nobody knows ends where nothing comes.
		if n == 0 || n < room && int64(len(data)) == about.Size {
			return data, nil
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// again asks the system until no signal interrupts it.
func again(ask func() (int, error)) (n int, err error) {
	for {
		if n, err = ask(); !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
