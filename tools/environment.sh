#!/bin/sh
# Fills an environment with the packages that the lock names, and with this program.
set -eu

environment=$1
lock=requirements.lock

pip() {
    "$environment/bin/python" -m pip --disable-pip-version-check "$@"
}

uv() {
    "$environment/bin/python" -m uv pip install --quiet --python "$environment" "$@"
}

# uv knows nothing of pip's settings, so where they name an index of their own, pip does it all.
has_own_index() {
    pip config list | grep -q "\.index-url="
}

# uv does in seconds what takes pip most of a minute. The lock names it as well: pip installs it by its hash.
by_uv() {
    itself='/^uv==/,/[^\\]$/'
    sed -n "${itself}p" $lock >"$environment/uv.lock" &&
        sed "${itself}d" $lock >"$environment/other.lock" &&
        pip install --quiet --no-compile --require-hashes -r "$environment/uv.lock" &&
        uv --require-hashes -r "$environment/other.lock" &&
        uv --no-deps --no-build-isolation --editable .
}

by_pip() {
    pip install --quiet --no-compile --require-hashes -r $lock
    pip install --quiet --no-deps --no-build-isolation --editable .
}

if has_own_index || ! by_uv 2>/dev/null; then
    by_pip
fi
# Compiles the modules that a build loads; all of them would take half a minute.
"$environment/bin/python" -c 'import altair, mkdocs.commands.build, pandas, scipy.special, scorecard.releasing'
