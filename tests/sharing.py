"""What the tests of one run share, however many processes they run in."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemBytecodeCache


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the whole run, above those of its processes."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first to ask for it fills, while all others wait; tests only read it."""
    folder = folder_of_run(factory) / name
    finished = folder.with_name(f"{name}.finished")
    with _alone(folder.with_name(f"{name}.lock")):
        if not finished.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            finished.touch()
    return folder


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def share_compiled_templates(folder: Path, patch: Callable[[type, str, Any], None]) -> None:
    """Keep templates that were compiled, by what they say: that is a third of a small build."""
    kept = FileSystemBytecodeCache(str(folder))
    begin = Environment.__init__

    @functools.wraps(begin)
    def begin_with_kept(self: Environment, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        self.bytecode_cache = self.bytecode_cache or kept

    patch(Environment, "__init__", begin_with_kept)
