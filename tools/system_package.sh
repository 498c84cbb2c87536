#!/bin/sh
# Installs packages of the system where that can be done without asking anybody, or fails.
#
#     sh tools/system_package.sh chromium fonts-liberation
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || exit 1
export DEBIAN_FRONTEND=noninteractive
# The tests need only the programs: at this run level no package starts a server of its own.
export RUNLEVEL=1

install() {
    apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

echo "Installing $1 for the tests ..."
# A new machine knows no package yet, and an old one may know only versions that are gone.
install "$@" 2>/dev/null || { apt-get -qq update && install "$@"; }
