package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"runtime/debug"
	"strings"
	"time"

	"baogao/generator/content"
)

// Versions say which program made a bag.
type Versions struct {
	Program  string   `json:"program"`
	Revision string   `json:"revision"` // of the program's source; "unreleased" where nobody can say
	Modules  []Module `json:"modules"`
}

// Module is a library that the program is built with.
type Module struct {
	Path    string `json:"path"`
	Version string `json:"version"`
	Sum     string `json:"sum,omitempty"`
}

// ReadVersions asks the running program.
func ReadVersions() Versions {
	v := Versions{Program: "baogao", Revision: "unreleased"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	changed := false
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "vcs.modified":
			changed = s.Value == "true"
		}
	}
	if changed {
		v.Revision = "unreleased"
	}
	for _, d := range info.Deps {
		v.Modules = append(v.Modules, Module{d.Path, d.Version, d.Sum})
	}
	return v
}

// provenance is PROV-JSON (W3C member submission of 24 April 2013), of the terms of PROV-O: entities by what made them of what.
type provenance struct {
	Prefix     map[string]string     `json:"prefix"`
	Entity     map[string]entity     `json:"entity"`
	Activity   map[string]entity     `json:"activity"`
	Agent      map[string]entity     `json:"agent"`
	Generated  map[string]provenEdge `json:"wasGeneratedBy"`
	Used       map[string]provenEdge `json:"used"`
	Derived    map[string]provenEdge `json:"wasDerivedFrom"`
	Attributed map[string]provenEdge `json:"wasAttributedTo"`
	Associated map[string]provenEdge `json:"wasAssociatedWith"`
}

type entity struct {
	Label string `json:"prov:label,omitempty"`
	Type  string `json:"prov:type,omitempty"`
	Value string `json:"prov:value,omitempty"`
	Hash  string `json:"baogao:sha256,omitempty"`
	At    string `json:"baogao:path,omitempty"`
	Time  string `json:"prov:endTime,omitempty"`
}

type provenEdge struct {
	Entity    string `json:"prov:entity,omitempty"`
	Activity  string `json:"prov:activity,omitempty"`
	Agent     string `json:"prov:agent,omitempty"`
	Generated string `json:"prov:generatedEntity,omitempty"`
	From      string `json:"prov:usedEntity,omitempty"`
}

// Provenance says who published the report, who transcribed it, who put right what in it, from which file and by which program; received
// is that file's path in the bag, "" where it is not there. The published text, every edition of it and every form of the report is an
// entity with its sum. What nobody recorded is left out.
func Provenance(r *content.Report, v Versions, received string, payload []File) ([]byte, error) {
	p := provenance{
		Prefix: map[string]string{"baogao": "urn:baogao:", "prov": "http://www.w3.org/ns/prov#"},
		Entity: map[string]entity{
			"baogao:received": {Label: r.Meta.Source.File, Hash: r.Meta.Source.SHA256, At: received},
			"baogao:source":   {Label: "published text, decoded, one copy", At: "data/content/" + r.ID + "/source.txt"},
			"baogao:content":  {Label: "content files", At: "data/content/" + r.ID},
			"baogao:site":     {Label: "site and editions", At: "data/site"},
		},
		Activity: map[string]entity{"baogao:import": {Label: "decoding and structuring"}, "baogao:edit": {Label: "errata and notes"}, "baogao:build": {Label: "building"}},
		Agent:    map[string]entity{"baogao:program": {Label: v.Program, Type: "prov:SoftwareAgent", Value: v.Revision}},
		Generated: map[string]provenEdge{
			"_:g1": {Entity: "baogao:source", Activity: "baogao:import"}, "_:g2": {Entity: "baogao:content", Activity: "baogao:edit"}, "_:g3": {Entity: "baogao:site", Activity: "baogao:build"},
		},
		Used: map[string]provenEdge{
			"_:u1": {Activity: "baogao:import", Entity: "baogao:received"}, "_:u2": {Activity: "baogao:edit", Entity: "baogao:source"}, "_:u3": {Activity: "baogao:build", Entity: "baogao:content"},
		},
		Derived: map[string]provenEdge{
			"_:d1": {Generated: "baogao:source", From: "baogao:received"}, "_:d2": {Generated: "baogao:content", From: "baogao:source"}, "_:d3": {Generated: "baogao:site", From: "baogao:content"},
		},
		Attributed: map[string]provenEdge{},
		Associated: map[string]provenEdge{"_:s1": {Activity: "baogao:import", Agent: "baogao:program"}, "_:s3": {Activity: "baogao:build", Agent: "baogao:program"}},
	}
	source := "data/content/" + r.ID + "/source.txt"
	own := "data/site/" + r.ID + "/"
	for _, f := range payload {
		s := sha256.Sum256(f.Data)
		hash := hex.EncodeToString(s[:])
		name, ok := strings.CutPrefix(f.Path, own)
		switch {
		case f.Path == source:
			e := p.Entity["baogao:source"]
			e.Hash = hash
			p.Entity["baogao:source"] = e
		case ok && (isForm(name) || strings.HasPrefix(name, "editions/")):
			id := "baogao:" + strings.ReplaceAll(name, "/", "-")
			p.Entity[id] = entity{Label: name, Hash: hash, At: f.Path}
			p.Generated["_:g-"+name] = provenEdge{Entity: id, Activity: "baogao:build"}
			p.Derived["_:d-"+name] = provenEdge{Generated: id, From: "baogao:content"}
		}
	}
	if name := r.Meta.Source.By; name != "" {
		p.Agent["baogao:transcriber"] = entity{Label: name}
		p.Activity["baogao:transcription"] = entity{Label: "transcribing"}
		p.Generated["_:g0"] = provenEdge{Entity: "baogao:received", Activity: "baogao:transcription"}
		p.Associated["_:s0"] = provenEdge{Activity: "baogao:transcription", Agent: "baogao:transcriber"}
	}
	if name := r.Meta.Publisher; name != "" {
		p.Agent["baogao:publisher"] = entity{Label: name, Type: "prov:Organization"}
		p.Attributed["_:a1"] = provenEdge{Entity: "baogao:received", Agent: "baogao:publisher"}
	}
	if name := r.Meta.Speaker; name != "" {
		p.Agent["baogao:speaker"] = entity{Label: r.Meta.Office + name, Type: "prov:Person"}
		p.Attributed["_:a2"] = provenEdge{Entity: "baogao:source", Agent: "baogao:speaker"}
	}
	for _, e := range r.Errata {
		if e.Draft || e.By == "" {
			continue
		}
		p.Agent["baogao:by-"+e.By] = entity{Label: e.By}
		p.Associated["_:s2-"+e.ID] = provenEdge{Activity: "baogao:edit", Agent: "baogao:by-" + e.By}
		p.Entity["baogao:erratum-"+e.ID] = entity{Label: e.Published + " → " + e.Corrected, Value: e.Date.Format(time.DateOnly)}
	}
	data, err := json.MarshalIndent(p, "", "  ")
	return append(data, '\n'), err
}

// isForm tells whether a file of the report's folder is one of its other forms.
func isForm(name string) bool {
	var every content.Config // that asks for all
	for _, e := range every.EditionForms() {
		if e.File == name {
			return true
		}
	}
	return false
}

// Note is the reader's note of a bag. received tells whether the file as received is in it.
func Note(r *content.Report, v Versions, received bool) string {
	zh, en := "", ""
	known := func(name, unknown string) string {
		if name == "" {
			return unknown
		}
		return name
	}
	m := &r.Meta
	if !received {
		zh = "（收到的原始文件不在包中；data/content/" + r.ID + "/source.txt 是它解码后的文字。）\n"
		en = "(The file as received is not in the bag; data/content/" + r.ID + "/source.txt is its text, decoded.)\n"
	}
	return r.Meta.Title + "\n\n" +
		"这是什么\n这是一份存档包（BagIt，RFC 8493）：报告的网站、各种版式、内容文件、版式与样式文件、程序版本与来历记录。\n" + zh +
		"\n从哪里来\n发布者：" + known(m.Publisher, "没有记录") + "。发布网址：" + known(m.URL, "没有记录") + "。转录者：" + known(m.Source.By, "没有记录") +
		"。\n收到的文件：" + known(m.Source.File, "没有记录") + "，SHA-256 " + known(m.Source.SHA256, "没有记录") + "。\n生成本包的程序：" + v.Program + "，版本 " + v.Revision +
		"。\n每一处校订由谁、何时、为何作出，见 data/content/" + r.ID + "/errata.toml；机器可读的来历（W3C PROV）见 data/provenance.json。\n" +
		"\n怎样打开\n用浏览器打开 data/site/index.html，不需要网络。纯文本在 data/site/" + r.ID + "/published.txt。\n" +
		"\n怎样验证（不需要本程序）\n在本文件所在的文件夹里运行：\n  sha512sum -c manifest-sha512.txt\n  sha512sum -c tagmanifest-sha512.txt\n每一行都应是 OK。有本程序时运行 baogao verify 本文件夹，它还会核对各版式的文字与底本一致。\n" +
		"\n----\n\n" +
		"What this is\nAn archive bag (BagIt, RFC 8493): the report's site, its editions, the content files, layouts and styles, the versions of the program\nand a record of where all of it comes from.\n" + en +
		"\nWhere it comes from\nPublished by: " + known(m.Publisher, "not recorded") + ". Published at: " + known(m.URL, "not recorded") + ". Transcribed by: " + known(m.Source.By, "not recorded") +
		".\nFile as received: " + known(m.Source.File, "not recorded") + ", SHA-256 " + known(m.Source.SHA256, "not recorded") + ".\nProgram that made this bag: " + v.Program + ", version " + v.Revision +
		".\nWho corrected what, when and why: data/content/" + r.ID + "/errata.toml. The same for machines (W3C PROV): data/provenance.json.\n" +
		"\nHow to open it\nOpen data/site/index.html in a browser; it needs no network. The plain text is data/site/" + r.ID + "/published.txt.\n" +
		"\nHow to verify it (without our program)\nIn the folder of this file run:\n  sha512sum -c manifest-sha512.txt\n  sha512sum -c tagmanifest-sha512.txt\nEvery line should say OK. With our program, run baogao verify on the folder: it proves as well that every edition's text is the published one.\n"
}
