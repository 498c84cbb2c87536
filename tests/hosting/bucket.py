"""Stands in for the `aws` program: the commands of the script, on a bucket that is a folder.

`sync` sends what is missing, of another size, or newer here than there, as the real one does.
"""

import os
import shutil
import sys
from pathlib import Path


def main() -> None:
    how, source, target, *options = sys.argv[2:]
    caching = options[options.index("--cache-control") + 1] if "--cache-control" in options else ""
    to = Path(os.environ["BUCKET"]) / target.removeprefix("s3://scorecard").strip("/")
    here = Path(source)
    if here.is_file():
        _send(here, to, caching)
        return
    assert how == "sync" or "--recursive" in options
    files = {path.relative_to(here) for path in here.rglob("*") if path.is_file()}
    for name in sorted(files):
        if how == "cp" or _differs(here / name, to / name, by_time="--size-only" not in options):
            _send(here / name, to / name, caching)
    if "--delete" in options:
        for path in [path for path in to.rglob("*") if path.is_file()]:
            if path.relative_to(to) not in files:
                path.unlink()


def _differs(here: Path, there: Path, *, by_time: bool) -> bool:
    if not there.exists() or here.stat().st_size != there.stat().st_size:
        return True
    return by_time and here.stat().st_mtime > there.stat().st_mtime


def _send(here: Path, there: Path, caching: str) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(here, there)
    name = there.relative_to(os.environ["BUCKET"]).as_posix()
    with Path(os.environ["SENT"]).open("a", encoding="utf-8") as log:
        log.write(f"{name}\t{caching}\n")


if __name__ == "__main__":
    main()
