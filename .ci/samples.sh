#!/bin/sh
# Builds sites with the kinds of pages that the project's own site does not have: samples.sh PROGRAM TO makes TO/series and TO/docs.
# The series is the project's report and that report with its years moved on, twice, with a term of all three and addresses that are gone.
# The docs are the guides, a site without a report.
set -eu
program=$1
mkdir -p "$2"
to=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

cp config.toml "$temp/"
cp -r content "$temp/"
for year in 2018 2019; do
	cp -r content/2017 "$temp/content/$year"
	rm "$temp/content/$year/ids.lock"
	find "$temp/content/$year" -type f ! -name '*.png' | while read -r file; do
		sed -e "s/2017/@/g" -e "s/2016/$((year - 1))/g" -e "s/@/$year/g" "$file" >"$temp/moved"
		cat "$temp/moved" >"$file"
	done
done
printf '[[term]]\nid = "ge-wei-dai-biao"\nname = "各位代表"\nkind = "slogan"\n' >"$temp/content/terms.toml"
printf '%s 0123456789abcdef\n' c3-s9 c3-s9-p1 c4-s5-p9 >>"$temp/content/2017/ids.lock"
cat >>"$temp/content/2017/tombstones.toml" <<'TOML'
[[tombstone]]
id = "c3-s9"
kind = "split"
to = ["c3-s2", "c3-s3"]
reason = "并入第二、第三节"

[[tombstone]]
id = "c4-s5-p9"
kind = "merged"
to = ["c4-s5-p1"]
reason = "并入首段"
TOML
"$program" --project "$temp" build --no-cache --out "$to/series" >/dev/null 2>&1 || { "$program" --project "$temp" build --no-cache --out "$to/series"; exit 1; }
"$program" --project docs build --no-cache --out "$to/docs" >/dev/null
