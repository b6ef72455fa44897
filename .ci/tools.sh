#!/bin/sh
# Installs Node and Java for the audit, the judges of editions (xmllint, epubcheck) and of paper (poppler) and the hosts of tests (nginx, Kiwix), where they are missing and this is Debian's family and we may.
set -eu
wanted=""
command -v node >/dev/null || wanted="$wanted nodejs"
command -v npm >/dev/null || wanted="$wanted npm"
command -v java >/dev/null || wanted="$wanted default-jre-headless"
command -v xmllint >/dev/null || wanted="$wanted libxml2-utils"
command -v pdftotext >/dev/null || wanted="$wanted poppler-utils"
command -v nginx >/dev/null || [ -e /usr/sbin/nginx ] || wanted="$wanted nginx-light"
command -v zimwriterfs >/dev/null || wanted="$wanted zim-tools"
command -v kiwix-serve >/dev/null || wanted="$wanted kiwix-tools"
command -v faketime >/dev/null || wanted="$wanted faketime"
[ -e /usr/bin/epubcheck ] || wanted="$wanted epubcheck"
[ -n "$wanted" ] || exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
	apt-get update
	DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted
else
	echo "tools.sh: install$wanted: this is not Debian, or not root" >&2
fi
