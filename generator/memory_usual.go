//go:build !linux || !(amd64 || arm64)

package main

// useLargePages does nothing: here the system chooses the size of pages.
func useLargePages(int) {}
