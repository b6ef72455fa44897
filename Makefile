# What people and CI run. `make` alone lists the targets. A new machine needs Go, git and make; each target sets up what else it uses.

GO       ?= go
FUZZTIME ?= 20s
PORT     ?= 1313
REPORTS  ?= ../shared/reports

# Without C the program is one file that runs on every Linux, and starts sooner.
export CGO_ENABLED ?= 0

.DEFAULT_GOAL := help
.PHONY: help site docs test audit serve import check bench bench-hugo bench-search hugo fuzz golden figures-score reports terms-score search-score pictures pdf zim clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

site: ## build the site into public/
	@echo "Building content/ into public/ (the first time Go fetches and compiles what the program uses) ..."
	@$(GO) run ./generator build
	@echo "Done. Read it: open public/index.html"

docs: ## build the guides, a site of their own, into docs/public/
	@$(GO) run ./generator --project docs build

test: ## run all tests; installs Chromium for the browser tests where it can
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" $(GO) test -timeout 45m ./...

audit: site ## judge the built site by axe-core, Lighthouse, Ace, schema.org (Node, Chromium) and the Nu checker (Java)
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" sh .ci/audit/run.sh public

serve: ## show the site while you edit; PORT=1313
	@exec $(GO) run ./generator serve --addr 127.0.0.1:$(PORT)

import: ## make content files from a report; FILE=report.txt, ARGS="--id 2018"
	@test -n "$$FILE" || { echo "name the report: make import FILE=report.txt"; exit 2; }
	@$(GO) run ./generator import $(ARGS) "$$FILE"

check: ## say everything that is wrong with content and site
	@$(GO) run ./generator check

bench: ## measure builds of 1, 100 and 1,000 reports, the steps of one, and from save to browser (Chromium)
	@$(GO) run ./generator/bench $(ARGS)
	@$(GO) test ./generator/bench -run '^$$' -bench . -benchmem
	@$(GO) test ./generator -run '^$$' -bench '^BenchmarkBuild$$'
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" $(GO) test ./generator/browser -run '^$$' -bench SaveToBrowser -benchtime 20x -timeout 30m

HUGO_FOLDER := .cache/hugo/v0.165.0

# Hugo is a program that we are measured against, never a part: it goes into a folder that git ignores.
$(HUGO_FOLDER)/hugo:
	@mkdir -p $(HUGO_FOLDER) && echo "Fetching and compiling Hugo (some minutes, once) ..."
	@cd $(HUGO_FOLDER) && GOBIN="$(CURDIR)/$(HUGO_FOLDER)" GOFLAGS=-mod=mod $(GO) install github.com/gohugoio/hugo@v0.165.0

bench-hugo: $(HUGO_FOLDER)/hugo ## measure beside Hugo with 1, 23 and 230 reports; ARGS="-reports 2300 -alone -ballast 10"
	@$(GO) run ./generator/bench/hugo -hugo "$(CURDIR)/$(HUGO_FOLDER)/hugo" -collection "$(REPORTS)" $(ARGS)

hugo: $(HUGO_FOLDER)/hugo ## see that Hugo lists and renders content/ and agrees with us (compiles it once)
	@HUGO="$(CURDIR)/$(HUGO_FOLDER)/hugo" $(GO) test ./generator -count=1 -v -run '^TestHugoReadsTheContent$$'

fuzz: ## run every fuzz target for FUZZTIME=20s, one after another
	@grep -rn --include='*_test.go' '^func Fuzz' generator | sed -E 's,^(.*)/[^/]*_test.go:[0-9]+:func (Fuzz[A-Za-z0-9_]*).*,\1 \2,' | sort | \
	while read -r folder target; do \
		echo "$$folder $$target"; \
		$(GO) test "./$$folder" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) </dev/null || exit 1; \
	done

golden: ## write the expected outputs of all tests anew; read the diff before you commit
	@grep -rl --include='*_test.go' 'flag.Bool("update"' generator | sed 's,/[^/]*$$,,' | sort -u | \
	while read -r folder; do $(GO) test "./$$folder" -update </dev/null || exit 1; done
	@git status --short

figures-score: ## score what is read in numbers: against the reviewed figures, then against the samples judged by hand
	@$(GO) test ./generator/figures -count=1 -v -run '^(TestScore|TestSamplesReadByHand)$$' | grep -v '^=== RUN'

reports: ## score the importer on a collection of reports with expected.tsv; REPORTS=../shared/reports
	@if [ ! -d "$(REPORTS)" ]; then echo "skipped: the collection $(REPORTS) is not on this machine"; exit 0; fi; \
	REPORTS="$(abspath $(REPORTS))" $(GO) test ./generator/content -count=1 -v -run '^TestReports$$'

terms-score: ## compare the names drafted from the Kaifeng report's text with its reviewed terms
	@$(GO) test ./generator/content -count=1 -v -run '^TestTermScore$$'

search-score: ## ask the search, as program and as script, what a scan finds: on the report, on 1,000 and on 10,000 pages (Node)
	@$(GO) run ./generator/score $(ARGS)

bench-search: ## measure the search beside Pagefind and FlexSearch (npm) in Chromium; PAGES="47 1000 10000"
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" sh .ci/bench-search/run.sh "$(or $(PAGES),47 1000 10000)"

pictures: ## take pictures of every kind of page into pictures/
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" $(GO) test ./generator/browser -count=1 -run '^TestPictures$$' -pictures "$(CURDIR)/pictures"
	@echo "Done: $$(ls pictures | wc -l) pictures in pictures/"

pdf: site ## print every report's full text as an official document (公文) into dist/ID.pdf by Chromium
	@chromium=$$(sh .ci/chromium.sh) && CHROMIUM="$$chromium" sh .ci/pdf.sh public dist

zim: ## pack the site for Kiwix readers into dist/site.zim, checked by zimcheck; needs Debian's zim-tools
	@command -v zimwriterfs >/dev/null && command -v zimcheck >/dev/null || { echo "zim: install zim-tools (Debian), and faketime for the same bytes each time"; exit 1; }
	@mkdir -p dist && $(GO) run ./generator zim --out dist/site.zim && zimcheck --all dist/site.zim

clean: ## take away all that is made
	rm -rf public pictures dist baogao .*.baogao-* .ci/audit/node_modules .ci/bench-search/node_modules
