// Command score asks the site's search what a text holds and compares its answers with a scan of its own, by class of query: on the project's
// report and on series made from real reports. The search runs twice, as the program and as the script that readers have (in Node).
//
//	go run ./generator/score                        the whole table; make search-score
//	go run ./generator/score -pages 47 -each 20     the report alone, 20 queries of each class
//
// It prints, of every class, how many answers are exactly right (the very passages), their precision and recall, and how many strings that the
// text does not hold were said to be absent. It ends with an error where a class is not all right.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	pages := flag.String("pages", "47,1000,10000", "sizes of the sites, in pages of the report's size, one table each")
	each := flag.Int("each", 40, "queries of each class")
	reports := flag.String("reports", "../shared/reports", "a folder of *.txt that the larger sites are made from")
	seed := flag.Uint64("seed", 2017, "of the sampler and of the changes")
	write := flag.String("write", "", "write the site of the last size into this folder, with its pages, and stop: for make bench-search")
	flag.Parse()
	if err := run(*pages, *each, *reports, *seed, *write); err != nil {
		fmt.Fprintln(os.Stderr, "search-score:", err)
		os.Exit(1)
	}
}

func run(pages string, each int, folder string, seed uint64, write string) error {
	base, err := realReports(".", folder)
	if err != nil {
		return err
	}
	wrong := false
	for size := range strings.SplitSeq(pages, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return fmt.Errorf("-pages takes numbers with commas between, not %q", pages)
		}
		site := series(base, n, seed)
		if write != "" {
			return writeSite(site, sample(site, each, seed), write)
		}
		ok, err := scoreSite(site, n, each, seed)
		if err != nil {
			return err
		}
		wrong = wrong || !ok
	}
	if wrong {
		return errors.New("not every answer is right")
	}
	return nil
}
