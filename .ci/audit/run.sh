#!/bin/sh
# Outside judges of a built site: run.sh FOLDER [JUDGE…]. Needs Go, and Node 20 with npm, for all, a Chromium ($CHROMIUM) for axe-core, Lighthouse and
# Ace by DAISY, Java for the Nu checker; schema.org's vocabulary is judged by the TypeScript compiler, TOML by Taplo. What is missing is said and left out; in CI it is a failure.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
site=$(cd "$1" && pwd)
shift

missing() {
	echo "audit: $1" >&2
	if [ "${CI:-}" != "" ]; then exit 1; fi
}

if ! command -v node >/dev/null || ! command -v npm >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
	missing "skipped: it needs Node 20 or newer with npm"
	exit 0
fi
judges="schema taplo"
if [ "${CHROMIUM:-}" != "" ]; then judges="$judges axe ace lighthouse"; else missing "axe-core, Ace and Lighthouse are left out: there is no Chromium"; fi
if command -v java >/dev/null; then judges="$judges nu"; else missing "the Nu checker is left out: there is no Java (Debian: default-jre-headless)"; fi

temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
(cd "$here/../.." && "${GO:-go}" build -o "$temp/baogao" ./generator)
sh "$here/../samples.sh" "$temp/baogao" "$temp/samples"

cd "$here"
# The judges' own install scripts only fetch browsers and Java, which the system has.
npm ci --ignore-scripts --loglevel=error >&2
node audit.mjs "$site" "$temp/samples" ${*:-$judges}
