package measure

import (
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Ballast is a file in memory that makes room as others write beside it. A virtual machine gives memory that nobody uses back to its host and asks for it
// anew page by page: then a site that is larger than what it holds costs more for that alone. Beside ballast every page was in use a moment ago.
type Ballast struct {
	file *os.File
	size int64 // bytes
	used int64 // by others in its file system, at first
	stop chan struct{}
	done chan struct{}
}

// spare is how much is free beside the ballast, for the programs themselves: bytes.
const spare = 600 << 20

// NewBallast fills so many bytes in a folder of a file system in memory, and begins to make room.
func NewBallast(folder string, bytes int64) (*Ballast, error) {
	used, err := inUse(folder)
	if err != nil {
		return nil, err
	}
	file, err := os.Create(filepath.Join(folder, "ballast"))
	if err != nil {
		return nil, err
	}
	b := &Ballast{file: file, used: used, stop: make(chan struct{}), done: make(chan struct{})}
	piece := make([]byte, 16<<20)
	for i := range piece {
		piece[i] = 1
	}
	for b.size < bytes && err == nil {
		var n int
		n, err = file.Write(piece)
		b.size += int64(n)
	}
	go b.makeRoom(b.size)
	if err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// makeRoom keeps what is written beside it and itself as large as it was.
func (b *Ballast) makeRoom(first int64) {
	defer close(b.done)
	for {
		if used, err := inUse(filepath.Dir(b.file.Name())); err == nil {
			if want := max(0, first-(used-b.size-b.used)-spare); want < b.size && b.file.Truncate(want) == nil {
				b.size = want
			}
		}
		select {
		case <-b.stop:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Close takes it away.
func (b *Ballast) Close() error {
	close(b.stop)
	<-b.done
	b.file.Close()
	return os.Remove(b.file.Name())
}

// inUse is how many bytes of the file system of a folder are in use.
func inUse(folder string) (int64, error) {
	var s unix.Statfs_t
	err := unix.Statfs(folder, &s)
	return int64(s.Blocks-s.Bfree) * s.Bsize, err
}
