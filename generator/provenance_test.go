package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestProvenanceNamesPublisherTranscriberFilesAndProgram reads a bag's provenance.json as a PROV reader does: what an edge names is declared, and a
// sum is that of the file.
func TestProvenanceNamesPublisherTranscriberFilesAndProgram(t *testing.T) {
	files := map[string][]byte{}
	for _, f := range tinyBag(t, func(project fstest.MapFS) {
		const name = "content/2020/_index.md"
		project[name].Data = bytes.Replace(project[name].Data, []byte("[source]\n"), []byte("publisher = \"某市人民政府\"\n\n[source]\ntranscriber = \"某市档案馆\"\n"), 1)
	}) {
		files[f.Path] = f.Data
	}
	var p struct {
		Entity, Activity, Agent map[string]map[string]string
		Generated               map[string]map[string]string `json:"wasGeneratedBy"`
		Used                    map[string]map[string]string
		Derived                 map[string]map[string]string `json:"wasDerivedFrom"`
		Attributed              map[string]map[string]string `json:"wasAttributedTo"`
		Associated              map[string]map[string]string `json:"wasAssociatedWith"`
	}
	if err := json.Unmarshal(files["data/provenance.json"], &p); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]map[string]map[string]string{
		"prov:entity": p.Entity, "prov:generatedEntity": p.Entity, "prov:usedEntity": p.Entity, "prov:activity": p.Activity, "prov:agent": p.Agent,
	}
	edges := 0
	for _, all := range []map[string]map[string]string{p.Generated, p.Used, p.Derived, p.Attributed, p.Associated} {
		for id, edge := range all {
			for role, name := range edge {
				edges++
				if kinds[role][name] == nil {
					t.Errorf("%s: %s names %s, which is not declared", id, role, name)
				}
			}
		}
	}
	sums := 0
	for id, e := range p.Entity {
		at, ok := e["baogao:path"]
		if sum := e["baogao:sha256"]; ok && sum != "" {
			sums++
			if data, there := files[at]; !there || fmt.Sprintf("%x", sha256.Sum256(data)) != sum {
				t.Errorf("%s: %s has not the sum that is said", id, at)
			}
		}
	}
	if edges < 20 || sums < 8 {
		t.Errorf("%d ends of edges, %d sums", edges, sums)
	}
	for id, label := range map[string]string{"baogao:publisher": "某市人民政府", "baogao:transcriber": "某市档案馆", "baogao:program": "baogao"} {
		if p.Agent[id]["prov:label"] != label {
			t.Errorf("the agent %s is %v", id, p.Agent[id])
		}
	}
	note := string(files["README.txt"])
	for _, words := range []string{"发布者：某市人民政府", "转录者：某市档案馆", "Transcribed by: 某市档案馆", "发布网址：没有记录"} {
		if !strings.Contains(note, words) {
			t.Errorf("the note does not say %q:\n%s", words, note)
		}
	}
}
