package output

import "os"

// swapInTwoSteps is for systems and file systems that cannot exchange two names at once: between its renames the place is empty,
// and a failure of the second puts the old folder back.
func swapInTwoSteps(stage, place string) error {
	aside := stage + "-old"
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	if err := os.Rename(place, aside); err != nil {
		return err
	}
	if err := os.Rename(stage, place); err != nil {
		if back := os.Rename(aside, place); back != nil {
			return back
		}
		return err
	}
	return os.RemoveAll(aside)
}
