package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

var (
	marginal = regexp.MustCompile(`^\s*\d{1,2}\s{2,}`)
	numbered = regexp.MustCompile(`^—\s*(\d+)\s*—$`)
)

// sheetNumber is the number that a sheet ends with.
func sheetNumber(sheet []string) string {
	if m := numbered.FindStringSubmatch(sheet[len(sheet)-1]); m != nil {
		return m[1]
	}
	return "none: " + sheet[len(sheet)-1]
}

// printed is what a page says on paper, sheet by sheet, each as lines without the white space around them.
func printed(b *tab) [][]string {
	b.t.Helper()
	pdftotext := needProgram(b.t, "pdftotext", "poppler-utils")
	yes := true
	pdf := call(b, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
	name := filepath.Join(b.t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, pdf.Data, 0o644); err != nil {
		b.t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, "-layout", "-enc", "UTF-8", name, "-").Output()
	if err != nil {
		b.t.Fatal(err)
	}
	var sheets [][]string
	for _, sheet := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
		var lines []string
		for line := range strings.Lines(sheet) {
			// Numbers of passages stand in the margin.
			if line = strings.TrimSpace(marginal.ReplaceAllString(line, "")); line != "" {
				lines = append(lines, line)
			}
		}
		sheets = append(sheets, lines)
	}
	return sheets
}

// onPaper makes the tab show pages as they are printed.
func onPaper(b *tab) {
	b.t.Helper()
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
}

// squeezed is a text without white space and what stands on every sheet.
func squeezed(sheets [][]string, title string) string {
	var s strings.Builder
	for _, sheet := range sheets {
		for _, line := range sheet {
			if squeeze(line) != title && !numbered.MatchString(line) {
				s.WriteString(line)
			}
		}
	}
	return squeeze(s.String())
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

const reportTitle = "2017年开封市政府工作报告"

// TestPrintedSheetsHaveTitleNumberAndText: on each its number, on each but a title's own the running title; every sentence, and nothing to click.
func TestPrintedSheetsHaveTitleNumberAndText(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	for _, address := range []string{"2017/3/2.html", "2017/full.html"} {
		b.visit(address)
		sheets := printed(b)
		for i, sheet := range sheets {
			if n := sheetNumber(sheet); n != strconv.Itoa(i+1) {
				t.Errorf("%s: sheet %d has the number %s", address, i+1, n)
			}
			// Where the whole begins the title stands itself, and once.
			if squeeze(sheet[0]) != reportTitle || i == 0 && address == "2017/full.html" && squeeze(sheet[1]) == reportTitle {
				t.Errorf("%s: sheet %d begins with %q, %q", address, i+1, sheet[0], sheet[1])
			}
		}
		all := squeezed(sheets, reportTitle)
		sentences := eval[[]string](b, `[...document.querySelectorAll(".text .s")].map(s => { const c = s.cloneNode(true); c.querySelectorAll("[data-ui]").forEach(e => e.remove()); return c.textContent.replace(/\s/g, ""); })`)
		if len(sentences) < 20 {
			t.Fatalf("%s has %d sentences", address, len(sentences))
		}
		for _, s := range sentences {
			if !strings.Contains(all, s) {
				t.Errorf("%s: not printed: %s", address, s)
			}
		}
		for _, chrome := range []string{"跳到正文", "适老版", "阅读设置", "筛选目录", "上一节", "下一节", "在全文中看", "朗读", "离线副本"} {
			if strings.Contains(all, chrome) {
				t.Errorf("%s: %q is printed", address, chrome)
			}
		}
	}
}

// TestPrintedLinksSayWhereTheyLead: a passage by its number, an outside address by itself, once.
func TestPrintedLinksSayWhereTheyLead(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	onPaper(b)
	for _, address := range []string{"2017/3/1.html", "2017/pairs.html", "2017/commitments.html", "2017/figures.html", "2017/terms/321-gong-cheng.html"} {
		b.visit(address)
		// Links that are words of the text, or what a list is of, need nothing; where a link stands for a passage its number is beside it.
		bare := eval[[]string](b, `[...document.querySelectorAll("main a[href*='#c']")].filter(a => a.getClientRects().length && !a.closest(".text")).filter(a => !/第\d+段|（[一-十]+）|^[一-十]$/.test(a.closest("li, td, p, dd, figure, h3, section > div").innerText)).map(a => a.outerHTML.slice(0, 120))`)
		for _, a := range bare {
			t.Errorf("%s: on paper nobody knows where %s leads", address, a)
		}
	}
	for _, address := range []string{"2017/about.html", "2017/terms/fang-guan-fu.html", "about.html"} {
		b.visit(address)
		outside := eval[[]string](b, `[...new Set([...document.querySelectorAll("main a[href^=http]")].filter(a => a.getClientRects().length).map(a => a.getAttribute("href")))]`)
		all := squeezed(printed(b), reportTitle)
		for _, href := range outside {
			if n := strings.Count(all, href); n != 1 {
				t.Errorf("%s: %s is printed %d times", address, href, n)
			}
		}
	}
}

// TestPaperIsBlackAndWhite: no colour is needed, and what was reached differs from what is promised.
func TestPaperIsBlackAndWhite(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	for _, scheme := range []string{"light", "dark"} {
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		for _, address := range []string{"2017/figures.html", "2017/commitments.html", "2017/3/1.html", "2017/index.html"} {
			b.visit(address)
			coloured := eval[[]string](b, `[...document.querySelectorAll("main, main *")].filter(e => e.getClientRects().length).flatMap(e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, ...(e.namespaceURI.endsWith("svg") ? [s.fill, s.stroke] : ["Top", "Left", "Bottom"].map(side => s["border" + side + "Width"] === "0px" ? "none" : s["border" + side + "Color"]))].filter(c => { const m = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/.exec(c); return m && m[4] !== "0" && !(m[1] === m[2] && m[2] === m[3]); }).map(c => e.localName + "." + e.className + " " + c); })`)
			if len(coloured) > 0 {
				t.Errorf("%s in %s: %d colours, the first of %s", address, scheme, len(coloured), coloured[0])
			}
		}
		b.visit("2017/figures.html")
		bars := eval[[]string](b, `[".bar-reached", ".bar-promised"].map(c => { const s = getComputedStyle(document.querySelector(c)); return s.fill + " " + s.stroke; })`)
		if !slices.Equal(bars, []string{"rgb(255, 255, 255) rgb(0, 0, 0)", "rgb(0, 0, 0) none"}) {
			t.Errorf("in %s the bars are %v", scheme, bars)
		}
	}
}

// TestATableIsPrintedWhole: its head on every sheet, the rows that the reader chose and no others, no row over two sheets.
func TestATableIsPrintedWhole(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	b.visit("2017/commitments.html?theme=民生")
	b.await("the rows that were chosen", `document.querySelectorAll("tbody tr[hidden]").length`)
	// A row is known by the first words of its task.
	eval[bool](b, `window.first = r => r.querySelector("th").textContent.replace(/\s/g, "").slice(0, 9), true`)
	chosen := eval[[]string](b, `[...document.querySelectorAll(".filters + .scroll tbody tr")].filter(r => r.getClientRects().length).map(r => first(r))`)
	others := eval[[]string](b, `[...document.querySelectorAll("tbody tr[hidden]")].map(first)`)
	head := eval[[]string](b, `[...document.querySelectorAll("thead th")].map(c => c.innerText.trim())`)
	sheets := printed(b)
	all := squeezed(sheets, reportTitle)
	for _, row := range chosen {
		if !strings.Contains(all, row) {
			t.Errorf("the row %s is not printed", row)
		}
	}
	for _, row := range others {
		if utf8.RuneCountInString(row) > 8 && !slices.ContainsFunc(chosen, func(c string) bool { return strings.Contains(c, row) }) && strings.Contains(all, row) {
			t.Errorf("the row %s was not chosen, and is printed", row)
		}
	}
	if len(chosen) < 5 || len(others) < 5 || len(sheets) < 2 {
		t.Fatalf("%d rows chosen, %d not, %d sheets", len(chosen), len(others), len(sheets))
	}
	heads := 0
	for _, sheet := range sheets {
		if strings.Contains(strings.Join(sheet, " "), head[0]) {
			heads++
		}
	}
	if heads < len(sheets)-1 {
		t.Errorf("%d of %d sheets have the table's head %v", heads, len(sheets), head)
	}
	onPaper(b)
	if split := eval[int](b, `[...document.querySelectorAll("tbody tr")].filter(r => getComputedStyle(r).breakInside !== "avoid").length`); split > 0 {
		t.Errorf("%d rows may be broken", split)
	}
}

var han = regexp.MustCompile(`^[\p{Han}，。、；：“”（）！？]+$`)

// TestAnOfficialDocumentIsSetByTheStandard: GB/T 9704 has 22 lines of 28 characters, title and sub-title, and a face for each level.
func TestAnOfficialDocumentIsSetByTheStandard(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	b.visit("2017/full.html")
	eval[bool](b, `document.documentElement.dataset.print = "official", true`)
	sheets := printed(b)
	widest := 0
	for i, sheet := range sheets {
		if n := sheetNumber(sheet); n != strconv.Itoa(i+1) || len(sheet)-1 > 22 {
			t.Errorf("sheet %d has %d lines and the number %s", i+1, len(sheet)-1, n)
		}
		if i > 0 && sheet[0] == reportTitle {
			t.Errorf("sheet %d of an official document has a running title", i+1)
		}
		for _, line := range sheet {
			if han.MatchString(line) {
				widest = max(widest, utf8.RuneCountInString(line))
			}
		}
	}
	if widest < 28 || widest > 30 { // marks at the edges are set half as wide
		t.Errorf("the longest line has %d characters, want 28", widest)
	}
	if full := sheets[1]; len(full) != 23 {
		t.Errorf("the second sheet has %d lines, want 22", len(full)-1)
	}
	onPaper(b)
	faces := eval[[]string](b, `[".text .title", ".text .masthead-line", ".text h2.heading", ".text h3.heading", ".p > p", ".p > .subtopic"].map(c => { const e = document.querySelector(c), s = getComputedStyle(e); return c + " " + s.fontFamily.split(",")[0].replace(/"/g, "").toLowerCase() + " " + Math.round(parseFloat(s.fontSize) * 7.5) / 10 + " " + s.wordBreak; })`)
	want := []string{".text .title fzxiaobiaosong-b05s 22 keep-all", ".text .masthead-line kaiti 15.8 normal", ".text h2.heading simhei 15.8 keep-all", ".text h3.heading kaiti 15.8 keep-all", ".p > p fangsong 15.8 normal", ".p > .subtopic fangsong 15.8 normal"}
	if !slices.Equal(faces, want) {
		t.Errorf("the faces are\n%s\nwant\n%s", strings.Join(faces, "\n"), strings.Join(want, "\n"))
	}
}

// TestATableIsPrintedAlone: by its button, under the page's title, without what else the page has; afterwards the page prints as before.
func TestATableIsPrintedAlone(t *testing.T) {
	needBrowser(t)
	b := open(t, shared.origins[1].base)
	const shown = `[...document.querySelectorAll("article > *")].filter(e => e.getClientRects().length).map(e => e.localName + (e.querySelector("table.data") ? " with the table" : ""))`
	for _, address := range []string{"2017/figures.html", "2017/commitments.html", "2017/pairs.html"} {
		b.visit(address)
		onPaper(b)
		before := eval[[]string](b, shown)
		eval[bool](b, `window.print = () => { window.on = `+shown+`; window.dispatchEvent(new Event("afterprint")); }, document.querySelector(".filters button").click(), true`)
		if on := eval[[]string](b, `window.on`); !slices.Equal(on, []string{"h1", "section with the table"}) {
			t.Errorf("%s: printed are %v", address, on)
		}
		if after := eval[[]string](b, shown); len(after) < 3 || !slices.Equal(after, before) {
			t.Errorf("%s: before the print it shows %v, afterwards %v", address, before, after)
		}
	}
}
