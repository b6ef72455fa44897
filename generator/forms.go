package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"baogao/generator/address"
	"baogao/generator/cite"
	"baogao/generator/content"
	"baogao/generator/export"
	"baogao/generator/page"
	"baogao/generator/search"
	"baogao/generator/site"
)

// writeForms writes what stands beside a report's pages: its plain texts and its open data.
func writeForms(r *page.Renderer, report *site.Report, indexed *search.Report, says func(*site.Indicator) string) error {
	if slices.ContainsFunc(r.Config.EditionForms(), func(e content.EditionForm) bool { return e.Name == "single" }) {
		alone := *indexed
		alone.Parts = slices.Clone(indexed.Parts)
		for i := range alone.Parts { // every place is on the page itself
			alone.Parts[i][0] = ""
		}
		here, err := search.Alone(&alone)
		if err != nil {
			return err
		}
		if err := r.Single(report, here); err != nil {
			return err
		}
	}
	places, err := address.Data(report, r.Config.BaseURL, cite.Forms(report, r.Config.Cite.Template, r.Config.Cite.Name), r.PartPage(report), says)
	if err != nil {
		return err
	}
	if err := r.Sink.Write(path.Join(report.ID, address.File), places); err != nil {
		return err
	}
	if err := writeEditions(r, report); err != nil {
		return err
	}
	files, err := export.Data(report, r.Config.BaseURL)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := r.Sink.Write(path.Join(report.ID, "data", f.Name), f.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeEditions writes the report's other forms, those that config.toml asks for, and the text of every edition at its lasting address.
func writeEditions(r *page.Renderer, report *site.Report) error {
	about := export.Site{Title: r.Config.Title, BaseURL: r.Config.BaseURL, Licence: r.Config.Licence}
	for _, form := range r.Config.EditionForms() {
		data, ok, err := export.Edition(form, report, about)
		if err != nil {
			return fmt.Errorf("%s: %w", form.File, err)
		}
		if !ok {
			continue
		}
		if err := r.Sink.Write(path.Join(report.ID, form.File), data); err != nil {
			return err
		}
	}
	for _, e := range report.Editions() {
		text, err := report.EditionText(e)
		if err != nil {
			return err
		}
		if err := r.Sink.Write(path.Join(report.ID, "editions", strconv.Itoa(e.Number)+".txt"), []byte(text)); err != nil {
			return err
		}
	}
	return nil
}
