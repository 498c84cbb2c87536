#!/bin/sh
# Sees to it that the hosting tests have an nginx, where it can be installed without being asked.
# Without one they serve the same folder with Python alone, and say so.
PATH=$PATH:/usr/sbin:/usr/local/sbin
command -v nginx >/dev/null && exit 0
sh tools/system_package.sh nginx-light && command -v nginx >/dev/null && exit 0
echo "nginx was not found (on Debian: sudo apt-get install nginx-light): its tests are left out." >&2
