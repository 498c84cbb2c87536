"""The files of a folder, where nothing is passed over without a word, and the text in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from scorecard.problems import Place, Problems

CLOSED = ("cannot be read", "close it in Excel, or check its permissions")


def files_below(folder: Path, shown: str, problems: Problems) -> Iterator[Path]:
    """Every file in a folder and the folders in it, by name, without those whose names hide them.

    What cannot be looked into is a problem, since figures would vanish without a word.
    """
    closed = ("the folder cannot be opened", "check its permissions, or move it away")
    found: list[Path] = []

    def report(path: Path, what: str, mend: str) -> None:
        steps = path.relative_to(folder).as_posix()
        problems.error(Place(shown if steps == "." else f"{shown}/{steps}"), "", what, mend)

    def opened(fault: OSError) -> None:
        report(Path(fault.filename), *closed)

    for at, folders, files in os.walk(folder, onerror=opened):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if _linked(Path(at, name)):
                report(
                    Path(at, name),
                    "is a link to a folder, which is not followed",
                    "put the folder here",
                )
        for name in files:
            file = Path(at, name)
            if name.startswith("."):
                continue
            try:
                ordinary = file.is_file()
            except OSError:
                report(file, *CLOSED)
                continue
            if ordinary:
                found.append(file)
            else:
                report(file, "is a link that leads to no file", "put the file here, or remove it")
    yield from sorted(found)


def _linked(folder: Path) -> bool:
    try:
        return folder.is_symlink()
    except OSError:  # which shows again when it is walked into
        return False


def read_bytes(file: Path, shown: str, problems: Problems) -> bytes | None:
    """What is in a file, or a problem where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        problems.error(Place(shown), "", *CLOSED)
        return None


def read_text(file: Path, shown: str, problems: Problems) -> str | None:
    """The text of a UTF-8 file, or a problem that names the first byte that is not."""
    raw = read_bytes(file, shown, problems)
    if raw is None:
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.error(
            Place(shown, line),
            "",
            "the file is not UTF-8",
            "save it again as UTF-8 (in Excel: 'CSV UTF-8'; in an editor: encoding UTF-8)",
        )
        return None
