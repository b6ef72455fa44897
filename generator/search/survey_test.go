package search

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"testing"
)

// TestTheStampIsOfTheseRules: where the same reports give other data than before, files of before would be taken for those of now unless the stamp is
// another, too.
func TestTheStampIsOfTheseRules(t *testing.T) {
	const knownStamp, knownSum = "c174785c", "f9bae85a2666763a"
	r := rand.New(rand.NewPCG(3, 3))
	var reports []*Report
	for _, year := range []string{"2017", "2018", ""} {
		reports = append(reports, randomReport(r, "r"+year, year))
	}
	h := sha256.New()
	stamp := ""
	for _, whole := range []bool{true, false} {
		for _, f := range written(t, reports, whole) {
			found := stampIn.FindSubmatch(f.Data)
			if found == nil || stamp != "" && string(found[1]) != stamp {
				t.Fatalf("%s has not the stamp of the others, %s", f.Name, stamp)
			}
			stamp = string(found[1])
			fmt.Fprintf(h, "%s %s\n", f.Name, stampIn.ReplaceAll(f.Data, nil))
		}
	}
	sum := fmt.Sprintf("%x", h.Sum(nil)[:8])
	switch {
	case sum == knownSum && stamp == knownStamp:
	case stamp == knownStamp:
		t.Errorf("the same reports have other data (%s) with the same stamp: raise Format, then write the new stamp and sum here", sum)
	default:
		t.Errorf("the data have the stamp %s and the sum %s: write them here", stamp, sum)
	}
}

var stampIn = regexp.MustCompile(`"stamp":"([0-9a-f]{8})"`)

// TestEverythingIsInTheMark changes every single value of a report: the mark must change each time.
func TestEverythingIsInTheMark(t *testing.T) {
	report := &Report{
		ID: "a", Title: "b", Year: "2017", Parts: [][3]string{{"c", "d", "e"}}, Passages: []Passage{{Part: 1, ID: "f", Text: "g", Heads: []int{0, 1}}},
		Facets: map[string][]int{"h": {2}}, Names: []Name{{Kind: "i", Page: "j", Names: []string{"k"}, More: "l", Read: "m"}},
	}
	seen := map[string]string{}
	look := func(what string) {
		mark := string(report.appendMark(nil))
		if other, ok := seen[mark]; ok {
			t.Errorf("the mark does not tell %s from %s", what, other)
		}
		seen[mark] = what
	}
	look("the report itself")
	values := 0
	var change func(what string, v reflect.Value)
	change = func(what string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			values++
			was := v.String()
			v.SetString(was + "x")
			look(what)
			v.SetString(was)
		case reflect.Int:
			values++
			v.SetInt(v.Int() + 100)
			look(what)
			v.SetInt(v.Int() - 100)
		case reflect.Slice:
			was := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(was, v)
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
			look("one more of " + what)
			v.Set(was)
			fallthrough
		case reflect.Array:
			for i := range v.Len() {
				change(fmt.Sprintf("%s[%d]", what, i), v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() {
					change(what+"."+f.Name, v.Field(i))
				}
			}
		case reflect.Map:
			v.SetMapIndex(reflect.ValueOf("n"), reflect.ValueOf([]int{2}))
			look("one more of " + what)
			v.SetMapIndex(reflect.ValueOf("n"), reflect.Value{})
			v.SetMapIndex(reflect.ValueOf("h"), reflect.ValueOf([]int{3}))
			look("another value of " + what)
			v.SetMapIndex(reflect.ValueOf("h"), reflect.ValueOf([]int{2}))
		default:
			t.Errorf("%s is a %v: say here how it changes", what, v.Kind())
		}
	}
	change("report", reflect.ValueOf(report).Elem())
	if values < 15 {
		t.Errorf("%d values were changed", values)
	}
	if !bytes.Equal(report.appendMark(nil), report.appendMark(nil)) {
		t.Error("the same report has two marks")
	}
}
