//go:build !unix

package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// ReadFile is os.ReadFile.
func ReadFile(name string) ([]byte, error) { return os.ReadFile(name) }

// ReadPieces gives the bytes of a file, as many at a time as there is room for; they are good until the next. A link to a file is an error.
func ReadPieces(name string, room []byte, do func(piece []byte)) error {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return errors.Join(err, fs.ErrInvalid)
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	for {
		n, err := file.Read(room)
		do(room[:n])
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
