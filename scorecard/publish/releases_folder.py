"""Changing a folder of releases whole or not at all, one process at a time.

A complete new folder is put together beside the old one, with hard links to the files that stay,
synced to disk, and exchanged with it in one step. Killed at any moment, the folder is as it was
or complete; what is left beside it is cleared away by the next run. The state that it had may be
kept, as a spare to begin the next one from: of forty versions, thirty-nine stand in it already.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS alike
_HERE = -100  # AT_FDCWD: paths as they are written
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


class Busy(Exception):
    """Another process is at work on the same folder."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that dies with its process; raises `Busy` where another holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _lock(file.fileno()):
            raise Busy(f"another release is at work here ({path} is locked); wait until it is done")
        yield


@contextmanager
def changed(folder: Path, spare: Path | None = None) -> Iterator[Path]:
    """A copy of the folder to change; it takes the folder's place when the block ends well.

    Its files are hard links: a file in it is replaced, never written into. The caller holds
    the lock of the folder. `spare` is where the state that the folder had is kept, and taken from
    the next time; it may be missing, out of date or of another folder, and costs time alone then.
    """
    folder = folder.resolve()
    recover(folder)
    new = _beside(folder, "new")
    try:
        if folder.is_dir():
            _take(spare, new)
            mirror(folder, new)
        else:
            new.mkdir(parents=True)
        yield new
        _put_in_place(new, folder)
        _take(new, spare)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(_beside(folder, "old"), ignore_errors=True)


def _take(one: Path | None, to: Path | None) -> None:
    """Rename a folder where it is there and the same disk holds both places."""
    if one is not None and to is not None and one.is_dir() and not one.is_symlink():
        with suppress(OSError):
            one.rename(to)


def recover(folder: Path) -> None:
    """Clear away what a run that was killed left; the caller holds the lock."""
    folder = folder.resolve()
    old = _beside(folder, "old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)  # killed between the two renames of a system without an exchange
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(_beside(folder, "new"), ignore_errors=True)


def lock_of(folder: Path) -> Path:
    """The file that is locked while a folder is changed."""
    return _beside(folder.resolve(), "lock")


def mirror(source: Path, target: Path) -> None:
    """Give a folder the very files of another, by hard links, or by copies where there are none.

    A file that is the same one in both already takes no writing. What is there besides goes.
    """
    target.mkdir(parents=True, exist_ok=True)
    if source.stat().st_dev != target.stat().st_dev:
        _clear(target)  # the numbers by which files are told apart count on one disk alone
    _mirror(str(source), str(target))


def _clear(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _mirror(source: str, target: str) -> None:
    """Every release stands in it, so it goes without detours."""
    with os.scandir(target) as entries:
        there = {entry.name: entry for entry in entries}
    with os.scandir(source) as entries:
        for entry in entries:
            old = there.pop(entry.name, None)
            if old is not None and _is_same_file(entry, old):
                continue
            to, is_folder = f"{target}/{entry.name}", entry.is_dir(follow_symlinks=False)
            if old is not None and not (is_folder and old.is_dir(follow_symlinks=False)):
                _remove(old)
                old = None
            if not is_folder:
                _link(entry.path, to)
                continue
            if old is None:
                os.mkdir(to)
            _mirror(entry.path, to)
    for old in there.values():
        _remove(old)


def _is_same_file(entry: os.DirEntry[str], old: os.DirEntry[str]) -> bool:
    """Whether two are names of one file; no two folders are."""
    return entry.inode() == old.inode()


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)


def link(source: Path, target: Path) -> None:
    """Put a file in a second place, in whatever's stead stands there."""
    target.unlink(missing_ok=True)
    _link(source, target)


def _link(source: Path | str, target: Path | str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def write(path: Path, text: str) -> None:
    """Write a file anew, so that whatever is linked to the old one stays as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(text.encode())


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}-{what}")


def _put_in_place(new: Path, folder: Path) -> None:
    sync(new)
    if not folder.exists():
        new.rename(folder)
    elif not _exchange(new, folder):
        folder.rename(_beside(folder, "old"))
        new.rename(folder)
    _sync_one(folder.parent)


def sync(folder: Path) -> None:
    """Write a folder to disk before anything is renamed, or a power cut could empty its files."""
    library = _library()
    if library is not None and hasattr(library, "syncfs"):
        opened = os.open(folder, os.O_RDONLY)
        try:
            if library.syncfs(opened) == 0:
                return
        finally:
            os.close(opened)
    for path, _, names in os.walk(folder):
        for name in names:
            _sync_one(Path(path) / name)
        _sync_one(Path(path))


def _sync_one(path: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    library = _library()
    if library is None:
        return False
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, ctypes.c_uint(_EXCHANGE))
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, first, _HERE, second, ctypes.c_uint(_EXCHANGE))
    else:
        return False
    if not failed:
        return True
    fault = ctypes.get_errno()
    if fault in _NOT_HERE:
        return False
    raise OSError(fault, os.strerror(fault), str(other))


def _library() -> ctypes.CDLL | None:
    return None if os.name == "nt" else ctypes.CDLL(None, use_errno=True)


def _lock(file: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_on_windows(file: int) -> bool:
    import msvcrt

    try:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
