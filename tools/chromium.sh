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
sh tools/system_package.sh chromium fonts-liberation && command -v chromium >/dev/null && exit 0
cat >&2 <<'END'
The browser tests need Chromium or Chrome, and none was found.
Install one (on Debian: sudo apt-get install chromium), or name yours:
    make test CHROMIUM=/path/to/chrome
END
exit 1
