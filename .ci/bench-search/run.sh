#!/bin/sh
# The site's search beside Pagefind and FlexSearch in Chromium, and alone in Firefox where it is there: run.sh "47 1000 10000". Needs Node
# with npm, and a Chromium ($CHROMIUM).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ "${CHROMIUM:-}" != "" ] || { echo "bench-search: it needs a Chromium"; exit 1; }
command -v npm >/dev/null || { echo "bench-search: it needs Node with npm"; exit 1; }
(cd "$here" && npm ci --ignore-scripts --loglevel=error >&2)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
for pages in ${1:-47 1000 10000}; do
	mkdir -p "$temp/$pages"
	(cd "$root" && ${GO:-go} run ./generator/score -pages "$pages" -each 5 -write "$temp/$pages")
	node "$here/bench.mjs" "$temp/$pages" "$pages"
	node "$here/firefox.mjs" "$temp/$pages" "$pages"
	rm -rf "${temp:?}/$pages"
done
