package archive

import (
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"baogao/generator/diag"
)

// IsBag tells whether what was opened says that it is a bag.
func (c *Contents) IsBag() bool {
	_, declared := c.Files["bagit.txt"]
	_, listed := c.Files[payloadManifest]
	return declared || listed
}

// folderMark is what a build puts into each folder that it writes; it is no part of a bag.
const folderMark = ".baogao"

// Bag checks the rules of RFC 8493 and every file against its manifest. All that is wrong is found, file by file.
func (c *Contents) Bag() []Finding {
	found := slices.Clone(c.Findings)
	fail := func(path, format string, args ...any) {
		found = append(found, Finding{path, diag.Say(format, args...)})
	}
	switch text, ok := c.Files["bagit.txt"]; {
	case !ok:
		fail("bagit.txt", "the file is missing")
	case !strings.HasPrefix(string(text), "BagIt-Version: 1.0\n") || !strings.Contains(string(text), "Tag-File-Character-Encoding: UTF-8"):
		fail("bagit.txt", "it does not declare BagIt 1.0 in UTF-8")
	}
	payload, tags := c.manifest(payloadManifest, fail), c.manifest(tagManifest, fail)
	size, count := 0, 0
	for _, name := range slices.Sorted(maps.Keys(c.Files)) {
		data := c.Files[name]
		want, listed := tags[name]
		if strings.HasPrefix(name, "data/") {
			want, listed = payload[name]
			size += len(data)
			count++
		}
		switch {
		case name == tagManifest || name == folderMark:
		case !listed:
			fail(name, "the file was added: no manifest lists it")
		case want != sum(data):
			fail(name, "the file is damaged: its SHA-512 is not that of the manifest")
		}
	}
	broken := map[string]bool{}
	for _, f := range c.Findings {
		broken[f.Path] = true
	}
	for _, list := range []map[string]string{payload, tags} {
		for _, name := range slices.Sorted(maps.Keys(list)) {
			if _, ok := c.Files[name]; !ok && !broken[name] {
				fail(name, "the file is missing: a manifest lists it")
			}
		}
	}
	for line := range strings.Lines(string(c.Files["bag-info.txt"])) {
		oxum, ok := strings.CutPrefix(strings.TrimSpace(line), "Payload-Oxum: ")
		if ok && oxum != strconv.Itoa(size)+"."+strconv.Itoa(count) {
			fail("bag-info.txt", "the payload has %d bytes in %d files, Payload-Oxum says %s", size, count, oxum)
		}
	}
	return found
}

// manifest reads a manifest: path → sum.
func (c *Contents) manifest(name string, fail func(string, string, ...any)) map[string]string {
	sums := map[string]string{}
	text, ok := c.Files[name]
	if !ok {
		fail(name, "the manifest is missing")
		return sums
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		want, path, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		path = strings.NewReplacer("%0A", "\n", "%0D", "\r", "%25", "%").Replace(strings.TrimPrefix(strings.TrimLeft(path, " "), "*"))
		if raw, err := hex.DecodeString(want); !ok || err != nil || len(raw) != 64 || path == "" {
			fail(name, "line %d is no sum and path", n)
			continue
		}
		if strings.HasPrefix(path, "data/") != (name == payloadManifest) {
			fail(name, "line %d: %s does not belong in this manifest", n, path)
			continue
		}
		if _, twice := sums[path]; twice {
			fail(name, "line %d: %s is listed twice", n, path)
		}
		sums[path] = strings.ToLower(want)
	}
	return sums
}

// Compare says how files differ from those that they should be: damaged, missing, added. A file in gzip or Brotli beside its own must give
// that one back.
func Compare(have, want map[string][]byte) []Finding {
	var found []Finding
	for _, name := range slices.Sorted(maps.Keys(want)) {
		data, ok := have[name]
		switch {
		case !ok:
			found = append(found, Finding{name, diag.Say("the file is missing: a build writes it")})
		case string(data) != string(want[name]):
			found = append(found, Finding{name, diag.Say("the file is not what a build writes")})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(have)) {
		if _, ok := want[name]; ok || name == folderMark {
			continue
		}
		if of, packed := compressedOf(name, have); packed {
			if !givesBack(name, have[name], have[of]) {
				found = append(found, Finding{name, diag.Say("the compressed file does not give its own file back")})
			}
			continue
		}
		found = append(found, Finding{name, diag.Say("the file was added: a build does not write it")})
	}
	return found
}
