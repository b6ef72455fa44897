package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"baogao/generator/diag"
)

// readDOCX takes the text out of a Word document: a line for each paragraph, the notes behind the text as "[1] …".
func readDOCX(name string, data []byte, problems *diag.List) (text string, headings []Heading, ok bool) {
	file := &diag.File{Path: name}
	a, err := openArchive(data)
	var d *wordReader
	if err == nil {
		d, err = readDocument(a)
	}
	if err != nil {
		var r refused
		if !errors.As(err, &r) {
			r = refused{refusal{diag.Say("damaged: %v", err), diag.Say("open it in Word or WPS and save it again, or get the file again")}}
		}
		problems.Errorf(file, diag.Span{}, "the document is %s", r.what).SetHelp("%s", r.help)
		return "", nil, false
	}
	d.warn(file, problems)
	text = strings.Join(d.lines, "\n") + "\n"
	return text, locate(text, d.headings), true
}

// warn tells what of the document was decided for its reader.
func (d *wordReader) warn(file *diag.File, problems *diag.List) {
	if d.deletions+d.insertions > 0 {
		problems.Warnf(file, diag.Span{}, "the document holds tracked changes: %d %s read as text, %d %s left out",
			d.insertions, plural(d.insertions, "insertion is", "insertions are"), d.deletions, plural(d.deletions, "deletion is", "deletions are")).
			SetHelp("accept or reject the changes in Word or WPS, save, and read the document again")
	}
	if n := d.numbers.written; n > 0 {
		problems.Warnf(file, diag.Span{}, "%d %s numbered by Word itself; the numbers are written into the text, the first is %q",
			n, plural(n, "paragraph is", "paragraphs are"), d.numbers.first).SetHelp("compare the numbers with those that Word shows")
	}
	if n := d.numbers.unwritten; n > 0 {
		problems.Warnf(file, diag.Span{}, "%d %s numbered by Word itself in a way that is not read (%s): the numbers are missing",
			n, plural(n, "paragraph is", "paragraphs are"), d.numbers.unknown).SetHelp("save the document as plain text from Word, which writes the numbers out")
	}
}

// refused carries a refusal through functions that return errors.
type refused struct{ refusal }

func (r refused) Error() string { return r.what.String() }

// archive reads the parts of a DOCX. It unpacks MaxSize bytes in all and no more, whatever the sizes that the parts declare.
type archive struct {
	files map[string]*zip.File
	left  int64
}

func openArchive(data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	a := &archive{map[string]*zip.File{}, MaxSize}
	for _, f := range z.File {
		if a.files[f.Name] == nil {
			a.files[f.Name] = f
		}
	}
	return a, nil
}

// part gives a part's bytes, nil where the archive has no such part.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[name]
	if f == nil {
		return nil, nil
	}
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return nil, refused{refusal{diag.Say("locked with a password"), diag.Say("unpack it with the password and name the document in it")}}
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer in.Close()
	unpacked, err := io.ReadAll(io.LimitReader(in, a.left+1))
	if int64(len(unpacked)) > a.left {
		return nil, refused{refusal{diag.Say("more than %d MiB unpacked", MaxSize>>20), diag.Say("check where the file comes from: no report is that large")}}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	a.left -= int64(len(unpacked))
	return unpacked, nil
}

// mainPart is the name of the part with the text; the package's relations name it.
func (a *archive) mainPart() (string, error) {
	const usual = "word/document.xml"
	relations, err := a.part("_rels/.rels")
	if err != nil || relations == nil {
		return usual, err
	}
	var list struct {
		Relationship []struct {
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(relations, &list); err != nil {
		return "", fmt.Errorf("_rels/.rels: %w", err)
	}
	for _, r := range list.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.TrimPrefix(path.Clean("/"+r.Target), "/"), nil
		}
	}
	return usual, nil
}

// readDocument reads the main part and what it refers to.
func readDocument(a *archive) (*wordReader, error) {
	name, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	folder := path.Dir(name)
	main, err := a.part(name)
	if err != nil {
		return nil, err
	}
	if main == nil {
		return nil, diag.Say("it has no part %s", name)
	}
	d := &wordReader{}
	if d.numbers, err = readNumbers(a, folder); err != nil {
		return nil, err
	}
	err = d.open(name, main, func(e xml.StartElement) error {
		if e.Name.Local != "body" {
			return d.xml.Skip()
		}
		d.lines, err = d.blocks()
		return err
	})
	if err != nil {
		return nil, err
	}
	texts := map[string][]string{}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := d.readNotes(a, folder+"/"+kind+"s.xml", kind, texts); err != nil {
			return nil, err
		}
	}
	for i, note := range d.notes {
		d.lines = append(d.lines, noteMark(i+1)+" "+strings.TrimSpace(strings.Join(texts[note], "\n")))
	}
	return d, nil
}

func noteMark(n int) string { return fmt.Sprintf("[%d]", n) }

// readNotes reads a part of notes into texts, by kind and id.
func (d *wordReader) readNotes(a *archive, name, kind string, texts map[string][]string) error {
	data, err := a.part(name)
	if err != nil || data == nil {
		return err
	}
	return d.open(name, data, func(e xml.StartElement) error {
		if e.Name.Local != kind {
			return d.xml.Skip()
		}
		lines, err := d.blocks()
		texts[kind+attribute(e, "id")] = lines
		return err
	})
}

func attribute(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
