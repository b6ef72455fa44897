package browser

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take for one thing on a busy machine.
const patience = 30 * time.Second

// tab is a browser tab on one site. It remembers whatever is wrong with the pages that it shows: messages on the console, exceptions,
// failed requests and requests off the site.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string

	mu    sync.Mutex
	heard []string
}

// open opens a tab; a test fails when at its end the tab has heard a complaint that nobody asked for.
func open(t testing.TB, base string) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(shared.browser)
	b := &tab{t: t, ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, s := range b.complaints() {
			t.Errorf("the browser complains: %s", s)
		}
		closeTab()
	})
	// Tabs work side by side, each as if it were the one in front.
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.width(1280)
	return b
}

// hear runs on the browser's own goroutine for every event.
func (b *tab) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var args []string
			for _, a := range e.Args {
				args = append(args, cmp.Or(a.Description, string(a.Value)))
			}
			b.complain("console %s: %s", e.Type, strings.Join(args, " "))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		b.complain("exception: %s", text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.complain("log %s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.base) && !strings.HasPrefix(u, "data:") {
			b.complain("request off the site: %s", u)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			b.complain("status %d: %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			b.complain("loading failed: %s", e.ErrorText)
		}
	}
}

func (b *tab) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.heard = append(b.heard, fmt.Sprintf(format, args...))
}

// complaints gives what was heard, once.
func (b *tab) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	heard := b.heard
	b.heard = nil
	return heard
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// visit loads a page by its address in the site, anew even where only the fragment differs from the page that is shown.
func (b *tab) visit(address string) {
	b.t.Helper()
	shown, _, _ := strings.Cut(eval[string](b, "location.href"), "#")
	wanted, _ := url.Parse(b.base + address)
	wanted.Fragment = ""
	if shown == wanted.String() {
		b.do(chromedp.Navigate("about:blank"))
	}
	b.do(chromedp.Navigate(b.base + address))
}

// eval gives the value of an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// frames waits for two more frames, so that what has happened is painted and told.
func (b *tab) frames() {
	b.t.Helper()
	eval[bool](b, `window.framed = false, requestAnimationFrame(() => requestAnimationFrame(() => { window.framed = true; })), true`)
	b.await("two frames", "window.framed")
}

// await waits until an expression holds, over page loads too.
func (b *tab) await(what, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && ok {
			return
		}
		select {
		case <-ctx.Done():
			b.t.Fatalf("never saw: %s\n%s", what, eval[string](b, "location.href + '\\n' + document.body.innerText.slice(0, 600)"))
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// call runs one command of the browser's protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// width sets the window's width, with scroll bars that take room as on a desk.
func (b *tab) width(pixels int64) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: pixels, Height: 800, DeviceScaleFactor: 1})
}

// scripts switches the page's own scripts; eval goes on working.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// write types text into the focused element at once, as paste or an input method's commit does.
func (b *tab) write(text string) {
	b.t.Helper()
	call(b, input.InsertText, input.InsertTextParams{Text: text})
}

// compose shows half-typed text, as an input method does before its commit.
func (b *tab) compose(text string) {
	b.t.Helper()
	end := int64(len(text))
	call(b, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: end, SelectionEnd: end})
}

// press strikes a key as a keyboard does: what the page prevents is not written.
func (b *tab) press(key string) {
	b.t.Helper()
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Text: key})
	call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: key})
}
