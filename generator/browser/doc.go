// Package browser proves in a real browser what no other test can see: that the site's pages load from a host and from a folder without
// a complaint or a request elsewhere, that search finds what the text holds, that everything can be reached by keyboard and at every
// width, and that an editor sees a change. It holds tests only; `make test` finds or installs the browser.
package browser
