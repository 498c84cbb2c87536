#!/bin/sh
# Fetches the earlier releases, so that a check and a preview know what they told and hide what the
# next release must hide. The pipelines run this; so may a person, before `make check`:
#
#   sh examples/hosting/earlier.sh
#
# It lays the branch `releases` into kept/, and makes `releases` a link to kept/releases.
set -eu

found=0
git ls-remote --quiet --exit-code origin refs/heads/releases >/dev/null || found=$?
if [ "$found" = 2 ]; then
    echo "There is no branch 'releases' yet, so there are no earlier releases."
    exit
fi
if [ "$found" != 0 ] || ! git fetch --quiet origin releases; then
    echo "The branch 'releases' could not be fetched, so nothing can be checked against it." >&2
    exit 1
fi
if [ -e releases ] && [ ! -L releases ]; then
    echo "releases is a folder here: move it away, so that the kept releases can take its place." >&2
    exit 1
fi
git worktree remove --force kept 2>/dev/null || true
git -c core.autocrlf=false worktree add --quiet --detach kept FETCH_HEAD
ln -sfn kept/releases releases
