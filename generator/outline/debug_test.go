package outline

import (
	"fmt"
	"os"
	"testing"
)

func TestDebug(t *testing.T) {
	f := os.Getenv("REPORT")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	o := Parse(string(b))
	fmt.Printf("title %q occ %q sp %q off %q date %q place %q\n", o.Title, o.Occasion, o.Speaker, o.Office, o.Date, o.Place)
	cut := func(s string) string {
		r := []rune(s)
		if len(r) > 40 {
			return string(r[:40]) + "…"
		}
		return s
	}
	for _, m := range o.Masthead {
		fmt.Println("MAST", joined(o.Text, m.Parts))
	}
	for _, m := range o.Lead {
		fmt.Println("LEAD", cut(joined(o.Text, m.Parts)))
	}
	for _, c := range o.Chapters {
		fmt.Printf("CH %q %d %q intro %d closing %d\n", c.Number, c.Ordinal, c.Title, len(c.Intro), len(c.Closing))
		for _, s := range c.Sections {
			fmt.Printf("   S %q %d %q %q %s intro %d\n", s.Number, s.Ordinal, s.Title, s.Stop, s.Form, len(s.Intro))
		}
	}
	fmt.Println("CLOSING", len(o.Closing))
	for _, a := range o.Annexes {
		fmt.Println("ANNEX", a.Title, len(a.Body))
	}
	fmt.Println("GLOSSARY", o.GlossaryTitle, len(o.Glossary))
	for _, n := range o.Noise {
		fmt.Println("NOISE", cut(o.Text[n.Span.Start:n.Span.End]), n.Why)
	}
	for _, n := range o.Unsure {
		fmt.Println("UNSURE", n.Line, n.Why)
	}
}

func TestUnits(t *testing.T) {
	f := os.Getenv("UNITS")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	us := readUnits(string(b), readLines(string(b)))
	for _, u := range us {
		if u.n < 60 || len(u.parts) > 1 {
			c, ok := numbered(&u)
			r := []rune(u.key)
			if len(r) > 50 {
				r = append(r[:40:40], r[len(r)-8:]...)
			}
			fmt.Println(u.no, u.n, len(u.parts), string(r), u.mark, c.form, ok)
		}
	}
}

func TestTree(t *testing.T) {
	f := os.Getenv("TREE")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	fmt.Print(Parse(string(b)).Tree())
}
