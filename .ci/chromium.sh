#!/bin/sh
# Prints the path of a Chromium for the browser tests, installed with the system's package manager where there is none, together with
# a Chinese font. Its headless shell, the same engine without a desktop browser around it, takes a third of the time, so it is taken first.
# Where that cannot be done: nothing is printed, standard error says why, and it is a failure in CI alone.
# NO_INSTALL=1 only looks.
set -eu

say() { echo "chromium.sh: $*" >&2; }

find_chromium() {
	for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
		"/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
		if [ -n "$name" ] && command -v "$name"; then return 0; fi
	done
	return 1
}

# Without fontconfig's tool the system brings its own fonts.
has_font() { ! command -v fc-list >/dev/null || [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ]; }

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }

install_all() {
	if command -v brew >/dev/null; then brew install --cask chromium; return; fi
	can_be_root || { say "no leave to install packages: neither root nor sudo without a password"; return 1; }
	if command -v apt-get >/dev/null; then
		as_root apt-get update
		browser=chromium-headless-shell
		apt-cache show "$browser" >/dev/null 2>&1 || browser=chromium
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$browser" fonts-noto-cjk fontconfig
	elif command -v dnf >/dev/null; then as_root dnf install -y chromium google-noto-sans-cjk-fonts fontconfig
	elif command -v pacman >/dev/null; then as_root pacman -Sy --noconfirm chromium noto-fonts-cjk fontconfig
	else say "no package manager that is known here (apt-get, dnf, pacman, brew)"; return 1
	fi
}

if ! find_chromium >/dev/null || ! has_font; then
	if [ "${NO_INSTALL:-}" = "" ]; then
		say "installing Chromium and a Chinese font ..."
		install_all >&2 </dev/null || say "the installation failed"
	fi
fi
if find_chromium; then exit 0; fi
say "there is no Chromium: install it, or set CHROMIUM to a Chromium or Chrome"
if [ "${CI:-}" != "" ]; then exit 1; fi
say "the browser tests will be skipped"
