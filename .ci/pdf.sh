#!/bin/sh
# Prints the full text of every report of a built site as an official document (公文, GB/T 9704): pdf.sh SITE TO. Needs a Chromium ($CHROMIUM).
# What a PDF says of the clock is taken out, so that the same site and the same Chromium give the same bytes.
set -eu
site=$(cd "$1" && pwd)
mkdir -p "$2"
to=$(cd "$2" && pwd)
if [ "${CHROMIUM:-}" = "" ]; then echo "pdf: there is no Chromium" >&2; exit 1; fi
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
ln -s "$site/assets" "$temp/assets"
find "$site" -name full.html | sort | while read -r page; do
	id=${page#"$site/"}
	id=${id%/full.html}
	name=$(echo "$id" | tr / -)
	mkdir -p "$temp/$id"
	cp "$site/$id/running.css" "$temp/$id/"
	# Links to other files would name this machine's; those within the text stay.
	sed -E -e 's/<html /<html data-print="official" /' -e 's/<a ([^>]*)href="[^#"][^"]*"/<a \1/g' "$page" >"$temp/$id/full.html"
	"$CHROMIUM" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --user-data-dir="$temp/profile" \
		--no-pdf-header-footer --print-to-pdf="$temp/$name.pdf" "file://$temp/$id/full.html" 2>/dev/null
	test -s "$temp/$name.pdf" || { echo "pdf: nothing was printed for $id" >&2; exit 1; }
	LC_ALL=C sed -E "s#/(CreationDate|ModDate) \(D:[0-9]{14}#/\1 (D:20000101000000#g" "$temp/$name.pdf" >"$to/$name.pdf"
	echo "$2/$name.pdf"
done
