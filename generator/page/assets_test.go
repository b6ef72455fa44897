package page

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"baogao/generator/diag"
)

func staticFiles(more map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range []string{"style.css", "print.css", "fold.js", "search.js", "results.js", "walk.js"} {
		files[name] = &fstest.MapFile{Data: []byte("/* " + name + " */")}
	}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

func loadAssets(t *testing.T, files fstest.MapFS) *Assets {
	t.Helper()
	var problems diag.List
	a, err := LoadAssets(files, true, &problems)
	if err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems.Problems())
	}
	return a
}

// TestAssetsAreNamedByWhatTheyAndTheirScriptsHold: a script that loads another has another name when that one changes; a page's layout names both.
func TestAssetsAreNamedByWhatTheyAndTheirScriptsHold(t *testing.T) {
	files := staticFiles(map[string]string{"go.js": `baogao.run("more.js");baogao.run("elsewhere.js")`, "more.js": "one()", "x/own.css": `a{background:url("p.png")}`, "p.png": "picture"})
	before := loadAssets(t, files)
	files["more.js"].Data = []byte("two()")
	after := loadAssets(t, files)
	for _, name := range []string{"go.js", "more.js"} {
		if before.paths[name] == after.paths[name] || !strings.HasPrefix(after.paths[name], "assets/") {
			t.Errorf("%s is %s, then %s", name, before.paths[name], after.paths[name])
		}
	}
	if before.paths["style.css"] != after.paths["style.css"] {
		t.Error("a style has another name though it is the same")
	}
	if text := string(after.data[after.paths["go.js"]]); !strings.Contains(text, `"`+after.paths["more.js"]+`"`) || !strings.Contains(text, `"elsewhere.js"`) {
		t.Errorf("go.js reads %s", text)
	}
	if text := string(after.data[after.paths["x/own.css"]]); !strings.Contains(text, "../../x/p.png") {
		t.Errorf("the style's picture is not where static/ has it: %s", text)
	}
	if got, want := after.expand(`<script src="{{.Root}}go.js"></script><img src="{{$.Root}}p.png">`), `<script src="{{.Root}}`+after.paths["go.js"]+`"></script><img src="{{$.Root}}p.png">`; got != want {
		t.Errorf("the layout reads %s", got)
	}
	if _, named := after.paths["p.png"]; named {
		t.Error("a picture is named by its content")
	}
}

// TestAProjectsOwnStyleIsReadBehindTheBuiltInOne, in pages and in the one-file edition, and is no file of the site.
func TestAProjectsOwnStyleIsReadBehindTheBuiltInOne(t *testing.T) {
	files := staticFiles(map[string]string{"own.css": ":root{--accent:teal}"})
	files["style.css"].Data = []byte(":root{--accent:red}")
	a := loadAssets(t, files)
	if got := string(a.data[a.paths["style.css"]]); got != ":root{--accent:red}:root{--accent:teal}" {
		t.Errorf("the style is %s", got)
	}
	if !strings.Contains(a.alone.style, "--accent:teal") {
		t.Errorf("the one-file edition has the style %s", a.alone.style)
	}
	for name := range a.data {
		if strings.Contains(name, "own") {
			t.Errorf("the site has %s", name)
		}
	}
}

func TestScriptsInACircleAreSaid(t *testing.T) {
	var problems diag.List
	if _, err := LoadAssets(staticFiles(map[string]string{"a.js": `run("b.js")`, "b.js": `run("a.js")`}), true, &problems); err != nil {
		t.Fatal(err)
	}
	if problems.Errors() == 0 || !strings.Contains(problems.Problems()[0].String(), "in a circle") {
		t.Errorf("said: %v", problems.Problems())
	}
}

// TestTheScriptBeforeTheFirstPaintIsInThePageAndInThePolicy: a file of its own would cost a connection, and a policy that does not know it would stop it.
func TestTheScriptBeforeTheFirstPaintIsInThePageAndInThePolicy(t *testing.T) {
	a := loadAssets(t, staticFiles(map[string]string{"early.js": `/* early */ document.documentElement.classList.add("js");`}))
	page := a.expand(`<script src="{{.Root}}early.js"></script><script src="{{.Root}}search.js"></script>`)
	script, rest, ok := strings.Cut(strings.TrimPrefix(page, "<script>"), "</script>")
	if !ok || !strings.Contains(script, "classList") || !strings.Contains(rest, "{{.Root}}assets/search.") {
		t.Fatalf("the layout reads %s", page)
	}
	if !strings.Contains(a.Policy(), hashOf(script)) {
		t.Errorf("the policy %s does not know %s", a.Policy(), hashOf(script))
	}
	for name := range a.data {
		if strings.Contains(name, "early") {
			t.Errorf("%s is written beside the pages that hold it", name)
		}
	}
}

// TestScriptsThatALayoutJoinsAreOneFile: in the order of their names, which is part of its name; a part that nothing names by itself is not written, one that a layout or
// a script names is.
func TestScriptsThatALayoutJoinsAreOneFile(t *testing.T) {
	files := staticFiles(map[string]string{"a.js": `one()`, "b.js": `(function(){two()})()`, "c.js": `baogao.run("d.js")`, "d.js": `four()`, "e.js": `five()`, "f.js": `six()`, "early.js": `first()`})
	a := loadAssets(t, files)
	page := a.expand(`<script src="{{.Root}}a.js+b.js+d.js+e.js" defer></script><script src="{{$.Root}}e.js"></script><script src="{{.Root}}f.js+none.js"></script><link href="{{.Root}}style.css+print.css"><script src="{{.Root}}early.js+a.js">`)
	joined, alone := a.paths["a.js+b.js+d.js+e.js"], a.paths["e.js"]
	if want := `<script src="{{.Root}}` + joined + `" defer></script><script src="{{$.Root}}` + alone + `"></script><script src="{{.Root}}f.js+none.js"></script><link href="{{.Root}}style.css+print.css"><script src="{{.Root}}early.js+a.js">`; joined == "" || page != want {
		t.Errorf("the layout reads %s", page)
	}
	if got, want := string(a.data[joined]), "one();\n(function(){two()})();\nfour();\nfive();\n"; got != want {
		t.Errorf("the file is %q, want %q", got, want)
	}
	written := a.files()
	for name, want := range map[string]bool{joined: true, alone: true, a.paths["a.js"]: false, a.paths["b.js"]: false, a.paths["c.js"]: true, a.paths["d.js"]: true, a.paths["f.js"]: true} {
		if slices.Contains(written, name) != want {
			t.Errorf("%s is written: %t, want %t, of %v", name, !want, want, written)
		}
	}
	files["b.js"].Data = []byte("other()")
	after := loadAssets(t, files)
	if after.expand(`{{.Root}}a.js+b.js+d.js+e.js`); after.paths["a.js+b.js+d.js+e.js"] == joined {
		t.Error("a part has changed, and the file has its old name")
	}
}
