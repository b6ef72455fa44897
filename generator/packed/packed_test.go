package packed

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

type inner struct {
	Name   string
	Values []int
	hidden int
}

type outer struct {
	ID     string
	N      int
	M      int64
	F      float64
	Yes    bool
	At     time.Time
	Inner  inner
	Embed  [3]string
	All    []inner
	To     *inner
	Facets map[string][]int
	inner
}

func example() outer {
	return outer{
		ID: "2017", N: -7, M: math.MinInt64, F: -6.8, Yes: true, At: time.Date(2017, 2, 6, 0, 0, 0, 0, time.FixedZone("", 8*3600)),
		Inner: inner{Name: "开封市", Values: []int{}}, Embed: [3]string{"a", "", "坚持"}, All: []inner{{Name: "一"}, {Values: []int{1, 300, -1}}},
		To: &inner{Name: "到"}, Facets: map[string][]int{"主题:民生": {1, 2}, "类型:指标": nil},
	}
}

func TestAValueComesBack(t *testing.T) {
	for _, want := range []outer{{}, example()} {
		data := Append(nil, want)
		var got outer
		if err := Read(string(data), &got); err != nil {
			t.Fatal(err)
		}
		if !got.At.Equal(want.At) {
			t.Errorf("the time %v comes back as %v", want.At, got.At)
		}
		got.At = want.At
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v comes back as %+v", want, got)
		}
		if again := Append(nil, want); !bytes.Equal(again, data) {
			t.Error("the same value has other bytes")
		}
	}
}

// FuzzOtherBytesAreAnError, whatever they are: nothing panics, and no more is made than the bytes can hold.
func FuzzOtherBytesAreAnError(f *testing.F) {
	whole := Append(nil, example())
	f.Add(string(whole))
	f.Add(string(whole[:len(whole)/2]))
	f.Add(strings.Repeat("\xff", 40))
	f.Fuzz(func(t *testing.T, data string) {
		var v outer
		if err := Read(data, &v); err == nil && len(Append(nil, v)) == 0 {
			t.Error("a value without bytes was read")
		}
	})
}

func TestATypeWithoutBytesIsAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a function was written")
		}
	}()
	Append(nil, struct{ F func() }{})
}

func BenchmarkRead(b *testing.B) {
	var all []outer
	for range 1000 {
		all = append(all, example())
	}
	data := string(Append(nil, all))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var got []outer
		if err := Read(data, &got); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAListComesBackOneByOne(t *testing.T) {
	want := []outer{example(), {}, {ID: "last"}}
	for i := range want {
		want[i].At = time.Time{}
	}
	list := ListOf(want...)
	all, err := list.All()
	if err != nil || !reflect.DeepEqual(all, want) {
		t.Errorf("all are %+v: %v", all, err)
	}
	var places []Place
	if err := list.Each(func(at Place, v *outer) {
		if !reflect.DeepEqual(*v, want[len(places)]) {
			t.Errorf("number %d is %+v", len(places), *v)
		}
		places = append(places, at)
	}); err != nil || len(places) != len(want) {
		t.Errorf("%d of %d were read: %v", len(places), len(want), err)
	}
	for i, at := range places {
		if got, err := list.At(at); err != nil || !reflect.DeepEqual(got, want[i]) {
			t.Errorf("number %d is at its place %+v: %v", i, got, err)
		}
	}
	for _, list := range []List[outer]{{}, ListOf[outer](), {Text("")}, {Text("\x01")}} {
		if err := list.Each(func(Place, *outer) { t.Error("an empty list has a value") }); err != nil {
			t.Error(err)
		}
	}
	for _, data := range []Text{"\x02", "\x02\x05", list.Bytes.(Text) + "x", list.Bytes.(Text)[:20]} {
		if (List[outer]{data}).Each(func(Place, *outer) {}) == nil {
			t.Errorf("%q is read as a list", string(data))
		}
	}
}
