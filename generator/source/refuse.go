package source

import (
	"archive/zip"
	"bytes"
	"strings"

	"baogao/generator/diag"
)

// refusal is why a file cannot be read at all, and what to do about it. Its zero value refuses nothing.
type refusal struct {
	what, help *diag.Text
}

func helpSaveAsDocx() *diag.Text {
	return diag.Say("open it in Word or WPS and save it as .docx or as plain text")
}

func helpCopyText() *diag.Text {
	return diag.Say("copy the text out of it, or have it recognised, and save that as plain text in UTF-8")
}

func helpUnpack() *diag.Text {
	return diag.Say("unpack it and name the report's own file")
}

// signatures are the openings of files that hold no text to decode.
func signatures() []struct {
	opening string
	refusal
} {
	return []struct {
		opening string
		refusal
	}{
		{"%PDF-", refusal{diag.Say("a PDF, which fixes where ink goes and not which text it is"), diag.Say("open it, select all, copy the text into a plain text file in UTF-8, and check it against the PDF")}},
		{"\x89PNG", refusal{diag.Say("a picture (PNG), not text"), helpCopyText()}},
		{"\xff\xd8\xff", refusal{diag.Say("a picture (JPEG), not text"), helpCopyText()}},
		{"GIF8", refusal{diag.Say("a picture (GIF), not text"), helpCopyText()}},
		{"II*\x00", refusal{diag.Say("a picture (TIFF), not text"), helpCopyText()}},
		{"MM\x00*", refusal{diag.Say("a picture (TIFF), not text"), helpCopyText()}},
		{`{\rtf`, refusal{diag.Say("rich text (RTF), not plain text"), helpSaveAsDocx()}},
		{"\x1f\x8b", refusal{diag.Say("a compressed file (gzip), not text"), helpUnpack()}},
		{"Rar!", refusal{diag.Say("an archive (RAR), not text"), helpUnpack()}},
		{"7z\xbc\xaf", refusal{diag.Say("an archive (7z), not text"), helpUnpack()}},
		{"\xff\xfe\x00\x00", refusal{diag.Say("text in UTF-32"), diag.Say("save it as UTF-8")}},
		{"\x00\x00\xfe\xff", refusal{diag.Say("text in UTF-32"), diag.Say("save it as UTF-8")}},
	}
}

const (
	oleOpening = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	zipOpening = "PK\x03\x04"
	zipEmpty   = "PK\x05\x06"
)

// refuse looks at the bytes for what is no text and no DOCX.
func refuse(data []byte) refusal {
	for _, s := range signatures() {
		if bytes.HasPrefix(data, []byte(s.opening)) {
			return s.refusal
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte(oleOpening)):
		return refuseOLE(data)
	case isZip(data):
		return refuseZip(data)
	}
	return refusal{}
}

func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte(zipOpening)) || bytes.HasPrefix(data, []byte(zipEmpty))
}

// refuseOLE tells apart what Office kept in its container before 2007, and keeps encrypted files in to this day. The
// directory names its streams in UTF-16.
func refuseOLE(data []byte) refusal {
	holds := func(stream string) bool {
		var name []byte
		for _, c := range []byte(stream) {
			name = append(name, c, 0)
		}
		return bytes.Contains(data, name)
	}
	switch {
	case holds("EncryptedPackage"):
		return refusal{diag.Say("locked with a password"), diag.Say("open it with the password in Word or WPS, remove the password, and save it again")}
	case holds("WordDocument"):
		return refusal{diag.Say("a document of the old Word format (.doc)"), helpSaveAsDocx()}
	case holds("Workbook"), holds("Book"):
		return refusal{diag.Say("a spreadsheet of the old Excel format (.xls)"), diag.Say("copy the report's text out of its cell into a plain text file in UTF-8")}
	case holds("PowerPoint Document"):
		return refusal{diag.Say("a presentation (.ppt), not a report's text"), helpCopyText()}
	}
	return refusal{diag.Say("a file of old Office software"), helpSaveAsDocx()}
}

// refuseZip lets a DOCX pass and names what else comes as a ZIP.
func refuseZip(data []byte) refusal {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return refusal{diag.Say("a damaged or incomplete ZIP or DOCX file"), diag.Say("get the file again; if Word can still open it, save it from there once more")}
	}
	for _, f := range archive.File {
		switch {
		case strings.HasPrefix(f.Name, "word/"):
			return refusal{}
		case f.Name == "OFD.xml":
			return refusal{diag.Say("an OFD document, which fixes where ink goes and not which text it is"), diag.Say("open it, copy the text into a plain text file in UTF-8, and check it against the OFD")}
		case strings.HasPrefix(f.Name, "xl/"):
			return refusal{diag.Say("a spreadsheet (.xlsx)"), diag.Say("copy the report's text out of its cell into a plain text file in UTF-8")}
		case strings.HasPrefix(f.Name, "ppt/"):
			return refusal{diag.Say("a presentation (.pptx), not a report's text"), helpCopyText()}
		case f.Name == "content.xml":
			return refusal{diag.Say("an OpenDocument file"), helpSaveAsDocx()}
		case f.Name == "META-INF/container.xml":
			return refusal{diag.Say("an electronic book (EPUB), not a report's text"), helpCopyText()}
		}
	}
	return refusal{diag.Say("an archive (ZIP) without a Word document in it"), helpUnpack()}
}
