package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
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
	URLs              []string
	Sum               string  // SHA-256 of all hits as JSON
	Cold, Second      int     // compressed bytes of data before the first hits: of a first query, of one behind another
	Later             int     // and of one behind all that were asked before it
	First, All, Again float64 // milliseconds to the first hits and to all, with the data read, and of a query asked before
}

// askScript asks the search's scripts in Node over the files of a folder. Answers are taken one by one: those of a series do not fit into memory
// together.
func askScript(folder string, names []nameQuery, queries []query, takeName, take func(i int, a scriptAnswer)) error {
	node, err := exec.LookPath("node")
	if err != nil {
		return fmt.Errorf("the script cannot be asked without Node: %w", err)
	}
	input := struct {
		Scripts        map[string]string
		Folder         string
		Names, Queries []string
	}{map[string]string{}, folder, []string{}, []string{}}
	for _, name := range []string{"fold.js", "search.js", "series.js", "names.js", "near.js"} {
		script, err := os.ReadFile(filepath.Join("static", name))
		if err != nil {
			return err
		}
		input.Scripts[name] = string(script)
	}
	for _, q := range names {
		input.Names = append(input.Names, q.Text)
	}
	for _, q := range queries {
		input.Queries = append(input.Queries, q.Text)
	}
	stdin, err := json.Marshal(input)
	if err != nil {
		return err
	}
	command := exec.Command(node, "-e", driver)
	command.Stdin, command.Stderr = bytes.NewReader(stdin), os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	lines := json.NewDecoder(output)
	for i := range len(names) + len(queries) {
		var a scriptAnswer
		if err := lines.Decode(&a); err != nil {
			return fmt.Errorf("the script answers %d of %d queries: %w", i, len(names)+len(queries), errors.Join(err, command.Wait()))
		}
		if i < len(names) {
			takeName(i, a)
		} else {
			take(i-len(names), a)
		}
	}
	return command.Wait()
}

// writeData writes the search data of a site into a folder.
func writeData(reports []*search.Report, folder string) error {
	files, err := search.Files(context.Background(), reports)
	if err != nil {
		return err
	}
	for _, f := range append(files, search.File{Name: search.TraditionalFile, Data: search.TraditionalData()}) {
		name, data := f.Name, f.Data
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
