package export

import (
	"baogao/generator/content"
	"baogao/generator/site"
)

// Site is what an edition says of the site that it comes from.
type Site struct {
	Title, BaseURL, Licence string
}

// Edition writes one form of a report; ok is false for a form that is a page.
func Edition(form content.EditionForm, r *site.Report, s Site) (data []byte, ok bool, err error) {
	switch form.File {
	case "published.txt":
		text, err := Text(r.Report, false)
		return []byte(text), true, err
	case "corrected.txt":
		return []byte(Corrected(r.Report)), true, nil
	case "report.md":
		data, err = Markdown(r, s)
	case "report.epub":
		data, err = EPUB(r, s)
	case "report.akn.xml":
		data = AkomaNtoso(r, s)
	default:
		return nil, false, nil
	}
	return data, true, err
}

// roles are what parts without a heading are called in editions, which speak the report's language.
var roles = map[content.Role]string{
	content.Lead: "开头", content.Chapter: "章", content.Section: "节", content.ChapterClosing: "本章结尾", content.Closing: "结束语", content.Annex: "附件", content.Glossary: "名词解释",
}
