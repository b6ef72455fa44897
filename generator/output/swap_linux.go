package output

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// swap puts stage in place's place in one step; what was there is then where stage was.
func swap(stage, place string) error {
	if _, err := os.Lstat(place); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(stage, place)
	}
	err := unix.Renameat2(unix.AT_FDCWD, stage, unix.AT_FDCWD, place, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) {
		return swapInTwoSteps(stage, place)
	}
	return err
}
