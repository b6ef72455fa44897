// Package export writes other published forms of a report, one file each.
package export

import (
	"strings"

	"baogao/generator/content"
)

// Text is the published text, put together from the content files; with copies, as often as the received file had it.
func Text(r *content.Report, asReceived bool) (string, error) {
	text, err := r.PlainText()
	if err == nil && asReceived {
		text = strings.Repeat(text, max(r.Meta.Source.Copies, 1))
	}
	return text, err
}

// Corrected is the text with the errata applied.
func Corrected(r *content.Report) string { return r.CorrectedText() }
