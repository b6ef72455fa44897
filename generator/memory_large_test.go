//go:build linux && (amd64 || arm64)

package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestTheHeapIsWhereLargePagesWereAskedFor looks, in a process of its own, at what Linux says of the place of what is made after.
func TestTheHeapIsWhereLargePagesWereAskedFor(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil || os.Getpagesize() != 4<<10 {
		t.Skip("this Linux has no large pages to ask for")
	}
	if !inOwnProcess(t) {
		return
	}
	useLargePages(largePages)
	made := make([]byte, largePages*3/4)
	flags, err := flagsOf(&made[len(made)/2])
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(flags+" ", " hg ") {
		t.Errorf("the place of what is made after has the flags%s: no hg", flags)
	}
}

// flagsOf is what /proc says of the mapping that a byte is in.
func flagsOf(at *byte) (string, error) {
	f, err := os.Open("/proc/self/smaps")
	if err != nil {
		return "", err
	}
	defer f.Close()
	var address uint64
	if _, err := fmt.Sscanf(fmt.Sprintf("%p", at), "0x%x", &address); err != nil {
		return "", err
	}
	in := false
	for s := bufio.NewScanner(f); s.Scan(); {
		var from, to uint64
		if n, _ := fmt.Sscanf(s.Text(), "%x-%x ", &from, &to); n == 2 {
			in = from <= address && address < to
		}
		if flags, ok := strings.CutPrefix(s.Text(), "VmFlags:"); ok && in {
			return flags, nil
		}
	}
	return "", fmt.Errorf("no mapping has %p", at)
}
