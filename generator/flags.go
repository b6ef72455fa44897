package main

import (
	"slices"
	"strings"
	"time"

	"baogao/generator/diag"
)

// dayOf reads a day that a flag was given; what is no day is an error of the command line.
func dayOf(flag, value string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return day, diag.Say("--%s %q is not a day like 2026-01-31", flag, value)
	}
	return day, nil
}

// knownKind refuses a kind that is given and not one of these.
func knownKind(kind string, kinds []string) error {
	if kind != "" && !slices.Contains(kinds, kind) {
		return diag.Say("unknown kind %q; there are: %s", kind, strings.Join(kinds, ", "))
	}
	return nil
}
