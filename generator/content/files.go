package content

import (
	"strings"
	"time"
)

// The TOML files of a report as they are read. A file's own type holds its tables; their types stand where they are explained.
type (
	errataFile struct {
		Errata []Erratum `toml:"erratum"`
	}
	noiseFile struct {
		Noise []Noise `toml:"noise"`
	}
	termsFile struct {
		Terms []Term `toml:"term"`
	}
	figuresFile struct {
		Figures []Figure `toml:"figure"`
	}
	commitmentsFile struct {
		AsOf        time.Time    `toml:"as_of"` // the day up to which evidence was looked for
		Commitments []Commitment `toml:"commitment"`
	}
	linksFile struct {
		Pairs     []Pair     `toml:"pair"`
		Sums      []Sum      `toml:"sum"`
		Related   []Relation `toml:"related"`
		Unrelated []Relation `toml:"unrelated"`
	}
	tombstonesFile struct {
		Tombstones []Tombstone `toml:"tombstone"`
		Renamed    []Renamed   `toml:"renamed"`
	}
	acceptedFile struct {
		Accepted []Accepted `toml:"accepted"`
	}
	outlineFile struct {
		Lines []declaredLine `toml:"line"`
	}
)

// FileKind is a kind of file, or of front matter, that is read as TOML.
type FileKind struct {
	Name string // "terms"
	Path string // where such files stand: "content/REPORT/terms.toml"
	Zero any    // what one is read into
}

// FileKinds are all kinds, in the order in which an editor meets them.
func FileKinds() []FileKind {
	const report = Root + "/REPORT/"
	return []FileKind{
		{"config", "config.toml", Config{}},
		{"page", Root + "/*.md", PageMeta{}},
		{"report", report + "_index.md", Meta{}},
		{"part", report + "**/*.md", PartMeta{}},
		{"errata", report + "errata.toml", errataFile{}},
		{"terms", report + "terms.toml", termsFile{}},
		{"figures", report + "figures.toml", figuresFile{}},
		{"commitments", report + "commitments.toml", commitmentsFile{}},
		{"links", report + "links.toml", linksFile{}},
		{"accepted", report + AcceptedFile, acceptedFile{}},
		{"tombstones", report + TombstonesFile, tombstonesFile{}},
		{"outline", report + OverridesFile, outlineFile{}},
		{"layout", report + "layout.toml", Layout{}},
		{"noise", report + "noise.toml", noiseFile{}},
	}
}

// SchemaFolder is where a built site holds the schemas of content files.
const SchemaFolder = "schemas"

// SchemaLine begins a TOML file of a report: a comment that tells TOML language servers where the file's schema is, in the site as build
// writes it.
//
//	#:schema ../../public/schemas/terms.json
func SchemaLine(id, name string) string {
	up := strings.Repeat("../", strings.Count(id, "/")+2)
	return "#:schema " + up + "public/" + SchemaFolder + "/" + strings.TrimSuffix(name, ".toml") + ".json\n"
}

// ConfigSchemaLine is SchemaLine for config.toml.
func ConfigSchemaLine() string { return "#:schema ./public/" + SchemaFolder + "/config.json\n" }
