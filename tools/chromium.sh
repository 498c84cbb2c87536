#!/bin/sh
# Sees to it that the browser tests have a Chromium: one that is there, or else the system's package.
if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM" >/dev/null && exit 0
    echo "CHROMIUM=$CHROMIUM is not a program." >&2
    exit 1
fi
for candidate in chromium chromium-browser google-chrome; do
    command -v "$candidate" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-liberation >/dev/null \
        && command -v chromium >/dev/null && exit 0
fi
cat >&2 <<'END'
The browser tests need Chromium or Chrome, and none was found.
Install one (on Debian: sudo apt-get install chromium), or name yours:
    make test CHROMIUM=/path/to/chrome
END
exit 1
