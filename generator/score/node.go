package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"baogao/generator/search"
)

//go:embed driver.js
var driver string

// scriptAnswer is what the script says of a query.
type scriptAnswer struct {
	Hits  []search.Hit
	Bytes int     // compressed, of the data read before the first hits
	First float64 // milliseconds to them, with the data read
}

// askScript asks static/search.js in Node over the files of a folder.
func askScript(folder string, queries []query) ([]scriptAnswer, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, fmt.Errorf("the script cannot be asked without Node: %w", err)
	}
	script, err := os.ReadFile(filepath.Join("static", "search.js"))
	if err != nil {
		return nil, err
	}
	input := struct {
		Script, Folder string
		Queries        []string
	}{string(script), folder, nil}
	for _, q := range queries {
		input.Queries = append(input.Queries, q.Text)
	}
	stdin, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	command := exec.Command(node, "-e", driver)
	command.Stdin, command.Stderr = bytes.NewReader(stdin), os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	var answers []scriptAnswer
	if err := json.Unmarshal(output, &answers); err != nil {
		return nil, err
	}
	if len(answers) != len(queries) {
		return nil, fmt.Errorf("%d answers to %d queries", len(answers), len(queries))
	}
	return answers, nil
}

// writeData writes the search data of a site into a folder.
func writeData(reports []*search.Report, folder string) error {
	files := map[string][]byte{search.TraditionalFile: search.TraditionalData()}
	list := [][2]string{}
	for _, r := range reports {
		data, err := r.Data()
		if err != nil {
			return err
		}
		files[filepath.Join(r.ID, "search.js")] = data
		list = append(list, [2]string{r.ID, r.Title})
	}
	data, err := json.Marshal(list)
	if err != nil {
		return err
	}
	files["reports.json"] = data
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
