"""A new project: a copy of the small starter that ships with the package."""

from __future__ import annotations

import shutil
from pathlib import Path

import scorecard

STARTER = Path(scorecard.__file__).parent / "starter"
ALLOWED = (".git",)
"""What a folder may hold and still count as empty: a repository that was just made."""


class FolderNotEmpty(Exception):
    """The folder of a new project already holds something, which is left as it is."""


def begin(folder: Path) -> list[Path]:
    """Copy the starter project into a folder that is new or empty.

    Returns the files written, in order. Raises `FolderNotEmpty` before anything is written.
    """
    if folder.is_dir():
        strangers = sorted(path.name for path in folder.iterdir() if path.name not in ALLOWED)
        if strangers:
            raise FolderNotEmpty(
                f"{folder} is not empty (it holds {strangers[0]}); name a new folder, or an"
                " empty one"
            )
    return [_copy(file, folder) for file in sorted(STARTER.rglob("*")) if file.is_file()]


def _copy(file: Path, folder: Path) -> Path:
    target = folder / file.relative_to(STARTER)
    target.parent.mkdir(parents=True, exist_ok=True)
    # Only the bytes: an installed package may be read-only, and a project is there to be edited.
    shutil.copyfile(file, target)
    return target


__all__ = ["FolderNotEmpty", "begin"]
