package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"baogao/generator/output"
	"baogao/layouts"
	"baogao/static"
)

// overlay is a project's folder with the built-in layouts and static files under it: what the folder has wins, file by file.
type overlay struct {
	disk    fs.FS
	builtin map[string]fs.FS // by the first element of the path
}

// openProject gives the files of a project.
func openProject(dir string) fs.FS {
	return overlay{disk{os.DirFS(dir), dir}, map[string]fs.FS{"layouts": layouts.Files, "static": static.Files}}
}

// disk is a folder of the system.
type disk struct {
	fs.FS
	dir string
}

// ReadFile reads a file that the folder has by this name.
func (d disk) ReadFile(name string) ([]byte, error) {
	local, err := filepath.Localize(name)
	if err != nil {
		return nil, &fs.PathError{Op: "readfile", Path: name, Err: fs.ErrInvalid}
	}
	data, err := output.ReadFile(d.dir + string(os.PathSeparator) + local) // as os.DirFS has it: the system goes up from where a link leads
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		of.Path = name
	}
	return data, err
}

// ReadDir lists a folder.
func (d disk) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// Stat tells of a file.
func (d disk) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

func (o overlay) under(name string) (fs.FS, string) {
	first, rest, ok := strings.Cut(name, "/")
	if !ok {
		rest = "."
	}
	return o.builtin[first], rest
}

// Open opens the folder's file, else the built-in one.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.disk.Open(name)
	if builtin, rest := o.under(name); builtin != nil && errors.Is(err, fs.ErrNotExist) {
		return builtin.Open(rest)
	}
	return f, err
}

// ReadFile reads the file that Open opens.
func (o overlay) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(o.disk, name)
	if builtin, rest := o.under(name); builtin != nil && errors.Is(err, fs.ErrNotExist) {
		return fs.ReadFile(builtin, rest)
	}
	return data, err
}

// Stat tells of the file that Open opens.
func (o overlay) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.disk, name)
	if builtin, rest := o.under(name); builtin != nil && errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(builtin, rest)
	}
	return info, err
}

// readOnce is a file system whose files and folders are read once: what is hashed first and read after is the same.
type readOnce struct {
	fs.FS
	files, folders sync.Map
}

// ReadFile gives what the first reading gave; nobody may change it.
func (r *readOnce) ReadFile(name string) ([]byte, error) {
	if data, ok := r.files.Load(name); ok {
		return data.([]byte), nil
	}
	data, err := fs.ReadFile(r.FS, name)
	if err == nil {
		r.files.Store(name, data)
	}
	return data, err
}

// Stat asks the file system each time.
func (r *readOnce) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

// ReadDir gives what the first reading gave; nobody may change it.
func (r *readOnce) ReadDir(name string) ([]fs.DirEntry, error) {
	if entries, ok := r.folders.Load(name); ok {
		return entries.([]fs.DirEntry), nil
	}
	entries, err := fs.ReadDir(r.FS, name)
	if err == nil {
		r.folders.Store(name, entries)
	}
	return entries, err
}

// ReadDir lists both, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.disk, name)
	builtin, rest := o.under(name)
	if builtin == nil {
		return entries, err
	}
	more, e := fs.ReadDir(builtin, rest)
	if err != nil && e != nil {
		return nil, err
	}
	for _, d := range more {
		if !slices.ContainsFunc(entries, func(have fs.DirEntry) bool { return have.Name() == d.Name() }) {
			entries = append(entries, d)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// findProject is the folder that a command works in: the one named, else the nearest above that holds a config.toml, else here.
func findProject(named string) (string, error) {
	if named != "" {
		return named, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "config.toml")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return here, nil
		}
	}
}

// sub is a folder of a project.
func sub(project fs.FS, dir string) fs.FS {
	f, err := fs.Sub(project, dir)
	if err != nil {
		panic(err) // the names are ours
	}
	return f
}
