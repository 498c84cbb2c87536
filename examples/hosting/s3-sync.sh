#!/bin/sh
# Puts the folder of releases into a bucket, in an order in which no reader meets a dead link:
# versions, then latest/, then the first page; what is gone is removed in the end.
#
#   sh examples/hosting/s3-sync.sh kept/releases s3://BUCKET
#
# A bucket sends no Content-Security-Policy: docs/guide/hosting.md says how to add it.
set -eu
folder=${1:?"which folder? For example: sh $0 kept/releases s3://BUCKET"}
bucket=${2:?"which bucket? For example: sh $0 kept/releases s3://BUCKET"}
long="public, max-age=604800"
short="public, max-age=300, must-revalidate"

if [ ! -f "$folder/releases.json" ] || [ ! -f "$folder/index.html" ]; then
    echo "$folder is no folder of releases: nothing was sent." >&2
    exit 1
fi
for version in "$folder"/*/; do
    name=$(basename "$version")
    case $name in latest | ledgers | releases) continue ;; esac
    caching=$long
    [ -f "$version/manifest.json" ] || caching=$short # withdrawn: only a notice is there
    aws s3 sync "$version" "$bucket/$name" --delete --cache-control "$caching"
done
# Copied and not synced: after a withdrawal these files are older than those that they replace,
# and a sync would leave the newer ones.
for name in latest ledgers releases; do
    [ ! -d "$folder/$name" ] ||
        aws s3 cp "$folder/$name" "$bucket/$name" --recursive --cache-control "$short"
done
for file in "$folder"/*; do
    [ ! -f "$file" ] || aws s3 cp "$file" "$bucket/$(basename "$file")" --cache-control "$short"
done
aws s3 sync "$folder" "$bucket" --delete --size-only
