"""Tiny projects with releases; those made once are only read, or copied."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.releases.tiny import QUARTERS, release, write_tiny


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose first three quarters were released: tests only read it."""
    project = write_tiny(tmp_path_factory.mktemp("tiny") / "project")
    for quarter in QUARTERS[:3]:
        release(project, quarter)
    return project


@pytest.fixture
def released(released_once: Path, tmp_path: Path) -> Path:
    """The same, to change."""
    return shutil.copytree(released_once, tmp_path / "project")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A project of which nothing was released."""
    return write_tiny(tmp_path / "project")
