#!/bin/sh
# Prints the Python to build with: the one given, or the first of 3.11 or later that is found.
# It must run, be recent enough and be able to make an environment: being on the path is not enough.
usable() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${1:-}" ]; then
    usable "$1" && { echo "$1"; exit 0; }
    echo "PYTHON=$1 is not a Python 3.11 or later that can make environments (with its venv module)." >&2
    exit 1
fi
for candidate in python3.11 python3.12 python3.13 python3 python; do
    usable "$candidate" && { echo "$candidate"; exit 0; }
done
cat >&2 <<'END'
No Python 3.11 or later that can make environments was found on the path.
Install one (on Debian and Ubuntu: apt-get install python3 python3-venv), or name yours:
    make site PYTHON=/path/to/python3
END
exit 1
