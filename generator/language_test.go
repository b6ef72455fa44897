package main

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"baogao/generator/diag"
	"baogao/generator/output"
)

// inEnglish is the project with the one line of its configuration changed that an editor would change.
func inEnglish(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	project := os.DirFS("..")
	for _, folder := range []string{"config.toml", "content", "layouts", "static"} {
		err := fs.WalkDir(project, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(project, name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	line := regexp.MustCompile(`(?m)^language = "zh-Hans"`)
	config := files["config.toml"].Data
	if !line.Match(config) {
		t.Fatal("the configuration names no language")
	}
	files["config.toml"].Data = line.ReplaceAll(config, []byte(`language = "en"`))
	return files
}

var (
	latinWord = regexp.MustCompile(`[A-Za-z]{3,}`)
	fileName  = regexp.MustCompile(`[\w.-]+\.[a-z]{2,5}\b`)
)

// TestEveryWordOfTheEnglishSiteIsInItsLanguage: no Chinese where the page says that it is English, no English where it says Chinese. Names of
// pages and of pictures hold both and cannot say so; code is of no language.
func TestEveryWordOfTheEnglishSiteIsInItsLanguage(t *testing.T) {
	var problems diag.List
	var memory output.Memory
	files := inEnglish(t)
	if _, err := build(files, &memory, &problems); err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems.Problems())
	}
	published := string(files["content/2017/source.txt"].Data)
	wrong := map[string]string{}
	for _, name := range memory.Paths() {
		if path.Ext(name) != ".html" || strings.HasSuffix(name, "single.html") {
			continue
		}
		data, _ := memory.Read(name)
		document, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var walk func(n *html.Node, language string)
		walk = func(n *html.Node, language string) {
			if n.Type == html.ElementNode {
				switch n.Data {
				case "script", "style", "title", "desc", "code", "pre":
					return
				}
			}
			for _, a := range n.Attr {
				if a.Key == "lang" {
					language = a.Val
				}
			}
			if n.Type == html.TextNode {
				if says := judge(n.Data, language, published); says != "" {
					where := n.Parent.Data + " " + attribute(n.Parent, "class")
					if _, told := wrong[where+says]; !told {
						wrong[where+says] = name + ": <" + where + ">: " + says + ": " + strings.TrimSpace(n.Data)
					}
				}
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c, language)
			}
		}
		walk(document, "")
	}
	for _, message := range wrong {
		t.Error(message)
	}
}

// judge says what is wrong with a text in a language, "" where nothing is.
func judge(text, language, published string) string {
	switch {
	case language == "":
		if strings.TrimSpace(text) != "" {
			return "of no language"
		}
	case language == "en" && han(text):
		return "Chinese in English"
	case language == "zh-Hans":
		for _, word := range latinWord.FindAllString(fileName.ReplaceAllString(text, ""), -1) {
			// Among Chinese words a name of our own time may stand, Apache, but no word of a sentence.
			if !strings.Contains(published, word) && (!han(text) || unicode.IsLower(rune(word[0]))) {
				return "English in Chinese"
			}
		}
	}
	return ""
}

func han(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
