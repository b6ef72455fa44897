//go:build unix && !linux

package measure

import "errors"

// Ballast is known on Linux alone.
type Ballast struct{}

// NewBallast says so.
func NewBallast(string, int64) (*Ballast, error) {
	return nil, errors.New("ballast is known on Linux alone")
}

// Close does nothing.
func (*Ballast) Close() error { return nil }
