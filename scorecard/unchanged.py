"""Whether a build would change anything: by path, size and time of every file it reads or wrote.

No file's content is read, and none is hashed: a hash of a private file lets a guess be confirmed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Stamps = dict[str, list[int]]
"""Size and time of last change, in nanoseconds, of each file by its path."""


def stamps(roots: Iterable[Path]) -> Stamps:
    """The stamp of every file in some folders, and of files that are named themselves.

    What is missing has no stamp. Compiled Python is left out, since running a program makes it.
    """
    found: Stamps = {}
    for root in roots:
        if root.is_file():
            found[str(root.absolute())] = _stamp(root.stat())
        elif root.is_dir():
            found |= {file.path: _stamp(file.stat()) for file in _files(str(root.absolute()))}
    return found


def _stamp(about: os.stat_result) -> list[int]:
    return [about.st_size, about.st_mtime_ns]


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """Every file below a folder, by `os.scandir`: `Path.rglob` takes ten times as long."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield entry
            elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)


def software() -> list[str]:
    """The Python that runs and every package installed beside it, with their versions."""
    folders = [folder for folder in sys.path if Path(folder).is_dir()]
    names = {entry.name for folder in folders for entry in os.scandir(folder or ".")}
    return [sys.version, *sorted(name for name in names if name.endswith(".dist-info"))]


@dataclass(frozen=True)
class Before:
    """What a build is about to read: its options, its software and the stamps of its files."""

    options: list[str]
    software: list[str]
    inputs: Stamps

    def finished(self, file: Path, written: Iterable[Path], result: Mapping[str, Any]) -> None:
        """Keep in `file` what was read and written, and what the build said in the end."""
        record = {"before": vars(self), "written": stamps(written), "result": result}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(record), encoding="utf-8")

    def result_in(self, file: Path, written: Iterable[Path]) -> Any:
        """What the last build said, where this one would do the same; otherwise None.

        A file that was changed, added or removed makes it None, whether read or written.
        """
        try:
            record = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        same = record.get("before") == vars(self) and record.get("written") == stamps(written)
        return record.get("result") if same else None


def before(options: Iterable[str], inputs: Iterable[Path]) -> Before:
    """Note what a build is about to read; called first, so that a later change counts as one."""
    return Before(list(options), software(), stamps(inputs))
