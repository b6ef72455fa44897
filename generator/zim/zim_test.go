package zim

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"testing"
)

// made is a ZIM as far as Settle looks at one.
func made(dice byte, words string) []byte {
	data := make([]byte, headerSize)
	binary.LittleEndian.PutUint32(data, magic)
	copy(data[uuidAt:uuidAt+uuidSize], bytes.Repeat([]byte{dice}, uuidSize))
	data = append(data, words...)
	data = append(data, xapianMagic+"\x04n"...)
	data = append(data, bytes.Repeat([]byte{dice + 1}, uuidSize)...)
	data = append(data, "table"...)
	binary.LittleEndian.PutUint64(data[checksumAt:], uint64(len(data)))
	sum := md5.Sum(data)
	return append(data, sum[:]...)
}

func TestDiceAreTakenOut(t *testing.T) {
	settled := func(data []byte) []byte {
		t.Helper()
		out, err := Settle(data)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	a, b, c := settled(made(1, "报告")), settled(made(7, "报告")), settled(made(1, "其他"))
	if !bytes.Equal(a, b) {
		t.Error("the same content has two identities")
	}
	if bytes.Equal(a[uuidAt:uuidAt+uuidSize], c[uuidAt:uuidAt+uuidSize]) {
		t.Error("two contents have one identity")
	}
	if again := settled(a); !bytes.Equal(a, again) {
		t.Error("settled twice it is another")
	}
	broken := made(1, "报告")
	broken[headerSize] ^= 1
	for _, bad := range [][]byte{nil, []byte("no ZIM"), broken, broken[:90]} {
		if _, err := Settle(bad); err == nil {
			t.Errorf("%d bytes were taken for a whole ZIM", len(bad))
		}
	}
}
