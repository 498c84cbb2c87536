#!/bin/sh
# Releases a period and keeps the result. The pipelines run this; so may a person, after `make check`:
#
#   sh examples/hosting/release.sh "2025-26 Q2"
#   sh examples/hosting/release.sh "2025-26 Q2" correct "Why, in a sentence for readers"
#   sh examples/hosting/release.sh "2025-26 Q2" withdraw "Why, in a sentence for readers"
#
# All releases stay on the branch `releases` of this repository, which is private, since what was
# withdrawn stays in its history. The folder to publish is then kept/releases, and nothing else.
# COUNTS names the folder of the counts when they are not in data/.
set -eu

period=${1:?"which period? For example: sh $0 '2025-26 Q2'"}
what=${2:-release}
reason=${3:-}
folder=kept/releases

scorecard() {
    .venv/bin/scorecard ${COUNTS:+--data "$COUNTS"} "$@"
}

# Never begin anew when the branch cannot be had: what it tells decides what must stay hidden.
if ! git fetch --quiet origin releases; then
    echo "The branch 'releases' could not be fetched. docs/guide/hosting.md says how to make it." >&2
    exit 1
fi
git worktree remove --force kept 2>/dev/null || true
git -c core.autocrlf=false worktree add --quiet --detach kept FETCH_HEAD

case $what in
    release) scorecard release "$period" --strict --to "$folder" ;;
    correct) scorecard release "$period" --strict --correct --reason "$reason" --to "$folder" ;;
    withdraw) scorecard withdraw "$period" --reason "$reason" --to "$folder" ;;
    *) echo "$what: say release, correct or withdraw" >&2; exit 2 ;;
esac
scorecard verify "$folder"

cd kept
git -c core.autocrlf=false add --all -- 'releases*'
if git diff --cached --quiet; then
    echo "Nothing new: these releases are kept already."
    exit
fi
git config user.email >/dev/null || {
    export GIT_AUTHOR_NAME=Scorecard GIT_AUTHOR_EMAIL=scorecard@example.org
    export GIT_COMMITTER_NAME=Scorecard GIT_COMMITTER_EMAIL=scorecard@example.org
}
git commit --quiet --message "$what: $period"
git push --quiet origin HEAD:releases
