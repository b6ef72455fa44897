//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

import "os"

// hold keeps nobody away.
func hold(string) (held *os.File, free bool) { return nil, true }
