package main

import (
	"net"
	"strings"
	"testing"
)

// TestServeIsForThisMachineUnlessTold: without --addr only this machine is served.
func TestServeIsForThisMachineUnlessTold(t *testing.T) {
	address := (&cli{}).serveCommand().Flag("addr").DefValue
	a, err := net.ResolveTCPAddr("tcp", address)
	if err != nil || !a.IP.IsLoopback() || a.Port != 1313 {
		t.Errorf("%s: %v", address, err)
	}
}

// TestServeNamesAnotherAddressWhereOneIsInUse: who serves twice is told how.
func TestServeNamesAnotherAddressWhereOneIsInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var stdout, stderr strings.Builder
	status := run([]string{"--project", "..", "serve", "--addr", taken.Addr().String()}, nil, &stdout, &stderr)
	if said := stderr.String(); status != statusFailed || !strings.Contains(said, taken.Addr().String()+" is in use") || !strings.Contains(said, "--addr") {
		t.Errorf("status %d, %q", status, said)
	}
}
