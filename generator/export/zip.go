package export

import (
	"archive/zip"
	"hash/crc32"
	"time"
)

// storeFirst writes an entry with its sizes in its own header.
func storeFirst(z *zip.Writer, h *zip.FileHeader, data []byte) error {
	h.CRC32 = crc32.ChecksumIEEE(data)
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(data)), uint64(len(data))
	w, err := z.CreateRaw(h)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// dosTime is a day in a zip's own form, which has no time zone and begins in 1980.
func dosTime(t time.Time) (date, clock uint16) {
	if t.Year() < 1980 {
		return 1<<5 | 1, 0
	}
	return uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9), 0
}
