#!/bin/sh
# Runs a command with its temporary files in memory, where there is room for them: a release waits
# until the disk has written everything, and the tests make hundreds. They are removed in the end,
# unless the command failed.
set -u

room=4000000 # kB; the tests fill a seventh of it
memory=/dev/shm

has_room() {
    free=$(df -Pk "$memory" 2>/dev/null | awk 'NR == 2 { print $4 }')
    spare=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo 2>/dev/null)
    [ "${free:-0}" -gt "$room" ] && [ "${spare:-0}" -gt "$room" ]
}

# Programs are run from there, which some systems do not allow in memory.
runs_programs() {
    printf '#!/bin/sh\n' >"$1/try" && chmod +x "$1/try" && "$1/try"
}

if has_room && folder=$(mktemp -d "$memory/scorecard-tests.XXXXXX" 2>/dev/null); then
    trap 'rm -rf "$folder"; exit 1' HUP INT TERM
    if runs_programs "$folder" 2>/dev/null; then
        TMPDIR=$folder "$@"
        status=$?
        if [ "$status" -eq 0 ]; then
            rm -rf "$folder"
        else
            echo "The temporary files of the tests were kept in $folder." >&2
        fi
        exit "$status"
    fi
    rm -rf "$folder"
fi
exec "$@"
