package content

// For the tests of package content_test, which ask later packages.
var (
	Archive = archive
	Edited  = edited
	Screen  = screen
	Whole   = whole
)
