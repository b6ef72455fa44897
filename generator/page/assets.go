package page

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"baogao/generator/diag"
)

// AssetsFolder is where the site has its styles and scripts. A file there is named by its content, so a host may let it be kept for
// ever: a page that was loaded before an update never meets the style of another day.
const AssetsFolder = "assets"

// Assets are the styles and scripts of static/ as pages load them, minified, by the name that layouts call them:
//
//	style.css → assets/style.3f2a9104bc.css
//
// Pictures, and what is generated from the content, keep their addresses: a page does not change because other data did. A name and
// not a query (style.css?v=…), because some hosts and all archives of pages know a file by its path alone.
type Assets struct {
	paths map[string]string
	data  map[string][]byte // by path in the site
	parts map[string]bool   // paths of files that were joined to others
	asked map[string]bool   // paths that layouts and scripts name
	alone alone
	early string            // the script that a page runs before its first paint, as its element holds it
	small map[string][]byte // texts as they are minified, while loading: the one-file edition has some again
}

// LoadAssets reads, links and minifies the styles and scripts of static/. Where they are not named, pages load them by the names that
// people gave them.
func LoadAssets(static fs.FS, named bool, problems *diag.List) (*Assets, error) {
	a := &Assets{paths: map[string]string{}, data: map[string][]byte{}, parts: map[string]bool{}, asked: map[string]bool{}, small: map[string][]byte{}}
	if named {
		if err := a.loadAll(static, problems); err != nil {
			return a, err
		}
	}
	if err := a.loadAlone(static); err != nil && problems.Errors() == 0 { // else it is told with its place
		return a, err
	}
	a.small = nil
	return a, nil
}

// loadAll finishes all styles and scripts.
func (a *Assets) loadAll(static fs.FS, problems *diag.List) error {
	sources := map[string]string{}
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") || mediaType(name) == "" {
			return err
		}
		data, err := readStatic(static, name)
		sources[name] = string(data)
		return err
	})
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		a.load(name, sources, nil, problems)
	}
	delete(a.data, a.paths[ownStyle]) // it is in style.css
	if to, ok := a.paths[earlyScript]; ok {
		a.early = inElement(string(a.data[to]))
		delete(a.data, to)
	}
	return nil
}

// minified makes a style or script small, once for each text.
func (a *Assets) minified(name, text string) ([]byte, error) {
	key := path.Ext(name) + "\n" + text
	if small, ok := a.small[key]; ok {
		return small, nil
	}
	small, err := minified(name, []byte(text))
	if err == nil {
		a.small[key] = small
	}
	return small, err
}

// ownStyle holds what a project wants otherwise than style.css, a colour say: it is read behind it, as a part of it, so that pages load one file and
// a project need not keep a copy of the whole.
const ownStyle = "own.css"

func readStatic(static fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(static, name)
	if err != nil || name != "style.css" {
		return data, err
	}
	own, err := fs.ReadFile(static, ownStyle)
	if errors.Is(err, fs.ErrNotExist) {
		return data, nil
	}
	return slices.Concat(data, []byte("\n"), own), err
}

// inScript is how a script names another of the site: baogao.run("search.js").
var inScript = naming{`run("`, regexp.MustCompile(`^run\("([A-Za-z0-9/_.-]+)"\)`)}

// inStyle is an address in a style, seen from its own folder.
var inStyle = naming{`url(`, regexp.MustCompile(`^url\(\s*["']?([^"')\s]+)["']?\s*\)`)}

// naming is how a text names a file: the name is the pattern's group. A pattern is tried only where what it begins with stands, and does not go on a word.
type naming struct {
	start   string
	pattern *regexp.Regexp
}

// replace replaces the name in every match.
func (n naming) replace(text string, with func(string) string) string {
	var b strings.Builder
	done, from := 0, 0
	for {
		i := strings.Index(text[from:], n.start)
		if i < 0 {
			b.WriteString(text[done:])
			return b.String()
		}
		i += from
		from = i + len(n.start)
		if i > 0 && isWord(n.start[0]) && isWord(text[i-1]) {
			continue
		}
		if m := n.pattern.FindStringSubmatchIndex(text[i:]); m != nil {
			b.WriteString(text[done : i+m[2]])
			b.WriteString(with(text[i+m[2] : i+m[3]]))
			done, from = i+m[3], i+m[1]
		}
	}
}

// isWord tells what words of scripts and styles are made of.
func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// load finishes one file after those that it names, for their names are part of its bytes.
func (a *Assets) load(name string, sources map[string]string, above []string, problems *diag.List) string {
	if done, ok := a.paths[name]; ok {
		return done
	}
	f := &diag.File{Path: "static/" + name, Text: sources[name]}
	for _, other := range above {
		if other == name {
			problems.Errorf(f, diag.Span{}, "scripts name each other in a circle: %s", strings.Join(append(above, name), ", ")).SetHelp("take one of the names out")
			return name
		}
	}
	text := f.Text
	if path.Ext(name) == ".css" {
		text = inStyle.replace(text, func(target string) string {
			if strings.HasPrefix(target, "/") || strings.Contains(target, ":") || strings.HasPrefix(target, "#") {
				return target
			}
			return strings.Repeat("../", strings.Count(name, "/")+1) + path.Join(path.Dir(name), target)
		})
	} else {
		text = inScript.replace(text, func(target string) string {
			if _, ok := sources[target]; !ok {
				return target
			}
			to := a.load(target, sources, append(above, name), problems)
			a.asked[to] = true
			return to
		})
	}
	small, err := a.minified(name, text)
	if err != nil {
		problems.Errorf(f, diag.Span{}, "cannot be minified: %v", err).SetHelp("mend the file's syntax")
	}
	return a.put(name, name, small)
}

// inLayout is how a layout names a file of the site's folder, {{.Root}}style.css, or several scripts that pages load as one, {{.Root}}box.js+keys.js.
var inLayout = naming{`{{`, regexp.MustCompile(`^\{\{\s*[$.A-Za-z]*\.Root\s*\}\}([A-Za-z0-9/_.+-]+)`)}

// earlyScript sets what a reader has chosen before anything is painted. It is written into the pages, because a file of its own would cost
// another connection before the first paint; base.html names it as it names all others, and so it is run where files keep their names.
const earlyScript = "early.js"

var early = regexp.MustCompile(`<script src="\{\{\s*[$.A-Za-z]*\.Root\s*\}\}` + regexp.QuoteMeta(earlyScript) + `"></script>`)

// expand writes the names of styles and scripts into a layout; of no assets there are none to write.
func (a *Assets) expand(text string) string {
	if a == nil {
		return text
	}
	if a.early != "" {
		text = early.ReplaceAllLiteralString(text, "<script>"+a.early+"</script>")
	}
	return inLayout.replace(text, func(name string) string {
		if to, ok := a.paths[name]; ok {
			a.asked[to] = true
			return to
		}
		return a.join(name)
	})
}

// join makes one file of several scripts, in their order and called after the first: a page that loads six scripts names six and waits for six answers. They are one script
// then: where one fails, those behind it do not run. Names that cannot be joined stay as they are, and check says that nothing is there.
func (a *Assets) join(names string) string {
	parts := strings.Split(names, "+")
	var all []byte
	for _, name := range parts {
		data, ok := a.data[a.paths[name]]
		if !ok || path.Ext(name) != ".js" {
			return names
		}
		all = append(append(all, data...), ";\n"...)
	}
	for _, name := range parts {
		a.parts[a.paths[name]] = true
	}
	to := a.put(names, parts[0], all)
	a.asked[to] = true
	return to
}

// put keeps a finished file under its path, which says what is in it.
func (a *Assets) put(name, called string, data []byte) string {
	sum := sha256.Sum256(data)
	to := path.Join(AssetsFolder, strings.TrimSuffix(called, path.Ext(called))+"."+hex.EncodeToString(sum[:5])+path.Ext(called))
	a.paths[name], a.data[to] = to, data
	return to
}

// files are the paths of what the site has in its folder of assets, in order: all but what is only a part of another.
func (a *Assets) files() []string {
	var all []string
	for _, to := range slices.Sorted(maps.Keys(a.data)) {
		if a.asked[to] || !a.parts[to] {
			all = append(all, to)
		}
	}
	return all
}

// mediaType is the type of a file that pages load as style or script, "" of all others.
func mediaType(name string) string {
	return map[string]string{".css": "text/css", ".js": "text/javascript"}[path.Ext(name)]
}

// Policy is the Content-Security-Policy that every page of a site satisfies: its own styles, scripts and pictures and nothing else. Inline
// are the script that runs before the first paint, and the style and the script of the one-file edition, each the same on every page.
// Data blocks (JSON-LD) are not executed and need no leave. Nothing of the site connects to anything, but judges that run in a page ask
// for robots.txt from there.
func (a *Assets) Policy() string {
	return "default-src 'none'; script-src 'self' " + hashOf(a.early) + " " + a.alone.scriptHash + "; style-src 'self' " + a.alone.styleHash +
		"; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
}

// hashOf is how a policy names an inline element by its text.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
