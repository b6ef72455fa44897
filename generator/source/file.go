package source

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"baogao/generator/diag"
)

// MaxSize bounds what is read of a file, and what is unpacked of a packed one, in bytes. The longest reports have half a megabyte.
const MaxSize = 64 << 20

// ReadFile reads a file, or standard input where path is "-". Of a file that is too large it reads nothing; where the size
// cannot be known before, as of a pipe, it stops at MaxSize.
func ReadFile(path string, stdin io.Reader, problems *diag.List) *Received {
	file := &diag.File{Path: shownPath(path)}
	in := stdin
	if path != "-" {
		f, r := open(path)
		if r.what != nil {
			problems.Errorf(file, diag.Span{}, "%s", r.what).SetHelp("%s", r.help)
			return nil
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil {
		problems.Errorf(file, diag.Span{}, "reading stopped: %v", cause(err)).SetHelp("check the disk or the connection, and try again")
		return nil
	}
	return Read(path, data, problems)
}

// open opens a file that can be read to its end.
func open(path string) (*os.File, refusal) {
	stat, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refusal{diag.Say("there is no such file"), diag.Say("check the path, or give - to read standard input")}
	case err != nil:
		return nil, refusal{diag.Say("the file cannot be looked at: %v", cause(err)), diag.Say("check the path and who may read it")}
	case stat.IsDir():
		return nil, refusal{diag.Say("this is a folder, not a file"), diag.Say("name the report's own file in it")}
	case stat.Size() > MaxSize:
		r := tooLarge(stat.Size())
		return nil, refusal{diag.Say("the file is %s", r.what), r.help}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refusal{diag.Say("the file cannot be opened: %v", cause(err)), diag.Say("check who may read it")}
	}
	return f, refusal{}
}

func tooLarge(size int64) refusal {
	const mebibyte = 1 << 20
	return refusal{
		diag.Say("too large: it has %d MiB, and no more than %d are read", (size+mebibyte-1)/mebibyte, MaxSize/mebibyte),
		diag.Say("a report has less than one: name the file with the report's text"),
	}
}

// cause is what the system said, without the path that the message begins with.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
