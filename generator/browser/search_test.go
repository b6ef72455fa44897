package browser

import (
	"fmt"
	"net/url"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// corrected is the text that readers see, from the program and not from the page under test.
func corrected(t *testing.T) string {
	t.Helper()
	out, err := exec.Command(shared.program, "--project", root, "export", "text", "2017", "--corrected").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// answer is what the search page says: how many places in how many passages, and how many passages it lists.
type answer struct{ places, passages, listed int }

// said reads the count out of the sentence that the page says it in.
func said(b *tab, query string) answer {
	b.t.Helper()
	b.await("a count", `document.getElementById("count").textContent`)
	text, pattern := eval[string](b, `document.getElementById("count").textContent`), eval[string](b, `document.getElementById("search").dataset.count`)
	if text == strings.ReplaceAll(eval[string](b, `document.getElementById("search").dataset.none`), "{1}", query) {
		return answer{listed: eval[int](b, hits+".length")}
	}
	pattern = regexp.QuoteMeta(pattern)
	for from, to := range map[string]string{`\{1\}`: regexp.QuoteMeta(query), `\{2\}`: `(\d+)`, `\{3\}`: `(\d+)`} {
		pattern = strings.ReplaceAll(pattern, from, to)
	}
	m := regexp.MustCompile("^" + pattern + "$").FindStringSubmatch(text)
	if m == nil {
		b.t.Fatalf("for %q the page says %q", query, text)
	}
	places, _ := strconv.Atoi(m[1])
	passages, _ := strconv.Atoi(m[2])
	return answer{places, passages, eval[int](b, hits+".length")}
}

const hits = `document.querySelectorAll("#results li a")`

func searchFor(b *tab, query string) {
	b.t.Helper()
	b.visit("search.html?q=" + url.QueryEscape(query))
}

func TestHeaderSearchLeadsToResults(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("2017/3/1.html")
		b.do(chromedp.Focus(chromedp.ID("q")))
		b.write("增长")
		b.do(chromedp.KeyEvent(kb.Enter))
		b.await("the search page", `location.pathname.endsWith("/search.html") && new URLSearchParams(location.search).get("q") === "增长"`)
		b.await("hits", hits+".length")
		want := strings.Count(corrected(t), "增长")
		if got := said(b, "增长"); got.places != want {
			t.Errorf("the page says %d places, the text holds %d", got.places, want)
		}
		if q := eval[string](b, `document.getElementById("q").value`); q != "增长" {
			t.Errorf("the box holds %q", q)
		}
	})
}

// TestSearchCountsWhatTheTextHolds: a search is the browser's own for one character as for digits; all forms of a quotation mark are one.
func TestSearchCountsWhatTheTextHolds(t *testing.T) {
	text := corrected(t)
	queries := []string{"脱贫攻坚", "年", "，", "1748亿元", "1748", "8.5%", "“四个", "16.4∶40.2∶43.4", "5―10", "各位代表", "（一）", "政府工作报告",
		"火星", "<b>", "{1}", "\\", "&amp;"}
	fromBoth(t, func(t *testing.T, b *tab) {
		for _, query := range queries {
			searchFor(b, query)
			got, want := said(b, query), strings.Count(text, query)
			if got.places != want {
				t.Errorf("%q: the page says %d places, the text holds %d", query, got.places, want)
			}
			if got.listed != min(got.passages, 200) {
				t.Errorf("%q: %d passages, %d of them listed", query, got.passages, got.listed)
			}
			marked := eval[bool](b, `[...`+hits+`].every(a => a.querySelector("mark") && [...a.querySelectorAll("mark")].every(m => m.textContent === `+fmt.Sprintf("%q", query)+`))`)
			if !marked {
				t.Errorf("%q: a hit does not mark what was found", query)
			}
		}
		for _, query := range []string{"”", `"`} {
			searchFor(b, query)
			if got, want := said(b, query).places, strings.Count(text, "“")+strings.Count(text, "”"); got != want {
				t.Errorf("%q: the page says %d places, the text holds %d", query, got, want)
			}
		}
	})
}

func TestEveryHitLeadsToItsPassage(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		searchFor(b, "，")
		links := eval[[]string](b, `[...`+hits+`].map(a => a.getAttribute("href"))`)
		if len(links) < 40 {
			t.Fatalf("only %d hits", len(links))
		}
		for _, link := range links {
			page, id, _ := strings.Cut(link, "#")
			page, query, _ := strings.Cut(page, "?")
			if query != "q="+url.QueryEscape("，") {
				t.Errorf("%s does not say what was searched for", link)
			}
			if !strings.Contains(readPage(t, page), ` id="`+id+`"`) {
				t.Errorf("%s has no #%s", page, id)
			}
		}
		for _, i := range []int{0, len(links) / 2, len(links) - 1} {
			searchFor(b, "，")
			b.await("hits", hits+".length")
			eval[bool](b, fmt.Sprintf(`%s[%d].click(), true`, hits, i))
			_, id, _ := strings.Cut(links[i], "#")
			landed(b, id)
		}
	})
}

// landed waits until an element is the target of the address, in sight and set off from its surroundings.
func landed(b *tab, id string) {
	b.t.Helper()
	b.await("the page of #"+id, fmt.Sprintf(`document.readyState === "complete" && location.hash === "#%s" && document.getElementById(%q)`, id, id))
	b.await("#"+id+" in sight", fmt.Sprintf(`(r => r.top < innerHeight && r.bottom > 0 && r.top >= -1)(document.getElementById(%q).getBoundingClientRect())`, id))
	if !eval[bool](b, fmt.Sprintf(`document.getElementById(%q).matches(":target")`, id)) {
		b.t.Errorf("#%s is not the target", id)
	}
	if colour := eval[string](b, fmt.Sprintf(`getComputedStyle(document.getElementById(%q)).backgroundColor`, id)); colour == "rgba(0, 0, 0, 0)" {
		b.t.Errorf("#%s is not set off from its surroundings", id)
	}
}

// TestSearchGoesAlongWithTyping, and forgets nothing on the way back from a hit, without an Enter ever.
func TestSearchGoesAlongWithTyping(t *testing.T) {
	text := corrected(t)
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("search.html")
		b.do(chromedp.Focus(chromedp.ID("q")))
		b.write("脱贫")
		b.await("hits", hits+".length")
		b.write("攻坚")
		if got, want := said(b, "脱贫攻坚").places, strings.Count(text, "脱贫攻坚"); got != want {
			t.Errorf("%d places, want %d", got, want)
		}
		eval[bool](b, hits+"[0].click(), true")
		b.await("a page of the report", `location.pathname.includes("/2017/") && document.readyState === "complete"`)
		eval[bool](b, "setTimeout(() => history.back()), true")
		b.await("the same results", `location.pathname.endsWith("/search.html") && `+hits+`.length && document.getElementById("q").value === "脱贫攻坚"`)
	})
}

// TestHalfTypedInputIsNotSearched: what an input method shows before its commit is not yet the reader's word.
func TestHalfTypedInputIsNotSearched(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		b.visit("search.html")
		b.do(chromedp.Focus(chromedp.ID("q")))
		before := eval[string](b, `document.getElementById("count").textContent`)
		for _, half := range []string{"t", "tuo", "tuo'pin"} {
			b.compose(half)
			if now := eval[string](b, `document.getElementById("count").textContent`); now != before {
				t.Errorf("while %q is composed the page says %q", half, now)
			}
		}
		if value := eval[string](b, `document.getElementById("q").value`); value != "tuo'pin" {
			t.Fatalf("the composition is not in the box: %q", value)
		}
		b.write("脱贫")
		b.await("hits after the commit", hits+".length")
		if got, want := said(b, "脱贫").places, strings.Count(corrected(t), "脱贫"); got != want {
			t.Errorf("%d places, want %d", got, want)
		}
	})
}

// TestAnIndicatorIsAnAnswerOfItsOwn: a query that names one shows what the report says of it, on top of the passages.
func TestAnIndicatorIsAnAnswerOfItsOwn(t *testing.T) {
	fromBoth(t, func(t *testing.T, b *tab) {
		searchFor(b, "生产总值")
		b.await("an answer", `document.querySelectorAll("#answers li").length`)
		text := eval[string](b, `document.getElementById("answers").textContent`)
		if !strings.Contains(text, "1748亿元") || !strings.Contains(text, "8.5%") {
			t.Errorf("the answer says %q", text)
		}
		link := eval[string](b, `document.querySelector("#answers a").getAttribute("href")`)
		if !strings.Contains(link, "indicators/") {
			t.Errorf("the answer leads to %q", link)
		}
		searchFor(b, "火星")
		eval[bool](b, `baogao.named("火星", "names").then(() => setTimeout(() => window.asked = true)), true`)
		b.await("that names were asked for", `window.asked && document.getElementById("count").textContent`)
		if eval[int](b, `document.querySelectorAll("#answers li").length`) > 0 {
			t.Error("a query that names nothing has an answer")
		}
	})
}
