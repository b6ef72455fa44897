package main

import (
	"net"
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
