#!/bin/sh
# Sees to it that the hosting tests have an nginx, where it can be installed without being asked.
# Without one they serve the same folder with Python alone, and say so.
PATH=$PATH:/usr/sbin:/usr/local/sbin
command -v nginx >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing nginx for the hosting tests ..."
    export DEBIAN_FRONTEND=noninteractive
    # The tests need only the program: at this run level its package starts no server of its own.
    apt-get -qq update && RUNLEVEL=1 apt-get -qq install -y --no-install-recommends nginx-light >/dev/null \
        && command -v nginx >/dev/null && exit 0
fi
echo "nginx was not found (on Debian: sudo apt-get install nginx-light): its tests are left out." >&2
