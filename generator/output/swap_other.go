//go:build !linux

package output

import (
	"errors"
	"io/fs"
	"os"
)

func swap(stage, place string) error {
	if _, err := os.Lstat(place); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(stage, place)
	}
	return swapInTwoSteps(stage, place)
}
