//go:build !unix

package output

import "os"

// create writes a new file.
func create(name string, data []byte) error { return os.WriteFile(name, data, 0o644) }
